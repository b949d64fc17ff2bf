import { type EnumerationName, enumerationCode, enumerations } from '../../lead/enumerations.js';
import { type ApiVersion, enumerationOf, type Field } from '../../lead/field-catalogue.js';
import { closest } from '../closest.js';
import { quoted } from '../quoted.js';
import type { CellParser } from './cell-value.js';
import { invalid, type Parsed, parsedValue, type Remark } from './parsed.js';
import { withText } from './text-of.js';

// What 3DS answers and does not take: the contract names the first three, says that the list is open, and any value may be EMPTY.
const answeredOnly: ReadonlySet<string> = new Set(['SUPPORT_SERVICES', 'SERVICES_SIGNING', 'EMPTY']);
const answeredForm = /^[A-Z]xC$/;
const fewCodes = 8;

/** A code of the field's enumeration, from the code or its label. */
export const parseEnumeration: CellParser = (cell, field, { apiVersion }) =>
  withText(cell, `a value of the list of "${field.label}"`, (text) => {
    const code = codeOf(text, field, apiVersion);
    if (code !== null) return parsedValue(code);
    if (field.enumeration === 'revenueType') return parseAnsweredOnly(text, field, apiVersion);
    return invalid(unknownValue(text, field, apiVersion));
  });

/** The code of a text in the field's enumeration, or null. */
export function codeOf(text: string, field: Field, apiVersion: ApiVersion): string | null {
  const name = enumerationOf(field, apiVersion);
  return name === null ? null : enumerationCode(name, text);
}

/** What to say about a text that is not in the field's enumeration. */
export function unknownValue(text: string, field: Field, apiVersion: ApiVersion): Remark {
  const name = enumerationOf(field, apiVersion);
  const suggestion = name === null ? null : similarCode(text, name);
  const near = suggestion === null ? '' : `Did you mean ${suggestion}? `;
  return {
    code: 'ENUMERATION_INVALID',
    message: `expected a value of the list of "${field.label}", found ${quoted(text)}.`,
    hint: `${near}${name === null ? '' : choices(name)}`,
    suggestion,
    value: text,
  };
}

function parseAnsweredOnly(text: string, field: Field, apiVersion: ApiVersion): Parsed {
  if (!answeredOnly.has(text) && !answeredForm.test(text))
    return invalid(unknownValue(text, field, apiVersion));
  const message = `found the revenue type ${quoted(text)}, which 3DS answers and does not take. It is kept as it is.`;
  return parsedValue(text, [{ code: 'REVENUE_TYPE_3DS_ONLY', message }]);
}

/** True for a revenue type that requests of this API version may not carry. */
export function isAnsweredOnly(code: string, apiVersion: ApiVersion): boolean {
  return !Object.hasOwn(enumerations[apiVersion === 'v0' ? 'revenueTypeV0' : 'revenueTypeV1'], code);
}

function choices(name: EnumerationName): string {
  const codes = Object.entries(enumerations[name]);
  if (codes.length > fewCodes) {
    return `Choose one of the ${codes.length} values of the list; \`leadferry template -o leads.xlsx\` writes a sheet with drop-downs.`;
  }
  return `Choose one of: ${codes.map(([code, label]) => `${code} (${label})`).join(', ')}.`;
}

function similarCode(text: string, name: EnumerationName): string | null {
  const keys = Object.entries(enumerations[name]).flatMap(([code, label]) => [
    [code.toLowerCase(), code] as const,
    [label.toLowerCase(), code] as const,
  ]);
  return closest(text.normalize('NFKC').trim().toLowerCase(), keys);
}
