import isEmail from 'validator/lib/isEmail.js';
import { quoted } from '../quoted.js';
import type { CellParser } from './cell-value.js';
import { invalid, parsedValue } from './parsed.js';
import { withText } from './text-of.js';

// What mail programs put around an address: `Name <a@b>`, `mailto:a@b`, a trailing separator.
const inside = /<([^<>]+)>|mailto:([^\s?]+)|^([^\s;,]+)\s*[;,]$/i;

/** One e-mail address. */
export const parseEmail: CellParser = (cell) =>
  withText(cell, 'an e-mail address', (text) => {
    if (isEmail.default(text)) return parsedValue(text);
    const [, bracketed, linked, listed] = inside.exec(text) ?? [];
    const address = bracketed ?? linked ?? listed ?? '';
    return invalid({
      code: 'EMAIL_INVALID',
      message: `expected one e-mail address, found ${quoted(text)}.`,
      suggestion: isEmail.default(address) ? address : null,
    });
  });
