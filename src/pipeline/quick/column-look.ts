import { type RecordTables, typedLooks } from '../../core/row.js';
import { unguardFormula } from '../../formats/formula-guard.js';
import { mostRows, type RowCount, type Tally } from '../evidence/tally.js';
import { type EvidenceKind, kinds, longestText, type Way } from '../evidence/ways.js';
import { type ByteMemo, createByteMemo } from './byte-memo.js';
import { amountMarks, PlainAmount } from './plain-amount.js';

/** What cells mean in each way; null in a way in which they cannot have been written. */
export type Meanings = readonly (string | null)[];

/** Cells that mean the same in the same ways, whatever it is. */
interface Alike {
  readonly values: Meanings;
  /** The first rows in which one stands. */
  readonly rows: number[];
}

/** How many cells of a column mean the same in the same ways, and the first rows in which one stands. */
export interface CountedCells extends RowCount {
  readonly values: Meanings;
}

export interface LookRules {
  readonly index: number;
  readonly kind: EvidenceKind;
  /** Whether an apostrophe may guard a formula. */
  readonly isGuarded: boolean;
}

/** The code of a cell that tells nothing; those of others are places in `meanings`, one higher. */
export const nothingTold = 0;
/** Codes fit into a byte. */
const mostCodes = 256;

/** Looks at the cells of one column of dates or amounts. */
export class ColumnLook {
  readonly index: number;
  readonly #isAmount: boolean;
  readonly #codes = new Map<string, number>();
  readonly #alike: Alike[] = [];
  /** By code, how many cells there were. */
  readonly #totals = new Float64Array(mostCodes);
  readonly #memo: ByteMemo<number>;
  readonly #amount = new PlainAmount();
  /** Amounts of which the marks tell at once what they are. */
  readonly #comma: number;
  readonly #point: number;

  constructor({ index, kind, isGuarded }: LookRules) {
    this.index = index;
    this.#isAmount = kind === 'decimal';
    this.#comma = this.codeOfMeanings([null, '1']);
    this.#point = this.codeOfMeanings(['1', null]);
    this.#memo = createByteMemo((text) => {
      const cell = isGuarded ? unguardFormula(text) : text;
      // A text that is too long for the field is refused unread, and patterns are not run over it.
      const readings = cell.length > longestText ? null : kinds[kind].readings(cell.trim());
      return readings === null ? nothingTold : this.codeOfMeanings(readings);
    });
  }

  /** What a cell tells. */
  codeOf({ bytes, starts, ends, looks }: RecordTables, cell: number): number {
    const start = starts[cell] ?? 0;
    const end = ends[cell] ?? 0;
    // What the spreadsheet typed says nothing of how texts are written.
    if (start === end || ((looks[cell] ?? 0) & typedLooks) !== 0) return nothingTold;
    const code = this.#isAmount ? this.#byMarks(bytes, start, end) : null;
    return code ?? this.#memo.of(bytes, start, end);
  }

  codeOfMeanings(values: Meanings): number {
    const key = values.map((value) => (value === null ? 'none' : values.indexOf(value))).join();
    const known = this.#codes.get(key);
    if (known !== undefined) return known;
    const code = this.#alike.push({ values, rows: [] });
    this.#codes.set(key, code);
    return code;
  }

  /** Counts a cell of a row that tells something. */
  count(code: number, row: number): void {
    const total = this.#totals[code] ?? 0;
    this.#totals[code] = total + 1;
    if (total < mostRows) this.#alike[code - 1]?.rows.push(row);
  }

  /** What was counted since it was taken last. */
  takeCounted(): readonly CountedCells[] {
    const counted = this.#counted();
    this.#totals.fill(0);
    for (const { rows } of this.#alike) rows.length = 0;
    return counted;
  }

  /** Adds what another look at the same column counted, of which the rows are numbered from `firstRow`. */
  addCounted(counted: readonly CountedCells[], firstRow: number): void {
    for (const { values, rows, total } of counted) {
      const code = this.codeOfMeanings(values);
      const before = this.#totals[code] ?? 0;
      this.#totals[code] = before + total;
      if (before < mostRows) this.#alike[code - 1]?.rows.push(...rows.map((row) => firstRow + row));
    }
  }

  /** Puts what was counted into the tally. To be called once. */
  finish(tally: Tally<Way>): void {
    for (const { values, ...rows } of this.#counted()) tally.addRows(rows, values);
  }

  #counted(): readonly CountedCells[] {
    return this.#alike.flatMap(({ values, rows }, place) => {
      const total = this.#totals[place + 1] ?? 0;
      return total === 0 ? [] : [{ values, rows: rows.slice(0, mostRows), total }];
    });
  }

  /** What an amount with decimals is; null where that has to be looked at, as of `1.234`. */
  #byMarks(bytes: Buffer, start: number, end: number): number | null {
    const amount = this.#amount;
    const cell = { start, end };
    if (amount.read(bytes, cell, amountMarks.comma)) {
      // Digits alone tell nothing.
      if (amount.groups === 0 && amount.decimals === 0) return nothingTold;
      if (isTold(amount)) return this.#comma;
    }
    return amount.read(bytes, cell, amountMarks.point) && isTold(amount) ? this.#point : null;
  }
}

/** Both marks, or decimals that are no group of thousands. More than three decimals without thousands prove nothing behind a point. */
function isTold({ groups, decimals }: PlainAmount): boolean {
  return decimals > 0 && (groups > 0 || decimals < 3);
}
