import { basename } from 'node:path';
import { LeadferryError } from '../core/error.js';
import { csvLocale } from '../formats/csv-locale.js';
import type { ApiVersion, Field } from '../lead/field-catalogue.js';
import { chosenColumns, chosenFields, chosenValues } from './choose-columns.js';
import { addExtraRows, writeBeside } from './extra-sheets.js';
import { type LeadSink, openLeadLines } from './jsonl.js';
import { withLabels } from './label-columns.js';
import {
  currencyOf,
  type LeadLayout,
  leadRows,
  leadSheets,
  type PartCounts,
  type WrittenLead,
} from './lead-sheets.js';
import { spoolLeads } from './lead-spool.js';
import type { ExtraSheet, TableWriterOptions } from './sheet-spec.js';
import { openTableWriter, type TableExtension, tableExtension } from './table-writer.js';

export interface WriteLeadsOptions extends TableWriterOptions {
  readonly apiVersion: ApiVersion;
  /** 3 in a workbook and 2 in CSV where it is left out; JSON lines have none. */
  readonly layout?: LeadLayout | undefined;
  /** Fills a column `Partner id`; without it there is none. */
  readonly partnerId?: string | undefined;
  /** The columns to write, in this order, by label, API name, path or part (`offerLines`); all of them where it is left out. */
  readonly columns?: readonly string[] | undefined;
  /** What products are called, by id: a workbook shows it beside the id. */
  readonly offerNames?: ReadonlyMap<string, string> | undefined;
  /**
   * Sheets beside the leads, such as what an export covers: in a workbook behind them, else each in a file `NAME-SHEET.csv` beside the
   * leads. Their rows are taken after the last lead.
   */
  readonly extraSheets?: readonly ExtraSheet[] | undefined;
}

/**
 * Writes leads to .xlsx, .csv or .jsonl so that a sheet uploads again as it is. Leads stream through; where numbered columns
 * depend on the longest list, they wait in a private file. Returns the absolute paths really written, that of the leads first.
 * Throws LeadferryError FORMAT_UNKNOWN, FILE_WRITE_FAILED, USAGE, COLUMN_UNKNOWN, and whatever the source throws; then no file of leads
 * is left behind.
 */
export async function writeLeadFiles(
  path: string,
  leads: AsyncIterable<WrittenLead>,
  options: WriteLeadsOptions,
): Promise<readonly string[]> {
  const target = targetOf(path, options);
  if (!hasNumbers(target)) return await writeAll(await openFile(target, noCounts), leads);
  const spool = await spoolLeads(path, leads);
  try {
    return await writeAll(await openFile(target, spool.counts), spool.leads());
  } finally {
    await spool.remove();
  }
}

/** As writeLeadFiles; returns the path of the leads alone. */
export async function writeLeads(
  path: string,
  leads: AsyncIterable<WrittenLead>,
  options: WriteLeadsOptions,
): Promise<string> {
  const [file = path] = await writeLeadFiles(path, leads, options);
  return file;
}

/** Whether such a file can be written: so that nobody reads leads for nothing. Throws FORMAT_UNKNOWN, USAGE, COLUMN_UNKNOWN. */
export function checkLeadTarget(path: string, options: WriteLeadsOptions): void {
  targetOf(path, options);
  if (options.locale !== undefined) csvLocale(options.locale);
}

interface Target {
  readonly path: string;
  readonly extension: TableExtension;
  readonly layout: LeadLayout;
  /** Null for all of them. */
  readonly fields: readonly Field[] | null;
  readonly options: WriteLeadsOptions;
}

function targetOf(path: string, options: WriteLeadsOptions): Target {
  const extension = tableExtension(path);
  const layout = options.layout ?? (extension === '.csv' ? 2 : 3);
  if (layout === 3 && extension === '.csv') throw joinedCsv(path);
  const fields = options.columns === undefined ? null : chosenFields(options.columns, options.apiVersion);
  return { path, extension, layout, fields, options };
}

const noCounts: PartCounts = { offerLines: 0, customerContacts: 0, partnerContacts: 0 };

function hasNumbers({ extension, layout }: Target): boolean {
  return extension !== '.jsonl' && layout !== 3;
}

/** A file of leads, and how what stands beside the leads is written. */
interface OpenFile extends LeadSink {
  /** Returns the paths of further files. */
  addExtras(): Promise<readonly string[]>;
}

async function openFile(target: Target, counts: PartCounts): Promise<OpenFile> {
  const { path, extension, fields, options } = target;
  const { extraSheets = [] } = options;
  const beside = () => writeBeside(path, extraSheets, options);
  if (extension !== '.jsonl') return await openSheets(target, counts, beside);
  const lines = await openLeadLines(path, options);
  const add = (lead: WrittenLead) => lines.add(fields === null ? lead : chosenValues(lead, fields));
  return { ...lines, add, addExtras: beside };
}

async function openSheets(
  { path, extension, layout, fields, options }: Target,
  counts: PartCounts,
  beside: OpenFile['addExtras'],
): Promise<OpenFile> {
  const { apiVersion, partnerId, extraSheets = [] } = options;
  const all = leadSheets(layout, { apiVersion, partnerId, readOnly: true, counts });
  const plain = fields === null ? all : chosenColumns(all, fields);
  const isWorkbook = extension === '.xlsx';
  const sheets = isWorkbook
    ? withLabels(plain, { apiVersion, offerNames: options.offerNames ?? new Map() })
    : plain;
  const inside = isWorkbook ? extraSheets : [];
  const table = await openTableWriter(path, [...sheets, ...inside], options);
  return {
    ...table,
    add: async (lead) => {
      const look = { currency: currencyOf(lead) };
      for (const { sheetIndex, cells } of leadRows(sheets, lead)) {
        await table.addRow(sheetIndex, cells, look);
      }
    },
    addExtras: async () => {
      if (!isWorkbook) return await beside();
      await addExtraRows(table, inside, sheets.length);
      return [];
    },
  };
}

/** Files beside the leads come into place first: where the leads are, everything is. */
async function writeAll(file: OpenFile, leads: AsyncIterable<WrittenLead>): Promise<readonly string[]> {
  let beside: readonly string[] = [];
  try {
    for await (const lead of leads) await file.add(lead);
    beside = await file.addExtras();
  } catch (thrown) {
    await file.abort();
    throw thrown;
  }
  return [await file.finish(), ...beside];
}

function joinedCsv(path: string): LeadferryError {
  return new LeadferryError(
    'USAGE',
    `${basename(path)}: layout 3 needs several sheets, but a CSV file holds one table.`,
    { next: 'Write to an .xlsx file, or use layout 1 or 2.' },
  );
}
