import type { Origin, RecordBatch, RecordTables } from '../../core/row.js';
import type { SplitAhead } from '../../core/split-ahead.js';
import type { Field } from '../../lead/field-catalogue.js';
import type { IssuePlace } from '../../lead/issue-catalogue.js';
import type { RepeatedIds } from '../assembly/repeated-ids.js';
import type { CheckOptions } from '../check-options.js';
import { blankPlace } from '../checks/check-context.js';
import { type FactField, factPaths } from '../checks/fact-fields.js';
import type { CustomerFacts, LeadFacts } from '../checks/lead-facts.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';
import type { Notation } from '../parsing/notation.js';
import { judgedBatches } from './crew.js';
import { type JudgePlan, judgePlan } from './judge-plan.js';
import { type JudgedBatch, numbersPerRow, readVerdicts } from './judged-batch.js';
import { type FoundOfRow, noCity, type RowJudge, rowJudge } from './row-judge.js';
import { soundOptions } from './sound-cell.js';
import { WindowCrew } from './window-crew.js';
import type { WindowLook } from './window-look.js';

/** Judges rows by their bytes: rows of which surely nothing is to be said are told from those that have to be looked at. */
export interface QuickJudge {
  /** Whether the row is a new lead in which nothing is wrong; `facts` are then those of this lead. */
  isSound(judged: JudgedBatch, record: number): boolean;
  readonly facts: LeadFacts;
  /** The batches, judged by helpers as far as there are any and they pay. `split` gives them, split ahead where it is given somebody. */
  ahead(split: (ahead?: SplitAhead) => AsyncIterable<RecordBatch>): AsyncIterable<JudgedBatch>;
}

export interface QuickContext {
  readonly source: string;
  readonly options: CheckOptions;
  readonly notations: ReadonlyMap<MappedColumn, Notation>;
  readonly ids: RepeatedIds;
}

/** A judge for a sheet of leads with one row each; null where every row has to be looked at. */
export function quickJudge(sheet: MappedSheet, context: QuickContext): QuickJudge | null {
  const { options, notations } = context;
  const { rules, checkLead, onRow, onRestated, mode, today } = options;
  const asksForRows = onRow !== undefined || onRestated !== undefined;
  if (rules.length > 0 || checkLead !== undefined || asksForRows || mode === 'update') return null;
  if (sheet.table.batches === undefined) return null;
  const judging = { notations, sound: soundOptions(options), today };
  const row = rowJudge(sheet, judging);
  return row === null ? null : new QuickLead(sheet, context, { row, plan: judgePlan(sheet, judging) });
}

interface Judging {
  readonly row: RowJudge;
  readonly plan: JudgePlan | null;
}

async function* unjudged(batches: AsyncIterable<RecordBatch>): AsyncGenerator<JudgedBatch> {
  for await (const batch of batches) yield { batch, verdicts: null };
}

async function* judgedWindows(
  split: (ahead: SplitAhead) => AsyncIterable<RecordBatch>,
  crew: WindowCrew,
  each: number,
): AsyncGenerator<JudgedBatch> {
  try {
    for await (const batch of split(crew)) {
      const found = batch.isAhead === true ? crew.found : null;
      yield { batch, verdicts: found?.kind === 'verdicts' ? readVerdicts(found, each) : null };
    }
  } finally {
    await crew.close();
  }
}

class QuickLead implements QuickJudge, LeadFacts {
  readonly sheet: MappedSheet;
  readonly isCreate = true;
  readonly rejected = false;
  readonly hasOffers = true;
  readonly origin: { readonly sheet: string | null; row: number };
  readonly #context: QuickContext;
  readonly #row: RowJudge;
  readonly #plan: JudgePlan | null;
  /** What was found of the row, here or by a helper. */
  #found: FoundOfRow;
  /** The offers that have an amount, and how many there are. */
  readonly #amounts: Int32Array;
  #amountCount = 0;
  /** By FactField, the place of its column; -1 where there is none. */
  readonly #places: Int32Array;

  constructor(sheet: MappedSheet, context: QuickContext, { row, plan }: Judging) {
    this.sheet = sheet;
    this.origin = { sheet: sheet.table.sheet, row: 0 };
    this.#context = context;
    this.#row = row;
    this.#found = row;
    this.#plan = plan;
    this.#amounts = new Int32Array(row.offers.length);
    this.#places = Int32Array.from(factPaths, (path) => row.places.of(path));
  }

  ahead(split: (ahead?: SplitAhead) => AsyncIterable<RecordBatch>): AsyncIterable<JudgedBatch> {
    const { ids, options } = this.#context;
    const { helpers } = options;
    const plan = this.#plan;
    if (helpers === undefined || plan === null || ids.rows < helpers.leastRows) return unjudged(split());
    const each = numbersPerRow(this.#row);
    if (this.sheet.table.splitsAhead !== true) return judgedBatches(split(), { plan, helpers, each });
    const look = { kind: 'verdicts', plan } as const satisfies WindowLook;
    return judgedWindows(
      split,
      new WindowCrew({ helpers, look, afterRow: this.sheet.table.header.row }),
      each,
    );
  }

  get facts(): LeadFacts {
    return this;
  }

  isSound({ batch, verdicts }: JudgedBatch, record: number): boolean {
    this.origin.row = batch.firstRow + record;
    return this.#takeSound(batch, record, verdicts) && this.#isNew() && this.#takeAmounts();
  }

  #takeSound(batch: RecordTables, record: number, verdicts: JudgedBatch['verdicts']): boolean {
    const verdict = verdicts === null ? 'again' : verdicts.of(record);
    if (verdict === null) return false;
    this.#found = verdict === 'again' ? this.#row : verdict;
    if (verdict === 'again') return this.#row.isSound(batch, record);
    this.#row.cells.takeSound(batch, record);
    return true;
  }

  #takeAmounts(): true {
    const { offers } = this.#row;
    let count = 0;
    for (let place = 0; place < offers.length; place += 1) {
      const { offer = -1, amount = -1 } = offers[place] ?? {};
      if (!this.#row.isFilled(offer) || !this.#row.isFilled(amount)) continue;
      this.#amounts[count] = place;
      count += 1;
    }
    this.#amountCount = count;
    return true;
  }

  /** Whether no other row has the id, and 3DS does not have it as far as is known. */
  #isNew(): boolean {
    const { ids, options } = this.#context;
    return !ids.mayRepeat(this.#found.id) && (options.knowsNone === true || options.known(this.id) === null);
  }

  get id(): string {
    return this.#row.cells.text(this.#row.at.id);
  }

  get stage(): string {
    return this.#found.stage;
  }

  get amountCount(): number {
    return this.#amountCount;
  }

  amount(place: number): number {
    return this.#found.amount(this.#amounts[place] ?? 0);
  }

  amountPlace(place: number): IssuePlace {
    return this.#placeOf(this.#row.offers[this.#amounts[place] ?? -1]?.amount ?? -1);
  }

  #placeAt(index: number): number {
    return this.#places[index] ?? -1;
  }

  has({ index }: FactField): boolean {
    return this.#row.isFilled(this.#placeAt(index));
  }

  isAbsent({ index }: FactField): boolean {
    const place = this.#placeAt(index);
    return !this.#row.isFilled(place) || this.#row.cells.cell(place)?.isAbsent === true;
  }

  hasText({ index }: FactField): boolean {
    const place = this.#placeAt(index);
    const cell = this.#row.isFilled(place) ? this.#row.cells.cell(place) : undefined;
    return cell === null || typeof cell?.value === 'string';
  }

  text({ index }: FactField): string | null {
    const place = this.#placeAt(index);
    const { at, cells } = this.#row;
    if (place === at.status) return this.#found.stage;
    if (place === at.currency) return this.#found.currency;
    if (!this.#row.isFilled(place)) return null;
    const cell = cells.cell(place);
    if (cell === null) return cells.text(place);
    return typeof cell.value === 'string' ? cell.value : null;
  }

  place({ index }: FactField): IssuePlace {
    return this.#placeOf(this.#placeAt(index));
  }

  #placeOf(place: number): IssuePlace {
    const column = this.sheet.columns[place];
    if (column === undefined) throw new Error('there is no such cell');
    const { source } = this.#context;
    const { column: letters, header, field } = column;
    const value = this.#row.cells.text(place).trim();
    return { source, ...this.origin, column: letters, header, field: field.path, value };
  }

  cellOrigin(): Origin {
    return { ...this.origin };
  }

  blankPlace(field: Field): IssuePlace {
    const row = { ...this.origin, table: this.sheet };
    return blankPlace(row, field, { source: this.#context.source, item: null });
  }

  customer(): CustomerFacts {
    return this.#found.customer;
  }

  countryCode(): string | null {
    return this.#found.country;
  }

  cityHash(): number {
    const { city } = this.#row.at;
    return this.#row.isFilled(city) ? (this.#row.cells.cell(city)?.smallHash ?? noCity) : noCity;
  }

  nearKey(): number {
    return this.#found.nearKey;
  }
}
