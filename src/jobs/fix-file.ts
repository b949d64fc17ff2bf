import { extname, resolve } from 'node:path';
import { processEnvironment } from '../config/environment.js';
import { resolveLocalSettings } from '../config/settings.js';
import { LeadferryError } from '../core/error.js';
import type { Issue } from '../core/issue.js';
import { cellText, type RowReader } from '../core/row.js';
import { createIssue } from '../lead/issue-catalogue.js';
import type { RepairKind } from '../pipeline/repair/repair-of-cell.js';
import { type CellRepair, repairSheets } from '../pipeline/repair/repair-sheets.js';
import { fixText } from './fix-text.js';
import { fixWorkbook } from './fix-workbook.js';
import { loadMapping, withMappingSettings } from './load-mapping.js';
import { openSource, readingRules, unjudged } from './open-source.js';
import type { SheetOptions } from './sheet-options.js';

export interface FixRequest {
  readonly file: string;
  /** The copy, in the format of the file. */
  readonly target: string;
  readonly options: SheetOptions;
  /** Told every repair that went into the copy, as an issue of the code CELL_REPAIRED, in the file's order. */
  readonly onRepair: (issue: Issue) => void;
  /** Told what of a workbook cannot be kept, before anything is written. */
  readonly onNote: (note: string) => void;
}

const formats = { csv: ['.csv', '.txt', '.tsv'], xlsx: ['.xlsx', '.xlsm'] } as const;

const reasons = {
  spaces: 'spaces that do not belong to the value',
  characters: 'the same letters in their usual form',
  code: 'the code of the value',
  currency: 'the code of the currency',
  country: 'the name that the API takes',
  date: 'the same day in the form that has one meaning',
} as const satisfies Record<RepairKind, string>;

/** Throws LeadferryError USAGE where a copy of the file cannot be named so; to be asked before a large file is read. */
export function checkFixName(target: string, file: string): void {
  if (resolve(target) !== resolve(file)) return;
  throw new LeadferryError('USAGE', `--fix names the lead sheet itself, ${file}; it is never written over.`, {
    next: 'Name another file for the copy.',
  });
}

/**
 * Writes a copy of a lead sheet in which the cells that have one right form have it; nothing else differs. Returns the path really written.
 * Throws LeadferryError USAGE for a name that does not fit the format, and what reading and writing throw.
 */
export async function fixFile(request: FixRequest): Promise<string> {
  const rules = await loadMapping(request.options);
  const options = withMappingSettings(request.options, rules);
  const { apiVersion } = await resolveLocalSettings(options, processEnvironment());
  const reader = await openSource(request.file, options);
  try {
    const { signal } = options;
    const repairs = repairSheets(reader, {
      ...unjudged,
      apiVersion,
      signal,
      ...readingRules(options),
      ...rules,
    });
    return await writeCopy({ ...request, options }, { reader, repairs });
  } finally {
    await reader.close();
  }
}

async function writeCopy(
  request: FixRequest,
  { reader, repairs }: { readonly reader: RowReader; readonly repairs: AsyncIterable<CellRepair> },
): Promise<string> {
  const { file, target, options, onNote } = request;
  const extensions: readonly string[] = formats[reader.facts.format];
  if (!extensions.includes(extname(target).toLowerCase())) {
    throw new LeadferryError(
      'USAGE',
      `--fix writes a copy in the format of the file, but ${target} does not end in ${extensions.join(' or ')}.`,
      { next: `Name the copy with ${extensions[0]} at its end.` },
    );
  }
  const onRepair = (repair: CellRepair): void => request.onRepair(repairIssue(repair, reader.source));
  if (reader.facts.format === 'xlsx') {
    return await fixWorkbook({ file, target, reader, repairs, onRepair, options, onNote });
  }
  // The repairs are found in one reading and written in another, side by side.
  const records = await openSource(file, options);
  try {
    return await fixText({ target, reader: records, repairs, onRepair });
  } finally {
    await records.close();
  }
}

function repairIssue({ kind, from, to, sheet, row, column }: CellRepair, source: string): Issue {
  return createIssue(
    'CELL_REPAIRED',
    {
      source,
      sheet,
      row,
      column: column.column,
      header: column.header,
      field: column.field.path,
      value: from,
    },
    { message: `found ${JSON.stringify(from)}, wrote ${JSON.stringify(cellText(to))}: ${reasons[kind]}.` },
  );
}
