import type { CellParser } from './cell-value.js';
import { isClear } from './clear.js';
import { codeOf, unknownValue } from './parse-enumeration.js';
import { blank, invalid, type Parsed, parsedValue, type Remark } from './parsed.js';
import { withText } from './text-of.js';

const separators = /;|\r\n|\r|\n/;

/** Texts of one cell, split at `;` and line breaks; blanks and repetitions are dropped. */
export const parseTextList: CellParser = (cell) =>
  withText(cell, 'a list of texts', (text) => {
    const items = split(text);
    return listOf(items, items.filter(isClear).map(clearInside));
  });

/** Codes of one cell, each from the code or its label, split as texts are. */
export const parseEnumerationList: CellParser = (cell, field, { apiVersion }) =>
  withText(cell, `values of the list of "${field.label}"`, (text) => {
    const codes: string[] = [];
    const remarks: Remark[] = [];
    for (const item of split(text)) {
      const code = codeOf(item, field, apiVersion);
      if (code === null) remarks.push(isClear(item) ? clearInside() : unknownValue(item, field, apiVersion));
      else codes.push(code);
    }
    return listOf([...new Set(codes)], remarks);
  });

function split(text: string): string[] {
  const items = text.split(separators).map((item) => item.trim());
  return [...new Set(items)].filter((item) => item !== '');
}

function listOf(items: readonly string[], remarks: readonly Remark[]): Parsed {
  if (remarks.length > 0) return invalid(...remarks);
  return items.length === 0 ? blank : parsedValue(items);
}

function clearInside(): Remark {
  return {
    code: 'CLEAR_REFUSED',
    message: 'expected either values or (clear), found both in one cell.',
    hint: 'Write (clear) alone to empty the list, or only the values.',
  };
}
