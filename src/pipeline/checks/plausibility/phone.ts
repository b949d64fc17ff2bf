import { createRequire } from 'node:module';
import { countryName } from '../../../lead/countries/country-names.js';
import { createIssue } from '../../../lead/issue-catalogue.js';
import { quoted } from '../../quoted.js';
import { cellPlace, foundIn, type LeadCheck } from '../check-context.js';
import { isShortened } from './damaged-text.js';
import { customerCountry, filledText } from './filled-text.js';
import { phoneText } from './phone-text.js';
import { remembered } from './remembered.js';
import { isUsualPhone } from './usual-phone.js';

type PhoneLibrary = typeof import('libphonenumber-js/min');

const load = createRequire(import.meta.url);

// Loaded with the first phone number: its metadata takes some 40 ms.
const library = remembered((name: string): PhoneLibrary => load(name));
const international = /^\(?\+/;

/** Phone numbers of customer contacts can be ones of the country that they name, else of the customer's country. */
export const checkPhones: LeadCheck = (lead, { source }) => {
  return foundIn(lead.draft.items.customerContacts, (item) => {
    const phone = filledText(item.cells, 'phoneNumber');
    // What is usual anywhere is no number in short form, and not kept: such numbers hardly repeat.
    if (phone === null || isUsualPhone(phone.text) || isShortened(phone.text)) return null;
    const country = customerCountry(lead);
    if (isPhone(`${country ?? ''}:${phone.text}`)) return null;
    const message = `expected ${expected(phone.text, country)}, found ${quoted(phone.placed.cell.text)}.`;
    return createIssue('PHONE_IMPLAUSIBLE', cellPlace(phone.placed, source), { message });
  });
};

function expected(text: string, country: string | null): string {
  const name = country === null ? null : countryName(country);
  return international.test(text) || name === null
    ? 'a phone number that exists under its country code'
    : `a phone number of ${name}, or one with a country code`;
}

/** False where a phone cell, as `DE:text` with the customer's country, cannot hold a phone number. */
const isPhone = remembered((key: string): boolean => {
  const colon = key.indexOf(':');
  return canBePhone(key.slice(colon + 1), key.slice(0, colon));
});

/** False where a text cannot be a phone number of the country (ISO 3166, two letters, blank where unknown). */
export function canBePhone(text: string, country: string): boolean {
  if (isUsualPhone(text)) return true;
  const found = phoneText(text);
  if (found.kind !== 'numbers') return found.kind === 'words';
  return found.numbers.every((number) => isPossible(number, country));
}

function isPossible(number: string, country: string): boolean {
  const { parsePhoneNumberFromString, isSupportedCountry } = library('libphonenumber-js/min');
  if (international.test(number)) return parsePhoneNumberFromString(number)?.isValid() ?? false;
  if (!isSupportedCountry(country)) return true;
  return parsePhoneNumberFromString(number, country)?.isValid() ?? false;
}
