import type { CellValue, DataValidation, Workbook, Worksheet } from 'exceljs';
import { inspectFile } from '../../src/index.js';

const { default: exceljs } = await import('exceljs');

type FilledCell = string | number | Date;

/** One column of a template as a person sees it: where it stands and what its drop-down offers. */
interface TemplateColumn {
  readonly tab: Worksheet;
  readonly column: number;
  readonly field: string;
  readonly item: number | null;
  readonly offered: readonly string[];
}

export async function openWorkbook(path: string): Promise<Workbook> {
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(path);
  return workbook;
}

/** The texts that a drop-down formula such as `'Lists'!$A$2:$A$9` offers; empty for any other formula. */
export function offeredTexts(workbook: Workbook, formula: unknown): readonly string[] {
  const [, sheet = '', letters = '', first = '', last = ''] =
    /^'([^']+)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)$/u.exec(String(formula)) ?? [];
  const tab = workbook.getWorksheet(sheet);
  if (tab === undefined) return [];
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, index) =>
    String(tab.getCell(`${letters}${Number(first) + index}`).value),
  );
}

/**
 * Fills leads into a template as a person does: picks what the drop-downs offer, types dates as dates and amounts as numbers.
 * Every lead has one offer line and one contact; rentals have their dates.
 */
export async function fillTemplate(path: string, leads: number): Promise<void> {
  const workbook = await openWorkbook(path);
  const columns = await templateColumns(workbook, path);
  for (const tab of new Set(columns.map((column) => column.tab))) {
    const own = columns.filter((column) => column.tab === tab);
    const first = firstFreeRow(tab);
    for (let index = 0; index < leads; index += 1) {
      for (const column of own) {
        const value = typed(column, index);
        if (value !== null) tab.getRow(first + index).getCell(column.column).value = value;
      }
    }
  }
  await workbook.xlsx.writeFile(path);
}

async function templateColumns(workbook: Workbook, path: string): Promise<readonly TemplateColumn[]> {
  const { columns } = await inspectFile(path);
  const places = new Map<string, number>();
  return columns.flatMap(({ sheet, field: path }) => {
    const tab = workbook.getWorksheet(sheet ?? '');
    if (tab === undefined || path === null) return [];
    const [, digits] = /\.(\d+)\./u.exec(path) ?? [];
    const field = path.replace(/\.\d+\./u, '.');
    const item = digits === undefined ? null : Number(digits);
    const column = (places.get(tab.name) ?? 0) + 1;
    places.set(tab.name, column);
    const validation: DataValidation | undefined = tab
      .getRow(firstFreeRow(tab))
      .getCell(column).dataValidation;
    const [formula] = validation?.formulae ?? [];
    return [{ tab, column, field, item, offered: offeredTexts(workbook, formula) }];
  });
}

function firstFreeRow(tab: Worksheet): number {
  let row = 2;
  while (!isBlank(tab.getRow(row).getCell(1).value)) row += 1;
  return row;
}

function isBlank(value: CellValue): boolean {
  return value === null || value === '';
}

function typed({ field, item, offered }: TemplateColumn, index: number): FilledCell | null {
  if (item !== null && item > 1) return null;
  const pick = offered[index % Math.max(1, offered.length)] ?? null;
  const day = new Date(Date.UTC(2027, index % 12, 15));
  // Two of three lines are rentals, as the list of v1 goes: upfront, yearly, quarterly.
  const isRental = index % 3 > 0;
  const values: Readonly<Record<string, FilledCell | null>> = {
    'leadOpportunity.partnerLeadOpportunityId': `NEW-${index + 1}`,
    'leadOpportunity.name': `Line ${index + 1} of the plant`,
    'leadOpportunity.status': pick,
    'leadOpportunity.closeDate': day,
    'leadOpportunity.currency': offered.includes('EUR') ? 'EUR' : null,
    'leadOpportunity.dsOwnerEmail': 'psm.dach@example.com',
    'customerLegalEntity.name': `Weller Pumpen ${index + 1} GmbH`,
    'customerLegalEntity.city': 'Radolfzell',
    'customerLegalEntity.country': 'Germany',
    'customerLegalEntity.zipCode': '78315',
    'offerLines.offerNameId': pick ?? 'CLASS00002_ONPR_PRTF077_SOL001277',
    'offerLines.amount': 12_000 + index * 250.5,
    'offerLines.revenueType': pick,
    'offerLines.startDate': isRental ? new Date(Date.UTC(2028, 0, 1)) : null,
    'offerLines.endDate': isRental ? new Date(Date.UTC(2028, 11, 31)) : null,
    'customerContacts.email': `contact.${index + 1}@example.org`,
    'customerContacts.firstName': 'Jana',
    'customerContacts.lastName': `Weller ${index + 1}`,
  };
  return values[field] ?? null;
}
