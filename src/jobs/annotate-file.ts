import { basename, extname, resolve } from 'node:path';
import { LeadferryError } from '../core/error.js';
import type { Issue } from '../core/issue.js';
import type { HeaderRow, RowReader } from '../core/row.js';
import { annotationHeaders } from '../lead/own-columns.js';
import { type PatchSource, patchWorkbook } from '../writers/workbook-patch/patch-workbook.js';
import { textWorkbook } from '../writers/workbook-patch/text-workbook.js';
import type { PatchResult, SheetPatch } from '../writers/workbook-patch/workbook-patch.js';
import {
  cellPatches,
  type IssueCell,
  type RowVerdicts,
  rowTexts,
  type SheetMarks,
  takeIssue,
} from './annotation-marks.js';
import { annotationSummary } from './annotation-summary.js';
import { packageContext, withWorkbookSource } from './patch-source.js';
import type { SheetOptions, ValidateResult } from './sheet-options.js';

/** A checked file, to be copied with what was found in it. */
export interface AnnotateRequest extends RowVerdicts {
  readonly file: string;
  /** The copy, .xlsx or .xlsm. */
  readonly target: string;
  /** The sheets that were read, and the file, still open. */
  readonly checked: { readonly sheets: readonly HeaderRow[]; readonly reader: RowReader };
  readonly result: ValidateResult;
  /** Every issue that is listed; each call gives them anew. */
  readonly issues: () => AsyncIterable<Issue>;
  readonly options: Pick<SheetOptions, 'limits' | 'signal'>;
  /** Told what cannot be kept or shown; of what cannot be kept, before anything is written. */
  readonly onNote: (note: string) => void;
}

const copyFormats: ReadonlySet<string> = new Set(['.xlsx', '.xlsm']);
/** The tab of the sheet that a CSV file becomes. */
const csvSheet = 'Leads';
/** Issues that get a fill and a note; the others are counted. Keeps memory flat. */
const mostMarked = 200_000;
const [statusHeader, issuesHeader] = annotationHeaders;
const addedWidths = { [statusHeader]: 18, [issuesHeader]: 90 } as const;

/** Throws LeadferryError USAGE where a copy cannot be named so; to be asked before a large file is read. */
export function checkCopyName(target: string, file: string): void {
  if (resolve(target) === resolve(file)) {
    throw new LeadferryError(
      'USAGE',
      `--annotate names the lead sheet itself, ${file}; it is never written over.`,
      {
        next: 'Name another file for the copy.',
      },
    );
  }
  if (copyFormats.has(extname(target).toLowerCase())) return;
  throw new LeadferryError(
    'USAGE',
    `--annotate writes an Excel workbook, but ${basename(target)} is not named .xlsx.`,
    {
      next: `Name the copy ${basename(target, extname(target))}.xlsx.`,
    },
  );
}

/**
 * Writes a copy of the user's own workbook (of a CSV file, a workbook of texts) in which each bad cell is filled and has a note, with the
 * columns of `annotationHeaders` at the right and a summary in front. What an earlier annotation put there is replaced.
 * Throws what `patchWorkbook` throws.
 */
export async function annotateFile(request: AnnotateRequest): Promise<PatchResult> {
  const { target, checked, issues, onNote, result } = request;
  const marks = await gatherMarks(request);
  const patch = {
    sheets: marks.map((one) => sheetPatch(one, request)),
    summary: annotationSummary({ result, issues, cellOf: cellFinder(checked) }),
  };
  const written = await withSource(request, (source) =>
    patchWorkbook(source, target, { patch, options: { removeEarlier: true, onNote } }),
  );
  if (written.commentsLeftOut > 0) {
    const count = written.commentsLeftOut.toLocaleString('en-US');
    onNote(
      `${count} marked cells have no note of their own; the column "${issuesHeader}" says what is wrong with them.`,
    );
  }
  return written;
}

async function gatherMarks({ checked, issues, onNote }: AnnotateRequest): Promise<readonly SheetMarks[]> {
  const marks = checked.sheets.map((header) => ({ header, cells: new Map(), rows: new Map() }));
  let count = 0;
  for await (const issue of issues()) {
    const sheet = marks.find(({ header }) => header.sheet === issue.sheet);
    if (sheet === undefined) continue;
    count += 1;
    if (count <= mostMarked) takeIssue(sheet, issue);
  }
  if (count > mostMarked) {
    const [most, all] = [mostMarked, count].map((number) => number.toLocaleString('en-US'));
    onNote(`The first ${most} of ${all} issues are marked in the copy; --report FILE has all of them.`);
  }
  return marks;
}

function sheetPatch(marks: SheetMarks, verdicts: RowVerdicts): SheetPatch {
  const { header } = marks;
  const names = header.headers.map((text) => text.trim().toLowerCase());
  const columns = annotationHeaders.map((text) => {
    const at = names.indexOf(text);
    return { header: text, width: addedWidths[text], at: at === -1 ? null : at };
  });
  return {
    sheet: header.sheet ?? csvSheet,
    cells: cellPatches(marks),
    added: { headerRow: header.row, columns, textsOf: rowTexts(marks, verdicts) },
  };
}

/** The place of an issue in the copy; of a column, its header; of a sheet, its first cell. */
function cellFinder({ sheets, reader }: AnnotateRequest['checked']): (issue: Issue) => IssueCell | null {
  return ({ sheet, row, column }) => {
    const header = sheets.find((one) => one.sheet === sheet);
    const name = sheet ?? csvSheet;
    if (row !== null) return { sheet: name, row, column };
    if (column !== null && header !== undefined) return { sheet: name, row: header.row, column };
    return sheet !== null && reader.facts.sheets.includes(sheet) ? { sheet, row: 1, column: 'A' } : null;
  };
}

async function withSource<T>(
  { file, checked, options }: AnnotateRequest,
  work: (source: PatchSource) => Promise<T>,
): Promise<T> {
  const { reader, sheets } = checked;
  const context = packageContext(reader, options);
  if (reader.facts.format === 'csv') {
    const [table] = reader.tables;
    const [header] = sheets;
    const archive = textWorkbook({
      sheet: csvSheet,
      headerRow: header?.row ?? 1,
      columns: header?.headers.length ?? 1,
      rows: () => table?.rows() ?? noRows(),
    });
    return await work({ archive, context, path: file });
  }
  return await withWorkbookSource(file, context, work);
}

async function* noRows(): AsyncGenerator<never> {}
