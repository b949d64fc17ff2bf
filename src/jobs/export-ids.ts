import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { LeadferryError } from '../core/error.js';
import { type Cell, columnLetters, type RowReader } from '../core/row.js';
import { errorCode } from '../formats/atomic-file.js';
import { type Field, fieldAt } from '../lead/field-catalogue.js';
import { folded } from '../lead/references/folded.js';
import { type DataTable, dataTables } from '../pipeline/header/data-table.js';
import { knownLeadHeader } from '../pipeline/header/known-headers.js';
import { isLeftOut } from '../pipeline/header/left-out.js';
import type { CellContext } from '../pipeline/parsing/cell-value.js';
import { anyNotation } from '../pipeline/parsing/notation.js';
import { parseCell } from '../pipeline/parsing/parse-cell.js';
import { listed, quoted } from '../pipeline/quoted.js';
import { openSource } from './open-source.js';

/** Which ids a list holds, as the path of their field. */
export type IdField = 'leadOpportunity.partnerLeadOpportunityId' | 'dsLeadOpportunityId';

export interface IdListOptions {
  readonly field: IdField;
  /** The column of a sheet, by its header or as `[F]`; found where it is left out. */
  readonly column?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What a cell of ids is read by: nothing in an id depends on the API version. */
const idContext: CellContext = { ...anyNotation, apiVersion: 'v1' };

/**
 * The ids of a file, each once: of a text file (.txt) every line, of a sheet the cells of a column.
 * Throws LeadferryError COLUMN_UNKNOWN where no sheet has the column, FILE_EMPTY where it holds nothing, FILE_UNREADABLE for a cell that cannot be an id,
 * and what the reader throws.
 */
export async function idsOfFile(path: string, options: IdListOptions): Promise<readonly string[]> {
  const ids =
    extname(path).toLowerCase() === '.txt' ? await idsOfLines(path) : await idsOfSheet(path, options);
  if (ids.length > 0) return ids;
  throw new LeadferryError('FILE_EMPTY', `${basename(path)}: expected ids, found none.`, {
    next: 'Put an id into each line of a .txt file, or into a column of a .csv or .xlsx sheet.',
  });
}

async function idsOfLines(path: string): Promise<readonly string[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    const code = errorCode(cause) === 'ENOENT' ? 'FILE_NOT_FOUND' : 'FILE_UNREADABLE';
    throw new LeadferryError(code, `${path}: expected a file of ids, but it cannot be read.`, { cause });
  });
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  return [...new Set(lines.map((line) => line.trim()).filter((line) => line !== ''))];
}

async function idsOfSheet(path: string, options: IdListOptions): Promise<readonly string[]> {
  const reader = await openSource(path, { signal: options.signal });
  try {
    const tables = dataTables(reader, {});
    for (const table of tables) {
      const index = columnOf(table, options);
      if (index !== null) return await idsOfColumn(table, index, { reader, field: fieldOf(options) });
    }
    throw columnUnknown(reader.source, tables, options);
  } finally {
    await reader.close();
  }
}

function fieldOf({ field }: IdListOptions): Field {
  const found = fieldAt(field);
  if (found === undefined) throw new Error(`the catalogue has no ${field}`);
  return found;
}

function columnOf({ header: { headers } }: DataTable, { column, field }: IdListOptions): number | null {
  const letters = /^\[([A-Z]{1,3})\]$/i.exec(column?.trim() ?? '')?.[1]?.toUpperCase();
  const index = headers.findIndex((header, at) =>
    column === undefined
      ? knownLeadHeader(header)?.field.path === field
      : header === column || folded(header) === folded(column) || columnLetters(at) === letters,
  );
  return index === -1 ? null : index;
}

interface IdColumn {
  readonly reader: RowReader;
  readonly field: Field;
}

async function idsOfColumn(
  table: DataTable,
  index: number,
  { reader, field }: IdColumn,
): Promise<readonly string[]> {
  const ids = new Set<string>();
  for await (const row of table.rows(new Set([index]))) {
    if (isLeftOut(row)) continue;
    const id = idOfCell(row.cells[index] ?? '', field);
    if (typeof id === 'string') ids.add(id);
    else if (id !== null) throw unreadable(`${reader.source}${sheetText(table)} row ${row.row}`, index, id);
  }
  return [...ids];
}

interface NoId {
  readonly message: string;
}

function idOfCell(cell: Cell, field: Field): string | NoId | null {
  const parsed = parseCell(cell, field, idContext);
  if (parsed.kind === 'blank') return null;
  if (parsed.kind === 'value') return String(parsed.value);
  return { message: parsed.remarks[0]?.message ?? 'expected an id.' };
}

function sheetText({ sheet }: DataTable): string {
  return sheet === null ? '' : ` › ${sheet}`;
}

function unreadable(place: string, index: number, { message }: NoId): LeadferryError {
  return new LeadferryError('FILE_UNREADABLE', `${place}, column ${columnLetters(index)}: ${message}`, {
    next: 'Format the column as text, put the ids in again and save the file.',
  });
}

function columnUnknown(
  source: string,
  tables: readonly DataTable[],
  { column, field }: IdListOptions,
): LeadferryError {
  const headers = tables.flatMap(({ header }) => header.headers).filter((text) => text.trim() !== '');
  const wanted = column ?? fieldAt(field)?.label ?? field;
  return new LeadferryError(
    'COLUMN_UNKNOWN',
    `${source}: expected a column ${quoted(wanted)}, found ${headers.length === 0 ? 'none' : listed(headers.map(quoted))}.`,
    { next: 'Name the column that holds the ids with --id-column, such as --id-column "[A]".' },
  );
}
