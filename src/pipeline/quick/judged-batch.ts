import type { RecordBatch, RecordTables } from '../../core/row.js';
import type { SharedSpace } from '../../core/shared-space.js';
import { statusLabels } from '../../lead/enumerations.js';
import type { VerdictTables } from './helpers.js';
import type { FoundOfRow, RowJudge } from './row-judge.js';

/** Some records, and what was found out of them ahead; null where nothing was. */
export interface JudgedBatch {
  readonly batch: RecordBatch;
  readonly verdicts: RowVerdicts | null;
}

export interface RowVerdicts {
  /** What was found of a row that is sound, null of another one; `again` where the row has to be judged here. Used until the next is asked for. */
  of(record: number): FoundOfRow | 'again' | null;
}

/** What is said of a record. */
const verdictBits = { sound: 1, legalForm: 2, again: 4 } as const;

/** What the first numbers of a record are; those behind them are the amounts of its offers. */
const numbers = { customer: 0, nearKey: 1, stage: 2, country: 3, currency: 4, idHigh: 5, idLow: 6 } as const;
const firstAmount = 7;

const stages: readonly string[] = Object.keys(statusLabels);

/** How many numbers there are of a row. */
export function numbersPerRow({ offers }: Pick<RowJudge, 'offers'>): number {
  return firstAmount + offers.length;
}

/** Room in a space for the verdicts on so many rows, `each` numbers of a row; what the space held is let go. */
export function blankVerdicts(space: SharedSpace, count: number, each: number): VerdictTables {
  const length = count * each;
  space.clear([count, length * Float64Array.BYTES_PER_ELEMENT]);
  return { bits: space.blankBytes(count), numbers: space.blankNumbers(length) };
}

/** Judges the rows of a batch and writes down what was found. */
export function writeVerdicts(judge: RowJudge, batch: RecordTables, tables: VerdictTables): void {
  const each = numbersPerRow(judge);
  for (let record = 0; record < batch.count; record += 1) {
    const bits = judge.isSound(batch, record) ? soundBits(judge) : 0;
    tables.bits[record] = bits;
    if ((bits & verdictBits.sound) !== 0) writeNumbers(judge, tables.numbers, record * each);
  }
}

function soundBits(judge: RowJudge): number {
  // What is written otherwise than it is meant is read again from its text; so is a stage that is none.
  if (judge.cells.isRead || !stages.includes(judge.stage)) return verdictBits.again;
  return judge.customer.hasLegalForm ? verdictBits.sound | verdictBits.legalForm : verdictBits.sound;
}

function writeNumbers(judge: RowJudge, to: Float64Array, first: number): void {
  to[first + numbers.customer] = judge.customer.hash;
  to[first + numbers.nearKey] = judge.nearKey;
  to[first + numbers.idHigh] = judge.id.high;
  to[first + numbers.idLow] = judge.id.low;
  to[first + numbers.stage] = stages.indexOf(judge.stage);
  to[first + numbers.country] = packed(judge.country ?? '');
  to[first + numbers.currency] = packed(judge.currency);
  for (let offer = 0; offer < judge.offers.length; offer += 1) {
    to[first + firstAmount + offer] = judge.amount(offer);
  }
}

/** Reads what `writeVerdicts` wrote, `each` numbers of a row. */
export function readVerdicts(tables: VerdictTables, each: number): RowVerdicts {
  const found = new WrittenRow(tables.numbers);
  return {
    of(record) {
      const bits = tables.bits[record] ?? 0;
      if (bits === 0) return null;
      if (bits === verdictBits.again) return 'again';
      found.take(record * each, (bits & verdictBits.legalForm) !== 0);
      return found;
    },
  };
}

class WrittenRow implements FoundOfRow {
  readonly customer: { hash: number; hasLegalForm: boolean } = { hash: 0, hasLegalForm: false };
  readonly id: { high: number; low: number } = { high: 0, low: 0 };
  readonly #numbers: Float64Array;
  #first = 0;

  constructor(all: Float64Array) {
    this.#numbers = all;
  }

  take(first: number, hasLegalForm: boolean): void {
    this.#first = first;
    this.customer.hash = this.#at(numbers.customer);
    this.customer.hasLegalForm = hasLegalForm;
    this.id.high = this.#at(numbers.idHigh);
    this.id.low = this.#at(numbers.idLow);
  }

  get stage(): string {
    return stages[this.#at(numbers.stage)] ?? '';
  }

  get currency(): string {
    return unpacked(this.#at(numbers.currency));
  }

  get country(): string | null {
    return unpacked(this.#at(numbers.country)) || null;
  }

  get nearKey(): number {
    return this.#at(numbers.nearKey);
  }

  amount(offer: number): number {
    return this.#at(firstAmount + offer);
  }

  #at(number: number): number {
    return this.#numbers[this.#first + number] ?? 0;
  }
}

const bitsPerLetter = 8;

/** A code of at most four letters of ASCII as a number. */
function packed(code: string): number {
  let all = 0;
  for (let at = 0; at < code.length; at += 1) all = (all << bitsPerLetter) | code.charCodeAt(at);
  return all;
}

const unpackedCodes = new Map<number, string>();

function unpacked(all: number): string {
  const known = unpackedCodes.get(all);
  if (known !== undefined) return known;
  let code = '';
  for (let rest = all; rest > 0; rest >>= bitsPerLetter) {
    code = String.fromCharCode(rest & ((1 << bitsPerLetter) - 1)) + code;
  }
  unpackedCodes.set(all, code);
  return code;
}
