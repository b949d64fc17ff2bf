import type { OfferIndex } from './references/offer-index.js';
import type { TextIndex } from './references/text-index.js';

/** Where the known offers or competitors come from. */
export interface ReferenceSource {
  readonly kind: 'catalogue' | 'list';
  /** As messages name it: `the product catalogue`, `the list offers.xlsx`. */
  readonly name: string;
  /** The day on which it was taken, `YYYY-MM-DD`. */
  readonly savedOn: string;
}

/** What a server and partner are known to have, ready to be looked up. */
export interface References {
  /** Null where neither the catalogue was exported nor a list was added: then nothing is compared. */
  readonly offers: {
    /** The newest first. */
    readonly sources: readonly [ReferenceSource, ...ReferenceSource[]];
    readonly index: OfferIndex;
  } | null;
  readonly competitors: { readonly source: ReferenceSource; readonly index: TextIndex } | null;
  /** Offers that are older are told, in days. */
  readonly maxAgeDays: number;
  /** The command that reads the catalogue anew. */
  readonly refreshCommand: string;
}
