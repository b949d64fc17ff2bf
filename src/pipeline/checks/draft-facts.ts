import type { Origin } from '../../core/row.js';
import { countryCode } from '../../lead/countries/country-names.js';
import type { Field } from '../../lead/field-catalogue.js';
import type { IssuePlace } from '../../lead/issue-catalogue.js';
import { isAbsent } from '../../lead/same-value.js';
import { type DraftItem, type PlacedCell, placedValue } from '../assembly/lead-draft.js';
import type { MappedSheet } from '../mapping/map-columns.js';
import { PlainCustomer } from '../quick/plain-customer.js';
import { blankPlace, cellPlace, firstRow, type LeadUnderCheck } from './check-context.js';
import { type FactField, factFields } from './fact-fields.js';
import type { CustomerFacts, LeadFacts } from './lead-facts.js';
import { filledText, stageOf } from './plausibility/filled-text.js';
import { nearKey } from './plausibility/near-key.js';
import { remembered } from './plausibility/remembered.js';
import { textHash } from './plausibility/text-hash.js';

interface PlacedAmount {
  readonly amount: number;
  readonly placed: PlacedCell;
}

const codeOf = remembered(countryCode);
const plainCustomer = new PlainCustomer();

/** The facts of a lead that was assembled. */
export class DraftFacts implements LeadFacts {
  readonly id: string;
  readonly origin: Origin;
  readonly sheet: MappedSheet;
  readonly isCreate: boolean;
  readonly rejected: boolean;
  readonly stage: string | null;
  readonly #lead: LeadUnderCheck;
  readonly #source: string;
  readonly #amounts: readonly PlacedAmount[];
  /** Undefined where it was not asked for yet. */
  #customer: CustomerFacts | null | undefined;

  constructor(
    lead: LeadUnderCheck,
    { rejected, source }: { readonly rejected: boolean; readonly source: string },
  ) {
    const { sheet, row, table } = firstRow(lead.draft);
    this.id = lead.draft.id;
    this.origin = { sheet, row };
    this.sheet = table;
    this.isCreate = lead.isCreate;
    this.rejected = rejected;
    this.stage = stageOf(lead);
    this.#lead = lead;
    this.#source = source;
    this.#amounts = amountsAbove0(lead.draft.items.offerLines);
  }

  get hasOffers(): boolean {
    return this.#lead.draft.items.offerLines.some((item) => item.cells.has('offerNameId'));
  }

  get amountCount(): number {
    return this.#amounts.length;
  }

  amount(place: number): number {
    return this.#amountAt(place).amount;
  }

  amountPlace(place: number): IssuePlace {
    return cellPlace(this.#amountAt(place).placed, this.#source);
  }

  has({ path }: FactField): boolean {
    return this.#lead.draft.cells.has(path);
  }

  isAbsent({ path }: FactField): boolean {
    return isAbsent(placedValue(this.#lead.draft.cells.get(path)));
  }

  hasText({ path }: FactField): boolean {
    return filledText(this.#lead.draft.cells, path) !== null;
  }

  text({ path }: FactField): string | null {
    return this.#text(path);
  }

  #text(path: string): string | null {
    return filledText(this.#lead.draft.cells, path)?.text ?? null;
  }

  place({ path }: FactField): IssuePlace {
    return cellPlace(this.#placed(path), this.#source);
  }

  cellOrigin({ path }: FactField): Origin {
    return this.#placed(path).origin;
  }

  blankPlace(field: Field): IssuePlace {
    return blankPlace(firstRow(this.#lead.draft), field, { source: this.#source, item: null });
  }

  customer(): CustomerFacts | null {
    if (this.#customer === undefined) this.#customer = this.#readCustomer();
    return this.#customer;
  }

  #readCustomer(): CustomerFacts | null {
    const name = this.text(factFields.customerName);
    if (name === null) return null;
    plainCustomer.takeName(name);
    return { hash: plainCustomer.hash, hasLegalForm: plainCustomer.hasLegalForm };
  }

  countryCode(): string | null {
    const country = this.text(factFields.country);
    return country === null ? null : codeOf(country);
  }

  cityHash(): number {
    return textHash(this.#text('customerLegalEntity.city')?.toLowerCase() ?? '');
  }

  nearKey(): number | null {
    const customer = this.customer();
    const date = customer === null ? null : this.#text('leadOpportunity.closeDate');
    if (customer === null || date === null) return null;
    const offers = this.#lead.draft.items.offerLines.map(offerHash);
    if (offers.length > 1) offers.sort((one, other) => one - other);
    return nearKey({
      customer: customer.hash,
      city: this.cityHash(),
      closeDate: textHash(date),
      offers,
    });
  }

  #placed(path: string): PlacedCell {
    const placed = this.#lead.draft.cells.get(path);
    if (placed === undefined) throw new Error(`there is no cell of ${path}`);
    return placed;
  }

  #amountAt(place: number): PlacedAmount {
    const found = this.#amounts[place];
    if (found === undefined) throw new Error('there are fewer amounts');
    return found;
  }
}

function amountsAbove0(lines: readonly DraftItem[]): readonly PlacedAmount[] {
  const amounts: PlacedAmount[] = [];
  for (const { cells } of lines) {
    const placed = cells.get('amount');
    const amount = placedValue(placed);
    if (placed !== undefined && typeof amount === 'number' && amount > 0) amounts.push({ amount, placed });
  }
  return amounts;
}

function offerHash({ cells }: DraftItem): number {
  const id = placedValue(cells.get('offerNameId'));
  return textHash(typeof id === 'string' ? id : '');
}
