import type { Cell } from '../core/row.js';
import type { PortfolioItem } from '../lead/lead.js';
import { addExtraRows, writeBeside } from './extra-sheets.js';
import type { ColumnSpec, ExtraSheet, SheetSpec, TableWriterOptions } from './sheet-spec.js';
import { openTableWriter, tableExtension } from './table-writer.js';

interface PortfolioColumn extends ColumnSpec {
  cell(item: PortfolioItem): Cell;
}

const columns: readonly PortfolioColumn[] = [
  { header: 'Portfolio id', kind: 'id', width: 42, cell: (item) => item.salesPortfolioId },
  { header: 'Type', kind: 'text', width: 14, cell: (item) => item.salesPortfolioType },
  { header: 'Infrastructure', kind: 'text', width: 18, cell: (item) => item.salesPortfolioInfrastructure },
  {
    header: 'Orderable',
    kind: 'input',
    width: 13,
    cell: (item) => ({ kind: 'boolean', value: item.orderable }),
  },
  { header: 'Level 1', kind: 'text', cell: (item) => item.salesPortfolioLevel1 },
  { header: 'Level 2', kind: 'text', cell: (item) => item.salesPortfolioLevel2 },
  { header: 'Level 3', kind: 'text', cell: (item) => item.salesPortfolioLevel3 },
];

const byLevel = ['Level 1', 'Level 2', 'Level 3', 'Orderable', 'Portfolio id', 'Type', 'Infrastructure'];
const grouped = byLevel.flatMap((name) => columns.filter(({ header }) => header === name));

/** The portfolio as a sheet; `portfolioCells` fills its rows. */
export const portfolioSheet: SheetSpec = { name: 'Portfolio', columns };

/** One product as a row of `portfolioSheet`. */
export function portfolioCells(item: PortfolioItem): readonly Cell[] {
  return columns.map((column) => column.cell(item));
}

/**
 * Writes the portfolio to .xlsx, .csv or .jsonl, levels first, in the order of the items. Further sheets stand behind it in a workbook, else each
 * in a file `NAME-SHEET.csv` beside it. Returns the absolute paths really written, that of the portfolio first.
 * Throws LeadferryError FORMAT_UNKNOWN, FILE_WRITE_FAILED, and whatever the source throws; then no portfolio is left behind.
 */
export async function writePortfolio(
  path: string,
  items: AsyncIterable<PortfolioItem> | Iterable<PortfolioItem>,
  { extraSheets = [], ...options }: PortfolioFileOptions = {},
): Promise<readonly string[]> {
  const isWorkbook = tableExtension(path) === '.xlsx';
  const inside = isWorkbook ? extraSheets : [];
  const table = await openTableWriter(path, [{ ...portfolioSheet, columns: grouped }, ...inside], options);
  let beside: readonly string[] = [];
  try {
    for await (const item of items)
      await table.addRow(
        0,
        grouped.map((column) => column.cell(item)),
      );
    await addExtraRows(table, inside, 1);
    if (!isWorkbook) beside = await writeBeside(path, extraSheets, options);
  } catch (thrown) {
    await table.abort();
    throw thrown;
  }
  return [await table.finish(), ...beside];
}

export interface PortfolioFileOptions extends TableWriterOptions {
  readonly extraSheets?: readonly ExtraSheet[] | undefined;
}
