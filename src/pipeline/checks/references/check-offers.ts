import type { Issue } from '../../../core/issue.js';
import { createIssue, type IssueDetails } from '../../../lead/issue-catalogue.js';
import type { KnownOffer } from '../../../lead/references/offer-index.js';
import type { References } from '../../../lead/references.js';
import { type PlacedCell, placedValue } from '../../assembly/lead-draft.js';
import { listed, quoted } from '../../quoted.js';
import { type CheckContext, cellPlace, type LeadCheck, type LeadUnderCheck } from '../check-context.js';
import { type OfferGuess, suggestOffer } from './suggest-offer.js';

type Offers = NonNullable<References['offers']>;

/** Every offer is one that 3DS has and that can be ordered, as far as the lists at hand say. */
export const checkOffers: LeadCheck = (lead, context) => {
  const offers = context.options.references?.offers ?? null;
  if (offers === null) return [];
  return lead.draft.items.offerLines.flatMap((item) => {
    const placed = item.cells.get('offerNameId');
    const id = placedValue(placed);
    if (placed === undefined || typeof id !== 'string' || id === '' || wasSent(id, lead)) return [];
    const issue = offerIssue(id, offers, { placed, context });
    return issue === null ? [] : [issue];
  });
};

/** What 3DS has taken for the lead once it goes on taking. */
function wasSent(id: string, { known }: LeadUnderCheck): boolean {
  return known?.lastSent?.offerLines?.some((line) => line['offerNameId'] === id) ?? false;
}

interface OfferPlace {
  readonly placed: PlacedCell;
  readonly context: CheckContext;
}

function offerIssue(id: string, { index, sources }: Offers, { placed, context }: OfferPlace): Issue | null {
  const offer = index.byId.get(id);
  if (offer?.orderable === true) return null;
  const place = cellPlace(placed, context.source);
  const severity = context.options.strict ? 'error' : undefined;
  const [newest] = sources;
  if (offer !== undefined) {
    // Only the catalogue says what cannot be ordered.
    const from = sources.find(({ kind }) => kind === 'catalogue') ?? newest;
    const message = `expected an offer that can be ordered, found ${described(offer)}, which is not orderable in ${from.name} of ${from.savedOn}.`;
    return createIssue('OFFER_NOT_ORDERABLE', place, { message, severity });
  }
  const guess = suggestOffer(id, index);
  const details = guess === null ? null : guessDetails(id, guess);
  const message = `expected the id of an offer in ${newest.name} of ${newest.savedOn}, found ${quoted(id)}.`;
  return createIssue('OFFER_UNKNOWN', place, { message, ...details, severity });
}

function guessDetails(id: string, guess: OfferGuess): Partial<IssueDetails> {
  if (guess.kind === 'several') {
    return {
      message: `expected the id of an offer, found ${quoted(id)}, which is the name of ${guess.offers.length} products.`,
      hint: `Write the id of the one that is meant: ${listed(guess.offers.map((offer) => offer.id))}.`,
    };
  }
  const { offer } = guess;
  const suggestion = offer.id;
  if (guess.kind === 'like') return { hint: `Write ${described(offer)} if that is meant.`, suggestion };
  return {
    message: `expected the id of an offer, found its name ${quoted(id)}.`,
    hint: `Write ${described(offer)}.`,
    suggestion,
  };
}

function described({ id, name }: KnownOffer): string {
  return name === '' ? quoted(id) : `${quoted(id)} (${name})`;
}
