import type { ListPart } from './field-catalogue.js';
import type { FieldValue, PartValues } from './lead.js';

/**
 * What becomes of a lead that was changed both in the sheet and at 3DS. stop: nothing of the file is sent. skip: the lead is not sent.
 * mine: the sheet's values are sent, also over what only 3DS changed. theirs: 3DS keeps its values, and the rest is sent.
 */
export const conflictRules = ['stop', 'skip', 'mine', 'theirs'] as const;
export type ConflictRule = (typeof conflictRules)[number];

/** A field that 3DS changed since it was last seen, where the sheet has yet another value or still the old one. */
export interface FieldConflict {
  /** Path in the field catalogue; of a list, the list or one of its items. */
  readonly field: string;
  /** The value in the sheet; null where the sheet lacks the item. */
  readonly mine: unknown;
  /** The value at 3DS as last seen. */
  readonly base: unknown;
  /** The value at 3DS now. */
  readonly theirs: unknown;
}

/** A difference that 3DS had a part in, and what of it stays as last seen, because the two sides do not agree on it. */
export interface Dispute extends FieldConflict {
  /** True where the sheet still has the value that was last seen, so that only 3DS changed it. */
  readonly onlyTheirs: boolean;
  readonly hold: Hold;
}

/** value: one of the lead or its customer. item-value: one of a list's item. item-gone: an item that 3DS removed. item-new: one that it added. */
export type Hold =
  | {
      readonly kind: 'value';
      readonly part: 'leadOpportunity' | 'customerLegalEntity';
      readonly name: string;
      readonly base: FieldValue | undefined;
    }
  | {
      readonly kind: 'item-value';
      readonly part: ListPart;
      readonly item: PartValues;
      readonly name: string;
      readonly base: FieldValue | undefined;
    }
  | { readonly kind: 'item-gone'; readonly part: ListPart; readonly item: PartValues }
  | { readonly kind: 'item-new'; readonly part: ListPart; readonly item: PartValues };
