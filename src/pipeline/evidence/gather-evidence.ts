import type { Issue } from '../../core/issue.js';
import type { RecordBatch, RecordTables, Row } from '../../core/row.js';
import type { ApiVersion } from '../../lead/field-catalogue.js';
import type { RepeatedIds } from '../assembly/repeated-ids.js';
import { leadIdPath } from '../assembly/row-identity.js';
import type { CheckOptions } from '../check-options.js';
import { idColumns, isIdColumn } from '../mapping/id-columns.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';
import { type MappedCell, type MappedRow, rowMapper } from '../mapping/map-rows.js';
import { anyNotation, type Notation } from '../parsing/notation.js';
import { parseCell } from '../parsing/parse-cell.js';
import { type QuickEvidence, quickEvidence } from '../quick/quick-evidence.js';
import { WindowCrew } from '../quick/window-crew.js';
import { type ColumnEvidence, type Finding, tellFinding } from './column-evidence.js';
import { createTally, type Tally } from './tally.js';
import { type EvidenceKind, kindOf, kinds, longestText, notationOf, type Way } from './ways.js';

/** A column of dates or amounts, and what was found out of it. */
export interface FoundColumn {
  readonly sheet: MappedSheet;
  readonly column: MappedColumn;
  readonly kind: EvidenceKind;
  readonly finding: Finding;
}

export type EvidenceOptions = Pick<CheckOptions, 'dates' | 'decimal' | 'formats' | 'signal' | 'helpers'>;

interface OpenColumn {
  readonly sheet: MappedSheet;
  readonly column: MappedColumn;
  readonly kind: EvidenceKind;
  /** What a person chose; then no row is asked. */
  readonly set: Way | null;
  readonly tally: Tally<Way>;
}

/** Who is told of what passes while the rows are read for the first time. */
export interface FirstPass {
  readonly source: string;
  readonly strict: boolean;
  readonly apiVersion: ApiVersion;
  /** Told what is said of rows that are no leads, and of columns without a header. */
  readonly onIssue: (issue: Issue) => void;
  /** Told of each row of the sheet of leads that gives a partner lead id. */
  readonly onLeadId: (id: string, row: number) => void;
  /** Where these ids go, if it takes them by their hash. */
  readonly ids: RepeatedIds | null;
}

/**
 * Reads all rows of the columns of dates and amounts and decides how each is written. Memory does not grow with the rows.
 * Sheets without such a column, or where all are set, are not read, but for the sheet of leads where `first` asks for its ids.
 * Throws what the reader throws, and the signal's reason.
 */
export async function gatherEvidence(
  sheets: readonly MappedSheet[],
  options: EvidenceOptions,
  first: FirstPass | null = null,
): Promise<readonly FoundColumn[]> {
  const columns = sheets.flatMap((sheet) => openColumns(sheet, options));
  const open = new Map(columns.filter((one) => one.set === null).map((one) => [one.column, one]));
  // The columns of ids stay, because footers depend on them; so both passes see the same rows.
  const unread = sheets
    .map((sheet) => ({ ...sheet, columns: sheet.columns.filter((one) => open.has(one) || isIdColumn(one)) }))
    .filter((sheet) => isLeadSheet(sheet, first) || sheet.columns.some((column) => open.has(column)));
  const silent = { source: '', strict: false, onIssue: () => undefined };
  const told = { ...(first ?? silent), onRow: () => undefined, signal: options.signal };
  for (const sheet of unread) {
    const map = rowMapper(sheet, told);
    await readRows(sheet, { open, first, helpers: options.helpers }, (row) => {
      const mapped = map(row);
      if (mapped !== null) addRow(open, mapped, first);
    });
  }
  return columns.map(({ set, tally, ...column }) => ({
    ...column,
    finding: set === null ? tally.outcome() : { kind: 'set', choice: set },
  }));
}

interface Gathering {
  readonly open: ReadonlyMap<MappedColumn, OpenColumn>;
  readonly first: FirstPass | null;
  readonly helpers: CheckOptions['helpers'];
}

/** Reads a sheet by its bytes where that can be, and takes all other rows. */
async function readRows(sheet: MappedSheet, gathering: Gathering, take: (row: Row) => void): Promise<void> {
  const { table } = sheet;
  const quick = quickOf(sheet, gathering);
  if (quick === null || table.batches === undefined) {
    for await (const row of table.rows(idColumns(sheet))) take(row);
    return;
  }
  const crew = crewOf(sheet, quick, gathering);
  try {
    for await (const batch of table.batches(idColumns(sheet), crew)) {
      addBatch(batch, adderOf(quick, batch, crew), take);
    }
  } finally {
    await crew?.close();
  }
  quick.finish();
}

function addBatch(batch: RecordBatch, add: QuickEvidence['add'], take: (row: Row) => void): void {
  for (let record = 0; record < batch.count; record += 1) {
    const row = add(batch, record) ? null : batch.row(record);
    if (row !== null) take(row);
  }
}

function adderOf(
  quick: QuickEvidence,
  batch: RecordBatch,
  crew: WindowCrew | undefined,
): QuickEvidence['add'] {
  const found = batch.isAhead === true ? crew?.found : null;
  return found?.kind === 'evidence'
    ? quick.adderOf(found, batch)
    : (one: RecordTables, record: number) => quick.add(one, record);
}

function crewOf(
  { table }: MappedSheet,
  { plan }: QuickEvidence,
  { helpers }: Gathering,
): WindowCrew | undefined {
  if (helpers === undefined || table.splitsAhead !== true) return undefined;
  return new WindowCrew({ helpers, look: plan, afterRow: table.header.row });
}

function quickOf(sheet: MappedSheet, { open, first }: Gathering): QuickEvidence | null {
  const ids = sheet.scope === 'leads' ? (first?.ids ?? null) : null;
  const looked = [...open.values()].filter(({ column }) => sheet.columns.includes(column));
  return ids === null ? null : quickEvidence(sheet, looked, ids);
}

function addRow(
  open: ReadonlyMap<MappedColumn, OpenColumn>,
  { row, sheet, cells }: MappedRow,
  first: FirstPass | null,
): void {
  if (first !== null && sheet.scope === 'leads') tellLeadId(cells, row, first);
  if (!isSound(row)) return;
  for (const cell of cells) addCell(open, cell, row.row);
}

function isLeadSheet({ scope }: MappedSheet, first: FirstPass | null): boolean {
  return first !== null && scope === 'leads';
}

function tellLeadId(cells: readonly MappedCell[], { row }: Row, { apiVersion, onLeadId }: FirstPass): void {
  const cell = cells.find(({ column }) => column.field.path === leadIdPath);
  if (cell === undefined) return;
  const parsed = parseCell(cell.cell, cell.column.field, { ...anyNotation, apiVersion });
  if (parsed.kind === 'value' && typeof parsed.value === 'string') onLeadId(parsed.value, row);
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
