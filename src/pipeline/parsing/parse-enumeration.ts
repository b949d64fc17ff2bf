import {
  type EnumerationName,
  enumerationCode,
  enumerationLabel,
  enumerations,
} from '../../lead/enumerations.js';
import { type ApiVersion, enumerationOf, type Field } from '../../lead/field-catalogue.js';
import { quoted } from '../quoted.js';
import type { CellParser } from './cell-value.js';
import { parseForeignRevenueType } from './foreign-revenue-type.js';
import { invalid, parsedValue, type Remark } from './parsed.js';
import { similarCodes } from './similar-codes.js';
import { withText } from './text-of.js';

const fewCodes = 8;
const wrongSeparators = /[,|]/;

/** A code of the field's enumeration, from the code or its label. */
export const parseEnumeration: CellParser = (cell, field, { apiVersion }) =>
  withText(cell, `a value of the list of "${field.label}"`, (text) => {
    const code = codeOf(text, field, apiVersion);
    if (code !== null) return parsedValue(code);
    const foreign = field.enumeration === 'revenueType' ? parseForeignRevenueType(text, apiVersion) : null;
    return foreign ?? invalid(unknownValue(text, field, apiVersion));
  });

/** The code of a text in the field's enumeration, or null. */
export function codeOf(text: string, field: Field, apiVersion: ApiVersion): string | null {
  const name = enumerationOf(field, apiVersion);
  return name === null ? null : enumerationCode(name, text);
}

/** What to say about a text that is not in the field's enumeration. */
export function unknownValue(text: string, field: Field, apiVersion: ApiVersion): Remark {
  const name = enumerationOf(field, apiVersion);
  return {
    code: 'ENUMERATION_INVALID',
    message: `expected a value of the list of "${field.label}", found ${quoted(text)}.`,
    value: text,
    ...(name === null ? {} : (otherSeparator(text, field, name) ?? likely(text, name))),
  };
}

type Advice = Pick<Remark, 'hint' | 'suggestion'>;

/** Several values that something else than `;` stands between. */
function otherSeparator(text: string, field: Field, name: EnumerationName): Advice | null {
  if (field.type !== 'enumerationList' || !wrongSeparators.test(text)) return null;
  const codes = text.split(wrongSeparators).map((item) => enumerationCode(name, item));
  if (codes.includes(null)) return null;
  const suggestion = codes.join('; ');
  return { hint: `Did you mean ${suggestion}? Put a semicolon between the values.`, suggestion };
}

function likely(text: string, name: EnumerationName): Advice {
  const codes = similarCodes(text, name);
  const [only, ...others] = codes;
  if (only === undefined) return { hint: choices(name), suggestion: null };
  if (others.length === 0) return { hint: `Did you mean ${only}? ${choices(name)}`, suggestion: only };
  const named = codes.map((code) => `${code} (${enumerationLabel(name, code)})`);
  return { hint: `Did you mean ${named.join(' or ')}? ${choices(name)}`, suggestion: null };
}

function choices(name: EnumerationName): string {
  const codes = Object.entries(enumerations[name]);
  if (codes.length > fewCodes) {
    return `Choose one of the ${codes.length} values of the list; \`leadferry template -o leads.xlsx\` writes a sheet with drop-downs.`;
  }
  return `Choose one of: ${codes.map(([code, label]) => `${code} (${label})`).join(', ')}.`;
}
