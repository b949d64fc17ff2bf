import { LeadferryError } from '../core/error.js';
import { type Cell, cellText, columnLetters, type Row, type RowReader } from '../core/row.js';
import { folded } from '../lead/references/folded.js';
import { joinedLevels } from '../lead/references/offer-index.js';
import type { ReferenceEntry, ReferenceKind } from '../lead/references/reference-list.js';
import { type DataTable, dataTables } from '../pipeline/header/data-table.js';
import { isLeftOut } from '../pipeline/header/left-out.js';
import { listed, quoted } from '../pipeline/quoted.js';

/** A column that was taken. */
export interface ReferenceColumn {
  /** Column letters. */
  readonly column: string;
  readonly header: string;
}

/** What was taken from a file. */
export interface FoundReferences {
  readonly sheet: string | null;
  readonly column: ReferenceColumn;
  readonly names: readonly ReferenceColumn[];
  readonly entries: readonly ReferenceEntry[];
  readonly skippedRows: number;
}

interface Wanted {
  readonly kind: ReferenceKind;
  /** The column that was asked for. */
  readonly column: string | undefined;
  readonly headerRow: number | undefined;
}

// The surest first. The names of the exported portfolio are among them.
const valueHeaders = {
  offers: keys(
    'Portfolio id|Sales portfolio id|Offer name id|Offer id|Product id|Product code|Offer code|Id|Offer',
  ),
  competitors: keys('Competitor name|Competitor|Competitors|Name|Company name|Company'),
} as const satisfies Record<ReferenceKind, readonly string[]>;

const levelHeaders = keys(
  'Level 1|Level 2|Level 3|Sales portfolio level 1|Sales portfolio level 2|Sales portfolio level 3',
);
const nameHeaders = keys('Offer name|Product name|Product|Name|Description|Label|Title');

/**
 * Takes the entries of a list from the first sheet that has the column, each once, in the file's order.
 * Throws LeadferryError COLUMN_UNKNOWN where no sheet has it, FILE_EMPTY where it holds nothing.
 */
export async function readReferences(
  reader: RowReader,
  { kind, column, headerRow }: Wanted,
): Promise<FoundReferences> {
  const tables = dataTables(reader, { headerRow });
  for (const table of tables) {
    const index = valueColumn(table, kind, column);
    if (index !== null) return await takenFrom(table, { kind, index, source: reader.source });
  }
  throw columnUnknown(tables, { kind, column, source: reader.source });
}

function valueColumn(
  { header: { headers } }: DataTable,
  kind: ReferenceKind,
  asked: string | undefined,
): number | null {
  if (asked !== undefined) {
    const letters = /^\[([A-Z]{1,3})\]$/i.exec(asked.trim())?.[1]?.toUpperCase();
    const index = headers.findIndex(
      (header, at) => header === asked || folded(header) === folded(asked) || columnLetters(at) === letters,
    );
    return index === -1 ? null : index;
  }
  const found = headers.map(folded);
  for (const key of valueHeaders[kind]) {
    const index = found.indexOf(key);
    if (index !== -1) return index;
  }
  return null;
}

interface TakenColumn {
  readonly kind: ReferenceKind;
  readonly index: number;
  readonly source: string;
}

async function takenFrom(table: DataTable, { kind, index, source }: TakenColumn): Promise<FoundReferences> {
  const { headers } = table.header;
  const names = kind === 'offers' ? nameColumns(headers, index) : [];
  const entries = new Map<string, ReferenceEntry>();
  let skippedRows = 0;
  for await (const row of table.rows()) {
    const value = isLeftOut(row) ? '' : textAt(row, index);
    if (value === '' || entries.has(value)) skippedRows += 1;
    else entries.set(value, { value, name: joinedLevels(names.map((at) => textAt(row, at))) || null });
  }
  const column = columnAt(headers, index);
  if (entries.size === 0) {
    throw new LeadferryError(
      'FILE_EMPTY',
      `${source}: expected entries in column ${column.column} ${quoted(column.header)}, found none.`,
      { next: 'Name the column that holds them with --column.' },
    );
  }
  return {
    sheet: table.sheet,
    column,
    names: names.map((at) => columnAt(headers, at)),
    entries: [...entries.values()],
    skippedRows,
  };
}

/** The levels of a name where the list has them, else the one column of names. */
function nameColumns(headers: readonly string[], taken: number): readonly number[] {
  const found = headers.map(folded);
  const indexes = (wanted: readonly string[]) =>
    wanted.map((key) => found.indexOf(key)).filter((index) => index !== -1 && index !== taken);
  const levels = indexes(levelHeaders);
  return levels.length > 0 ? levels : indexes(nameHeaders).slice(0, 1);
}

function textAt({ cells }: Row, index: number): string {
  const cell = cells[index];
  return isReadable(cell) ? shownText(cell).trim() : '';
}

function isReadable(cell: Cell | undefined): cell is string | Extract<Cell, { kind: 'number' }> {
  return typeof cell === 'string' || (cell !== undefined && cell.kind === 'number');
}

/** Ids keep the zeros that the spreadsheet shows. */
function shownText(cell: string | Extract<Cell, { kind: 'number' }>): string {
  return typeof cell === 'string' ? cell : (cell.shown ?? cellText(cell));
}

function columnAt(headers: readonly string[], index: number): ReferenceColumn {
  return { column: columnLetters(index), header: headers[index] ?? '' };
}

function columnUnknown(
  tables: readonly DataTable[],
  { kind, column, source }: Omit<TakenColumn, 'index'> & { readonly column: string | undefined },
): LeadferryError {
  const found = tables.flatMap(({ header }) =>
    header.headers.flatMap((text, index) =>
      text.trim() === '' ? [] : [`${columnLetters(index)} ${quoted(text)}`],
    ),
  );
  const wanted =
    column === undefined
      ? `a column ${kind === 'offers' ? '"Offer id"' : '"Competitor"'}`
      : `a column ${quoted(column)}`;
  return new LeadferryError(
    'COLUMN_UNKNOWN',
    `${source}: expected ${wanted}, found ${found.length === 0 ? 'no column' : listed(found)}.`,
    {
      next: 'Name the column that holds the list with --column, such as --column "[A]". The first row must hold column names: add one where the list begins at once.',
    },
  );
}

function keys(names: string): readonly string[] {
  return names.split('|').map(folded);
}
