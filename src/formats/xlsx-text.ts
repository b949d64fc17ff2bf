import { LeadferryError } from '../core/error.js';

/** The longest text that a spreadsheet cell holds, in UTF-16 units. Source: Excel specifications and limits. */
export const maxCellText = 32_767;

// Controls that XML 1.0 forbids or changes (CR) or that exceljs drops (DEL), the two non-characters, lone surrogates.
const unwritable = /(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}/gu;

// An underscore that would begin an escape in what is written, also where the closing one comes from an escaped character.
const escapeLookalike = /_(?=x[0-9A-Fa-f]{4}(?:_|(?![\t\n])\p{Cc}|[\uFFFE\uFFFF]|\p{Cs}))/gu;

/**
 * Text as it must be handed to exceljs so that Excel and every reader get back exactly `text`: characters that XML cannot
 * carry become `_xHHHH_`, and text that looks like such an escape is escaped itself. Source: ECMA-376 part 1, 22.9.2.19 ST_Xstring.
 * Throws LeadferryError FILE_WRITE_FAILED naming `place` where the text is longer than a cell can be; nothing is ever cut off.
 */
export function xlsxText(text: string, place: string): string {
  if (text.length > maxCellText) {
    throw new LeadferryError(
      'FILE_WRITE_FAILED',
      `${place}: a cell of an Excel workbook holds at most ${maxCellText} characters, this text has ${text.length}.`,
      { next: 'Write to a .csv file instead, or shorten the text.' },
    );
  }
  return text.replace(escapeLookalike, '_x005F_').replace(unwritable, escaped);
}

function escaped(character: string): string {
  const hex = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
  return `_x${hex}_`;
}
