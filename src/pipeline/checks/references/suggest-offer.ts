import { folded, foldedWords } from '../../../lead/references/folded.js';
import {
  type KnownOffer,
  lastLevel,
  type OfferIndex,
  type OfferSearch,
} from '../../../lead/references/offer-index.js';
import { likelyTexts } from '../../../lead/references/text-index.js';
import { nearest, sameDigits } from './nearest.js';

/** What an unknown offer id probably is. */
export type OfferGuess =
  /** It is the product's name, or holds its id, or is like one of the two. */
  | { readonly kind: 'name' | 'like'; readonly offer: KnownOffer }
  /** It is the name of several products. */
  | { readonly kind: 'several'; readonly offers: readonly KnownOffer[] };

const idEdits = 2;
const nameShare = 0.2;

/** Looks for the offer that was meant: by id, by the names of its levels, by its words, then by likeness. Null where nothing is near. */
export function suggestOffer(text: string, index: OfferIndex): OfferGuess | null {
  const search = index.search();
  return (
    byId(text, index, search) ??
    byName(text, search) ??
    byWords(text, search) ??
    byLikeness(text, index, search)
  );
}

function byId(text: string, { byId: known }: OfferIndex, { ids }: OfferSearch): OfferGuess | null {
  const same = ids.byFold.get(folded(text)) ?? [];
  const inside = text.split(/[\s,;()[\]]+/u).filter((word) => known.has(word));
  const [only, ...others] = new Set([...same, ...inside]);
  return only === undefined || others.length > 0 ? null : guessed('like', known.get(only));
}

function byName(text: string, { byName: names }: OfferSearch): OfferGuess | null {
  const offers = names.get(folded(text)) ?? [];
  if (offers.length < 2) return guessed('name', offers[0]);
  const orderable = offers.filter((offer) => offer.orderable);
  return orderable.length === 1 ? guessed('name', orderable[0]) : { kind: 'several', offers };
}

/** Every word of the text is one of the offer's. A single short word says too little. */
function byWords(text: string, { byWord }: OfferSearch): OfferGuess | null {
  const words = foldedWords(text);
  const lists = words.map((word) => byWord.get(word) ?? []);
  const [rarest = []] = lists.toSorted((one, other) => one.length - other.length);
  if (rarest.length === 0 || rarest.length > mostCompared || words.join('').length < shortest) return null;
  const sets = lists.map((list) => new Set(list.slice(0, mostCompared)));
  const [only, ...others] = rarest.filter((offer) => sets.every((set) => set.has(offer)));
  return others.length === 0 ? guessed('like', only) : null;
}

const mostCompared = 2_000;
const shortest = 6;

function byLikeness(text: string, { byId: known }: OfferIndex, search: OfferSearch): OfferGuess | null {
  const id = nearest(text, likelyTexts(search.ids, text), idEdits);
  if (id !== null) return guessed('like', known.get(id));
  const alike = likelyTexts(search.names, text).filter((name) => sameDigits(name, text));
  const name = nearest(text, alike, Math.floor(folded(text).length * nameShare));
  const [offer, ...others] = name === null ? [] : (search.byName.get(folded(name)) ?? []);
  return offer !== undefined && others.length === 0 && lastLevel(offer) === name
    ? guessed('like', offer)
    : null;
}

function guessed(kind: 'name' | 'like', offer: KnownOffer | undefined): OfferGuess | null {
  return offer === undefined ? null : { kind, offer };
}
