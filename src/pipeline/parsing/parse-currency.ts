import { currencies, isCurrencyCode } from '../../lead/currencies.js';
import { foldedValue } from '../../lead/enumerations.js';
import { quoted } from '../quoted.js';
import type { CellParser } from './cell-value.js';
import { currenciesOf } from './currency-words.js';
import { invalid, parsedValue } from './parsed.js';
import { withText } from './text-of.js';

// `EUR - Euro`, `EUR (€)`: a code and what it is called.
const codeFirst = /^([a-z]{3})\s*[-–:,/(]/i;
const fewCodes = 6;

/** A currency code of ISO 4217, exactly as the API takes it. */
export const parseCurrency: CellParser = (cell) =>
  withText(cell, 'a currency code of ISO 4217', (text) => {
    if (isCurrencyCode(text)) return parsedValue(text);
    const codes = likelyCodes(text.normalize('NFKC').trim());
    const isChoice = codes.length > 1 && codes.length <= fewCodes;
    return invalid({
      code: 'CURRENCY_INVALID',
      message: `expected a currency code of ISO 4217 in capitals, found ${quoted(text)}.`,
      hint: isChoice ? `It can mean ${codes.join(' or ')}. Write the code that is meant.` : undefined,
      suggestion: codes.length === 1 ? codes[0] : null,
    });
  });

/** The codes that a code in small letters, a sign, or the name of a currency can mean. */
function likelyCodes(text: string): readonly string[] {
  const [, first = ''] = codeFirst.exec(text) ?? [];
  const word = currenciesOf(text) ?? (isCurrencyCode(first.toUpperCase()) ? [first.toUpperCase()] : null);
  if (word !== null) return word;
  const name = foldedValue(text);
  return Object.entries(currencies).flatMap(([code, known]) => (foldedValue(known) === name ? [code] : []));
}
