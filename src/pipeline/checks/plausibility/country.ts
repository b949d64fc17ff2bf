import {
  countryCandidates,
  countryNamed,
  foldedCountry,
  isCountryName,
} from '../../../lead/countries/country-names.js';
import { createIssue, type IssueCode } from '../../../lead/issue-catalogue.js';
import { closest } from '../../closest.js';
import { quoted } from '../../quoted.js';
import { cellPlace, type LeadCheck, nothing } from '../check-context.js';
import { filledText } from './filled-text.js';
import { remembered } from './remembered.js';

interface Finding {
  readonly code: IssueCode;
  readonly suggestion: string | null;
}

const findingOf = remembered((text: string): Finding | null => {
  if (isCountryName(text)) return null;
  const name = countryNamed(text);
  if (name !== null) return { code: 'COUNTRY_NOT_ENGLISH', suggestion: name };
  return { code: 'COUNTRY_UNKNOWN', suggestion: closest(foldedCountry(text), countryCandidates()) };
});

/** Whether a text is the English name of a country. */
export function isKnownCountry(text: string): boolean {
  return findingOf(text) === null;
}

/** The customer's country stands by its English name, as the contract has it (`France`). */
export const checkCountry: LeadCheck = ({ draft }, { source }) => {
  const country = filledText(draft.cells, 'customerLegalEntity.country');
  const finding = country === null ? null : findingOf(country.text);
  if (country === null || finding === null) return nothing;
  const { code, suggestion } = finding;
  const named = code === 'COUNTRY_UNKNOWN' || suggestion === null ? '' : ` ${suggestion}`;
  const message = `expected the English name of a country${named === '' ? '' : `,${named}`}, found ${quoted(country.placed.cell.text)}.`;
  const hint = code === 'COUNTRY_UNKNOWN' && suggestion !== null ? `Did you mean ${suggestion}?` : undefined;
  return [createIssue(code, cellPlace(country.placed, source), { message, hint, suggestion })];
};
