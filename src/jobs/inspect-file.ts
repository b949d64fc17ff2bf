import { processEnvironment } from '../config/environment.js';
import { resolveLocalSettings } from '../config/settings.js';
import { LeadferryError } from '../core/error.js';
import type { Issue } from '../core/issue.js';
import { columnLetters, type FileFacts, type Row, type RowReader } from '../core/row.js';
import type { ApiVersion } from '../lead/field-catalogue.js';
import { type CheckedSheets, checkSheets } from '../pipeline/check-sheets.js';
import type { ColumnEvidence } from '../pipeline/evidence/column-evidence.js';
import { type DataTable, dataTables } from '../pipeline/header/data-table.js';
import { recognisedPreset } from '../pipeline/mapping/choose-preset.js';
import { targetPath } from '../pipeline/mapping/field-path.js';
import type { JobOptions } from './job-options.js';
import { loadMapping, withMappingSettings } from './load-mapping.js';
import type { LoadedMapping } from './loaded-mapping.js';
import { readPresets } from './mapping-file.js';
import { openSource, readingRules, unjudged } from './open-source.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';

export interface InspectOptions extends JobOptions, SourceOptions, MappingOptions {
  /** How many data rows to show as they are read; default none. */
  readonly rows?: number | undefined;
}

/** One column and the field it is read as. */
export interface InspectedColumn {
  readonly sheet: string | null;
  /** Column letters. */
  readonly column: string;
  readonly header: string;
  /** Catalogue path, with the item's number where the column is numbered; null where it is not mapped. */
  readonly field: string | null;
  /** From 0 to 1. */
  readonly score: number;
  readonly reason: string;
  /** Whether its values go into leads (`used`), or why not. */
  readonly use: string;
  /** How its dates or amounts are written, with the rows that prove it; null for every other column. */
  readonly evidence: ColumnEvidence | null;
}

export interface InspectResult extends FileFacts {
  readonly file: string;
  /** Row number of the header of the first sheet that is read. */
  readonly headerRow: number;
  /** Null where no column of the file is known. */
  readonly layout: 1 | 2 | 3 | null;
  readonly columns: readonly InspectedColumn[];
  /** The preset whose headers the file has, by name; it is used only where it is named. Null where there is none. */
  readonly preset: string | null;
  /** Headers that belong to no field. */
  readonly unmapped: readonly string[];
  /** What is to be said of file, sheets and columns. */
  readonly notes: readonly Issue[];
  /** The first data rows as they are read: text cells as strings, what the spreadsheet typed itself with its kind. */
  readonly rows: readonly Row[];
}

type Mapped = Pick<CheckedSheets, 'layout' | 'columns' | 'headers' | 'fileIssues' | 'evidence'>;

/**
 * Opens the file and matches its columns; reads the head of each sheet, the columns of dates and amounts, and as many rows as are asked for.
 * Throws what the reader throws; a file without any known column is shown too.
 */
export async function inspectFile(file: string, given: InspectOptions): Promise<InspectResult> {
  const { apiVersion } = await resolveLocalSettings(given, processEnvironment());
  const rules = await loadMapping(given);
  const options = withMappingSettings(given, rules);
  const reader = await openSource(file, options);
  try {
    const tables = dataTables(reader, { headerRow: options.headerRow });
    const mapped = mappedColumns(reader, apiVersion, { ...readingRules(options), ...rules });
    const columns = mapped === null ? unknownColumns(tables) : await inspectedColumns(mapped);
    const headers = mapped?.headers ?? tables.map((table) => table.header);
    return {
      file: reader.source,
      ...reader.facts,
      headerRow: headers[0]?.row ?? 0,
      layout: mapped?.layout ?? null,
      columns,
      preset: await presetName(headers[0]?.headers ?? []),
      unmapped: columns
        .filter(({ field, use }) => field === null && use === 'unknown')
        .map(({ header }) => header),
      notes: mapped?.fileIssues ?? reader.notes,
      rows: await firstRows(tables, options.rows ?? 0),
    };
  } finally {
    await reader.close();
  }
}

/** The columns with their fields; null where no column of the file is known. */
function mappedColumns(
  reader: RowReader,
  apiVersion: ApiVersion,
  rules: ReturnType<typeof readingRules> & LoadedMapping,
): Mapped | null {
  try {
    return checkSheets(reader, {
      ...unjudged,
      apiVersion,
      ...rules,
    });
  } catch (thrown) {
    if (thrown instanceof LeadferryError && thrown.code === 'NO_LEADS') return null;
    throw thrown;
  }
}

async function inspectedColumns({ columns, evidence }: Mapped): Promise<readonly InspectedColumn[]> {
  const found = await evidence();
  return columns.map(({ sheet, column, header, field, item, score, reason, use }) => ({
    ...{ sheet, column, header, score, reason, use },
    field: targetPath(field, item),
    evidence: found.find((one) => one.sheet === sheet && one.column === column) ?? null,
  }));
}

function unknownColumns(tables: readonly DataTable[]): readonly InspectedColumn[] {
  return tables.flatMap(({ sheet, header }) =>
    header.headers.map((text, index) => ({
      ...{ sheet, column: columnLetters(index), header: text, field: null },
      ...{ score: 0, reason: 'none', use: text.trim() === '' ? 'blank' : 'unknown' },
      evidence: null,
    })),
  );
}

async function presetName(headers: readonly string[]): Promise<string | null> {
  return recognisedPreset(await readPresets(), headers)?.preset.preset ?? null;
}

async function firstRows(tables: readonly DataTable[], most: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const table of tables) {
    if (rows.length >= most) break;
    for await (const row of table.rows()) {
      rows.push(row);
      if (rows.length >= most) break;
    }
  }
  return rows;
}
