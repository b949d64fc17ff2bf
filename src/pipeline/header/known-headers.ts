import { listParts } from '../../lead/field-catalogue.js';
import { type HeaderMatch, matchHeader, type Scope } from '../mapping/match-header.js';

/** Matches below this are likeness only, which no header is found by. */
const sure = 0.9;
const partScopes: readonly Scope[] = listParts;

/** What a header surely means in a sheet of leads; null where it is not known. */
export function knownLeadHeader(text: string): HeaderMatch | null {
  if (text.trim() === '') return null;
  const match = matchHeader(text, 'leads');
  return match !== null && match.score >= sure ? match : null;
}

/** How many different fields the texts of a row name; a name that only sheets of offers or contacts have counts half. */
export function knownWeight(texts: readonly string[]): number {
  const weights = new Map<string, number>();
  for (const text of texts) {
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

function isPartHeader(text: string): boolean {
  return text.trim() !== '' && partScopes.some((scope) => (matchHeader(text, scope)?.score ?? 0) >= sure);
}

/** The columns that give the partner lead id. */
export function leadIdColumns(headers: readonly string[]): ReadonlySet<number> {
  return new Set(
    [...headers.keys()].filter(
      (index) => knownLeadHeader(headers[index] ?? '')?.field.name === 'partnerLeadOpportunityId',
    ),
  );
}
