import type { Cell } from '../core/row.js';
import type { PortfolioItem } from '../lead/lead.js';
import type { ColumnSpec, SheetSpec, TableWriterOptions } from './sheet-spec.js';
import { openTableWriter } from './table-writer.js';

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

/** The portfolio as a sheet; `portfolioCells` fills its rows. */
export const portfolioSheet: SheetSpec = { name: 'Portfolio', columns };

/** One product as a row of `portfolioSheet`. */
export function portfolioCells(item: PortfolioItem): readonly Cell[] {
  return columns.map((column) => column.cell(item));
}

/**
 * Writes the portfolio to .xlsx, .csv or .jsonl. Returns the absolute path really written.
 * Throws LeadferryError FORMAT_UNKNOWN, FILE_WRITE_FAILED, and whatever the source throws; then nothing is left behind.
 */
export async function writePortfolio(
  path: string,
  items: AsyncIterable<PortfolioItem> | Iterable<PortfolioItem>,
  options: TableWriterOptions = {},
): Promise<string> {
  const table = await openTableWriter(path, [portfolioSheet], options);
  try {
    for await (const item of items) await table.addRow(0, portfolioCells(item));
  } catch (thrown) {
    await table.abort();
    throw thrown;
  }
  return await table.finish();
}
