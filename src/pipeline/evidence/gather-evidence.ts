import type { Row } from '../../core/row.js';
import type { CheckOptions } from '../check-options.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';
import { type MappedCell, mapRows } from '../mapping/map-rows.js';
import type { Notation } from '../parsing/notation.js';
import { parsers } from '../parsing/parsers.js';
import { type ColumnEvidence, type Finding, tellFinding } from './column-evidence.js';
import { createTally, type Tally } from './tally.js';
import { type EvidenceKind, kindOf, kinds, notationOf, type Way } from './ways.js';

/** A column of dates or amounts, and what was found out of it. */
export interface FoundColumn {
  readonly sheet: MappedSheet;
  readonly column: MappedColumn;
  readonly kind: EvidenceKind;
  readonly finding: Finding;
}

export type EvidenceOptions = Pick<CheckOptions, 'dates' | 'decimal' | 'formats' | 'signal'>;

const longestText = Math.max(parsers.date.maxCharacters, parsers.amount.maxCharacters);

interface OpenColumn {
  readonly sheet: MappedSheet;
  readonly column: MappedColumn;
  readonly kind: EvidenceKind;
  /** What a person chose; then no row is asked. */
  readonly set: Way | null;
  readonly tally: Tally<Way>;
}

/**
 * Reads all rows of the columns of dates and amounts and decides how each is written. Memory does not grow with the rows.
 * Sheets without such a column, or where all are set, are not read. Throws what the reader throws, and the signal's reason.
 */
export async function gatherEvidence(
  sheets: readonly MappedSheet[],
  options: EvidenceOptions,
): Promise<readonly FoundColumn[]> {
  const columns = sheets.flatMap((sheet) => openColumns(sheet, options));
  const open = new Map(columns.filter((one) => one.set === null).map((one) => [one.column, one]));
  // All columns of a sheet stay, because footers and defaults depend on them; so both passes see the same rows and cells.
  const unread = sheets.filter((sheet) => sheet.columns.some((column) => open.has(column)));
  const silent = { source: '', strict: false, onRow: () => undefined, onIssue: () => undefined };
  for await (const { row, cells } of mapRows(unread, { ...silent, signal: options.signal })) {
    if (!isSound(row)) continue;
    for (const cell of cells) addCell(open, cell, row.row);
  }
  return columns.map(({ set, tally, ...column }) => ({
    ...column,
    finding: set === null ? tally.outcome() : { kind: 'set', choice: set },
  }));
}

/** How the cells of each column are to be read; where it is not decided, only what has one meaning in all ways that are left. */
export function notationsOf(found: readonly FoundColumn[]): ReadonlyMap<MappedColumn, Notation> {
  return new Map(found.map(({ column, finding }) => [column, notationOf(waysLeft(finding))]));
}

function waysLeft(finding: Finding): readonly Way[] {
  switch (finding.kind) {
    case 'set':
      return [finding.choice];
    case 'proven':
    case 'unknown':
      return finding.choices;
    case 'not needed':
    case 'mixed':
      return [];
  }
}

/** What was found, for people and programs. */
export function columnEvidence(found: readonly FoundColumn[]): readonly ColumnEvidence[] {
  return found.map(({ sheet, column, kind, finding }) => ({
    sheet: sheet.table.sheet,
    column: column.column,
    header: column.header,
    field: column.field.path,
    item: column.item,
    kind,
    ...tellFinding(finding, kind),
  }));
}

function openColumns(sheet: MappedSheet, options: EvidenceOptions): OpenColumn[] {
  return sheet.columns.flatMap((column) => {
    const kind = kindOf(column.field.type);
    if (kind === null) return [];
    const set = setFor(column, kind, options);
    return [{ sheet, column, kind, set, tally: createTally<Way>(kinds[kind].ways) }];
  });
}

function setFor({ field, item }: MappedColumn, kind: EvidenceKind, options: EvidenceOptions): Way | null {
  const numbered = item === null ? field.path : field.path.replace('.', `.${item}.`);
  const { formats } = options;
  return formats?.get(numbered)?.[kind] ?? formats?.get(field.path)?.[kind] ?? options[kind] ?? null;
}

// The cells of a row that the reader found broken may stand in the wrong columns; its lead is rejected anyway.
function isSound(row: Row): boolean {
  return row.issues.every((issue) => issue.severity !== 'error');
}

function addCell(
  open: ReadonlyMap<MappedColumn, OpenColumn>,
  { column, cell, isDefault }: MappedCell,
  row: number,
): void {
  const found = open.get(column);
  // What the mapping puts into blank cells says nothing of how the file is written.
  if (found === undefined || typeof cell !== 'string' || isDefault) return;
  // A text that is too long for the field is refused unread, and patterns are not run over it.
  if (cell.length > longestText) return;
  const readings = kinds[found.kind].readings(cell.trim());
  if (readings !== null) found.tally.add(row, readings);
}
