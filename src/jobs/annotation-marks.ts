import type { Issue, Severity } from '../core/issue.js';
import type { HeaderRow } from '../core/row.js';
import { columnOfLetters } from '../writers/workbook-patch/cell-reference.js';
import type { CellPatch, MarkedText } from '../writers/workbook-patch/workbook-patch.js';
import type { RowSet } from './row-set.js';

/** A cell by the tab that its workbook shows it on. */
export interface IssueCell {
  readonly sheet: string;
  readonly row: number;
  /** Letters; null for a row as a whole. */
  readonly column: string | null;
}

/** Marks of one sheet, gathered issue by issue. */
export interface SheetMarks {
  readonly header: HeaderRow;
  /** By row and column from 0. */
  readonly cells: Map<number, Map<number, CellIssues>>;
  /** What the issues of a row say, and the worst of them. */
  readonly rows: Map<number, CellIssues>;
}

interface CellIssues {
  severity: Severity;
  readonly texts: string[];
}

/** Texts beyond this many of one row or cell would not be read. */
const mostTexts = 50;
const ranks = { error: 2, warning: 1, info: 0 } as const satisfies Record<Severity, number>;

/** Takes an issue of the sheet: a cell's goes to the cell and its row, a column's to the header, a row's to the row. */
export function takeIssue(marks: SheetMarks, issue: Issue): void {
  const row = issue.row ?? (issue.column === null ? null : marks.header.row);
  if (row === null) return;
  if (issue.column !== null) {
    const cells = marks.cells.get(row) ?? new Map<number, CellIssues>();
    marks.cells.set(row, cells);
    put(cells, columnOfLetters(issue.column), { severity: issue.severity, text: noteText(issue) });
  }
  if (row > marks.header.row) put(marks.rows, row, { severity: issue.severity, text: rowText(issue) });
}

function put(
  issues: Map<number, CellIssues>,
  key: number,
  { severity, text }: { readonly severity: Severity; readonly text: string },
): void {
  const found = issues.get(key);
  if (found === undefined) {
    issues.set(key, { severity, texts: [text] });
    return;
  }
  if (ranks[severity] > ranks[found.severity]) found.severity = severity;
  if (found.texts.length < mostTexts) found.texts.push(text);
}

/** The marks as the patch of a workbook takes them. */
export function cellPatches({ cells }: SheetMarks): ReadonlyMap<number, readonly CellPatch[]> {
  const patches = new Map<number, readonly CellPatch[]>();
  for (const [row, columns] of cells) {
    const made = [...columns].map(([column, { severity, texts }]) => ({
      column,
      mark: severity,
      comment: texts.join('\n\n'),
    }));
    patches.set(row, made);
  }
  return patches;
}

/** Which rows are part of a lead that is sent, and of one that is not. */
export interface RowVerdicts {
  readonly valid: Pick<RowSet, 'has'>;
  readonly rejected: Pick<RowSet, 'has'>;
}

/** What the added columns say of each row: its status and its issues. */
export function rowTexts(
  { header, rows }: SheetMarks,
  { valid, rejected }: RowVerdicts,
): (row: number) => readonly MarkedText[] | null {
  return (row) => {
    const found = rows.get(row);
    const origin = { sheet: header.sheet, row };
    const isHeldBack = rejected.has(origin);
    if (found !== undefined) {
      const { severity, texts } = found;
      const isHeld = isHeldBack && severity !== 'error';
      return [
        { text: isHeld ? `${severity}, not sent` : severity, mark: severity },
        { text: (isHeld ? [...texts, heldBack] : texts).join(' | '), mark: null },
      ];
    }
    if (isHeldBack)
      return [
        { text: 'not sent', mark: null },
        { text: heldBack, mark: null },
      ];
    return valid.has(origin)
      ? [
          { text: 'ok', mark: null },
          { text: '', mark: null },
        ]
      : null;
  };
}

const heldBack = 'Another row of this lead, or the file as a whole, has an error.';

const severityNames = { error: 'Error', warning: 'Warning', info: 'Note' } as const satisfies Record<
  Severity,
  string
>;

function noteText(issue: Issue): string {
  const { severity, code, hint, suggestion } = issue;
  const lines = [`${severityNames[severity]} ${code}`, sentence(issue.message)];
  if (hint !== null) lines.push(hint);
  if (suggestion !== null) lines.push(`Suggestion: ${suggestion}`);
  return lines.join('\n');
}

function rowText(issue: Issue): string {
  const { column, header, suggestion } = issue;
  const place = column === null ? '' : `${column}${header === null ? '' : ` "${header}"`}: `;
  const proposal = suggestion === null ? '' : ` Suggestion: ${suggestion}`;
  return `${place}${issue.message}${proposal}`;
}

/** Messages go on from the place of their issue; alone they begin as sentences do. */
export function sentence(message: string): string {
  return message.charAt(0).toUpperCase() + message.slice(1);
}
