import type { Issue } from '../../../core/issue.js';
import type { FieldType } from '../../../lead/field-catalogue.js';
import { createIssue } from '../../../lead/issue-catalogue.js';
import type { PlacedCell } from '../../assembly/lead-draft.js';
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
  return text.length <= mostLooked && startsAsNumber(text) && (isShortened(text) || midnight.test(text));
}

/** Names texts that a spreadsheet or a wrong charset changed. */
export const checkDamagedText: LeadCheck = ({ draft }, { source }) => {
  const issues: Issue[] = [];
  look(draft.cells, source, issues);
  for (const item of draft.items.offerLines) look(item.cells, source, issues);
  for (const item of draft.items.customerContacts) look(item.cells, source, issues);
  for (const item of draft.items.partnerContacts) look(item.cells, source, issues);
  return issues;
};

function look(cells: ReadonlyMap<string, PlacedCell>, source: string, issues: Issue[]): void {
  for (const placed of cells.values()) {
    const { kind, column, text } = placed.cell;
    if (kind === 'invalid' || !looked.has(column.field.type)) continue;
    const issue = damage(text, placed, source);
    if (issue !== null) issues.push(issue);
  }
}

function damage(text: string, placed: PlacedCell, source: string): Issue | null {
  const meant = misreadText(text);
  if (meant !== null) {
    const message = `expected a text such as ${quoted(meant)}, found ${quoted(text)}.`;
    return createIssue('TEXT_MISREAD', cellPlace(placed, source), { message, suggestion: meant });
  }
  if (text.length > mostLooked || !startsAsNumber(text)) return null;
  if (isShortened(text)) {
    const message = `expected a value for "${placed.cell.column.field.label}", found ${quoted(text)}, a long number in short form.`;
    return createIssue('NUMBER_SHORTENED', cellPlace(placed, source), { message });
  }
  const date = midnight.exec(text)?.[1];
  if (date === undefined) return null;
  const message = `expected a text, found the date ${date} with the time 00:00:00.`;
  return createIssue('TIME_TAIL', cellPlace(placed, source), { message, suggestion: date });
}

function startsAsNumber(text: string): boolean {
  const first = text.charCodeAt(0);
  return (first >= 48 && first <= 57) || first === 43 || first === 45;
}
