import type { Issue, IssueCounts, IssueGroup, Severity } from '../core/issue.js';
import { htmlText } from '../formats/html.js';
import { issueEntry } from '../lead/issue-catalogue.js';
import { counted, grouped } from './document-number.js';
import { issueReportStyle } from './issue-report-style.js';
import { pageHead } from './page-head.js';

/** What the page says besides the issues themselves. */
export interface IssueReportFacts {
  /** The name of the sheet that was checked. */
  readonly file: string;
  /** When it was checked, as the page shows it. */
  readonly checkedAt: string;
  readonly rows: number;
  readonly leads: { readonly total: number; readonly valid: number; readonly rejected: number };
  /** Errors of columns and sheets, which concern every lead. */
  readonly fileErrors: number;
  readonly issueCounts: Pick<IssueCounts, Severity>;
  /** What is not listed, one sentence for each reason. */
  readonly notes: readonly string[];
}

/** The issues of one code. */
export interface ReportedGroup extends IssueGroup {
  issues(): AsyncIterable<Issue>;
}

/** Longer values are cut; the other formats of the report have them whole. */
const longestValue = 500;

/**
 * The report as a page of its own, in pieces: no script, nothing loaded from elsewhere (its Content-Security-Policy forbids both),
 * every text of the sheet escaped. Groups stand in the order given.
 */
export async function* issueReportHtml(
  facts: IssueReportFacts,
  groups: readonly ReportedGroup[],
): AsyncGenerator<string> {
  yield headHtml(facts, groups);
  for (const group of groups) {
    yield groupHead(group);
    for await (const issue of group.issues()) yield issueRow(issue, group);
    yield '</tbody></table></div></section>\n';
  }
  yield '<footer>Made by leadferry. A lead with an error is not sent; warnings do not keep a lead back.</footer>\n</main></body></html>\n';
}

function headHtml(facts: IssueReportFacts, groups: readonly ReportedGroup[]): string {
  const { file, checkedAt, notes } = facts;
  return `${pageHead({ title: `${file}: checked`, style: issueReportStyle }).markup}<header>
<p class="eyebrow">Lead sheet, checked ${htmlText(checkedAt)}</p>
<h1>${htmlText(file)}</h1>
${verdictHtml(facts)}
${figuresHtml(facts)}
${notes.map((note) => `<p class="note">${htmlText(note)}</p>`).join('\n')}
</header>
${groups.length === 0 ? '' : summaryHtml(groups)}
`;
}

function verdictHtml({ leads, fileErrors, issueCounts }: IssueReportFacts): string {
  const { error, warning } = issueCounts;
  if (fileErrors > 0)
    return verdict('error', 'No lead can be sent to 3DS before the columns or sheets are mended.');
  if (leads.rejected > 0) {
    return verdict('error', `${leads.rejected} of ${counted(leads.total, 'lead')} cannot be sent to 3DS.`);
  }
  if (error > 0) return verdict('error', 'The file has errors, so nothing of it should be sent to 3DS.');
  const all = leads.total === 1 ? 'The lead' : `All ${leads.total} leads`;
  if (leads.total === 0) return verdict('warning', 'There are no leads in this file.');
  return warning > 0
    ? verdict(
        'warning',
        `${all} can be sent to 3DS; ${counted(warning, 'warning')} ${warning === 1 ? 'deserves' : 'deserve'} a look.`,
      )
    : verdict('good', `${all} can be sent to 3DS.`);
}

function verdict(kind: 'error' | 'warning' | 'good', text: string): string {
  return `<p class="verdict ${kind}">${htmlText(text)}</p>`;
}

function figuresHtml({ leads, rows, issueCounts }: IssueReportFacts): string {
  const figures = [
    ['Rows', rows],
    ['Leads', leads.total],
    ['Leads to send', leads.valid],
    ['Leads to correct', leads.rejected],
    ['Errors', issueCounts.error],
    ['Warnings', issueCounts.warning],
  ] as const;
  const items = figures.map(
    ([name, count]) => `<div><dt>${name}</dt><dd>${grouped(String(count))}</dd></div>`,
  );
  return `<dl class="figures">${items.join('')}</dl>`;
}

function summaryHtml(groups: readonly ReportedGroup[]): string {
  const rows = groups.map(
    (group) => `<tr><td>${pill(group.severity)}</td>
<td><a href="#${anchor(group)}">${htmlText(group.title)}</a></td>
<td class="code">${htmlText(group.code)}</td><td class="number">${grouped(String(group.count))}</td></tr>`,
  );
  return `<section id="summary"><div class="heading"><h2>Summary</h2></div>
<div class="scroll"><table><thead><tr><th>Severity</th><th>What is wrong</th><th>Code</th><th class="number">How often</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div></section>
`;
}

function groupHead(group: ReportedGroup): string {
  const remedy = issueEntry(group.code)?.remedy;
  return `<section id="${anchor(group)}"><div class="heading">${pill(group.severity)}<h2>${htmlText(group.title)}</h2>
<span class="code">${htmlText(group.code)}</span><span class="note">${group.count === 1 ? 'once' : counted(group.count, 'time')}</span><a class="top" href="#summary">Summary</a></div>
${remedy === undefined ? '' : `<p class="remedy"><strong>What to do:</strong> ${withCode(remedy)}</p>`}
<div class="scroll"><table class="issues"><thead><tr><th>Where</th><th>Column</th><th>Found</th><th>What is wrong</th></tr></thead>
<tbody>
`;
}

function issueRow(issue: Issue, { code }: ReportedGroup): string {
  const { value, message, suggestion, hint } = issue;
  const more = [
    suggestion === null ? null : `Perhaps meant: <strong>${htmlText(suggestion)}</strong>`,
    hint === null || hint === issueEntry(code)?.remedy ? null : withCode(hint),
  ];
  const below = more.flatMap((line) => (line === null ? [] : [`<span class="more">${line}</span>`]));
  const found = value === null ? '' : htmlText(cut(value));
  return `<tr><td class="place">${placeHtml(issue)}</td><td class="column">${columnHtml(issue)}</td><td class="found">${found}</td><td class="wrong">${htmlText(sentence(message))}${below.join('')}</td></tr>
`;
}

function placeHtml({ sheet, row }: Issue): string {
  const parts = [sheet, row === null ? null : `row ${row}`].filter((part) => part !== null);
  return parts.length === 0 ? 'whole file' : htmlText(parts.join(', '));
}

function columnHtml({ column, header }: Issue): string {
  const name = header === null ? '' : `<span class="header">${htmlText(cut(header))}</span>`;
  return column === null ? name : `${htmlText(column)}${name}`;
}

/** Commands stand in backticks in our texts. */
function withCode(text: string): string {
  return htmlText(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>');
}

function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}

function pill(severity: Severity): string {
  return `<span class="pill ${severity}">${severity === 'info' ? 'information' : severity}</span>`;
}

function anchor({ severity, code }: IssueGroup): string {
  return htmlText(`${severity}-${code}`);
}

function cut(value: string): string {
  return value.length > longestValue ? `${value.slice(0, longestValue).replace(/\p{Cs}$/u, '')}…` : value;
}
