import { byteLooks, type RecordTables, typedLooks } from '../../core/row.js';
import { unguardFormula } from '../../formats/formula-guard.js';
import type { FieldType } from '../../lead/field-catalogue.js';
import type { MappedColumn } from '../mapping/map-columns.js';
import { anyNotation, type Notation } from '../parsing/notation.js';
import { parsers } from '../parsing/parsers.js';
import { type ByteMemo, createByteMemo } from './byte-memo.js';
import { type AmountMarks, marksOf, PlainAmount, typedMarks } from './plain-amount.js';
import { PlainBytes } from './plain-bytes.js';
import { isPlainEmail } from './plain-email.js';
import { isPlainDecimal, isPlainWhole } from './plain-number.js';
import { type SoundCell, type SoundOptions, soundCells } from './sound-cell.js';

/** How the cells of a column are looked at. */
const kinds = { text: 0, lines: 1, id: 2, memo: 3, email: 4, amount: 5, refused: 6 } as const;

type QuickKind = (typeof kinds)[keyof typeof kinds];

const kindOfType = {
  text: kinds.lines,
  id: kinds.id,
  email: kinds.email,
  phone: kinds.text,
  url: kinds.text,
  country: kinds.memo,
  currency: kinds.memo,
  date: kinds.memo,
  day: kinds.memo,
  timestamp: kinds.text,
  amount: kinds.amount,
  enumeration: kinds.memo,
  enumerationList: kinds.memo,
  textList: kinds.memo,
} as const satisfies Record<FieldType, QuickKind>;

/** Fields whose values repeat although those of their type mostly do not. What already has an id at 3DS is never judged by its bytes. */
const kindOfField: Readonly<Record<string, QuickKind>> = {
  partnerId: kinds.memo,
  dsLeadOpportunityId: kinds.refused,
  'customerLegalEntity.city': kinds.memo,
  'offerLines.offerNameId': kinds.memo,
};

interface QuickColumn {
  readonly kind: QuickKind;
  readonly maxBytes: number;
  readonly marks: AmountMarks;
  readonly memo: ByteMemo<SoundCell | null>;
  /** The same of cells that the spreadsheet typed. */
  readonly numbers: ByteMemo<SoundCell | null>;
  readonly dates: ByteMemo<SoundCell | null>;
  /** Reads a text in full. */
  readonly read: (text: string) => SoundCell | null;
}

export interface CellsContext {
  readonly notations: ReadonlyMap<MappedColumn, Notation>;
  readonly options: SoundOptions;
  /** Whether an apostrophe before the start of a formula is no part of the text, as in CSV. */
  readonly isGuarded: boolean;
}

/** The cells of one row that is judged by its bytes, by the place of their column. Used again for each row. */
export class QuickCells {
  /** Of amounts. */
  readonly amounts: Float64Array;
  /** What was read in full, or remembered; null where the bytes say enough, or where it was not asked for yet. */
  readonly #cells: (SoundCell | null)[];
  /** The record for which that is known. */
  readonly #knownOf: Float64Array;
  #taken = 0;
  readonly #columns: readonly QuickColumn[];
  readonly #indexes: Int32Array;
  readonly #plain = new PlainBytes();
  readonly #amount = new PlainAmount();
  #isRead = false;
  #batch: RecordTables | null = null;
  #first = 0;
  #last = 0;
  /** The bytes of the cell that is looked at. */
  #start = 0;
  #end = 0;

  constructor(columns: readonly MappedColumn[], context: CellsContext) {
    this.#columns = columns.map((column) => quickColumn(column, context));
    this.#indexes = Int32Array.from(columns, ({ index }) => index);
    this.amounts = new Float64Array(columns.length);
    this.#cells = columns.map(() => null);
    this.#knownOf = new Float64Array(columns.length);
  }

  /** Whether nothing is to be said of any cell of the record as long as each is looked at alone. */
  take(batch: RecordTables, record: number): boolean {
    this.#begin(batch, record);
    const last = this.#last;
    for (let place = 0; place < this.#indexes.length; place += 1) {
      const cell = this.#first + (this.#indexes[place] ?? 0);
      const isFilled = cell < last && batch.starts[cell] !== batch.ends[cell];
      if (isFilled && !this.#isSound(batch, place, cell)) return false;
    }
    return true;
  }

  /** Takes a record of which it is known that `take` would say yes, and that each of its cells is remembered or plain. */
  takeSound(batch: RecordTables, record: number): void {
    this.#begin(batch, record);
  }

  isFilled(place: number): boolean {
    const batch = this.#batch;
    if (place < 0 || batch === null) return false;
    const cell = this.#first + (this.#indexes[place] ?? 0);
    return cell < this.#last && batch.starts[cell] !== batch.ends[cell];
  }

  #begin(batch: RecordTables, record: number): void {
    this.#batch = batch;
    this.#plain.bytes = batch.bytes;
    this.#first = batch.cells[record] ?? 0;
    this.#last = batch.cells[record + 1] ?? 0;
    this.#isRead = false;
    this.#taken += 1;
  }

  /** What was read in full, or remembered, of a filled cell; null where its bytes say enough. */
  cell(place: number): SoundCell | null {
    if (this.#knownOf[place] !== this.#taken) {
      const column = this.#columns[place];
      const isMemo = column !== undefined && column.kind === kinds.memo;
      const memo = isMemo ? memoOf(column, this.look(place)) : null;
      this.#cells[place] = memo === null ? null : memo.of(this.bytes, this.start(place), this.end(place));
      this.#knownOf[place] = this.#taken;
    }
    return this.#cells[place] ?? null;
  }

  /** Whether a cell of the record was read in full that is not remembered. */
  get isRead(): boolean {
    return this.#isRead;
  }

  get bytes(): Buffer {
    return this.#plain.bytes;
  }

  start(place: number): number {
    return this.#batch?.starts[this.#first + (this.#indexes[place] ?? 0)] ?? 0;
  }

  end(place: number): number {
    return this.#batch?.ends[this.#first + (this.#indexes[place] ?? 0)] ?? 0;
  }

  look(place: number): number {
    return this.#batch?.looks[this.#first + (this.#indexes[place] ?? 0)] ?? 0;
  }

  /** The text of a filled cell. */
  text(place: number): string {
    return this.bytes.toString('utf8', this.start(place), this.end(place));
  }

  #isSound({ bytes, starts, ends, looks }: RecordTables, place: number, cell: number): boolean {
    const column = this.#columns[place];
    const look = looks[cell] ?? 0;
    this.#knownOf[place] = this.#taken;
    if (column === undefined || (look & byteLooks.doubled) !== 0) return false;
    const start = starts[cell] ?? 0;
    const end = ends[cell] ?? 0;
    if (column.kind === kinds.memo) {
      const known = memoOf(column, look)?.of(bytes, start, end) ?? null;
      this.#cells[place] = known;
      return known !== null;
    }
    this.#cells[place] = null;
    this.#start = start;
    this.#end = end;
    if ((look & typedLooks) !== 0) return look === byteLooks.number && this.#isSoundNumber(column, place);
    return this.#isPlain(column, place, look) || this.#isReadable(column, place);
  }

  #isPlain({ kind, maxBytes, marks }: QuickColumn, place: number, look: number): boolean {
    const start = this.#start;
    const end = this.#end;
    switch (kind) {
      case kinds.text:
        return end - start <= maxBytes && this.#plain.isText(start, end, look);
      case kinds.lines:
        return end - start <= maxBytes && this.#plain.isTextOfLines(start, end, look);
      case kinds.id:
        return this.#plain.isId(start, end, look);
      case kinds.email:
        return look === 0 && isPlainEmail(this.bytes, start, end);
      case kinds.amount: {
        const amount = this.#amount;
        if (!amount.read(this.bytes, { start, end }, marks) || amount.value <= 0) return false;
        this.amounts[place] = amount.value;
        return true;
      }
      default:
        return false;
    }
  }

  /** A number that is an amount, or a text or id of the same digits. */
  #isSoundNumber(column: QuickColumn, place: number): boolean {
    const cell = { start: this.#start, end: this.#end };
    switch (column.kind) {
      case kinds.text:
      case kinds.lines:
        return isPlainDecimal(this.bytes, cell.start, cell.end);
      case kinds.id:
        return isPlainWhole(this.bytes, cell.start, cell.end);
      case kinds.amount:
        return this.#isSoundAmount(column, place);
      default:
        return false;
    }
  }

  #isSoundAmount({ numbers }: QuickColumn, place: number): boolean {
    const amount = this.#amount;
    const isPlain = amount.read(this.bytes, { start: this.#start, end: this.#end }, typedMarks);
    const value = isPlain ? amount.value : numbers.of(this.bytes, this.#start, this.#end)?.value;
    if (typeof value !== 'number' || value <= 0) return false;
    this.amounts[place] = value;
    return true;
  }

  #isReadable(column: QuickColumn, place: number): boolean {
    if (column.kind === kinds.refused) return false;
    const cell = column.read(this.text(place));
    this.#cells[place] = cell;
    this.#isRead = true;
    if (typeof cell?.value === 'number') this.amounts[place] = cell.value;
    return cell !== null;
  }
}

/** Which memo knows the cells of such a look; null for those that are never sound. */
function memoOf({ memo, numbers, dates }: QuickColumn, look: number): ByteMemo<SoundCell | null> | null {
  switch (look & typedLooks) {
    case 0:
      return memo;
    case byteLooks.number:
      return numbers;
    case byteLooks.date:
      return dates;
    default:
      return null;
  }
}

function quickColumn(column: MappedColumn, { notations, options, isGuarded }: CellsContext): QuickColumn {
  const { field, values } = column;
  const notation = notations.get(column) ?? anyNotation;
  const readCell = soundCells(column, { ...notation, apiVersion: options.apiVersion }, options);
  const read = isGuarded ? (text: string) => readCell(unguardFormula(text)) : readCell;
  const kind = kindOfField[field.path] ?? kindOfType[field.type];
  const { maxCharacters } = parsers[field.type];
  return {
    // A text may stand for another one only where a mapping says so.
    kind: values === undefined || kind === kinds.refused ? kind : kinds.memo,
    maxBytes: maxCharacters,
    marks: marksOf(notation),
    memo: createByteMemo(read),
    numbers: createByteMemo((digits) => readCell({ kind: 'number', digits })),
    dates: createByteMemo((iso) => readCell({ kind: 'date', iso })),
    read,
  };
}
