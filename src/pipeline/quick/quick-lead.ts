import type { Origin, RecordBatch } from '../../core/row.js';
import type { Field } from '../../lead/field-catalogue.js';
import type { IssuePlace } from '../../lead/issue-catalogue.js';
import { IdHash } from '../assembly/id-hash.js';
import type { RepeatedIds } from '../assembly/repeated-ids.js';
import type { CheckOptions } from '../check-options.js';
import { blankPlace } from '../checks/check-context.js';
import { isUnfitForecast } from '../checks/forecast.js';
import type { CustomerFacts, LeadFacts } from '../checks/lead-facts.js';
import { lastPlausibleDay } from '../checks/plausibility/close-date.js';
import { isNineDigits } from '../checks/plausibility/duns.js';
import { isOpen } from '../checks/plausibility/filled-text.js';
import { canBePhone } from '../checks/plausibility/phone.js';
import { textHash } from '../checks/plausibility/text-hash.js';
import { isUsualPhone } from '../checks/plausibility/usual-phone.js';
import { impossibleVat } from '../checks/plausibility/vat.js';
import { zipFinding } from '../checks/plausibility/zip.js';
import type { MappedColumn, MappedSheet } from '../mapping/map-columns.js';
import type { Notation } from '../parsing/notation.js';
import { type ByteMemo, createByteMemo } from './byte-memo.js';
import { PlainCustomer } from './plain-customer.js';
import { QuickCells } from './quick-cells.js';
import { type QuickItem, type QuickPlaces, quickPlaces } from './quick-places.js';
import { type QuickRows, quickRows } from './quick-row.js';
import type { SoundCell } from './sound-cell.js';

/** Judges rows by their bytes: rows of which surely nothing is to be said are told from those that have to be looked at. */
export interface QuickJudge {
  /** Whether the row is a new lead in which nothing is wrong; `facts` are then those of this lead. */
  isSound(batch: RecordBatch, record: number): boolean;
  readonly facts: LeadFacts;
}

export interface QuickContext {
  readonly source: string;
  readonly options: CheckOptions;
  readonly notations: ReadonlyMap<MappedColumn, Notation>;
  readonly ids: RepeatedIds;
}

/** A judge for a sheet of leads with one row each; null where every row has to be looked at. */
export function quickJudge(sheet: MappedSheet, context: QuickContext): QuickJudge | null {
  const { rules, checkLead, onRow, onRestated, mode } = context.options;
  const asksForRows = onRow !== undefined || onRestated !== undefined;
  if (rules.length > 0 || checkLead !== undefined || asksForRows || mode === 'update') return null;
  const rows = quickRows(sheet);
  const places = quickPlaces(sheet);
  return rows === null || places === null ? null : new QuickLead(sheet, context, { rows, places });
}

interface Compiled {
  readonly rows: QuickRows;
  readonly places: QuickPlaces;
}

const noCity = textHash('');

class QuickLead implements QuickJudge, LeadFacts {
  readonly sheet: MappedSheet;
  readonly isCreate = true;
  readonly rejected = false;
  readonly hasOffers = true;
  amountCount = 0;
  readonly origin: { readonly sheet: string | null; row: number };
  readonly #context: QuickContext;
  readonly #rows: QuickRows;
  readonly #places: QuickPlaces;
  readonly #cells: QuickCells;
  readonly #offers: readonly QuickItem[];
  readonly #hash = new IdHash();
  readonly #name = new PlainCustomer();
  readonly #zips = new Map<string, ByteMemo<boolean>>();
  readonly #phones = new Map<string, ByteMemo<boolean>>();
  readonly #lastDay: string;
  /** The places of the amounts, and what stands for the offers. */
  readonly #amountPlaces: number[] = [];
  readonly #offerHashes: number[] = [];
  #country: string | null = null;
  #stage = '';
  readonly #at: ReturnType<typeof placesOfFields>;

  constructor(sheet: MappedSheet, context: QuickContext, { rows, places }: Compiled) {
    this.sheet = sheet;
    this.origin = { sheet: sheet.table.sheet, row: 0 };
    this.#context = context;
    this.#rows = rows;
    this.#places = places;
    this.#cells = new QuickCells(sheet, context);
    this.#offers = places.items.filter(({ part }) => part === 'offerLines');
    this.#lastDay = lastPlausibleDay(context.options.today);
    this.#at = placesOfFields(places);
  }

  get facts(): LeadFacts {
    return this;
  }

  isSound(batch: RecordBatch, record: number): boolean {
    if (!this.#rows.fits(batch, record) || !this.#cells.take(batch, record)) return false;
    this.origin.row = batch.firstRow + record;
    if (!this.#isNew() || !this.#isSoundLead()) return false;
    if (!this.#areItemsSound() || !this.#takeOffers()) return false;
    this.#takeCustomer();
    return true;
  }

  /** Whether the lead has an id of its own, and 3DS does not have it as far as is known. */
  #isNew(): boolean {
    const place = this.#at.id;
    const cells = this.#cells;
    if (!this.#isFilled(place) || cells.look(place) !== 0 || cells.cells[place] !== null) return false;
    this.#hash.take(cells.bytes, cells.start(place), cells.end(place));
    const { ids, options } = this.#context;
    return !ids.mayRepeat(this.#hash) && (options.knowsNone === true || options.known(this.id) === null);
  }

  #isSoundLead(): boolean {
    if (!this.#areFilled(this.#places.needed)) return false;
    const at = this.#at;
    this.#stage = this.#valueOf(at.status);
    const day = this.#valueOf(at.closeDate);
    if (day > this.#lastDay) return false;
    if (isOpen(this.#stage)) {
      if (day < this.#context.options.today) return false;
      if (this.#isFilled(at.milestoneDate) && this.#valueOf(at.milestoneDate) > day) return false;
    }
    if (this.#isFilled(at.forecast) && isUnfitForecast(this.#stage, this.#valueOf(at.forecast))) return false;
    const { reasonWon, reasonLost } = at;
    if (!this.#isReasonPlaced(reasonWon, 'WON') || !this.#isReasonPlaced(reasonLost, 'LOST')) return false;
    return this.#isSoundCustomer();
  }

  #isReasonPlaced(place: number, stage: string): boolean {
    return !this.#isFilled(place) || this.#cells.cells[place]?.isAbsent === true || this.#stage === stage;
  }

  #isSoundCustomer(): boolean {
    const { country, zip, vat, duns } = this.#at;
    this.#country = this.#isFilled(country) ? (this.#cells.cells[country]?.country ?? null) : null;
    if (this.#isFilled(zip) && this.#country !== null && !this.#isZip(zip, this.#country)) return false;
    if (this.#isFilled(duns) && !isNineDigits(this.#cells.text(duns))) return false;
    return !this.#isFilled(vat) || impossibleVat(this.#cells.text(vat), this.#country) === null;
  }

  #takeCustomer(): void {
    const place = this.#at.name;
    const cells = this.#cells;
    if (cells.cells[place] !== null) this.#name.takeText(this.text('customerLegalEntity.name') ?? '');
    else this.#name.take(cells.bytes, cells.start(place), cells.end(place));
  }

  #isZip(place: number, country: string): boolean {
    const cells = this.#cells;
    if (cells.cells[place] !== null) return false;
    const memo = memoOf(this.#zips, country, (text) => zipFinding(text, country) === null);
    return memo.of(cells.bytes, cells.start(place), cells.end(place));
  }

  #areItemsSound(): boolean {
    for (const item of this.#places.items) {
      if (this.#isAnyFilled(item.places) && !this.#isSoundItem(item)) return false;
    }
    return true;
  }

  #isSoundItem(item: QuickItem): boolean {
    if (!this.#areFilled(item.needed)) return false;
    if (item.part === 'customerContacts') return this.#isSoundPhone(item.phone);
    const { startDate, endDate, revenueType } = item;
    if (!this.#isFilled(startDate) && !this.#isFilled(endDate)) return true;
    // Dates count for rentals only, and a blank revenue type is Upfront.
    if (!this.#isFilled(revenueType) || this.#valueOf(revenueType) === 'PxC') return false;
    if (!this.#isFilled(startDate) || !this.#isFilled(endDate)) return true;
    return this.#valueOf(startDate) <= this.#valueOf(endDate);
  }

  #isAnyFilled(places: readonly number[]): boolean {
    for (const place of places) if (this.#isFilled(place)) return true;
    return false;
  }

  #areFilled(places: readonly number[]): boolean {
    for (const place of places) if (!this.#isFilled(place)) return false;
    return true;
  }

  #isSoundPhone(place: number): boolean {
    if (!this.#isFilled(place)) return true;
    const cells = this.#cells;
    if (cells.cells[place] !== null) return false;
    if (isUsualPhone(this.#cells.text(place))) return true;
    const country = this.#country ?? '';
    const memo = memoOf(this.#phones, country, (text) => canBePhone(text, country));
    return memo.of(cells.bytes, cells.start(place), cells.end(place));
  }

  /** Whether there are offers, no two of the same product. Notes their amounts. */
  #takeOffers(): boolean {
    this.#offerHashes.length = 0;
    this.#amountPlaces.length = 0;
    for (const { offer, amount } of this.#offers) {
      if (!this.#isFilled(offer)) continue;
      const hash = this.#cells.cells[offer]?.hash ?? 0;
      if (this.#offerHashes.includes(hash)) return false;
      this.#offerHashes.push(hash);
      if (this.#isFilled(amount)) this.#amountPlaces.push(amount);
    }
    this.amountCount = this.#amountPlaces.length;
    return this.#offerHashes.length > 0;
  }

  #isFilled(place: number): boolean {
    return place >= 0 && this.#cells.filled[place] === 1;
  }

  /** The text of a field that is read through a memo; `''` for another value or none. */
  #valueOf(place: number): string {
    const value = this.#cells.cells[place]?.value;
    return typeof value === 'string' ? value : '';
  }

  get id(): string {
    return this.#cells.text(this.#at.id);
  }

  get stage(): string {
    return this.#stage;
  }

  amount(place: number): number {
    return this.#cells.amounts[this.#amountPlaces[place] ?? 0] ?? 0;
  }

  amountPlace(place: number): IssuePlace {
    return this.#placeOf(this.#amountPlaces[place] ?? -1);
  }

  has(path: string): boolean {
    return this.#isFilled(this.#places.of(path));
  }

  isAbsent(path: string): boolean {
    const place = this.#places.of(path);
    return !this.#isFilled(place) || this.#cells.cells[place]?.isAbsent === true;
  }

  hasText(path: string): boolean {
    const place = this.#places.of(path);
    const cell = this.#isFilled(place) ? (this.#cells.cells[place] ?? null) : undefined;
    return cell === null || typeof cell?.value === 'string';
  }

  text(path: string): string | null {
    const place = this.#places.of(path);
    if (!this.#isFilled(place)) return null;
    const cell: SoundCell | null = this.#cells.cells[place] ?? null;
    if (cell === null) return this.#cells.text(place);
    return typeof cell.value === 'string' ? cell.value : null;
  }

  place(path: string): IssuePlace {
    return this.#placeOf(this.#places.of(path));
  }

  #placeOf(place: number): IssuePlace {
    const column = this.sheet.columns[place];
    if (column === undefined) throw new Error('there is no such cell');
    const { source } = this.#context;
    const { column: letters, header, field } = column;
    const value = this.#cells.text(place).trim();
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
    return this.#name;
  }

  countryCode(): string | null {
    return this.#country;
  }

  cityHash(): number {
    const { city } = this.#at;
    return this.#isFilled(city) ? (this.#cells.cells[city]?.smallHash ?? noCity) : noCity;
  }

  closeDateHash(): number | null {
    return this.#cells.cells[this.#at.closeDate]?.hash ?? null;
  }

  offerHashes(): readonly number[] {
    return this.#offerHashes;
  }
}

function placesOfFields({ of }: QuickPlaces) {
  return {
    id: of('leadOpportunity.partnerLeadOpportunityId'),
    status: of('leadOpportunity.status'),
    closeDate: of('leadOpportunity.closeDate'),
    milestoneDate: of('leadOpportunity.nextMilestoneDate'),
    forecast: of('leadOpportunity.forecastCategory'),
    reasonWon: of('leadOpportunity.reasonWon'),
    reasonLost: of('leadOpportunity.reasonLost'),
    name: of('customerLegalEntity.name'),
    city: of('customerLegalEntity.city'),
    country: of('customerLegalEntity.country'),
    zip: of('customerLegalEntity.zipCode'),
    vat: of('customerLegalEntity.vatNumber'),
    duns: of('customerLegalEntity.dunsNumber'),
  };
}

function memoOf<T>(memos: Map<string, ByteMemo<T>>, key: string, make: (text: string) => T): ByteMemo<T> {
  const known = memos.get(key);
  if (known !== undefined) return known;
  const memo = createByteMemo(make);
  memos.set(key, memo);
  return memo;
}
