/** The lists that 3DS mails to partners. */
export const referenceKinds = ['offers', 'competitors'] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** One line of a list. */
export interface ReferenceEntry {
  /** What a lead sheet must hold: the id of an offer, the name of a competitor. */
  readonly value: string;
  /** What an offer is called; null where the list does not say. */
  readonly name: string | null;
}

/** A list as it was taken from a file. */
export interface ReferenceList {
  readonly kind: ReferenceKind;
  /** The file's name, without folders. */
  readonly file: string;
  /** ISO date-time, UTC. */
  readonly savedAt: string;
  readonly entries: readonly ReferenceEntry[];
}
