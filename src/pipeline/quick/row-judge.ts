import { byteLooks, type RecordTables } from '../../core/row.js';
import { IdHash } from '../assembly/id-hash.js';
import { isUnfitForecast } from '../checks/forecast.js';
import type { CustomerFacts } from '../checks/lead-facts.js';
import { lastPlausibleDay } from '../checks/plausibility/close-date.js';
import { isNineDigits } from '../checks/plausibility/duns.js';
import { isOpen } from '../checks/plausibility/filled-text.js';
import { nearKey } from '../checks/plausibility/near-key.js';
import { canBePhone } from '../checks/plausibility/phone.js';
import { textHash } from '../checks/plausibility/text-hash.js';
import { isUsualPhoneOf } from '../checks/plausibility/usual-phone.js';
import { impossibleVat } from '../checks/plausibility/vat.js';
import { zipFinding } from '../checks/plausibility/zip.js';
import type { MappedColumn } from '../mapping/map-columns.js';
import type { Notation } from '../parsing/notation.js';
import { type ByteMemo, createByteMemo } from './byte-memo.js';
import { PlainCustomer } from './plain-customer.js';
import { QuickCells } from './quick-cells.js';
import { type QuickItem, type QuickPlaces, quickPlaces } from './quick-places.js';
import { isGuarded, type QuickRows, type QuickSheet, quickRows } from './quick-row.js';
import type { SoundOptions } from './sound-cell.js';

/** What rows are judged by, beside their sheet. */
export interface JudgeContext {
  readonly notations: ReadonlyMap<MappedColumn, Notation>;
  readonly sound: SoundOptions;
  /** The day of the run, `YYYY-MM-DD`. */
  readonly today: string;
}

/** What is known of a row that is sound. */
export interface FoundOfRow {
  /** What stands for its id. */
  readonly id: Pick<IdHash, 'high' | 'low'>;
  readonly customer: CustomerFacts;
  readonly stage: string;
  readonly currency: string;
  /** The ISO 3166 code of the customer's country; null where it is unknown. */
  readonly country: string | null;
  /** Stands for customer, city, close date and offers. */
  readonly nearKey: number;
  /** The amount of one of the offers, by the place of the offer among those of the sheet. */
  amount(offer: number): number;
}

export const noCity = textHash('');

interface Compiled {
  readonly rows: QuickRows;
  readonly places: QuickPlaces;
}

/** A judge for a sheet of leads with one row each; null where every row has to be looked at. */
export function rowJudge(sheet: QuickSheet, context: JudgeContext): RowJudge | null {
  const rows = quickRows(sheet);
  const places = quickPlaces(sheet);
  return rows === null || places === null ? null : new RowJudge(sheet, context, { rows, places });
}

/** Judges rows by their bytes, and holds what is known of the one that was judged last. */
export class RowJudge implements FoundOfRow {
  readonly cells: QuickCells;
  readonly places: QuickPlaces;
  readonly at: ReturnType<typeof placesOfFields>;
  /** The offers that a row has room for. */
  readonly offers: readonly QuickItem[];
  readonly customer: { hash: number; hasLegalForm: boolean } = { hash: 0, hasLegalForm: false };
  readonly id = new IdHash();
  country: string | null = null;
  stage = '';
  readonly #rows: QuickRows;
  /** What stands for the offers of the row, by size, and how many there are. */
  readonly #offerHashes: Float64Array;
  #offerCount = 0;
  readonly #name = new PlainCustomer();
  readonly #zips = new Map<string, ByteMemo<boolean>>();
  readonly #phones = new Map<string, ByteMemo<boolean>>();
  readonly #today: string;
  readonly #lastDay: string;

  constructor(sheet: QuickSheet, { notations, sound, today }: JudgeContext, { rows, places }: Compiled) {
    this.#rows = rows;
    this.places = places;
    this.cells = new QuickCells(sheet.columns, {
      notations,
      options: sound,
      isGuarded: isGuarded(sheet),
    });
    this.offers = places.items.filter(({ part }) => part === 'offerLines');
    this.#offerHashes = new Float64Array(this.offers.length);
    this.#today = today;
    this.#lastDay = lastPlausibleDay(today);
    this.at = placesOfFields(places);
  }

  /** Whether nothing is wrong in the row if it is a new lead, as far as is known without the other rows. */
  isSound(batch: RecordTables, record: number): boolean {
    if (!this.#rows.fits(batch, record) || !this.cells.take(batch, record)) return false;
    if (!this.#hasPlainId() || !this.#isSoundLead()) return false;
    if (!this.#areItemsSound() || !this.#takeOffers()) return false;
    this.#takeCustomer();
    this.id.take(this.cells.bytes, this.cells.start(this.at.id), this.cells.end(this.at.id));
    return true;
  }

  get currency(): string {
    return this.#valueOf(this.at.currency);
  }

  get nearKey(): number {
    const { city, closeDate } = this.at;
    return nearKey({
      customer: this.customer.hash,
      city: this.isFilled(city) ? (this.cells.cell(city)?.smallHash ?? noCity) : noCity,
      closeDate: this.cells.cell(closeDate)?.hash ?? 0,
      offers: this.#offerHashes,
      count: this.#offerCount,
    });
  }

  amount(offer: number): number {
    return this.cells.amounts[this.offers[offer]?.amount ?? 0] ?? 0;
  }

  isFilled(place: number): boolean {
    return this.cells.isFilled(place);
  }

  #hasPlainId(): boolean {
    const place = this.at.id;
    const isPlain = (this.cells.look(place) & ~byteLooks.number) === 0;
    return this.isFilled(place) && isPlain && this.cells.cell(place) === null;
  }

  #isSoundLead(): boolean {
    if (!this.#areFilled(this.places.needed)) return false;
    const at = this.at;
    this.stage = this.#valueOf(at.status);
    const day = this.#valueOf(at.closeDate);
    if (day > this.#lastDay) return false;
    if (isOpen(this.stage)) {
      if (day < this.#today) return false;
      if (this.isFilled(at.milestoneDate) && this.#valueOf(at.milestoneDate) > day) return false;
    }
    if (this.isFilled(at.forecast) && isUnfitForecast(this.stage, this.#valueOf(at.forecast))) return false;
    const { reasonWon, reasonLost } = at;
    if (!this.#isReasonPlaced(reasonWon, 'WON') || !this.#isReasonPlaced(reasonLost, 'LOST')) return false;
    return this.#isSoundCustomer();
  }

  #isReasonPlaced(place: number, stage: string): boolean {
    return !this.isFilled(place) || this.cells.cell(place)?.isAbsent === true || this.stage === stage;
  }

  #isSoundCustomer(): boolean {
    const { country, zip, vat, duns } = this.at;
    this.country = this.#countryOf(country);
    if (this.isFilled(zip) && this.country !== null && !this.#isZip(zip, this.country)) return false;
    if (this.isFilled(duns) && !isNineDigits(this.cells.text(duns))) return false;
    return !this.isFilled(vat) || impossibleVat(this.cells.text(vat), this.country) === null;
  }

  #countryOf(place: number): string | null {
    return this.isFilled(place) ? (this.cells.cell(place)?.country ?? null) : null;
  }

  #takeCustomer(): void {
    const place = this.at.name;
    const { cells, customer } = this;
    const name = cells.cell(place);
    if (name === null) this.#name.take(cells.bytes, cells.start(place), cells.end(place));
    else this.#name.takeText(typeof name.value === 'string' ? name.value : '');
    customer.hash = this.#name.hash;
    customer.hasLegalForm = this.#name.hasLegalForm;
  }

  #isZip(place: number, country: string): boolean {
    const { cells } = this;
    if (cells.cell(place) !== null) return false;
    const memo = memoOf(this.#zips, country, (text) => zipFinding(text, country) === null);
    return memo.of(cells.bytes, cells.start(place), cells.end(place));
  }

  #areItemsSound(): boolean {
    for (const item of this.places.items) {
      if (this.#isAnyFilled(item.places) && !this.#isSoundItem(item)) return false;
    }
    return true;
  }

  #isSoundItem(item: QuickItem): boolean {
    if (!this.#areFilled(item.needed)) return false;
    if (item.part === 'customerContacts') return this.#isSoundPhone(item.phone);
    const { startDate, endDate, revenueType } = item;
    if (!this.isFilled(startDate) && !this.isFilled(endDate)) return true;
    // Dates count for rentals only, and a blank revenue type is Upfront.
    if (!this.isFilled(revenueType) || this.#valueOf(revenueType) === 'PxC') return false;
    if (!this.isFilled(startDate) || !this.isFilled(endDate)) return true;
    return this.#valueOf(startDate) <= this.#valueOf(endDate);
  }

  #isAnyFilled(places: readonly number[]): boolean {
    for (const place of places) if (this.isFilled(place)) return true;
    return false;
  }

  #areFilled(places: readonly number[]): boolean {
    for (const place of places) if (!this.isFilled(place)) return false;
    return true;
  }

  #isSoundPhone(place: number): boolean {
    if (!this.isFilled(place)) return true;
    const { cells } = this;
    if (cells.cell(place) !== null) return false;
    if (isUsualPhoneOf(cells.bytes, cells.start(place), cells.end(place))) return true;
    const country = this.country ?? '';
    const memo = memoOf(this.#phones, country, (text) => canBePhone(text, country));
    return memo.of(cells.bytes, cells.start(place), cells.end(place));
  }

  /** Whether there are offers, no two of the same product. */
  #takeOffers(): boolean {
    this.#offerCount = 0;
    for (const { offer } of this.offers) {
      if (this.isFilled(offer) && !this.#putOffer(this.cells.cell(offer)?.hash ?? 0)) return false;
    }
    return this.#offerCount > 0;
  }

  /** Puts the offer among those of the row; false where it is one of them. */
  #putOffer(hash: number): boolean {
    const hashes = this.#offerHashes;
    let place = this.#offerCount;
    for (; place > 0 && (hashes[place - 1] ?? 0) >= hash; place -= 1) hashes[place] = hashes[place - 1] ?? 0;
    if (hashes[place + 1] === hash && place < this.#offerCount) return false;
    hashes[place] = hash;
    this.#offerCount += 1;
    return true;
  }

  /** The text of a field that is read through a memo; `''` for another value or none. */
  #valueOf(place: number): string {
    const value = this.cells.cell(place)?.value;
    return typeof value === 'string' ? value : '';
  }
}

function placesOfFields({ of }: QuickPlaces) {
  return {
    id: of('leadOpportunity.partnerLeadOpportunityId'),
    status: of('leadOpportunity.status'),
    closeDate: of('leadOpportunity.closeDate'),
    currency: of('leadOpportunity.currency'),
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
