import { listParts } from '../../lead/field-catalogue.js';
import { type HeaderMatch, matchHeader, type Scope } from '../mapping/match-header.js';
import { mostCells } from './cell-look.js';

/** Matches below this are likeness only, which no header is found by. */
const sure = 0.9;
const partScopes: readonly Scope[] = listParts;

/** What a header surely means in a sheet of leads; null where it is not known. */
export const knownLeadHeader: (text: string) => HeaderMatch | null = remembered((text) => {
  if (text.trim() === '') return null;
  const match = matchHeader(text, 'leads');
  return match !== null && match.score >= sure ? match : null;
});

/** How many different fields the texts of a row name; a name that only sheets of offers or contacts have counts half. */
export function knownWeight(texts: readonly string[]): number {
  const weights = new Map<string, number>();
  for (const text of texts.slice(0, mostCells)) {
    const match = knownLeadHeader(text);
    if (match !== null) weights.set(`${match.field.path}#${match.item ?? ''}`, 1);
    else if (isPartHeader(text)) weights.set(text.trim().toLowerCase(), 0.5);
  }
  return [...weights.values()].reduce((sum, weight) => sum + weight, 0);
}

/** Whether any sheet of a lead workbook knows the text as a header. */
export function isKnownHeader(text: string): boolean {
  return knownLeadHeader(text) !== null || isPartHeader(text);
}

const isPartHeader: (text: string) => boolean = remembered(
  (text) => text.trim() !== '' && partScopes.some((scope) => (matchHeader(text, scope)?.score ?? 0) >= sure),
);

/** The columns that give the partner lead id. */
export function leadIdColumns(headers: readonly string[]): ReadonlySet<number> {
  return new Set(
    [...headers.keys()].filter(
      (index) => knownLeadHeader(headers[index] ?? '')?.field.name === 'partnerLeadOpportunityId',
    ),
  );
}

const mostRemembered = 4096;

/** The function with its last answers kept: the same texts are asked for again and again while a header is looked for. */
function remembered<T>(ask: (text: string) => T): (text: string) => T {
  const answers = new Map<string, { readonly answer: T }>();
  return (text) => {
    const known = answers.get(text);
    if (known !== undefined) return known.answer;
    const answer = ask(text);
    if (answers.size >= mostRemembered) answers.clear();
    answers.set(text, { answer });
    return answer;
  };
}
