import type { Cell, HeaderRow, Origin, RowReader, SheetTable } from '../core/row.js';
import type { SheetSpec, TableWriter } from '../writers/sheet-spec.js';
import { openTableWriter } from '../writers/table-writer.js';
import type { SplitSheets } from './sheet-options.js';

export interface SplitWorkbookRequest {
  /** The sheets that hold leads. */
  readonly sheets: readonly HeaderRow[];
  readonly isValid: (origin: Origin) => boolean;
}

interface LeadSheet {
  readonly table: SheetTable;
  readonly header: HeaderRow;
}

/**
 * Writes each row below the header of its sheet to one of two workbooks, columns and typed values as they are.
 * Returns the paths really written. Throws LeadferryError FILE_WRITE_FAILED.
 */
export async function splitWorkbook(
  paths: SplitSheets,
  reader: RowReader,
  { sheets, isValid }: SplitWorkbookRequest,
): Promise<SplitSheets> {
  const leadSheets = sheets.flatMap((header) =>
    reader.tables.filter(({ sheet }) => sheet === header.sheet).map((table) => ({ table, header })),
  );
  const specs: SheetSpec[] = [];
  for (const sheet of leadSheets) specs.push(await specOf(sheet));
  const valid = await openTableWriter(paths.valid, specs);
  const rejected = await openTableWriter(paths.rejected, specs);
  try {
    for (const [index, sheet] of leadSheets.entries()) {
      await addRows(sheet, (row) => ({ writer: isValid(row) ? valid : rejected, index }));
    }
  } catch (thrown) {
    await valid.abort();
    await rejected.abort();
    throw thrown;
  }
  return { valid: await valid.finish(), rejected: await rejected.finish() };
}

/** The columns of the header, and more where a row has cells to the right of it. */
async function specOf({ table, header }: LeadSheet): Promise<SheetSpec> {
  let width = header.headers.length;
  for await (const { row, cells } of table.rows()) {
    if (row > header.row) width = Math.max(width, cells.findLastIndex((cell) => cell !== '') + 1);
  }
  const columns = Array.from({ length: width }, (_, index) => ({
    header: header.headers[index] ?? '',
    kind: 'input' as const,
  }));
  return { name: table.sheet ?? 'Leads', columns };
}

async function addRows(
  { table, header }: LeadSheet,
  targetOf: (origin: Origin) => { readonly writer: TableWriter; readonly index: number },
): Promise<void> {
  for await (const { sheet, row, cells } of table.rows()) {
    if (row <= header.row) continue;
    const { writer, index } = targetOf({ sheet, row });
    await writer.addRow(index, cells.map(writable));
  }
}

/** As a cell can be written. */
function writable(cell: Cell): Cell {
  // As text it would be a value. The row stays one that is refused.
  return typeof cell === 'object' && cell.kind === 'formula-without-value'
    ? { kind: 'error', error: '#N/A' }
    : cell;
}
