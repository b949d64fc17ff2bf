import { extname, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LeadferryError } from '../core/error.js';
import { writeFileAtomically } from '../formats/atomic-file.js';
import type { ReportDocument } from '../reports/document.js';
import { documentMarkdown } from '../reports/document-md.js';
import { jsonText, writeTextFile } from './write-text-file.js';

/** A report in the forms that files are made of. */
export interface ReportContent {
  /** For people. */
  readonly document: ReportDocument;
  /** For programs: the published JSON document. */
  readonly json: object;
}

type WriteReport = (path: string, content: ReportContent) => Promise<string>;

const reports = {
  '.html': writePage,
  '.xlsx': writeWorkbook,
  '.md': (path, { document }) => writeTextFile(path, documentMarkdown(document)),
  '.json': (path, { json }) => writeTextFile(path, jsonText(json)),
} as const satisfies Record<`.${string}`, WriteReport>;

type ReportExtension = keyof typeof reports;

/**
 * Looks at the names of reports before any work is done. Throws LeadferryError FORMAT_UNKNOWN for an ending that there is no report for,
 * USAGE for a name that is given twice or that is a file which is read.
 */
export function checkReportFiles(paths: readonly string[], inputs: readonly string[]): void {
  const taken = new Map(inputs.map((path) => [resolve(path), 'is a file that the report is made from']));
  for (const path of paths) {
    reportExtension(path);
    const problem = taken.get(resolve(path));
    if (problem !== undefined) {
      throw new LeadferryError('USAGE', `-o ${path} ${problem}.`, {
        next: 'Give every report a name of its own.',
      });
    }
    taken.set(resolve(path), 'is given twice');
  }
}

/** Writes the report into each file, by its ending, as a whole or not at all. Returns the paths really written. Throws FILE_WRITE_FAILED. */
export async function writeReportFiles(
  paths: readonly string[],
  content: ReportContent,
): Promise<readonly string[]> {
  const written: string[] = [];
  for (const path of paths) written.push(await reports[reportExtension(path)](path, content));
  return written;
}

function reportExtension(path: string): ReportExtension {
  const extension = extname(path).toLowerCase();
  if (isReportExtension(extension)) return extension;
  throw new LeadferryError(
    'FORMAT_UNKNOWN',
    `-o ${path}: expected a name that ends in ${Object.keys(reports).join(', ')}, found "${extension}".`,
    { next: 'A page (.html), a workbook (.xlsx) or Markdown (.md) is for people, .json for programs.' },
  );
}

function isReportExtension(extension: string): extension is ReportExtension {
  return Object.hasOwn(reports, extension);
}

async function writePage(path: string, { document }: ReportContent): Promise<string> {
  const { documentHtml } = await import('../reports/document-html.js');
  return await writeFileAtomically(path, async (output) => {
    await pipeline(Readable.from(documentHtml(document)), output, { end: false });
  });
}

async function writeWorkbook(path: string, { document }: ReportContent): Promise<string> {
  const { writeDocumentWorkbook } = await import('../reports/xlsx-document.js');
  return await writeFileAtomically(path, (output) => writeDocumentWorkbook(document, output));
}
