import { isCurrencyCode } from '../../lead/currencies.js';
import { quoted } from '../quoted.js';
import type { CellParser } from './cell-value.js';
import { invalid, parsedValue } from './parsed.js';
import { withText } from './text-of.js';

/** A currency code of ISO 4217, exactly as the API takes it. */
export const parseCurrency: CellParser = (cell) =>
  withText(cell, 'a currency code of ISO 4217', (text) => {
    if (isCurrencyCode(text)) return parsedValue(text);
    const code = text === '€' ? 'EUR' : text.toUpperCase();
    return invalid({
      code: 'CURRENCY_INVALID',
      message: `expected a currency code of ISO 4217 in capitals, found ${quoted(text)}.`,
      suggestion: isCurrencyCode(code) ? code : null,
    });
  });
