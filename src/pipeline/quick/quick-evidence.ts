import { byteLooks, type RecordTables, typedLooks } from '../../core/row.js';
import { unguardFormula } from '../../formats/formula-guard.js';
import { IdHash } from '../assembly/id-hash.js';
import type { RepeatedIds } from '../assembly/repeated-ids.js';
import { mostRows, type RowCount, type Tally } from '../evidence/tally.js';
import { type EvidenceKind, kinds, longestText, type Way } from '../evidence/ways.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';
import { isIdColumn } from '../mapping/map-rows.js';
import { type ByteMemo, createByteMemo } from './byte-memo.js';
import { amountMarks, PlainAmount } from './plain-amount.js';
import { PlainBytes } from './plain-bytes.js';
import { isPlainWhole } from './plain-number.js';
import { isGuarded, type QuickRows, quickRows } from './quick-row.js';

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
  /** Puts what was added into the tallies. To be called once, after the last row. */
  finish(): void;
}

/** Evidence of a sheet of which only these columns count, and that of ids; null where every row has to be made. */
export function quickEvidence(
  sheet: MappedSheet,
  looked: readonly LookedColumn[],
  ids: RepeatedIds,
): QuickEvidence | null {
  const rows = quickRows(sheet);
  const id = sheet.columns.find(isIdColumn);
  const isMapped = sheet.columns.some(({ values }) => values !== undefined);
  return rows === null || id === undefined || isMapped || sheet.table.batches === undefined
    ? null
    : new BatchEvidence({
        rows,
        id,
        ids,
        columns: looked.map((one) => new ColumnLook(one, isGuarded(sheet))),
      });
}

interface EvidenceParts {
  readonly rows: QuickRows;
  readonly id: MappedColumn;
  readonly ids: RepeatedIds;
  readonly columns: readonly ColumnLook[];
}

class BatchEvidence implements QuickEvidence {
  readonly #parts: EvidenceParts;
  readonly #hash = new IdHash();
  readonly #plain = new PlainBytes();

  constructor(parts: EvidenceParts) {
    this.#parts = parts;
  }

  add(batch: RecordTables, record: number): boolean {
    const { rows, id, columns } = this.#parts;
    if (!rows.fits(batch, record)) return false;
    const first = batch.cells[record] ?? 0;
    const last = batch.cells[record + 1] ?? 0;
    const hasId = first + id.index < last && batch.starts[first + id.index] !== batch.ends[first + id.index];
    if (hasId && !this.#isPlainId(batch, first + id.index)) return false;
    if (columns.some(({ index }) => first + index < last && isDoubled(batch, first + index))) return false;
    const row = batch.firstRow + record;
    for (const column of columns) {
      if (first + column.index < last) column.add(batch, first + column.index, row);
    }
    if (hasId) this.#addId(batch, first + id.index, row);
    return true;
  }

  #isPlainId({ bytes, starts, ends, looks }: RecordTables, cell: number): boolean {
    const [start = 0, end = 0, look = 0] = [starts[cell], ends[cell], looks[cell]];
    if (look === byteLooks.number) return isPlainWhole(bytes, start, end);
    this.#plain.bytes = bytes;
    return this.#plain.isId(start, end, look);
  }

  #addId({ bytes, starts, ends }: RecordTables, cell: number, row: number): void {
    const [start = 0, end = 0] = [starts[cell], ends[cell]];
    this.#hash.take(bytes, start, end);
    this.#parts.ids.addHash(this.#hash, row, () => bytes.toString('utf8', start, end));
  }

  finish(): void {
    for (const column of this.#parts.columns) column.finish();
  }
}

function isDoubled({ looks }: RecordTables, cell: number): boolean {
  return ((looks[cell] ?? 0) & byteLooks.doubled) !== 0;
}

/** Cells that mean the same in the same ways, whatever it is. */
interface Alike {
  readonly values: readonly (string | null)[];
  readonly rows: number[];
  total: number;
}

/** One column of dates or amounts. */
class ColumnLook {
  readonly index: number;
  readonly #tally: Tally<Way>;
  readonly #isAmount: boolean;
  readonly #alike = new Map<string, Alike>();
  readonly #memo: ByteMemo<Alike | null>;
  readonly #amount = new PlainAmount();
  /** Amounts of which the marks tell at once what they are. */
  readonly #comma: Alike;
  readonly #point: Alike;
  /** Digits alone tell nothing. */
  readonly #nothing: Alike = { values: [], rows: [], total: 0 };

  constructor({ column, kind, tally }: LookedColumn, isGuardedColumn: boolean) {
    this.index = column.index;
    this.#tally = tally;
    this.#isAmount = kind === 'decimal';
    this.#comma = this.#alikeTo([null, '1']);
    this.#point = this.#alikeTo(['1', null]);
    this.#memo = createByteMemo((text) => {
      const cell = isGuardedColumn ? unguardFormula(text) : text;
      // A text that is too long for the field is refused unread, and patterns are not run over it.
      const readings = cell.length > longestText ? null : kinds[kind].readings(cell.trim());
      return readings === null ? null : this.#alikeTo(readings);
    });
  }

  add({ bytes, starts, ends, looks }: RecordTables, cell: number, row: number): void {
    const start = starts[cell] ?? 0;
    const end = ends[cell] ?? 0;
    // What the spreadsheet typed says nothing of how texts are written.
    if (start === end || ((looks[cell] ?? 0) & typedLooks) !== 0) return;
    const alike = this.#byMarks(bytes, start, end) ?? this.#memo.of(bytes, start, end);
    if (alike === null || alike === this.#nothing) return;
    alike.total += 1;
    if (alike.rows.length < mostRows) alike.rows.push(row);
  }

  finish(): void {
    for (const { values, rows, total } of this.#alike.values()) {
      const count: RowCount = { rows, total };
      if (total > 0) this.#tally.addRows(count, values);
    }
  }

  /** What an amount with decimals is; null where that has to be looked at, as of `1.234`. */
  #byMarks(bytes: Buffer, start: number, end: number): Alike | null {
    if (!this.#isAmount) return null;
    const amount = this.#amount;
    const cell = { start, end };
    if (amount.read(bytes, cell, amountMarks.comma)) {
      if (amount.groups === 0 && amount.decimals === 0) return this.#nothing;
      if (isTold(amount)) return this.#comma;
    }
    return amount.read(bytes, cell, amountMarks.point) && isTold(amount) ? this.#point : null;
  }

  #alikeTo(values: readonly (string | null)[]): Alike {
    const key = values.map((value) => (value === null ? 'none' : values.indexOf(value))).join();
    const known = this.#alike.get(key) ?? { values, rows: [], total: 0 };
    this.#alike.set(key, known);
    return known;
  }
}

/** Both marks, or decimals that are no group of thousands. More than three decimals without thousands prove nothing behind a point. */
function isTold({ groups, decimals }: PlainAmount): boolean {
  return decimals > 0 && (groups > 0 || decimals < 3);
}
