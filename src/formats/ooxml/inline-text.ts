import { maxCellText, xlsxText } from '../xlsx-text.js';

// Whatever does not stand for itself between tags: markup, line ends and other controls, halves of characters, escapes; and
// characters of two UTF-16 units, which exceljs breaks where one of its chunks ends between the two.
const special = /[&<>\uFFFE\uFFFF\u{10000}-\u{10FFFF}]|\p{Cc}|\p{Cs}|_x/u;
const replaced = /[&<>\u{10000}-\u{10FFFF}]/gu;
const markup: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const space = 32;

/**
 * A text as the `t` element of a cell, so that every reader gets back exactly this text.
 * Throws LeadferryError FILE_WRITE_FAILED naming the cell where the text is longer than `maxCellText`.
 */
export function inlineText(text: string, nameCell: () => string): string {
  if (text.length > maxCellText) return xlsxText(text, nameCell());
  if (special.test(text)) return escapedText(text);
  return beginsOrEndsBlank(text) ? `<t xml:space="preserve">${text}</t>` : `<t>${text}</t>`;
}

function escapedText(text: string): string {
  const plain = xlsxText(text, '');
  return `<t xml:space="preserve">${plain.replace(replaced, (character) => markup[character] ?? reference(character))}</t>`;
}

function reference(character: string): string {
  return `&#x${(character.codePointAt(0) ?? 0).toString(16)};`;
}

function beginsOrEndsBlank(text: string): boolean {
  return text.charCodeAt(0) <= space || text.charCodeAt(text.length - 1) <= space;
}
