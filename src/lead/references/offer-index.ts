import { once } from '../../core/once.js';
import type { PortfolioItem } from '../lead.js';
import { folded, foldedWords } from './folded.js';
import type { ReferenceEntry } from './reference-list.js';
import { push, type TextIndex, textIndex } from './text-index.js';

/** An offer that 3DS is known to have. */
export interface KnownOffer {
  readonly id: string;
  /** What it is called, from the first level to the last: `CATIA › Systems Engineering › MBSE Workbench`; `''` where nobody says. */
  readonly name: string;
  readonly orderable: boolean;
}

/** Offers by id, and what finds one that is meant by another text. */
export interface OfferIndex {
  readonly byId: ReadonlyMap<string, KnownOffer>;
  /** Made when it is first asked for: most sheets know their ids. */
  readonly search: () => OfferSearch;
}

/** Offers by name and by their words. */
export interface OfferSearch {
  /** Folded names to their offers: the whole name, its last levels, the last one alone, and each level above it. */
  readonly byName: ReadonlyMap<string, readonly KnownOffer[]>;
  readonly byWord: ReadonlyMap<string, readonly KnownOffer[]>;
  readonly ids: TextIndex;
  readonly names: TextIndex;
}

const separator = ' › ';

/** The offers of the exported catalogue and of a list; of an offer in both the catalogue says more. */
export function offerIndex(
  catalogue: readonly PortfolioItem[],
  listed: readonly ReferenceEntry[],
): OfferIndex {
  const byId = new Map<string, KnownOffer>();
  for (const offer of knownOffers(catalogue, listed)) {
    if (offer.id !== '' && !byId.has(offer.id)) byId.set(offer.id, offer);
  }
  return { byId, search: once(() => offerSearch([...byId.values()])) };
}

function offerSearch(offers: readonly KnownOffer[]): OfferSearch {
  const byName = new Map<string, KnownOffer[]>();
  const byWord = new Map<string, KnownOffer[]>();
  for (const offer of offers) {
    for (const name of namesOf(offer)) push(byName, name, offer);
    for (const word of foldedWords(`${offer.id} ${offer.name}`)) push(byWord, word, offer);
  }
  const lastLevels = offers.map(lastLevel).filter((name) => name !== '');
  return { byName, byWord, ids: textIndex(offers.map(({ id }) => id)), names: textIndex(lastLevels) };
}

/** What an offer is called by itself, without the levels above it. */
export function lastLevel({ name }: KnownOffer): string {
  return name.split(separator).at(-1) ?? '';
}

function* knownOffers(
  catalogue: readonly PortfolioItem[],
  listed: readonly ReferenceEntry[],
): Generator<KnownOffer> {
  for (const item of catalogue) {
    const levels = [item.salesPortfolioLevel1, item.salesPortfolioLevel2, item.salesPortfolioLevel3];
    yield { id: item.salesPortfolioId, name: joinedLevels(levels), orderable: item.orderable };
  }
  for (const { value, name } of listed) yield { id: value, name: name ?? '', orderable: true };
}

/** The levels of a name as one text; blank ones are left out. */
export function joinedLevels(levels: readonly string[]): string {
  return levels
    .map((level) => level.trim())
    .filter((level) => level !== '')
    .join(separator);
}

function namesOf({ name }: KnownOffer): ReadonlySet<string> {
  if (name === '') return new Set();
  const levels = name.split(separator);
  const tails = levels.map((_, index) => folded(levels.slice(index).join('')));
  return new Set([...tails, ...levels.map(folded)].filter((text) => text !== ''));
}
