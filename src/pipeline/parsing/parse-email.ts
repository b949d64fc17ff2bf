import isEmail from 'validator/lib/isEmail.js';
import { quoted } from '../quoted.js';
import type { CellParser } from './cell-value.js';
import { invalid, parsedValue } from './parsed.js';
import { withText } from './text-of.js';

// What mail programs put around an address: `Name <a@b>`, `mailto:a@b`, a trailing separator.
const inside = /<([^<>]+)>|mailto:([^\s?]+)|^([^\s;,]+)\s*[;,]$/i;

// Letters and digits with single marks between them: nearly every address, and told in a tenth of the time.
const usual = /^[a-z\d]+(?:[._+-][a-z\d]+)*@(?:[a-z\d]+(?:-[a-z\d]+)*\.)+[a-z]{2,}$/i;
const longestLocal = 64;
const longestLabel = 63;

/** Whether a text is surely an address. */
function isUsual(text: string): boolean {
  const at = text.indexOf('@');
  return at <= longestLocal && text.length - at - 1 <= longestLabel && usual.test(text);
}

/** One e-mail address. */
export const parseEmail: CellParser = (cell) =>
  withText(cell, 'an e-mail address', (text) => {
    if (isUsual(text) || isEmail.default(text)) return parsedValue(text);
    const [, bracketed, linked, listed] = inside.exec(text) ?? [];
    const address = bracketed ?? linked ?? listed ?? '';
    return invalid({
      code: 'EMAIL_INVALID',
      message: `expected one e-mail address, found ${quoted(text)}.`,
      suggestion: isEmail.default(address) ? address : null,
    });
  });
