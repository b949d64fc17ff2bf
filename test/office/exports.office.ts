import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Cell, cellText } from '../../src/core/row.js';
import { csvLocale } from '../../src/formats/csv-locale.js';
import { packageContext, withWorkbookSource } from '../../src/jobs/patch-source.js';
import type { RemoteLead } from '../../src/lead/lead.js';
import { openReader } from '../../src/readers/open-reader.js';
import { writeLeads } from '../../src/writers/lead-rows.js';
import { importCsvInOffice, shownInOffice } from '../support/office.js';
import { randomLeads } from '../support/random-leads.js';

const { default: exceljs } = await import('exceljs');

const leads = randomLeads(4, 150);
const layouts = [1, 2, 3] as const;

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-office-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function* given(): AsyncGenerator<RemoteLead> {
  yield* await Promise.resolve(leads);
}

async function exported(name: string, form: { layout: 1 | 2 | 3; locale?: string }): Promise<string> {
  return await writeLeads(join(folder, name), given(), { apiVersion: 'v1', ...form });
}

type Grid = readonly (readonly Cell[])[];

/** Every row of every sheet as leadferry reads it. */
async function readByLeadferry(path: string): Promise<ReadonlyMap<string, Grid>> {
  const reader = await openReader(path);
  try {
    const sheets: [string, Grid][] = [];
    for (const { sheet, rows } of reader.tables) {
      const grid: (readonly Cell[])[] = [];
      for await (const { cells } of rows()) grid.push(cells);
      sheets.push([sheet ?? '', grid]);
    }
    return new Map(sheets);
  } finally {
    await reader.close();
  }
}

/** What a cell must look like in a program that shows it: an amount by its number, everything else by its text. */
function comparable(cell: Cell): string | number {
  if (typeof cell === 'object' && cell.kind === 'number') return Number(cell.digits);
  return lines(cellText(cell).replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)$/, '$1 $2'));
}

// Programs break lines each in its own way, and show none at the end of a cell.
function lines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

const shownAmount = /^-?[\d,]+(?:\.\d+)?(?: [A-Z]{3})?$/;

function shownAs(text: string, cell: Cell): string | number {
  const isNumber = typeof cell === 'object' && cell.kind === 'number';
  return isNumber && shownAmount.test(text) ? Number(text.replaceAll(/[^\d.-]/g, '')) : lines(text);
}

describe.each(layouts)('a workbook in layout %i', (layout) => {
  let path = '';
  let read: ReadonlyMap<string, Grid> = new Map();

  beforeAll(async () => {
    path = await exported(`leads-${layout}.xlsx`, { layout });
    read = await readByLeadferry(path);
    expect(read.size).toBe(layout === 3 ? 4 : 1);
  });

  it('shows the same values in LibreOffice', async () => {
    const shown = await shownInOffice(path, { folder });
    for (const [sheet, rows] of read) {
      const office = shown.get(sheet) ?? [];
      expect(office.length).toBe(rows.length);
      const differing = rows.flatMap((cells, row) =>
        cells.flatMap((cell, column) => {
          const text = office[row]?.[column] ?? '';
          const found = shownAs(text, cell);
          return found === comparable(cell) ? [] : [{ sheet, row, column, cell, found }];
        }),
      );
      expect(differing).toEqual([]);
    }
  });

  it('gives the same values to exceljs', async () => {
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    for (const [sheet, rows] of read) {
      const found = workbook.getWorksheet(sheet);
      const differing = rows.flatMap((cells, row) =>
        cells.flatMap((cell, column) => {
          const value = exceljsValue(found?.getRow(row + 1).getCell(column + 1).value);
          return value === comparable(cell) ? [] : [{ sheet, row, column, cell, value }];
        }),
      );
      expect(differing).toEqual([]);
    }
  });

  it('holds no formula', async () => {
    const parts = await sheetParts(path);
    expect(parts.length).toBe(read.size);
    const text = parts.join('');
    expect(text.includes('<t>=1+1</t>')).toBe(true);
    expect(/<f[\s>/]/.exec(text)).toBeNull();
  });
});

/** A value in the terms of `comparable`. */
function exceljsValue(value: unknown): string | number {
  if (typeof value === 'number') return value;
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/(?: 00:00:00)?\.000Z$/, '');
  if (typeof value === 'object' && value !== null && 'text' in value) return exceljsValue(value.text);
  // exceljs leaves the escapes of ECMA-376 part 1, 22.9.2.19 as they are written.
  return lines(
    String(value ?? '').replaceAll(/_x([0-9A-F]{4})_/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
  );
}

async function sheetParts(path: string): Promise<readonly string[]> {
  return await withWorkbookSource(path, packageContext({ source: 'leads.xlsx' }, {}), async ({ archive }) => {
    const texts: string[] = [];
    for (const name of archive.names.filter((one) => one.startsWith('xl/worksheets/sheet'))) {
      const chunks: Buffer[] = [];
      for await (const chunk of archive.read(name)) chunks.push(chunk);
      texts.push(Buffer.concat(chunks).toString('utf8'));
    }
    return texts;
  });
}

const locales = [
  { locale: 'de-DE', language: 1031 },
  { locale: 'fr-FR', language: 1036 },
  { locale: 'en-US', language: 1033 },
  { locale: 'ja-JP', language: 1041 },
] as const;

describe.each(locales)('a CSV file for $locale', ({ locale, language }) => {
  const { delimiter } = csvLocale(locale);
  let path = '';
  let rows: string[][] = [];

  beforeAll(async () => {
    path = await exported(`leads-${locale}.csv`, { layout: 2, locale });
    rows = parse(await readFile(path), { bom: true, delimiter });
  });

  it('holds the same texts in LibreOffice and exceljs', async () => {
    const columns = rows[0]?.length ?? 0;
    const book = await importCsvInOffice(path, { delimiter, language, textColumns: columns, folder });
    const [office = []] = [...(await readByLeadferry(book)).values()];
    expect(office.map((cells) => filled(cells.map((cell) => lines(cellText(cell)))))).toEqual(
      rows.map((cells) => filled(cells.map(lines))),
    );
    const workbook = new exceljs.Workbook();
    const sheet = await workbook.csv.readFile(path, {
      map: (value: unknown) => value,
      parserOptions: { delimiter },
    });
    const read = rows.map((cells, row) =>
      cells.map((_, column) => lines(String(sheet.getRow(row + 1).getCell(column + 1).value ?? ''))),
    );
    expect(read.map(filled)).toEqual(
      rows.map((cells) => filled(cells.map((text) => (lines(text).trim() === '' ? '' : lines(text))))),
    );
  });

  it('gives numbers and days where a person of the country opens it', async () => {
    const book = await importCsvInOffice(path, { delimiter, language, textColumns: 0, folder });
    const [office = []] = [...(await readByLeadferry(book)).values()];
    const header = rows[0] ?? [];
    const amounts = leads.flatMap(({ offerLines }) =>
      (offerLines ?? [null]).map((line) => line?.['amount'] ?? null),
    );
    const days = leads.flatMap(({ offerLines, leadOpportunity }) =>
      (offerLines ?? [null]).map(() => leadOpportunity['closeDate']),
    );
    const column = (name: string) => office.slice(1).map((cells) => cells[header.indexOf(name)]);
    expect(column('Offer amount').map(numberOf)).toEqual(amounts);
    expect(column('Close date')).toEqual(days.map((iso) => ({ kind: 'date', iso })));
  });
});

function numberOf(cell: Cell | undefined): number | null | Cell {
  if (typeof cell === 'object' && cell.kind === 'number') return Number(cell.digits);
  return cell === undefined || cell === '' ? null : cell;
}

function filled(texts: readonly string[]): readonly string[] {
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}

describe('days and times', () => {
  const zones = ['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Asia/Tokyo'];

  it('are the same in four time zones, written and shown', async () => {
    const files: Buffer[] = [];
    const shown: unknown[] = [];
    for (const zone of zones) {
      vi.stubEnv('TZ', zone);
      expect(new Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone);
      const path = await exported('zones.xlsx', { layout: 3 });
      files.push(await readFile(path));
      shown.push(await shownInOffice(path, { folder, zone }));
    }
    vi.unstubAllEnvs();
    for (const file of files) expect(file.equals(files[0] ?? Buffer.alloc(0))).toBe(true);
    for (const one of shown) expect(one).toEqual(shown[0]);
  });
});
