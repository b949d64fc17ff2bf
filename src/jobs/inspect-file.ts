import { processEnvironment } from '../config/environment.js';
import { resolveLocalSettings } from '../config/settings.js';
import { checkSheets } from '../pipeline/check-sheets.js';
import { openReader } from '../readers/open-reader.js';
import type { JobOptions } from './job-options.js';

export interface InspectOptions extends JobOptions {
  readonly sheet?: string | undefined;
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
}

export interface InspectResult {
  readonly file: string;
  readonly format: 'csv' | 'xlsx';
  readonly charset: string | null;
  readonly delimiter: string | null;
  /** Row number of the first sheet's header. */
  readonly headerRow: number;
  readonly layout: 1 | 2 | 3;
  readonly sheets: readonly string[];
  readonly columns: readonly InspectedColumn[];
  /** Headers that belong to no field. */
  readonly unmapped: readonly string[];
}

/** Opens the file and matches its columns; reads no further than the header rows. Throws what the reader and the mapping throw. */
export async function inspectFile(file: string, options: InspectOptions): Promise<InspectResult> {
  const settings = await resolveLocalSettings(options, processEnvironment());
  const reader = await openReader(file, { sheet: options.sheet, signal: options.signal });
  try {
    const { layout, columns, headers } = checkSheets(reader, {
      apiVersion: settings.apiVersion,
      mode: 'upsert',
      partnerId: settings.partnerId,
      strict: false,
      isKnown: () => false,
      today: '1970-01-01',
    });
    return {
      file: reader.source,
      ...reader.facts,
      headerRow: headers[0]?.row ?? 0,
      layout,
      columns: columns.map(({ sheet, column, header, field, item, score, reason, use }) => ({
        ...{ sheet, column, header, score, reason, use },
        field: numberedPath(field, item),
      })),
      unmapped: columns
        .filter(({ field, use }) => field === null && use === 'unknown')
        .map(({ header }) => header),
    };
  } finally {
    await reader.close();
  }
}

/** `offerLines.2.amount` for the second offer's amount. */
function numberedPath(field: string | null, item: number | null): string | null {
  return field === null || item === null ? field : field.replace('.', `.${item}.`);
}
