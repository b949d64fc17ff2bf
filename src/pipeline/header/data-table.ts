import type { Issue } from '../../core/issue.js';
import type { HeaderRow, RecordBatch, Row, RowReader, SheetTable } from '../../core/row.js';
import type { SplitAhead } from '../../core/split-ahead.js';
import { dataBatches } from './data-batches.js';
import { type DataRow, dataRows, type KeyedHeader, rowStart } from './data-rows.js';
import { type FoundHeader, findHeader, headerInRow, noSuchRow } from './find-header.js';
import { leadIdColumns } from './known-headers.js';
import { rowIssues, type TableContext } from './row-issues.js';
import { leastCells } from './short-row.js';

/** A sheet with its header found: the rows below it are data. */
export interface DataTable {
  /** Null in CSV. */
  readonly sheet: string | null;
  readonly header: HeaderRow;
  /** What is to be said of the header: that rows above it were passed over. */
  readonly notes: readonly Issue[];
  /**
   * The rows below the header. Each call reads the sheet anew. Footers and repeated headers are among them, with an issue that says
   * so; `isLeftOut` tells them from data. `idColumns` are the columns that give the partner lead id where a mapping says so; else the
   * headers tell.
   */
  rows(idColumns?: ReadonlySet<number>): AsyncIterable<Row>;
  /** The same rows, not yet made, where the reader offers that; what is no row below the header is null. */
  readonly batches?:
    | ((idColumns?: ReadonlySet<number>, ahead?: SplitAhead) => AsyncIterable<RecordBatch>)
    | undefined;
  /** Whether `batches` has long files split ahead. */
  readonly splitsAhead?: boolean | undefined;
  /** How many cells a row has at least; of a shorter one an issue says so. */
  readonly leastCells?: number | undefined;
  /** With what a row begins that may be the header once more. */
  readonly headerStarts?: readonly string[] | undefined;
}

/**
 * The sheets of a file below their headers. A header row that is asked for counts for every sheet that has text in that row; in the
 * others the header is found.
 * Throws LeadferryError HEADER_ROW_UNKNOWN where no sheet has text in that row, FILE_UNREADABLE where a header cannot be read.
 */
export function dataTables(
  { tables, source, facts }: RowReader,
  { headerRow }: { readonly headerRow?: number | undefined },
): readonly DataTable[] {
  const context = { source, format: facts.format };
  if (headerRow === undefined) return tables.map((table) => dataTable(table, context));
  const given = tables.map((table) => ({ table, found: headerInRow(table, headerRow) }));
  const [first] = tables;
  if (first !== undefined && given.every(({ found }) => found === null)) {
    throw noSuchRow(first, headerRow, source);
  }
  return given.map(({ table, found }) =>
    found === null ? dataTable(table, context) : below(table, found, context),
  );
}

/** The sheet below its header. Throws LeadferryError FILE_UNREADABLE where it has none. */
export function dataTable(table: SheetTable, context: TableContext): DataTable {
  return below(table, findHeader(table, context.source), context);
}

function below(table: SheetTable, found: FoundHeader, context: TableContext): DataTable {
  const header = withoutBlanksAtEnd(found.header);
  const keyed = (idColumns: ReadonlySet<number> = new Set()): KeyedHeader => {
    const known = idColumns.size > 0 ? idColumns : leadIdColumns(header.headers);
    return { ...found, header, idColumns: known };
  };
  // In a workbook every cell says which column it stands in.
  const least = context.format === 'csv' ? leastCells(table.head, header) : 0;
  const judged = (data: DataRow): Row => {
    const issues = rowIssues(data, header, { ...context, least });
    return issues.length === 0 ? data.row : { ...data.row, issues };
  };
  const { batches } = table;
  return {
    sheet: table.sheet,
    header,
    notes: found.notes,
    rows: (idColumns) => judgedRows(table, keyed(idColumns), judged),
    batches:
      batches === undefined
        ? undefined
        : (idColumns, ahead) => dataBatches(batches(ahead), keyed(idColumns), judged),
    splitsAhead: table.splitsAhead,
    leastCells: least,
    headerStarts: found.lines.map(rowStart),
  };
}

// A delimited row keeps its blank cells, so that it can be told from one that is too short.
function withoutBlanksAtEnd(header: HeaderRow): HeaderRow {
  const named = header.headers.findLastIndex((text) => text.trim() !== '') + 1;
  return { ...header, headers: header.headers.slice(0, named) };
}

async function* judgedRows(
  table: SheetTable,
  found: KeyedHeader,
  judged: (data: DataRow) => Row,
): AsyncGenerator<Row> {
  for await (const data of dataRows(table.rows(), found)) yield judged(data);
}
