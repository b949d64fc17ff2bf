import type { Fill, PageSetup, Worksheet } from 'exceljs';
import {
  type ComparedState,
  type ComparisonSummary,
  comparedStates,
  comparisonNotes,
  type FieldTally,
} from '../lead/compared-lead.js';
import { stateNames, stateSheets } from './comparison-columns.js';
import { documentFont, documentText, linkColour, pageSetup, solidFill, styleHead } from './xlsx-document.js';

export const summaryName = 'Summary';
export const summaryPage: Partial<PageSetup> = { ...pageSetup, printTitlesRow: '' };

const widths = [46, 12, 90];

const meanings = {
  differs:
    'In both, and at least one field is not the same. The sheet "Differences" has a line for each field.',
  onlyInSheet: '3DS has no such lead. `leadferry upload` would create it.',
  onlyAt3ds: '3DS has it and the sheet does not.',
  unclear: 'Could not be compared; the sheet "Not clear" says why.',
  equal: 'In both, and whatever the sheet says is the same at 3DS.',
} as const satisfies Record<ComparedState, string>;

const fills = {
  differs: solidFill('FFFFF1D6'),
  onlyInSheet: solidFill('FFE5EFFB'),
  onlyAt3ds: solidFill('FFE5EFFB'),
  unclear: solidFill('FFFCE8E6'),
  equal: solidFill('FFE3F4E8'),
} as const satisfies Record<ComparedState, Fill>;

/** Fills the first sheet of a comparison: what was compared with what, leads per state, fields that differ. */
export function addComparisonSummary(sheet: Worksheet, summary: ComparisonSummary): void {
  sheet.columns = widths.map((width) => ({ width, style: { font: documentFont } }));
  const { file, server, partnerId } = summary;
  const heading = sheet.addRow([documentText(`${file} compared with 3DS`)]);
  heading.font = { ...documentFont, bold: true, size: 14 };
  sheet.addRow([documentText(`${server}, partner ${partnerId}`)]);
  for (const note of comparisonNotes(summary)) sheet.addRow([documentText(note)]);
  sheet.addRow([]);
  const head = sheet.addRow(['Leads', 'How many', 'What it means']);
  styleHead(head);
  head.getCell(2).alignment = { horizontal: 'right' };
  head.getCell(3).alignment = { horizontal: 'left', indent: 1 };
  for (const state of comparedStates) addState(sheet, state, summary);
  addFields(sheet, 'Field that differs', summary.fields);
  addFields(sheet, 'Not compared, because 3DS does not show it', summary.notComparable);
  sheet.commit();
}

function addState(sheet: Worksheet, state: ComparedState, { counts }: ComparisonSummary): void {
  const row = sheet.addRow(['', counts[state], meanings[state]]);
  const link = row.getCell(1);
  const name = stateNames[state];
  link.value = { formula: `HYPERLINK("#'${stateSheets[state].name}'!A1","${name}")`, result: name };
  link.font = { ...documentFont, color: { argb: linkColour }, underline: true };
  link.fill = fills[state];
  row.getCell(2).numFmt = '#,##0';
  row.getCell(3).alignment = { horizontal: 'left', indent: 1 };
}

function addFields(sheet: Worksheet, title: string, fields: readonly FieldTally[]): void {
  if (fields.length === 0) return;
  sheet.addRow([]);
  const head = sheet.addRow([title, 'Leads']);
  styleHead(head);
  head.getCell(2).alignment = { horizontal: 'right' };
  for (const { label, leads } of fields) {
    const row = sheet.addRow([documentText(label), leads]);
    row.getCell(2).numFmt = '#,##0';
  }
}
