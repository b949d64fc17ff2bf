import { currenciesOf } from './currency-words.js';
import type { DecimalSign } from './notation.js';
import { plainCharacters } from './plain-characters.js';

/** What a text means with each decimal sign, as `-1234.56`; null where it cannot have been written so. */
export interface WrittenAmount {
  readonly values: Readonly<Record<DecimalSign, string | null>>;
  /** The currencies that its sign or code can mean; null where it has none. */
  readonly currencies: readonly string[] | null;
}

export type AmountText = WrittenAmount | { readonly refused: string };

const bare = /^-?\d(?:[\d.,]*\d)?$/;
// What stands before the digits, the digits with all marks between them, and what stands after.
const parts = /^(\D*?)(\d(?:[\d.,' ]*\d)?)(\D*)$/;
const before = /^ ?([-+(]?) ?([^-+() ][^-+()]*?)? ?([-+(]?) ?$/;
const after = /^ ?([-+)]?) ?([^-+() ][^-+()]*?)? ?([-+)]?) ?$/;
// Thousands and decimals; lakh and crore groups of India end with three digits too. No group begins with a zero.
const withPoint = /^(0|[1-9]\d*|[1-9]\d{0,2}([,' ])\d{3}(?:\2\d{3})*|[1-9]\d?(?:,\d{2})+,\d{3})(?:\.(\d+))?$/;
const withComma = /^(0|[1-9]\d*|[1-9]\d{0,2}([.' ])\d{3}(?:\2\d{3})*)(?:,(\d+))?$/;
const digitsOnly = /^\d+$/;
const minuses = /[\u2212\u2012\u2013\ufe63]/g;
const apostrophes = /[\u2019\u02bc\u2018]/g;

const isNegative: Readonly<Record<string, boolean>> = { '': false, '+': false, '-': true, '()': true };

/** Reads an amount without deciding which mark stands before the decimals. */
export function writtenAmount(text: string): AmountText {
  return bare.test(text) ? ofMarks(text) : ofWords(text);
}

/** Of nothing but digits and marks between them, as most amounts are. */
function ofMarks(text: string): AmountText {
  const isBelow0 = text.startsWith('-');
  return read(valuesOf(isBelow0 ? text.slice(1) : text, isBelow0 ? '-' : ''), null);
}

function ofWords(text: string): AmountText {
  const plain = plainCharacters(text).replace(minuses, '-').replace(apostrophes, "'");
  if (/[%‰]/.test(plain)) return { refused: 'A percentage is no amount.' };
  const [, front = '', digits = '', back = ''] = parts.exec(plain) ?? [];
  const [, mark1 = '', word1, mark2 = ''] = before.exec(front) ?? unread;
  const [, mark3 = '', word2, mark4 = ''] = after.exec(back) ?? unread;
  const marks = `${mark1}${mark2}${mark3}${mark4}`;
  if (digits === '' || !Object.hasOwn(isNegative, marks) || (word1 ?? word2) !== (word2 ?? word1)) {
    return { refused: '' };
  }
  const word = word1 ?? word2;
  const currencies = word === undefined ? null : currenciesOf(word);
  if (word !== undefined && currencies === null)
    return { refused: `"${word}" is neither the sign nor the code of a currency.` };
  return read(valuesOf(digits, isNegative[marks] === true ? '-' : ''), currencies);
}

function read(values: WrittenAmount['values'], currencies: WrittenAmount['currencies']): AmountText {
  return values.point === null && values.comma === null
    ? { refused: 'The marks between its digits are those of no number.' }
    : { values, currencies };
}

// Stands for a text whose marks are refused below.
const unread = ['', '?', undefined, '?'] as const;

function valuesOf(digits: string, sign: string): WrittenAmount['values'] {
  if (digitsOnly.test(digits)) return { point: sign + digits, comma: sign + digits };
  return { point: numeral(withPoint.exec(digits), sign), comma: numeral(withComma.exec(digits), sign) };
}

function numeral(found: RegExpExecArray | null, sign: string): string | null {
  if (found === null) return null;
  const [, whole = '', , decimals] = found;
  const integer = digitsOnly.test(whole) ? whole : whole.replace(/\D/g, '');
  return `${sign}${integer}${decimals === undefined ? '' : `.${decimals}`}`;
}
