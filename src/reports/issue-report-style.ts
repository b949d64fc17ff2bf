/** The look of the report as a page: light and dark, and on paper. */
export const issueReportStyle = `
:root {
  color-scheme: light dark;
  --page: #f5f6f8; --card: #ffffff; --text: #1c2430; --soft: #5b6675; --line: #dde2e9; --head: #f0f2f6; --link: #1a5fb4;
  --error: #b3261e; --error-soft: #fce8e6; --warning: #8a5300; --warning-soft: #fff1d6; --info: #1a5fb4; --info-soft: #e5effb;
  --good: #1e6b3a; --good-soft: #e3f4e8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #14181f; --card: #1d232c; --text: #e6e9ee; --soft: #a0abba; --line: #333c49; --head: #252c37; --link: #8ab8f5;
    --error: #ff9a92; --error-soft: #4a201d; --warning: #f5c26b; --warning-soft: #44300f; --info: #8ab8f5; --info-soft: #1c3350;
    --good: #86d6a0; --good-soft: #17391f;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 1120px; margin: 0 auto; padding: 32px 24px 48px; }
h1 { margin: 0; font-size: 26px; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 18px; line-height: 1.35; }
p { margin: 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
.eyebrow { margin-bottom: 4px; color: var(--soft); font-size: 13px; }
.verdict { margin: 16px 0; padding: 12px 16px; border-radius: 8px; font-size: 17px; font-weight: 600; }
.verdict.error { background: var(--error-soft); color: var(--error); }
.verdict.warning { background: var(--warning-soft); color: var(--warning); }
.verdict.good { background: var(--good-soft); color: var(--good); }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 12px; margin: 0 0 12px; }
.figures div { padding: 12px 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.figures dt { color: var(--soft); font-size: 13px; }
.figures dd { margin: 0; font-size: 24px; font-weight: 600; font-variant-numeric: tabular-nums; }
.note { color: var(--soft); font-size: 14px; }
section { margin-top: 28px; padding: 20px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.heading { display: flex; flex-wrap: wrap; align-items: center; gap: 6px 10px; }
.heading .top { margin-left: auto; font-size: 13px; }
.remedy { margin-top: 8px; max-width: 80ch; }
.code { color: var(--soft); font: 13px/1.5 ui-monospace, SFMono-Regular, Consolas, "Liberation Mono", monospace; }
.pill { padding: 1px 9px; border-radius: 999px; font-size: 12px; font-weight: 600; white-space: nowrap; }
.pill.error { background: var(--error-soft); color: var(--error); }
.pill.warning { background: var(--warning-soft); color: var(--warning); }
.pill.info { background: var(--info-soft); color: var(--info); }
.scroll { overflow-x: auto; }
table { width: 100%; margin-top: 14px; border-collapse: collapse; font-size: 14px; }
th { background: var(--head); color: var(--soft); font-size: 12.5px; font-weight: 600; text-align: left; white-space: nowrap; }
th, td { padding: 7px 10px; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child td { border-bottom: 0; }
table.issues { min-width: 640px; table-layout: fixed; }
table.issues th:nth-child(1) { width: 17%; }
table.issues th:nth-child(2) { width: 18%; }
table.issues th:nth-child(3) { width: 20%; }
table.issues td { overflow-wrap: anywhere; }
td.column .header { display: block; color: var(--soft); font-size: 13px; }
td.found { white-space: pre-wrap; unicode-bidi: isolate; }
td.wrong .more { display: block; color: var(--soft); font-size: 13px; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
footer { margin-top: 28px; color: var(--soft); font-size: 13px; }
@media (max-width: 640px) { main { padding: 20px 12px 32px; } section { padding: 14px; } }
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --card: #ffffff; --text: #000000; --soft: #444444; --line: #c8ccd2; --head: #f0f2f6; --link: #000000;
    --error: #9c1c15; --error-soft: #fce8e6; --warning: #6f4300; --warning-soft: #fff1d6; --info: #124a8f; --info-soft: #e5effb;
    --good: #14512b; --good-soft: #e3f4e8;
  }
  @page { margin: 14mm 12mm; }
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  section { margin-top: 18px; padding: 0; border: 0; }
  table { font-size: 9.5pt; }
  thead { display: table-header-group; }
  tr, .figures, .verdict { break-inside: avoid; }
  .heading, .remedy { break-after: avoid; }
  .scroll { overflow: visible; }
  table.issues { min-width: 0; }
  .top { display: none; }
  .figures { grid-template-columns: repeat(6, 1fr); }
  .pill, th, .verdict { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
