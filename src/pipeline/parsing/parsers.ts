import type { FieldType } from '../../lead/field-catalogue.js';
import type { CellParser } from './cell-value.js';
import { parseAmount } from './parse-amount.js';
import { parseCurrency } from './parse-currency.js';
import { parseDate } from './parse-date.js';
import { parseEmail } from './parse-email.js';
import { parseEnumeration } from './parse-enumeration.js';
import { parseId } from './parse-id.js';
import { parseEnumerationList, parseTextList } from './parse-list.js';
import { parseText } from './parse-text.js';
import { parseTimestamp } from './parse-timestamp.js';

/** How each type of field is read, how long its text may be, and whether it may hold line breaks. */
export const parsers = {
  text: { parse: parseText, maxCharacters: 32_767, lines: true },
  id: { parse: parseId, maxCharacters: 255, lines: false },
  email: { parse: parseEmail, maxCharacters: 320, lines: false },
  phone: { parse: parseText, maxCharacters: 255, lines: false },
  url: { parse: parseText, maxCharacters: 2_048, lines: false },
  country: { parse: parseText, maxCharacters: 255, lines: false },
  currency: { parse: parseCurrency, maxCharacters: 255, lines: false },
  date: { parse: parseDate, maxCharacters: 255, lines: false },
  day: { parse: parseDate, maxCharacters: 255, lines: false },
  timestamp: { parse: parseTimestamp, maxCharacters: 255, lines: false },
  amount: { parse: parseAmount, maxCharacters: 255, lines: false },
  enumeration: { parse: parseEnumeration, maxCharacters: 255, lines: false },
  enumerationList: { parse: parseEnumerationList, maxCharacters: 32_767, lines: true },
  textList: { parse: parseTextList, maxCharacters: 32_767, lines: true },
} as const satisfies Record<
  FieldType,
  { readonly parse: CellParser; readonly maxCharacters: number; readonly lines: boolean }
>;
