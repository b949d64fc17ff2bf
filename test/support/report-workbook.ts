import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { ReportDocument } from '../../src/reports/document.js';
import { writeDocumentWorkbook } from '../../src/reports/xlsx-document.js';

/** The bytes of the workbook that a report becomes. */
export async function documentWorkbook(document: ReportDocument, maxRows?: number): Promise<Buffer> {
  const output = new PassThrough();
  const [bytes] = await Promise.all([
    buffer(output),
    writeDocumentWorkbook(document, output, maxRows).finally(() => output.end()),
  ]);
  return bytes;
}
