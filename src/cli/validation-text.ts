import {
  type Issue,
  type IssueGroup,
  issuePlace,
  maskedValue,
  resultNotes,
  type Severity,
  type ValidateResult,
} from '../index.js';
import { printable } from './printable.js';
import type { TextStyle } from './style.js';
import { type TableView, tableText } from './table.js';
import { textWidth } from './text-width.js';
import { counted } from './wording.js';

const severityStyles = { error: 'red', warning: 'yellow', info: 'cyan' } as const satisfies Record<
  Severity,
  TextStyle
>;

/** How much is shown: a number of issues, or as many as fit into lines of the terminal. */
export type ListingLimit = ({ readonly issues: number } | { readonly lines: number }) & {
  /** True where a report has all of them. */
  readonly isReported?: boolean;
};

/** Lines that a terminal shows at once, less the lines that the command says beside its answer. */
export const screenful: ListingLimit = { lines: 36 };

/** How many issues a text needs at most, whatever the terminal. */
export const issuesForText = 200;

/** A code is one line of the summary; in a listing that is bound to lines, no more of them. */
const mostCodes = 12;

interface ShownGroup {
  readonly group: IssueGroup;
  readonly issues: readonly Issue[];
}

/** What the checks found, in two lines, and a line for what is hidden. */
export function validationSummary(result: ValidateResult): string {
  const { file, leads, rows, inNone, issueCounts } = result;
  const aside = inNone === 0 ? '' : `, ${inNone} of them in no lead`;
  const { error, warning, info } = issueCounts;
  return [
    `${printable(file)}: ${counted(leads.total, 'lead')} in ${counted(rows, 'row')}${aside}: ${leads.valid} valid, ${leads.rejected} rejected`,
    `${counted(error, 'error')}, ${counted(warning, 'warning')}, ${info} for information`,
    ...resultNotes(result),
  ].join('\n');
}

/** The result of a validation: the counts, the codes, then the first rows of each code, as many as the limit lets through. */
export function validationText(result: ValidateResult, view: TableView, limit: ListingLimit): string {
  const head = validationSummary(result);
  if (result.summary.length === 0) return head;
  const groups = result.summary.map((group) => ({ group, issues: issuesOf(group, result.issues) }));
  const table = summaryTable(result.summary, view, limit);
  const shares =
    'issues' in limit
      ? shareOut(groups, sharesWithin(limit.issues))
      : shareOut(groups, sharesFitting(groups, view, limit.lines - height([head, table, ''], view)));
  const parts = [
    head,
    table,
    ...groups.flatMap((shown, index) => groupText(shown, shares[index] ?? 0, view)),
  ];
  const found = groups.reduce((sum, { group }) => sum + group.count, 0);
  const left = found - shares.reduce((sum, share) => sum + share, 0);
  return left === 0 ? parts.join('\n\n') : [...parts, leftText(left, limit)].join('\n\n');
}

function issuesOf({ severity, code }: IssueGroup, issues: readonly Issue[]): readonly Issue[] {
  return issues.filter((issue) => issue.code === code && issue.severity === severity);
}

function leftText(left: number, { isReported = false }: ListingLimit): string {
  const all = isReported ? 'All of them are in the report' : 'All of them: --report issues.xlsx';
  return `${counted(left, 'more issue')} not shown. ${all}; more of one code: --only CODE --max-issues 500.`;
}

/** Says whether these shares of the groups may be shown. */
type Fits = (shares: readonly number[]) => boolean;

function sharesWithin(most: number): Fits {
  return (shares) => shares.reduce((sum, share) => sum + share, 0) <= most;
}

function sharesFitting(groups: readonly ShownGroup[], view: TableView, lines: number): Fits {
  return (shares) => {
    const texts = groups.flatMap((shown, index) => groupText(shown, shares[index] ?? 0, view));
    return height(texts, view) <= lines;
  };
}

/** How many issues of each group are shown: one of each first, so that no code hides another. */
function shareOut(groups: readonly ShownGroup[], fits: Fits): readonly number[] {
  let shares = groups.map(() => 0);
  const full = new Set<number>();
  for (let round = 1; full.size < groups.length; round += 1) {
    for (const [index, { issues }] of groups.entries()) {
      if (full.has(index)) continue;
      const more = shares.with(index, round);
      if (issues.length < round || !fits(more)) full.add(index);
      else shares = more;
    }
  }
  return shares;
}

/** Lines of the terminal that the parts take, each with a blank line before it. */
function height(parts: readonly string[], { columns }: TableView): number {
  const lines = parts.flatMap((part) => ['', ...part.split('\n')]);
  if (columns === null) return lines.length;
  return lines.reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line) / columns)), 0);
}

function summaryTable(groups: readonly IssueGroup[], view: TableView, limit: ListingLimit): string {
  const shown = 'issues' in limit ? groups : groups.slice(0, mostCodes);
  const table = tableText(
    shown,
    [
      { head: 'CODE', text: ({ code }) => code },
      {
        head: 'SEVERITY',
        text: ({ severity }) => severity,
        style: ({ severity }) => severityStyles[severity],
      },
      { head: 'COUNT', text: ({ count }) => count, align: 'right' },
      { head: 'WHAT', text: ({ title }) => title, flexible: true },
    ],
    view,
  );
  const rest = groups.length - shown.length;
  return rest === 0 ? table : `${table}\n… and ${counted(rest, 'more code')}`;
}

function groupText({ group, issues }: ShownGroup, share: number, { paint }: TableView): string[] {
  if (share === 0) return [];
  const shown = issues.slice(0, share);
  const common = commonHint(shown);
  const head = `${paint(severityStyles[group.severity], printable(group.code))} ${paint('bold', printable(group.title))}`;
  const lines = shown.flatMap((issue) => issueLines(issue, common === null));
  const rest = group.count - share;
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
  // Most messages name the value already, and a masked one says nothing.
  const found =
    value === null || value === maskedValue || message.includes(value)
      ? ''
      : ` (value: "${printable(value)}")`;
  const lines = [`  ${printable(issuePlace(issue))}: ${printable(message)}${found}`];
  if (suggestion !== null) lines.push(`    Perhaps meant: ${printable(suggestion)}`);
  if (withHint && hint !== null) lines.push(`    What to do: ${printable(hint)}`);
  return lines;
}
