import { countryName } from '../../../lead/countries/country-names.js';
import { createIssue } from '../../../lead/issue-catalogue.js';
import { quoted } from '../../quoted.js';
import { cellPlace, type LeadCheck, nothing } from '../check-context.js';
import { customerCountry, filledText } from './filled-text.js';
import { type DigitForms, digitZips, letterZips } from './zip-forms.js';

const between = /[\s\-‐–〒.]/gu;
// D-78333, LT-01100, and what French companies write behind the code.
const beside = /^[A-Z]{1,3}(?=\d)|CEDEX\d*$/g;
const digitsOnly = /^\d+$/;
const mostZerosLost = 2;

/** The postal code has the form of the customer's country. Countries without a known form are passed over. */
export const checkZip: LeadCheck = (lead, { source }) => {
  const zip = filledText(lead.draft.cells, 'customerLegalEntity.zipCode');
  const country = zip === null ? null : customerCountry(lead);
  if (zip === null || country === null) return nothing;
  const finding = zipFinding(zip.text, country);
  if (finding === null) return nothing;
  const message = `expected a postal code of ${countryName(country) ?? country} such as ${finding.example}, found ${quoted(zip.placed.cell.text)}.`;
  return [
    createIssue('ZIP_IMPLAUSIBLE', cellPlace(zip.placed, source), {
      message,
      suggestion: finding.suggestion,
    }),
  ];
};

interface ZipFinding {
  readonly example: string;
  /** The code with the zeros that a spreadsheet dropped. */
  readonly suggestion: string | null;
}

/** What is wrong with a postal code of a country (ISO 3166, two letters); null where it has a known form or none is known. */
export function zipFinding(text: string, country: string): ZipFinding | null {
  return isPlainZip(text, country) ? null : finding(text, country);
}

/** Whether a text is nothing but as many digits as a code of the country has: most are, and it is told in a tenth of the time. */
function isPlainZip(text: string, country: string): boolean {
  return plainLengths.get(country)?.has(text.length) === true && digitsOnly.test(text);
}

function finding(text: string, country: string): ZipFinding | null {
  const compact = text.normalize('NFKC').toUpperCase().replace(between, '');
  const letters = letterZips[country];
  if (letters !== undefined)
    return letters.form.test(compact) ? null : { example: letters.example, suggestion: null };
  const digits = digitZips[country];
  if (digits === undefined) return null;
  const bare = compact.replace(beside, '');
  if (digitsOnly.test(bare) && digits.forms.some((form) => digitCount(form) === bare.length)) return null;
  const [first = ''] = digits.forms;
  return { example: written(first, '1234567890'), suggestion: withZeros(bare, digits) };
}

function withZeros(bare: string, { forms, zeros }: DigitForms): string | null {
  if (zeros === undefined || !digitsOnly.test(bare)) return null;
  const form = forms.find((candidate) => {
    const lost = digitCount(candidate) - bare.length;
    return lost > 0 && lost <= mostZerosLost;
  });
  return form === undefined ? null : written(form, bare.padStart(digitCount(form), '0'));
}

const plainLengths: ReadonlyMap<string, ReadonlySet<number>> = new Map(
  Object.entries(digitZips).map(([country, { forms }]) => [country, new Set(forms.map(digitCount))]),
);

function digitCount(form: string): number {
  return form.replace(/[^N]/g, '').length;
}

function written(form: string, digits: string): string {
  let next = 0;
  return form.replace(/N/g, () => digits[next++] ?? '');
}
