import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { plantedErrors } from '../../samples/error-sheets.js';
import { leadferry, projectRoot } from '../support/leadferry-command.js';
import { sampleFolder } from '../support/sample-folder.js';
import { editWorkbook } from '../support/xlsx-edit.js';
import { type Parts, partsOf } from '../unit/writers/workbook-patch/patch-bench.js';

const sample = join(projectRoot, 'samples', 'leads-with-errors.xlsx');
const flags = ['--partner-id', '200000000014442', '--as-of', '2026-11-21'] as const;

const answerShape = z.object({
  rows: z.number(),
  leads: z.object({ total: z.number(), valid: z.number(), rejected: z.number() }),
  issues: z.array(
    z.object({
      code: z.string(),
      sheet: z.string().nullable(),
      row: z.number().nullable(),
      column: z.string().nullable(),
    }),
  ),
  files: z.array(z.string()),
});

const folder = sampleFolder();

async function validate(file: string, ...more: string[]) {
  const args = ['validate', file, '--json', ...flags, ...more];
  const { code, stdout, stderr } = await leadferry(args, { cwd: folder() });
  return { code, stderr, answer: answerShape.parse(JSON.parse(stdout)) };
}

async function workbookAt(name: string): Promise<import('exceljs').Workbook> {
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  await workbook.xlsx.readFile(join(folder(), name));
  return workbook;
}

function fillOf(cell: import('exceljs').Cell | undefined): string | undefined {
  return cell?.fill?.type === 'pattern' ? cell.fill.fgColor?.argb : undefined;
}

function noteOf(cell: import('exceljs').Cell | undefined): string {
  const note = cell?.note;
  if (note === undefined || typeof note === 'string') return note ?? '';
  return (note.texts ?? []).map(({ text }) => text).join('');
}

/** The address of a planted mistake: its column is found by the header. */
function cellAt(
  workbook: import('exceljs').Workbook,
  { sheet, row, header }: (typeof plantedErrors)[number],
) {
  const worksheet = workbook.getWorksheet(sheet);
  const headers = worksheet?.getRow(1).values;
  const column = Array.isArray(headers) ? headers.indexOf(header) : -1;
  return worksheet?.getCell(row, column);
}

describe('validate --annotate', () => {
  let original: Awaited<ReturnType<typeof validate>>;
  let copy: import('exceljs').Workbook;
  let parts: { readonly before: Parts; readonly after: Parts };

  let untouched: Buffer;

  beforeAll(async () => {
    untouched = await readFile(sample);
    original = await validate(sample, '--annotate', 'copy.xlsx');
    copy = await workbookAt('copy.xlsx');
    parts = {
      before: await partsOf(await readFile(sample)),
      after: await partsOf(await readFile(join(folder(), 'copy.xlsx'))),
    };
  }, 60_000);

  it('answers as without it, names the copy and leaves the workbook alone', async () => {
    expect(original.code).toBe(4);
    expect(original.answer.files).toEqual([join(folder(), 'copy.xlsx')]);
    expect((await readFile(sample)).equals(untouched)).toBe(true);
    const { answer } = await validate(sample);
    expect(original.answer.issues).toEqual(answer.issues);
  });

  it('fills every bad cell and tells in a note what is wrong with it', () => {
    const placed = original.answer.issues.filter(({ row, column }) => row !== null && column !== null);
    expect(placed.length).toBeGreaterThan(30);
    for (const { code, sheet, row, column } of placed) {
      if (!copy.getWorksheet(sheet ?? '') || sheet === 'Notes') continue;
      const cell = copy.getWorksheet(sheet ?? '')?.getCell(`${column}${row}`);
      expect(['FFFFC9C9', 'FFFFC9CA', 'FFFFE5A8', 'FFD3E5F8'], `${code} ${sheet} ${column}${row}`).toContain(
        fillOf(cell),
      );
      expect(noteOf(cell), `${code} ${sheet} ${column}${row}`).toContain(code);
    }
  });

  it('keeps what the planted cells hold, and the notes of others', () => {
    for (const planted of plantedErrors) {
      if (typeof planted.put === 'string')
        expect(cellAt(copy, planted)?.text, planted.code).toBe(planted.put);
    }
    const leads = copy.getWorksheet('Leads');
    expect(noteOf(leads?.getCell('B2'))).toBe('Anna: the oldest one.');
    expect(noteOf(leads?.getCell('E9'))).toMatch(
      /^Käthe: to be asked again in March\.\n\n\[leadferry\]\nError DATE_INVALID/,
    );
  });

  it('keeps the bytes of chart, image, theme, texts and of the sheet that it does not read', () => {
    const kept = [...parts.before.keys()].filter((name) =>
      /chart|media|theme|sharedStrings|drawings\/drawing|docProps|sheet5/.test(name),
    );
    expect(kept).toHaveLength(10);
    for (const name of kept)
      expect(parts.after.get(name)?.equals(parts.before.get(name) ?? Buffer.alloc(0)), name).toBe(true);
  });

  it('keeps widths, formulas, rules and names', () => {
    expect(copy.getWorksheet('Leads')?.getColumn(2).width).toBe(34);
    expect(copy.getWorksheet('Notes')?.getCell('E2').formula).toBe('SUM(Amounts)');
    expect(parts.after.get('xl/worksheets/sheet1.xml')?.toString()).toMatch(
      /<conditionalFormatting sqref="C2:C33">.*<dataValidations/s,
    );
    const names = /<definedNames>.*<\/definedNames>/s;
    expect(names.exec(textOf(parts.after))?.[0]).toBe(names.exec(textOf(parts.before))?.[0]);
    expect(textOf(parts.after)).toContain('<definedName name="Amounts">');
  });

  it('adds its columns at the right, clear of the chart', () => {
    expect(copy.getWorksheet('Leads')?.getCell('Z1').text).toBe('leadferry status');
    expect(copy.getWorksheet('Leads')?.getCell('Z8').text).toBe('error');
    expect(copy.getWorksheet('Leads')?.getCell('AA8').text).toContain(
      'E "Close date": expected a date, found "31.11.2026"',
    );
    expect(copy.getWorksheet('Offer lines')?.getCell('N1').text).toBe('leadferry status');
  });

  it('has a summary in front whose links lead to the cells', () => {
    expect(copy.worksheets.map(({ name }) => name)[0]).toBe('leadferry summary');
    const summary = copy.worksheets[0];
    const links = [
      ...(parts.after.get('xl/worksheets/sheet6.xml')?.toString() ?? '').matchAll(
        /<hyperlink ref="C(\d+)" location="'([^']*)'!([A-Z]+)(\d+)"/g,
      ),
    ];
    expect(links.length).toBeGreaterThan(40);
    for (const [, row, sheet, column, target] of links) {
      expect(summary?.getCell(`C${row}`).text).toMatch(
        new RegExp(`^${sheet} (?:${column}${target}|row ${target})$`),
      );
    }
  });

  it('reads the copy as it reads the workbook', async () => {
    const again = await validate('copy.xlsx');
    expect(again.code).toBe(4);
    expect(again.answer).toMatchObject({ rows: original.answer.rows, leads: original.answer.leads });
    expect(again.answer.issues.map(placeOf)).toEqual(original.answer.issues.map(placeOf));
  });

  it('replaces what it put into a copy, and takes away the marks of what was mended', async () => {
    await editWorkbook(join(folder(), 'copy.xlsx'), join(folder(), 'mended.xlsx'), [
      { sheet: 'Leads', cell: 'E8', value: new Date('2026-12-31T00:00:00Z') },
      { sheet: 'Leads', cell: 'C11', value: 'Qualified' },
    ]);
    await validate('mended.xlsx', '--annotate', 'second.xlsx');
    const leads = (await workbookAt('second.xlsx')).getWorksheet('Leads');
    expect(fillOf(leads?.getCell('E8'))).toBe('FFD9EAD3');
    expect(fillOf(leads?.getCell('C11'))).toBeUndefined();
    expect([noteOf(leads?.getCell('E8')), noteOf(leads?.getCell('C11'))]).toEqual(['', '']);
    expect(noteOf(leads?.getCell('E9')).match(/\[leadferry\]/g)).toHaveLength(1);
    const headers = leads?.getRow(1).values;
    const own = Array.isArray(headers)
      ? headers.filter((header) => String(header).startsWith('leadferry'))
      : [];
    expect(own).toEqual(['leadferry status', 'leadferry issues']);
  });

  it('makes a workbook of a CSV file, every cell as it was read, in its row', async () => {
    const csv =
      'Partner lead id;Close date;Stage\r\n\r\n00012;31.02.2027;"Qual\nified"\r\n=1+1;2027-01-31;VALIDATED\r\n';
    await writeFile(join(folder(), 'leads.csv'), csv);
    const { answer } = await validate('leads.csv', '--annotate', 'leads-marked.xlsx');
    const leads = (await workbookAt('leads-marked.xlsx')).getWorksheet('Leads');
    expect(
      [1, 3, 4].map((row) => ['A', 'B', 'C'].map((column) => leads?.getCell(`${column}${row}`).value)),
    ).toEqual([
      ['Partner lead id', 'Close date', 'Stage'],
      ['00012', '31.02.2027', 'Qual\nified'],
      ['=1+1', '2027-01-31', 'VALIDATED'],
    ]);
    expect(noteOf(leads?.getCell('B3'))).toContain('DATE_INVALID');
    expect(leads?.getCell('B3').numFmt).toBe('@');
    const again = await validate('leads-marked.xlsx');
    expect(again.answer.issues.map(({ code, row, column }) => [code, row, column])).toEqual(
      answer.issues.map(({ code, row, column }) => [code, row, column]),
    );
  });

  it.each([
    ['the sheet itself', sample, 'names the lead sheet itself'],
    ['another format', 'copy.csv', 'Name the copy copy.xlsx'],
    ['a macro workbook where there are no macros', 'copy.xlsm', 'Name the copy copy.xlsx'],
  ])('refuses to write to %s', async (...[, target, said]) => {
    const { code, stderr } = await leadferry(['validate', sample, ...flags, '--annotate', target], {
      cwd: folder(),
    });
    expect(code).toBe(2);
    expect(stderr).toContain(said);
  });
});

function textOf(parts: Parts): string {
  return parts.get('xl/workbook.xml')?.toString() ?? '';
}

function placeOf({ code, sheet, row, column }: z.infer<typeof answerShape>['issues'][number]): string {
  return [code, sheet, row, column].join(' ');
}
