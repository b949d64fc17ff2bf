import { byteLooks, type RecordTables } from '../../core/row.js';
import { SharedSpace } from '../../core/shared-space.js';
import { IdHash } from '../assembly/id-hash.js';
import type { RepeatedIds } from '../assembly/repeated-ids.js';
import type { Tally } from '../evidence/tally.js';
import type { EvidenceKind, Way } from '../evidence/ways.js';
import { isIdColumn } from '../mapping/id-columns.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';
import { ColumnLook, nothingTold } from './column-look.js';
import type { EvidenceOfWindow } from './helpers.js';
import { PlainBytes } from './plain-bytes.js';
import { isPlainWhole } from './plain-number.js';
import { isGuarded, type QuickRows, type QuickSheet, quickRows } from './quick-row.js';

/** A column whose way of writing is looked for. */
export interface LookedColumn {
  readonly column: MappedColumn;
  readonly kind: EvidenceKind;
  readonly tally: Tally<Way>;
}

/** Gathers the evidence of rows by their bytes. */
export interface QuickEvidence {
  /** Adds a record; false, and nothing is added, where its row has to be made. */
  add(batch: RecordTables, record: number): boolean;
  /** How it is gathered, as data. */
  readonly plan: EvidencePlan;
  /** Adds what was found of the cells of a window; what is left is to be added for each of its records. */
  adderOf(found: EvidenceOfWindow, batch: RecordTables): QuickEvidence['add'];
  /** Puts what was added into the tallies. To be called once, after the last row. */
  finish(): void;
}

/** All that evidence is gathered by, as data that can be handed to another thread. */
export interface EvidencePlan extends Pick<QuickSheet, 'blanks' | 'table'> {
  readonly kind: 'evidence';
  /** Where the id stands. */
  readonly id: number;
  readonly looked: readonly { readonly index: number; readonly kind: EvidenceKind }[];
}

const recordBits = { isLooked: 1, hasId: 2 } as const;

/** Evidence of a sheet of which only these columns count, and that of ids; null where every row has to be made. */
export function quickEvidence(
  sheet: MappedSheet,
  looked: readonly LookedColumn[],
  ids: RepeatedIds,
): QuickEvidence | null {
  const id = sheet.columns.find(isIdColumn);
  const isMapped = sheet.columns.some(({ values }) => values !== undefined);
  if (quickRows(sheet) === null || id === undefined || isMapped || sheet.table.batches === undefined) {
    return null;
  }
  const { sheet: name, leastCells, headerStarts } = sheet.table;
  const { row, headers } = sheet.table.header;
  const plan: EvidencePlan = {
    kind: 'evidence',
    blanks: sheet.blanks,
    table: { sheet: name, leastCells, headerStarts, header: { sheet: name, row, headers } },
    id: id.index,
    looked: looked.map(({ column: { index }, kind }) => ({ index, kind })),
  };
  return new BatchEvidence(plan, looked, ids);
}

/** Looks at the windows of a sheet. What is found of the last `kept` of them stays as it is. */
export function evidenceLook(plan: EvidencePlan, kept: number): (batch: RecordTables) => EvidenceOfWindow {
  const rows = new RowEvidence(plan);
  const spaces = Array.from({ length: kept }, () => new SharedSpace());
  let next = 0;
  return (batch) => {
    const space = spaces[next % spaces.length] ?? new SharedSpace();
    next += 1;
    space.clear([batch.count, 8 * batch.count]);
    const bits = space.blankBytes(batch.count);
    const hashes = space.blankInt32(2 * batch.count);
    for (let record = 0; record < batch.count; record += 1) {
      const what = rows.take(batch, record);
      bits[record] = what;
      if (what === 0) continue;
      hashes[2 * record] = rows.hash.high;
      hashes[2 * record + 1] = rows.hash.low;
      rows.count(record);
    }
    return { kind: 'evidence', bits, hashes, told: rows.columns.map((column) => column.takeCounted()) };
  };
}

/** What is found out of one row after the other. */
class RowEvidence {
  readonly hash = new IdHash();
  /** What its cells tell, by column. */
  readonly codes: Uint8Array;
  readonly columns: readonly ColumnLook[];
  readonly #rows: QuickRows | null;
  readonly #id: number;
  readonly #plain = new PlainBytes();

  constructor({ table, blanks, id, looked }: EvidencePlan) {
    // Of the columns it is known that they are plain.
    this.#rows = quickRows({ table, blanks, columns: [] });
    this.#id = id;
    this.columns = looked.map((one) => new ColumnLook({ ...one, isGuarded: isGuarded({ table }) }));
    this.codes = new Uint8Array(looked.length);
  }

  /** Takes a row and gives its `recordBits`; 0 where it has to be made. */
  take(batch: RecordTables, record: number): number {
    if (this.#rows?.fits(batch, record) !== true) return 0;
    const first = batch.cells[record] ?? 0;
    const last = batch.cells[record + 1] ?? 0;
    const id = first + this.#id;
    const [start = 0, end = 0] = id < last ? [batch.starts[id], batch.ends[id]] : [];
    if (start !== end && !this.#isPlainId(batch, id)) return 0;
    if (!this.#takeCodes(batch, first, last)) return 0;
    if (start === end) return recordBits.isLooked;
    this.hash.take(batch.bytes, start, end);
    return recordBits.isLooked | recordBits.hasId;
  }

  /** Counts what the cells of the row tell that was taken last, under that number. */
  count(row: number): void {
    const { columns, codes } = this;
    for (let place = 0; place < columns.length; place += 1) {
      const code = codes[place] ?? 0;
      if (code !== nothingTold) columns[place]?.count(code, row);
    }
  }

  #takeCodes(batch: RecordTables, first: number, last: number): boolean {
    const { columns, codes } = this;
    for (let place = 0; place < columns.length; place += 1) {
      const column = columns[place];
      const cell = first + (column?.index ?? 0);
      if (cell < last && isDoubled(batch, cell)) return false;
      codes[place] = cell < last ? (column?.codeOf(batch, cell) ?? 0) : 0;
    }
    return true;
  }

  #isPlainId({ bytes, starts, ends, looks }: RecordTables, cell: number): boolean {
    const [start = 0, end = 0, look = 0] = [starts[cell], ends[cell], looks[cell]];
    if (look === byteLooks.number) return isPlainWhole(bytes, start, end);
    this.#plain.bytes = bytes;
    return this.#plain.isId(start, end, look);
  }
}

class BatchEvidence implements QuickEvidence {
  readonly plan: EvidencePlan;
  readonly #rows: RowEvidence;
  readonly #looked: readonly LookedColumn[];
  readonly #ids: RepeatedIds;

  constructor(plan: EvidencePlan, looked: readonly LookedColumn[], ids: RepeatedIds) {
    this.plan = plan;
    this.#rows = new RowEvidence(plan);
    this.#looked = looked;
    this.#ids = ids;
  }

  add(batch: RecordTables, record: number): boolean {
    const rows = this.#rows;
    const what = rows.take(batch, record);
    if (what === 0) return false;
    rows.count(batch.firstRow + record);
    if ((what & recordBits.hasId) !== 0) this.#addId(batch, record);
    return true;
  }

  adderOf({ bits, hashes, told }: EvidenceOfWindow, { count, firstRow }: RecordTables): QuickEvidence['add'] {
    // Of a window that is used in part only, what was counted is that of more rows.
    if (bits.length !== count) return (batch, record) => this.add(batch, record);
    const { columns, hash } = this.#rows;
    for (const [place, counted] of told.entries()) columns[place]?.addCounted(counted, firstRow);
    return (batch, record) => {
      const what = bits[record] ?? 0;
      if (what === 0) return false;
      if ((what & recordBits.hasId) === 0) return true;
      hash.high = (hashes[2 * record] ?? 0) >>> 0;
      hash.low = (hashes[2 * record + 1] ?? 0) >>> 0;
      this.#addId(batch, record);
      return true;
    };
  }

  #addId({ bytes, starts, ends, cells, firstRow }: RecordTables, record: number): void {
    const text = (): string => {
      const cell = (cells[record] ?? 0) + this.plan.id;
      return bytes.toString('utf8', starts[cell], ends[cell]);
    };
    this.#ids.addHash(this.#rows.hash, firstRow + record, text);
  }

  finish(): void {
    for (const [place, { tally }] of this.#looked.entries()) this.#rows.columns[place]?.finish(tally);
  }
}

function isDoubled({ looks }: RecordTables, cell: number): boolean {
  return ((looks[cell] ?? 0) & byteLooks.doubled) !== 0;
}
