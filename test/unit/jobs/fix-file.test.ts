import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { validateFile } from '../../../src/index.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();
const repairs = ({ issues }: Awaited<ReturnType<typeof validateFile>>) =>
  issues
    .filter(({ code }) => code === 'CELL_REPAIRED')
    .map(({ row, column, message }) => `${row}${column} ${message}`);

const header =
  'Partner lead id;Lead name;Stage;Close date;Currency;Customer name;Customer city;Customer country;Offer 1 id;Region';
const asOf = '2026-11-21';

test('of a CSV file the copy differs in the repaired cells alone, byte for byte', async () => {
  const folder = await tempFolder();
  const file = join(folder, 'leads.csv');
  const target = join(folder, 'fixed.csv');
  const lines = [
    'sep=;',
    'Leads of the quarter',
    '',
    header,
    'A-1; "Pump line" ;-2 Validated;31.03.2027;eur;"Bergmann; Söhne";Stockach;Deutschland;SOL-1; south ',
    '"A-2";Press shop;VALIDATED;2027-03-31;EUR;Talbach;Ulm;Germany;SOL-2;"a ""b"""',
    '',
    'A-3;Hull;Negotiation;01.04.2027;EUR;Nord;Kiel;Atlantis;SOL-3;',
    'Grand total;;;;;;;;;',
  ];
  await writeFile(file, `\ufeff${lines.join('\r\n')}`);
  const result = await validateFile(file, { fix: target, asOf });
  const expected = lines
    .with(4, 'A-1;"""Pump line""";VALIDATED;2027-03-31;EUR;"Bergmann; Söhne";Stockach;Germany;SOL-1; south ')
    .with(7, 'A-3;Hull;Negotiation;2027-04-01;EUR;Nord;Kiel;Atlantis;SOL-3;');
  expect(await readFile(target, 'utf8')).toBe(`\ufeff${expected.join('\r\n')}`);
  expect(await readFile(file, 'utf8')).toBe(`\ufeff${lines.join('\r\n')}`);
  expect(repairs(result)).toEqual([
    '4B found " \\"Pump line\\" ", wrote "\\"Pump line\\"": spaces that do not belong to the value.',
    '4C found "-2 Validated", wrote "VALIDATED": the code of the value.',
    '4D found "31.03.2027", wrote "2027-03-31": the same day in the form that has one meaning.',
    '4E found "eur", wrote "EUR": the code of the currency.',
    '4H found "Deutschland", wrote "Germany": the name that the API takes.',
    '7D found "01.04.2027", wrote "2027-04-01": the same day in the form that has one meaning.',
  ]);
  expect(result.file).toBe('fixed.csv');
  expect(result.files).toEqual([target]);
  expect(result.issueCounts.byCode).toMatchObject({ ENUMERATION_INVALID: 1 });
});

test('a repair that the charset of the file cannot hold is left out', async () => {
  const folder = await tempFolder();
  const file = join(folder, 'leads.csv');
  const text = `${header}\nA-1;Завод;VALIDATED;2027-03-31;EUR;Bergmann;Abidjan;Кот-д’Ивуар;SOL-1;\n`;
  await writeFile(file, iconv.encode(text, 'windows-1251'));
  const target = join(folder, 'fixed.csv');
  const result = await validateFile(file, { fix: target, asOf, encoding: 'windows-1251' });
  // The "ô" of "Côte d'Ivoire" is no letter of Windows-1251.
  expect(repairs(result)).toEqual([]);
  expect(await readFile(target)).toEqual(await readFile(file));

  await writeFile(file, text);
  const unicode = await validateFile(file, { fix: join(folder, 'unicode.csv'), asOf });
  expect(repairs(unicode)).toHaveLength(1);
});

test('a row that cannot be read as it stands is copied as it stands', async () => {
  const folder = await tempFolder();
  const file = join(folder, 'leads.csv');
  const text = `${header}\nA-1;Pump;validated;2027-03-31;eur;Bergmann;Ulm;DE;SOL-1;;too;many\nA-2;Press;won;2026-03-31;eur;Talbach;Ulm;DE;SOL-2;\n`;
  await writeFile(file, text);
  const target = join(folder, 'fixed.csv');
  await validateFile(file, { fix: target, asOf });
  expect(await readFile(target, 'utf8')).toBe(
    text.replace(
      'A-2;Press;won;2026-03-31;eur;Talbach;Ulm;DE',
      'A-2;Press;WON;2026-03-31;EUR;Talbach;Ulm;Germany',
    ),
  );
});

test('of a workbook the repaired cells are patched; a formula keeps its formula and is no repair', async () => {
  const folder = await tempFolder();
  const file = join(folder, 'leads.xlsx');
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Leads');
  sheet.addRow(header.split(';'));
  const row = ['A-1', 'Pump', 'Won opportunity', '31.03.2026', 'EUR', 'Bergmann', 'Ulm', 'DE', 'SOL-1', ''];
  sheet.addRow(row);
  sheet.getCell('E2').value = { formula: 'LOWER("EUR")', result: 'eur' };
  await workbook.xlsx.writeFile(file);
  const target = join(folder, 'fixed.xlsx');
  const result = await validateFile(file, { fix: target, asOf });
  expect(repairs(result).map((text) => text.slice(0, 2))).toEqual(['2C', '2D', '2H']);

  const reader = await openReader(target);
  const cells: unknown[] = [];
  for await (const { cells: read } of reader.tables[0]?.rows() ?? []) cells.push(read);
  await reader.close();
  expect(cells[1]).toEqual(
    row
      .slice(0, 9)
      .with(2, 'WON')
      .with(4, 'eur')
      .with(7, 'Germany')
      .map((cell, index) => (index === 3 ? { kind: 'date', iso: '2026-03-31' } : cell)),
  );
  const copy = new exceljs.Workbook();
  await copy.xlsx.readFile(target);
  expect(copy.getWorksheet('Leads')?.getCell('E2').formula).toBe('LOWER("EUR")');
});

test.each([
  ['leads.csv', /names the lead sheet itself/],
  ['fixed.xlsx', /in the format of the file/],
])('--fix %s is refused', async (name, message) => {
  const folder = await tempFolder();
  const file = join(folder, 'leads.csv');
  await writeFile(file, `${header}\nA-1;;;;;;;;;\n`);
  await expect(validateFile(file, { fix: join(folder, name) })).rejects.toThrow(message);
});
