/** The look of reports as pages: light and dark, on paper, on a phone. The tones are those of chart.ts. */
export const documentStyle = `
:root {
  color-scheme: light dark;
  --page: #f4f6f9; --card: #ffffff; --text: #1b2430; --soft: #5a6676; --line: #dfe4eb; --head: #f2f5f9; --link: #1a5fb4;
  --one: #2563a8; --two: #1e8a86; --three: #d0891a; --four: #7a5bb5; --five: #7c8796; --six: #b8506c; --pale: #b9d0ea;
  --good: #2e8b57; --bad: #c2453b; --neutral: #5b6675; --bad-text: #b3261e; --bad-soft: #fdeceb; --warn-text: #7a4a00; --warn-soft: #fff3da;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161c; --card: #1b2129; --text: #e7eaef; --soft: #a3aebd; --line: #343d4a; --head: #232a34; --link: #8ab8f5;
    --one: #6ea8e8; --two: #4dbdb7; --three: #e6b04f; --four: #ab91e0; --five: #98a4b4; --six: #e0829b; --pale: #36506f;
    --good: #5fbf88; --bad: #ef7c72; --neutral: #a0abba; --bad-text: #ff9a92; --bad-soft: #46211e; --warn-text: #f5c26b; --warn-soft: #3f2f10;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--page); color: var(--text);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
}
main { max-width: 1080px; margin: 0 auto; padding: 36px 24px 48px; }
h1 { margin: 0; font-size: 28px; line-height: 1.2; letter-spacing: -0.01em; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 20px; line-height: 1.3; }
h3 { margin: 0; font-size: 16px; line-height: 1.35; }
p, dl, dd, figure, ul { margin: 0; padding: 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
.eyebrow { margin-bottom: 4px; color: var(--soft); font-size: 13px; font-weight: 600; }
.facts { display: flex; flex-wrap: wrap; gap: 4px 24px; margin-top: 12px; font-size: 14px; }
.facts div { display: flex; gap: 6px; }
.facts dt { color: var(--soft); }
.facts dt::after { content: ":"; }
.facts dd { overflow-wrap: anywhere; }
.caution { margin-top: 16px; padding: 10px 14px; border-radius: 8px; background: var(--warn-soft); color: var(--warn-text); }
.caution + .caution { margin-top: 8px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(215px, 1fr)); gap: 12px; margin-top: 22px; }
.tile { padding: 14px 16px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }
.tile dt { color: var(--soft); font-size: 13px; }
.tile .figure { font-size: 22px; line-height: 1.3; font-weight: 650; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.tile .below { color: var(--soft); font-size: 13px; }
.tile.bad .figure { color: var(--bad-text); }
.tile.good .figure { color: var(--good); }
nav { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-top: 18px; font-size: 14px; }
section { margin-top: 24px; padding: 22px 24px 24px; border: 1px solid var(--line); border-radius: 12px; background: var(--card); }
section > h3, section > figure, section > .scroll + h3 { margin-top: 26px; }
.note { max-width: 85ch; margin-top: 4px; color: var(--soft); font-size: 14px; }
.none, .more { margin-top: 10px; color: var(--soft); font-size: 14px; }
figure { margin-top: 26px; }
.legend { display: flex; flex-wrap: wrap; gap: 2px 16px; margin-top: 10px; list-style: none; font-size: 13px; color: var(--soft); }
.legend li { display: flex; align-items: center; gap: 6px; }
.legend .unit { margin-left: auto; }
.swatch { width: 12px; height: 12px; border-radius: 3px; }
.swatch.one { background: var(--one); } .swatch.two { background: var(--two); } .swatch.three { background: var(--three); }
.swatch.four { background: var(--four); } .swatch.five { background: var(--five); } .swatch.six { background: var(--six); }
.swatch.pale { background: var(--pale); } .swatch.good { background: var(--good); } .swatch.bad { background: var(--bad); }
.swatch.neutral { background: var(--neutral); }
.chart { margin-top: 8px; }
.chart svg { display: block; max-width: 100%; height: auto; }
.chart.wide svg { margin: 0 auto; }
.chart.narrow { display: none; }
.scroll { margin-top: 12px; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 14px; line-height: 1.4; }
thead th { background: var(--head); color: var(--soft); font-size: 12.5px; font-weight: 600; vertical-align: bottom; }
th, td { padding: 6px 10px; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
tbody th { font-weight: 500; }
tbody tr:last-child > * { border-bottom: 0; }
tfoot > tr > * { border-top: 1px solid var(--soft); border-bottom: 0; font-weight: 650; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.id, .day { white-space: nowrap; }
td.text, th.text { min-width: 6em; overflow-wrap: break-word; unicode-bidi: isolate; }
.code { display: block; color: var(--soft); font-size: 12px; overflow-wrap: anywhere; }
.nothing { color: var(--soft); }
footer { margin-top: 24px; color: var(--soft); font-size: 13px; }
@media (max-width: 640px) {
  main { padding: 22px 12px 32px; }
  h1 { font-size: 23px; }
  section { padding: 16px 14px 18px; }
  .tiles { grid-template-columns: repeat(2, 1fr); gap: 8px; }
  .tile { padding: 10px 12px; }
  .tile .figure { font-size: 20px; }
  .chart.wide { display: none; }
  .chart.narrow { display: block; }
  th, td { padding: 6px 8px; }
  .legend .unit { margin-left: 0; }
}
@media print {
  :root {
    color-scheme: light;
    --page: #ffffff; --card: #ffffff; --text: #000000; --soft: #444444; --line: #c8ccd2; --head: #f0f2f6; --link: #000000;
    --one: #2563a8; --two: #1e8a86; --three: #d0891a; --four: #7a5bb5; --five: #7c8796; --six: #b8506c; --pale: #b9d0ea;
    --good: #2e8b57; --bad: #c2453b; --neutral: #5b6675; --bad-text: #9c1c15; --bad-soft: #fdeceb; --warn-text: #6f4300; --warn-soft: #fff3da;
  }
  @page { size: A4; margin: 14mm 12mm; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  section { margin-top: 20px; padding: 0; border: 0; }
  .tiles { grid-template-columns: repeat(4, 1fr); }
  .tile .figure { font-size: 16pt; }
  .chart.wide { display: block; }
  .chart.narrow { display: none; }
  .scroll { overflow: visible; }
  table { font-size: 9pt; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  tr, .tiles, .tile, .caution, .chart, table.short { break-inside: avoid; }
  h2, h3, figcaption, .legend, .note { break-after: avoid; }
  thead th, .caution, .swatch, .chart { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
