import { createRequire } from 'node:module';
import { countryName } from '../../../lead/countries/country-names.js';
import { createIssue } from '../../../lead/issue-catalogue.js';
import { quoted } from '../../quoted.js';
import { cellPlace, type LeadCheck, nothing } from '../check-context.js';
import { customerCountry, filledText } from './filled-text.js';
import { remembered } from './remembered.js';

// The letters before a VAT number are those of ISO 3166, but for these.
const prefixes: Readonly<Record<string, string>> = { GR: 'EL', CH: 'CHE' };
const countriesByPrefix: Readonly<Record<string, string>> = { EL: 'GR', XI: 'GB' };
const countries: ReadonlySet<string> = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);
// What jsvat does not know yet: Belgian numbers from 1, Irish ones with a second letter up to I, Swedish branches, the tax number that
// Hungarian companies write in full.
const newerForms: Readonly<Record<string, RegExp>> = {
  BE: /^BE1\d{9}$/,
  HU: /^HU\d{11}$/,
  IE: /^IE\d{7}[A-W][A-I]$/,
  SE: /^SE\d{12}$/,
};
const filling = /[^\p{L}\p{N}+*]/gu;
const label = /^(?:UST(?:ID)?(?:NR)?|VAT(?:REG)?(?:NO|NR|ID)?|TVA|IVA|BTW|MWST)(?=[A-Z]{2}|\d)/;

type VatLibrary = typeof import('jsvat');

const load = createRequire(import.meta.url);

// Loaded with the first VAT number.
const formsOf = remembered((country: string): readonly RegExp[] => {
  const library: VatLibrary = load('jsvat');
  const found = library.countries.find(({ codes }) => codes[0] === country);
  const newer = newerForms[country];
  return [...(found?.rules.regex ?? []), ...(newer === undefined ? [] : [newer])];
});

/** The VAT number has the form of the country whose letters it begins with, else of the customer's country. */
export const checkVat: LeadCheck = (lead, { source }) => {
  const vat = filledText(lead.draft.cells, 'customerLegalEntity.vatNumber');
  const country = vat === null ? null : impossibleVat(vat.text, customerCountry(lead));
  if (vat === null || country === null) return nothing;
  const message = `expected a VAT number of ${countryName(country) ?? country}, found ${quoted(vat.placed.cell.text)}.`;
  return [createIssue('VAT_IMPLAUSIBLE', cellPlace(vat.placed, source), { message })];
};

/** The country of which a text cannot be a VAT number; null where it has the form, or no country with a known form is named. */
export function impossibleVat(text: string, customer: string | null): string | null {
  const compact = text.normalize('NFKC').toUpperCase().replace(filling, '').replace(label, '');
  const isOfCustomer = customer !== null && countries.has(customer) && hasForm(compact, customer);
  if (isOfCustomer) return null;
  const letters = compact.slice(0, 2);
  const named = countriesByPrefix[letters] ?? letters;
  if (countries.has(named)) return hasForm(compact, named) ? null : named;
  // Other letters are those of a country without a known form, or belong to the number itself.
  if (customer === null || !countries.has(customer) || isOtherCountry(letters)) return null;
  return customer;
}

function hasForm(compact: string, country: string): boolean {
  const prefix = prefixes[country] ?? country;
  const bare = compact.startsWith('XI') && country === 'GB' ? `GB${compact.slice(2)}` : compact;
  return formsOf(country).some(
    (form) => form.test(bare) || form.test(`${prefix}${bare}`) || form.test(bare.replace(country, prefix)),
  );
}

function isOtherCountry(letters: string): boolean {
  return countryName(letters) !== null || letters === 'EU';
}
