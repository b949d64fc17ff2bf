import { basename } from 'node:path';
import { LeadferryError } from '../core/error.js';
import type { ApiVersion } from '../lead/field-catalogue.js';
import { writeLeadLines } from './jsonl.js';
import { type LeadLayout, type LeadSheet, leadRows, leadSheets, type WrittenLead } from './lead-sheets.js';
import { spoolLeads } from './lead-spool.js';
import type { TableWriterOptions } from './sheet-spec.js';
import { openTableWriter, tableExtension } from './table-writer.js';

export interface WriteLeadsOptions extends TableWriterOptions {
  readonly apiVersion: ApiVersion;
  /** 3 in a workbook and 2 in CSV where it is left out; JSON lines have none. */
  readonly layout?: LeadLayout | undefined;
  /** Fills a column `Partner id`; without it there is none. */
  readonly partnerId?: string | undefined;
}

const noCounts = { offerLines: 0, customerContacts: 0, partnerContacts: 0 } as const;

/**
 * Writes leads to .xlsx, .csv or .jsonl so that the file uploads again as it is. Leads stream through; where numbered columns
 * depend on the longest list, they wait in a private file beside the target. Returns the absolute path really written.
 * Throws LeadferryError FORMAT_UNKNOWN, FILE_WRITE_FAILED, USAGE, and whatever the source throws; then nothing is left behind.
 */
export async function writeLeads(
  path: string,
  leads: AsyncIterable<WrittenLead>,
  options: WriteLeadsOptions,
): Promise<string> {
  const extension = tableExtension(path);
  if (extension === '.jsonl') return await writeLeadLines(path, leads, options);
  const layout = options.layout ?? (extension === '.xlsx' ? 3 : 2);
  const sheetOptions = { apiVersion: options.apiVersion, partnerId: options.partnerId, readOnly: true };
  if (layout === 3) {
    if (extension === '.csv') throw joinedCsv(path);
    const sheets = leadSheets(layout, { ...sheetOptions, counts: noCounts });
    return await writeRows({ path, sheets, options }, leads);
  }
  const spool = await spoolLeads(path, leads);
  try {
    const sheets = leadSheets(layout, { ...sheetOptions, counts: spool.counts });
    return await writeRows({ path, sheets, options }, spool.leads());
  } finally {
    await spool.remove();
  }
}

interface Target {
  readonly path: string;
  readonly sheets: readonly LeadSheet[];
  readonly options: TableWriterOptions;
}

async function writeRows(
  { path, sheets, options }: Target,
  leads: AsyncIterable<WrittenLead>,
): Promise<string> {
  const table = await openTableWriter(path, sheets, options);
  try {
    for await (const lead of leads) {
      for (const { sheetIndex, cells } of leadRows(sheets, lead)) await table.addRow(sheetIndex, cells);
    }
  } catch (thrown) {
    await table.abort();
    throw thrown;
  }
  return await table.finish();
}

function joinedCsv(path: string): LeadferryError {
  return new LeadferryError(
    'USAGE',
    `${basename(path)}: layout 3 needs several sheets, but a CSV file holds one table.`,
    { next: 'Write to an .xlsx file, or use layout 1 or 2.' },
  );
}
