import { type Issue, issueCatalogue, issuePlace, type Severity, type ValidateResult } from '../index.js';
import { printable } from './printable.js';
import type { TextStyle } from './style.js';
import { type TableView, tableText } from './table.js';
import { counted } from './wording.js';

const severityStyles = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<
  Severity,
  TextStyle
>;
const severityOrder: readonly Severity[] = ['error', 'warning', 'info'];

interface IssueGroup {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly issues: readonly Issue[];
}

/** What the checks found, in one line or two. */
export function validationSummary({ file, leads, rows, inNone, issueCounts }: ValidateResult): string {
  const aside = inNone === 0 ? '' : `, ${inNone} of them in no lead`;
  const { error, warning, info } = issueCounts;
  return [
    `${printable(file)}: ${counted(leads.total, 'lead')} in ${counted(rows, 'row')}${aside}: ${leads.valid} valid, ${leads.rejected} rejected`,
    `${counted(error, 'error')}, ${counted(warning, 'warning')}, ${info} for information`,
  ].join('\n');
}

/** The result of a validation: the counts, the codes, then the first rows of each code, at most `maxIssues` together. */
export function validationText(result: ValidateResult, view: TableView, maxIssues: number): string {
  const groups = groupIssues(result.issues);
  if (groups.length === 0) return validationSummary(result);
  const shares = shareOut(groups, maxIssues);
  const hidden = result.issues.length - shares.reduce((sum, share) => sum + share, 0);
  const parts = [
    validationSummary(result),
    summaryTable(groups, view),
    ...groups.flatMap((group, index) => groupText(group, shares[index] ?? 0, view)),
  ];
  if (hidden > 0) {
    parts.push(`${counted(hidden, 'more issue')} not shown. All of them: --report issues.xlsx, or --json.`);
  }
  return parts.join('\n\n');
}

function groupIssues(issues: readonly Issue[]): IssueGroup[] {
  const groups = new Map<string, IssueGroup & { readonly issues: Issue[] }>();
  for (const issue of issues) {
    // --strict turns some warnings into errors, so that one code can have two severities.
    const key = `${issue.severity} ${issue.code}`;
    const group = groups.get(key) ?? { ...issue, title: titleOf(issue.code), issues: [] };
    group.issues.push(issue);
    groups.set(key, group);
  }
  const rank = ({ severity }: IssueGroup): number => severityOrder.indexOf(severity);
  return [...groups.values()].toSorted((one, other) => rank(one) - rank(other));
}

function titleOf(code: string): string {
  const titles: Readonly<Record<string, { readonly title: string }>> = issueCatalogue;
  return Object.hasOwn(titles, code) ? (titles[code]?.title ?? '') : '';
}

/** How many issues of each group are shown: one of each first, so that no code hides another. */
function shareOut(groups: readonly IssueGroup[], maxIssues: number): number[] {
  const shares = groups.map(() => 0);
  let left = maxIssues;
  for (let round = 1; left > 0 && groups.some(({ issues }) => issues.length >= round); round += 1) {
    for (const [index, { issues }] of groups.entries()) {
      if (left === 0 || issues.length < round) continue;
      shares[index] = round;
      left -= 1;
    }
  }
  return shares;
}

function summaryTable(groups: readonly IssueGroup[], view: TableView): string {
  return tableText(
    groups,
    [
      { head: 'CODE', text: ({ code }) => code },
      {
        head: 'SEVERITY',
        text: ({ severity }) => severity,
        style: ({ severity }) => severityStyles[severity],
      },
      { head: 'COUNT', text: ({ issues }) => issues.length, align: 'right' },
      { head: 'WHAT', text: ({ title }) => title, flexible: true },
    ],
    view,
  );
}

function groupText(group: IssueGroup, share: number, { paint }: TableView): string[] {
  if (share === 0) return [];
  const shown = group.issues.slice(0, share);
  const common = commonHint(shown);
  const head = `${paint(severityStyles[group.severity], printable(group.code))} ${paint('bold', printable(group.title))}`;
  const lines = shown.flatMap((issue) => issueLines(issue, common === null));
  const rest = group.issues.length - share;
  if (rest > 0) lines.push(`  … and ${rest} more of ${printable(group.code)}`);
  if (common !== null) lines.push(`  What to do: ${printable(common)}`);
  return [[head, ...lines].join('\n')];
}

/** The hint that all of them share; null where they differ or have none. */
function commonHint(issues: readonly Issue[]): string | null {
  const hint = issues[0]?.hint ?? null;
  return issues.every((issue) => issue.hint === hint) ? hint : null;
}

function issueLines(issue: Issue, withHint: boolean): string[] {
  const { value, message, suggestion, hint } = issue;
  // Most messages name the value already.
  const found = value === null || message.includes(value) ? '' : ` (value: "${printable(value)}")`;
  const lines = [`  ${printable(issuePlace(issue))}: ${printable(message)}${found}`];
  if (suggestion !== null) lines.push(`    Perhaps meant: ${printable(suggestion)}`);
  if (withHint && hint !== null) lines.push(`    What to do: ${printable(hint)}`);
  return lines;
}
