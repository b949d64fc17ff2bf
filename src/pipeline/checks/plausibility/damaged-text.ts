import type { Issue } from '../../../core/issue.js';
import type { FieldType } from '../../../lead/field-catalogue.js';
import { createIssue } from '../../../lead/issue-catalogue.js';
import type { PlacedCell } from '../../assembly/lead-draft.js';
import type { ParsedCell } from '../../parsing/parse-rows.js';
import { quoted } from '../../quoted.js';
import { cellPlace, type LeadCheck } from '../check-context.js';
import { misreadText } from './misread-text.js';

const looked: ReadonlySet<FieldType> = new Set(['text', 'country', 'textList', 'phone']);
// As Excel writes it: 4.97772E+11, 4,97772E+11.
const shortened = /^[+-]?\d(?:[.,]\d+)?E[+-]\d{1,3}$/i;
// Every number in short form and every date with its midnight is shorter.
const mostLooked = 32;
const midnight = /^(\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})[ T]0?0:00:00(?:\.0+)?Z?$/;

/** True for a number as Excel writes it when it is too long to show. */
export function isShortened(text: string): boolean {
  return shortened.test(text);
}

/** Whether a spreadsheet or a wrong charset changed a text. */
export function isDamagedText(text: string): boolean {
  if (misreadText(text) !== null) return true;
  return mayBeNumber(text) && (isShortened(text) || midnight.test(text));
}

/** Names texts that a spreadsheet or a wrong charset changed. */
export const checkDamagedText: LeadCheck = ({ draft }, { source }) => {
  const found: Issue[] = [];
  look(draft.cells, source, found);
  for (const item of draft.items.offerLines) look(item.cells, source, found);
  for (const item of draft.items.customerContacts) look(item.cells, source, found);
  for (const item of draft.items.partnerContacts) look(item.cells, source, found);
  return found;
};

function look(cells: ReadonlyMap<string, PlacedCell>, source: string, found: Issue[]): void {
  for (const placed of cells.values()) {
    const { cell } = placed;
    if (cell.kind === 'invalid' || (cell.isPlain && !mayBeNumber(cell.text))) continue;
    if (!looked.has(cell.column.field.type)) continue;
    const issue = damage(cell, placed, source);
    if (issue !== null) found.push(issue);
  }
}

type FilledCell = Extract<ParsedCell, { readonly kind: 'value' }>;

function damage({ text, isPlain, column }: FilledCell, placed: PlacedCell, source: string): Issue | null {
  const meant = isPlain ? null : misreadText(text);
  if (meant !== null) {
    const message = `expected a text such as ${quoted(meant)}, found ${quoted(text)}.`;
    return createIssue('TEXT_MISREAD', cellPlace(placed, source), { message, suggestion: meant });
  }
  if (!mayBeNumber(text)) return null;
  if (isShortened(text)) {
    const message = `expected a value for "${column.field.label}", found ${quoted(text)}, a long number in short form.`;
    return createIssue('NUMBER_SHORTENED', cellPlace(placed, source), { message });
  }
  const date = midnight.exec(text)?.[1];
  if (date === undefined) return null;
  const message = `expected a text, found the date ${date} with the time 00:00:00.`;
  return createIssue('TIME_TAIL', cellPlace(placed, source), { message, suggestion: date });
}

/** Whether it may be a number in short form or a date: how it begins and how long it is. */
function mayBeNumber(text: string): boolean {
  if (text.length > mostLooked) return false;
  const first = text.charCodeAt(0);
  return (first >= 48 && first <= 57) || first === 43 || first === 45;
}
