import type { Cell } from '../../core/row.js';
import type { Field, FieldType } from '../../lead/field-catalogue.js';
import type { CellContext, CellValue } from './cell-value.js';
import { clearField, isClear } from './clear.js';
import { parseText } from './parse-text.js';
import { blank, invalid, type Parsed } from './parsed.js';
import { parsers } from './parsers.js';

// What Excel writes into CSV files in place of a value.
const errorText = /^#(?:N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!)$/;
// Control characters, halves of characters, noncharacters, and the sign of a failed conversion.
const damage = /(?![\t\r\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}\ufffd]/u;
const lineEnd = /[\t\r\n]/;
// Nearly every text; found out in a fifth of the time.
const printable = /^[ -~]*$/;

/** What a cell means as the value of a field: nothing, a value of the field's type, or something invalid. */
export function parseCell(cell: Cell, field: Field, context: CellContext): Parsed {
  if (typeof cell === 'string') return parseTextCell(cell.trim(), field, context);
  switch (cell.kind) {
    case 'number':
    case 'date':
      return parseValue(cell, field, context);
    case 'boolean':
      return invalid({
        code: 'CELL_TYPE_WRONG',
        message: `expected ${expectedBy(field)}, found ${cell.value ? 'TRUE' : 'FALSE'}.`,
      });
    case 'error':
      return errorCell(cell.error, field);
    case 'formula-without-value':
      return invalid({
        code: 'FORMULA_WITHOUT_VALUE',
        message: `expected ${expectedBy(field)}, found a formula that was saved without its result.`,
      });
  }
}

/**
 * Whether a text without space around it surely is the value of a field that takes text as it is: plain characters of ASCII, and not
 * too many. Most are, and it is found out without anything being made.
 */
export function isPlainText(text: string, type: FieldType): boolean {
  const { parse, maxCharacters } = parsers[type];
  if (parse !== parseText || text === '' || text.length > maxCharacters) return false;
  return printable.test(text) && !text.startsWith('#') && !isClear(text);
}

function parseTextCell(text: string, field: Field, context: CellContext): Parsed {
  if (text === '') return blank;
  if (isClear(text)) return clearField(field);
  if (text.startsWith('#') && errorText.test(text)) return errorCell(text, field);
  const { maxCharacters, lines } = parsers[field.type];
  const bad = printable.test(text) ? null : (damage.exec(text) ?? (lines ? null : lineEnd.exec(text)));
  if (bad !== null) return damaged(bad, field);
  if (text.length <= maxCharacters) return parseValue(text, field, context);
  return invalid({
    code: 'TEXT_TOO_LONG',
    message: `expected at most ${maxCharacters} characters, found ${text.length}.`,
    value: `${text.slice(0, 100)}…`,
  });
}

function parseValue(cell: CellValue, field: Field, context: CellContext): Parsed {
  const parse = parsers[field.type].parse;
  return parse(cell, field, context);
}

function errorCell(error: string, field: Field): Parsed {
  return invalid({
    code: 'CELL_ERROR',
    message: `expected ${expectedBy(field)}, found the spreadsheet error ${error}.`,
  });
}

function damaged(found: RegExpExecArray, field: Field): Parsed {
  const point = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return invalid({
    code: 'TEXT_DAMAGED',
    message: `expected ${expectedBy(field)}, found the character U+${point} at position ${found.index + 1}.`,
  });
}

function expectedBy(field: Field): string {
  return `a value for "${field.label}"`;
}
