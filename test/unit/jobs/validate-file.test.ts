import { appendFileSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/core/issue.js';
import { charsetCodec } from '../../../src/formats/charset-codec.js';
import { charsetEncoder } from '../../../src/formats/charset-encoder.js';
import { type CharsetName, charsetNames } from '../../../src/formats/charset-names.js';
import { readRows, type ValidateOptions, validateFile } from '../../../src/index.js';
import { writeIssueWorkbook } from '../../../src/writers/xlsx-issue-report.js';
import { useTempFolders } from '../../support/temp-folder.js';
import { issue } from '../cli/fake-api.js';

const tempFolder = useTempFolders();
const { default: exceljs } = await import('exceljs');

const header =
  'Partner lead id;Lead name;Stage;Close date;Currency;Customer name;Customer city;Customer country;Offer id;Offer amount;Sales region';
const goodLead = (id: string, name = 'A lead'): string =>
  `${id};${name};ESTABLISHED;2027-03-31;EUR;Example ${id};Lyon;France;OFFER-1;1000.00;West`;
const badLead = (id: string, name = 'A lead'): string =>
  `${id};${name};ESTABLISHED;soon;EUR;Example ${id};Lyon;France;OFFER-1;1000.00;West`;

async function sheet(lines: readonly string[], name = 'leads.csv'): Promise<string> {
  const path = join(await tempFolder(), name);
  await writeFile(path, [header, ...lines, ''].join('\r\n'));
  return path;
}

/** The day and the state folder of the machine are kept out. */
async function validate(file: string, options: ValidateOptions = {}) {
  const stateDir = join(file, '..', 'state');
  return await validateFile(file, {
    asOf: '2026-11-21',
    stateDir,
    only: ['DATE_INVALID', 'UNKNOWN_COLUMN'],
    ...options,
  });
}

describe('a long file that shows only late of which charset it is', () => {
  const rows = Array.from({ length: 3000 }, (_, row) => goodLead(`A-${row}`));

  async function longSheet(lines: readonly string[], end: readonly number[] = []): Promise<string> {
    const path = await sheet([]);
    const text = Buffer.from([header, ...rows, ...lines, ''].join('\r\n'), 'latin1');
    await writeFile(path, Buffer.concat([text, Buffer.from(end)]));
    return path;
  }

  test('is read as if that was known from the beginning', async () => {
    const names = ['Größe für Köln', 'Señal día año', 'Fête à Orléans'];
    const lines = [...names.map((name, at) => goodLead(`B-${at}`, name)), badLead('C-1', 'Bär')];
    const file = await longSheet(lines);
    for (const threads of [1, 2]) {
      const only = ['DATE_INVALID', 'CHARSET_GUESSED'];
      const { issues, leads } = await validate(file, { threads, only });
      expect(leads).toEqual({ total: 3004, valid: 3003, rejected: 1 });
      expect(issues.map(({ code, row }) => [code, row])).toEqual([
        ['CHARSET_GUESSED', null],
        ['DATE_INVALID', 3005],
      ]);
    }
  });

  test('gives the error of what was read, whether it is of that charset or not', async () => {
    for (const end of [[], [0xe4]]) {
      const reading = validate(await longSheet([], end), { limits: { maxRows: 1000 } });
      await expect(reading).rejects.toThrow(/beyond the limit maxRows/);
    }
  });
});

describe('what is listed', () => {
  test('changes no count and no verdict', async () => {
    const file = await sheet([goodLead('A-1'), badLead('A-2'), badLead('A-3')]);
    const all = await validate(file, { only: undefined });
    const counted = { leads: { total: 3, valid: 1, rejected: 2 }, issueCounts: all.issueCounts };
    const warnings = await validate(file, { only: undefined, severity: 'error', ignore: ['UNKNOWN_COLUMN'] });
    expect(warnings).toMatchObject(counted);
    expect(warnings.summary.map(({ code, count }) => [code, count])).toEqual([['DATE_INVALID', 2]]);
    expect(warnings.hidden).toContainEqual({ by: 'ignore', severity: 'warning', count: 1 });
    const few = await validate(file, { maxIssues: 2 });
    expect(few).toMatchObject({ ...counted, issuesLeftOut: 1 });
    expect(few.issues.map(({ code, row }) => [code, row])).toEqual([
      ['UNKNOWN_COLUMN', 1],
      ['DATE_INVALID', 3],
    ]);
  });

  test('leaves out the codes that the configuration file names', async () => {
    const file = await sheet([goodLead('A-1')]);
    const config = join(file, '..', 'c.yaml');
    await writeFile(config, 'ignore: [unknown_column]\n');
    const { hidden, summary } = await validate(file, { config, only: undefined, severity: 'warning' });
    expect(hidden).toContainEqual({ by: 'ignore', severity: 'warning', count: 1 });
    expect(summary.map(({ code }) => code)).not.toContain('UNKNOWN_COLUMN');
    await writeFile(config, 'ignore: [DATE_INVALID]\n');
    await expect(validate(file, { config })).rejects.toThrow(/DATE_INVALID: it is an error/);
  });
});

describe('a report', () => {
  test('holds every issue in every format, whatever is listed', async () => {
    const file = await sheet(Array.from({ length: 1_500 }, (_, index) => badLead(`A-${index}`)));
    const names = ['r.json', 'r.jsonl', 'r.csv', 'r.xlsx', 'r.html'];
    const paths = names.map((name) => join(file, '..', name));
    const { files, issues } = await validate(file, { report: paths, maxIssues: 3 });
    expect(files).toEqual(paths);
    expect(issues).toHaveLength(3);
    const [json = '', jsonl = '', csv = '', xlsx = '', html = ''] = paths;
    const document = JSON.parse(await readFile(json, 'utf8'));
    expect(document).toMatchObject({ issuesLeftOut: 0, leads: { total: 1_500 } });
    expect(document.issues).toHaveLength(1_501);
    const lines = (await readFile(jsonl, 'utf8'))
      .trimEnd()
      .split('\n')
      .map((line): Issue => JSON.parse(line));
    expect(lines.map(({ code, row }) => [code, row]).slice(0, 2)).toEqual([
      ['UNKNOWN_COLUMN', 1],
      ['DATE_INVALID', 2],
    ]);
    expect(lines).toHaveLength(1_501);
    expect((await readFile(csv, 'utf8')).trimEnd().split('\r\n')).toHaveLength(1_502);
    expect((await readFile(html, 'utf8')).match(/<td class="place">/g)).toHaveLength(1_501);
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(xlsx);
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['Summary', 8],
      ['Issues', 1_502],
    ]);
    expect(
      (await readdir(join(file, '..'))).filter((name) => name.includes('spool') || name.includes('tmp')),
    ).toEqual([]);
  });

  test('shows no value of the sheet where values are masked', async () => {
    const secret = fc.stringMatching(/^[a-z0-9]{8,20}$/);
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(secret, { minLength: 4, maxLength: 4 }), async ([a, b, c, d]) => {
        const row = (id: string, name: string) =>
          `Q${id};Q${name};Q${c};Q${d};Q${d};Q${a};Q${b};Q${c};Q${d};Q${a};Q${b}`;
        const file = await sheet([row(`${a}`, `${b}`), row(`${a}`, `${c}`), row(`${d}`, `${b}`)]);
        const paths = ['r.json', 'r.jsonl', 'r.csv', 'r.html'].map((name) => join(file, '..', name));
        const result = await validate(file, { report: paths, maskValues: true, only: undefined });
        expect(result.issueCounts.error).toBeGreaterThan(5);
        const texts = [
          JSON.stringify(result),
          ...(await Promise.all(paths.map((path) => readFile(path, 'utf8')))),
        ];
        for (const text of texts) for (const value of [a, b, c, d]) expect(text).not.toContain(`Q${value}`);
      }),
      { numRuns: 10 },
    );
  });

  test.each([
    [
      ['r.pdf'],
      /--report .*r\.pdf: expected a name that ends in \.xlsx, \.csv, \.json, \.jsonl, \.html, found "\.pdf"/,
    ],
    [['r.csv', './r.csv'], /is given twice/],
    [['leads.csv'], /is the sheet that is checked/],
  ])('%j is refused before the sheet is read', async (names, message) => {
    const file = await sheet([goodLead('A-1')]);
    const report = names.map((name) => join(file, '..', name));
    await expect(validate(file, { report })).rejects.toThrow(message);
    expect(await readFile(file, 'utf8')).toContain('A-1');
  });

  test('goes on in a second sheet of the workbook where the first is full, and its links follow', async () => {
    const path = join(await tempFolder(), 'r.xlsx');
    const issues = ['A', 'A', 'A', 'B', 'B', 'C'].map((code, row) => ({
      ...issue,
      code,
      row,
      value: '=1+1',
    }));
    const groups = [
      { severity: 'error', code: 'A', title: 'An A', count: 3, first: 0 },
      { severity: 'error', code: 'B', title: 'A B', count: 2, first: 3 },
      { severity: 'error', code: 'C', title: 'A C', count: 1, first: 5 },
    ] as const;
    const content = {
      title: 'leads.xlsx',
      lines: [],
      groups,
      issues: (async function* () {
        yield* issues;
      })(),
    };
    await writeIssueWorkbook(path, content, { maxSheetRows: 3 });
    const workbook = new exceljs.Workbook();
    await workbook.xlsx.readFile(path);
    expect(workbook.worksheets.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['Summary', 6],
      ['Issues', 3],
      ['Issues 2', 3],
      ['Issues 3', 3],
    ]);
    const summary = workbook.getWorksheet('Summary');
    for (const [index, { code }] of groups.entries()) {
      const { formula } = summary?.getCell(4 + index, 2) ?? {};
      const [, name = '', cell = ''] = /#'(.+)'!(A\d+)"/.exec(formula ?? '') ?? [];
      const row = workbook.getWorksheet(name)?.getCell(cell).row;
      expect(workbook.getWorksheet(name)?.getRow(Number(row)).getCell(2).value).toBe(code);
    }
    expect(workbook.getWorksheet('Issues')?.getCell('G2').value).toBe('=1+1');
    expect(workbook.getWorksheet('Issues')?.autoFilter).toBe('A1:K3');
  });
});

describe('--split', () => {
  test('keeps the bytes of every row and puts it into one of two files that validate as they are', async () => {
    const lines = [
      goodLead('A-1', '"A ""quoted"" lead;\r\nin two lines"'),
      badLead('A-2', "'=1+1"),
      '',
      goodLead('A-3', '=1+1'),
      ';a row without an id;ESTABLISHED;2027-03-31;EUR;Example;Lyon;France;OFFER-1;1000.00;West',
      badLead('A-4', '@risk'),
    ];
    const file = await sheet(lines);
    const folder = join(file, '..', 'out');
    const { split } = await validate(file, { split: folder });
    expect(split).toEqual({
      valid: join(folder, 'leads.valid.csv'),
      rejected: join(folder, 'leads.rejected.csv'),
    });
    const text = async (path = '') => await readFile(path, 'utf8');
    expect(await text(split?.valid)).toBe([header, lines[0], lines[3], ''].join('\r\n'));
    expect(await text(split?.rejected)).toBe([header, lines[1], lines[4], lines[5], ''].join('\r\n'));
    expect(await validate(split?.valid ?? '')).toMatchObject({ leads: { total: 2, rejected: 0 }, inNone: 0 });
    expect(await validate(split?.rejected ?? '')).toMatchObject({
      leads: { total: 2, rejected: 2 },
      inNone: 1,
    });
  });

  test('keeps the rows of a lead together, and all rows where a mistake concerns every lead', async () => {
    const two = [goodLead('A-1'), badLead('A-1'), goodLead('A-2')];
    const file = await sheet(two);
    const folder = join(file, '..', 'out');
    await validate(file, { split: folder });
    expect(await readFile(join(folder, 'leads.valid.csv'), 'utf8')).toBe([header, two[2], ''].join('\r\n'));
    await writeFile(file, `${header};Closing date\r\n${goodLead('A-2')};2027-01-31\r\n`);
    const { issueCounts } = await validate(file, { split: folder, only: undefined });
    expect(issueCounts.byCode).toHaveProperty('DUPLICATE_COLUMN');
    expect(await readFile(join(folder, 'leads.valid.csv'), 'utf8')).toBe(`${header};Closing date\r\n`);
  });

  test.each<[CharsetName, string]>([
    ['utf-8', '\u{feff}'],
    ['utf-16le', '\u{feff}'],
    ['utf-16be', '\u{feff}'],
    ['windows-1252', ''],
    ['shift_jis', ''],
  ])('%s stays %s, with what stands above the header', async (charset, mark) => {
    const file = await sheet([]);
    const name = charset === 'shift_jis' ? '日本のリード' : 'Größe, Straße, Müller';
    const encode = await charsetEncoder(charset);
    const above = `${mark}sep=;\nAn export of all leads\n\n`;
    await writeFile(file, encode(`${above}${header}\n${goodLead('A-1', name)}\n${badLead('A-2', name)}`));
    const folder = join(file, '..', 'out');
    await validate(file, { split: folder, encoding: charset });
    expect(await readFile(join(folder, 'leads.valid.csv'))).toEqual(
      encode(`${above}${header}\n${goodLead('A-1', name)}\n`),
    );
    expect(await readFile(join(folder, 'leads.rejected.csv'))).toEqual(
      encode(`${above}${header}\n${badLead('A-2', name)}`),
    );
  });

  test('of a workbook keeps sheets, columns and typed values', async () => {
    const file = join(await tempFolder(), 'leads.xlsx');
    const workbook = new exceljs.Workbook();
    const leads = workbook.addWorksheet('Leads');
    leads.addRows([
      [
        'Partner lead id',
        'Lead name',
        'Stage',
        'Close date',
        'Currency',
        'Customer name',
        'Customer city',
        'Customer country',
        '',
      ],
      [
        'A-1',
        '=1+1',
        'ESTABLISHED',
        new Date('2027-03-31T00:00:00Z'),
        'EUR',
        'Example 1',
        'Lyon',
        'France',
        'beside',
      ],
      ['A-2', "'=1+1", 'ESTABLISHED', 'soon', 'EUR', 'Example 2', 'Lyon', 'France'],
      [42, 'Zeros', 'ESTABLISHED', 'soon', 'EUR', 'Example 3', 'Lyon', 'France'],
      ['A-4', { formula: 'A1&"x"' }, 'ESTABLISHED', '2027-03-31', 'EUR', 'Example 4', 'Lyon', 'France'],
    ]);
    leads.getCell('A4').numFmt = '00000';
    workbook.addWorksheet('Offer lines').addRows([
      ['Partner lead id', 'Offer id', 'Offer amount'],
      ['A-1', 'OFFER-1', 1000.5],
      ['A-2', 'OFFER-2', 7],
      ['A-9', 'OFFER-3', 8],
      ['00042', 'OFFER-4', 9],
      ['A-4', 'OFFER-5', 10],
    ]);
    await workbook.xlsx.writeFile(file);
    const folder = join(file, '..', 'out');
    const { split, leads: found, inNone } = await validate(file, { split: folder });
    const cells = async (path = '') => {
      const rows: unknown[][] = [];
      for await (const row of readRows(path)) rows.push([row.sheet, ...row.cells]);
      return rows;
    };
    const all = await cells(file);
    expect(all).toHaveLength(9);
    expect(await cells(split?.valid)).toEqual([all[0], all[4]]);
    const rejected = await cells(split?.rejected);
    // A formula without a result stays one that is refused.
    expect(rejected[2]).toEqual([
      'Leads',
      'A-4',
      { kind: 'error', error: '#N/A' },
      ...(all[3] ?? []).slice(3),
    ]);
    expect(rejected.toSpliced(2, 1)).toEqual([all[1], all[2], all[5], all[6], all[7], all[8]]);
    expect(rejected[1]?.[1]).toEqual({ kind: 'number', digits: '42', shown: '00042' });
    expect([found, inNone]).toEqual([{ total: 3, valid: 1, rejected: 2 }, 3]);
    expect(await validate(split?.valid ?? '')).toMatchObject({ layout: 3, leads: { total: 1, rejected: 0 } });
    expect(await validate(split?.rejected ?? '')).toMatchObject({
      leads: { total: found.rejected, valid: 0 },
      inNone,
    });
  });

  test('leaves nothing behind where the sheet is changed in between', async () => {
    const file = await sheet([goodLead('A-1')]);
    const folder = join(file, '..', 'out');
    const progress = () => appendFileSync(file, badLead('A-2'));
    await expect(validate(file, { split: folder, progress })).rejects.toThrow(
      /was changed by another program/,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  test('says where the folder cannot be made', async () => {
    const file = await sheet([goodLead('A-1')]);
    const folder = join(file, '..', 'out');
    await writeFile(folder, 'a file');
    await expect(validate(file, { split: folder })).rejects.toThrow(/out could not be written/);
  });
});

describe('a charset', () => {
  test.each(charsetNames)('%s gives back the bytes that were decoded', async (name) => {
    const [codec, encode] = [await charsetCodec(name), await charsetEncoder(name)];
    const text = 'Lead;Größe ÄÖÜ é;日本語;Привет;Ελλάδα;한국;€\r\n';
    const bytes = encode(text);
    expect(encode(codec.decode(bytes))).toEqual(bytes);
    const broken = name.startsWith('utf-8')
      ? Buffer.concat([Buffer.from('a'), Buffer.of(0xfc, 0x81), Buffer.from('b')])
      : bytes;
    expect(encode(codec.decode(broken))).toEqual(broken);
  });
});
