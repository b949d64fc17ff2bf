import type { Origin } from '../../core/row.js';
import type { Field } from '../../lead/field-catalogue.js';
import type { IssuePlace } from '../../lead/issue-catalogue.js';
import type { MappedSheet } from '../mapping/map-columns.js';
import type { FactField } from './fact-fields.js';

/** What the checks of a whole file look at of a lead. Whoever keeps something of it keeps the text or number, never the facts. */
export interface LeadFacts {
  readonly id: string;
  /** The row with which the lead begins, and its sheet. */
  readonly origin: Origin;
  readonly sheet: MappedSheet;
  /** True when 3DS does not have it as far as is known. */
  readonly isCreate: boolean;
  /** True where an error keeps it from being sent. */
  readonly rejected: boolean;
  /** The stage: from the sheet, else as last sent; null where it is unknown. */
  readonly stage: string | null;
  readonly hasOffers: boolean;
  /** How many offer lines have an amount above zero. */
  readonly amountCount: number;
  /** One of these amounts, by its place among them. */
  amount(place: number): number;
  amountPlace(place: number): IssuePlace;
  /** Whether the field has a cell, be it right or wrong. */
  has(field: FactField): boolean;
  /** Whether nothing is said of the field: no valid cell, or one that says EMPTY. */
  isAbsent(field: FactField): boolean;
  /** Whether `text` gives one. */
  hasText(field: FactField): boolean;
  /** The text of the field; null where it is blank, invalid or emptied. */
  text(field: FactField): string | null;
  /** The place of a filled cell, and the row in which it stands. */
  place(field: FactField): IssuePlace;
  cellOrigin(field: FactField): Origin;
  blankPlace(field: Field): IssuePlace;
  /** Stands for the customer's name as far as it tells companies apart (see customer-key.ts); null without a name. */
  customer(): CustomerFacts | null;
  /** The ISO 3166 code of the customer's country as the sheet has it; null where it is blank or unknown. */
  countryCode(): string | null;
  /** Stands for the customer's city, whatever its case; that of `''` where there is none. */
  cityHash(): number;
  /** Stands for customer, city, close date and offers (see near-key.ts); null without a customer or close date. */
  nearKey(): number | null;
}

export interface CustomerFacts {
  readonly hash: number;
  readonly hasLegalForm: boolean;
}
