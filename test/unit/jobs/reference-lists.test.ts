import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { addReferences, listReferences, removeReferences, validateFile } from '../../../src/index.js';
import { projectRoot } from '../../support/leadferry-command.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

interface Place {
  readonly folder: string;
  readonly server: { readonly env: 'sandbox'; readonly partnerId: string; readonly stateDir: string };
}

async function newPlace(): Promise<Place> {
  const folder = await tempFolder();
  return {
    folder,
    server: { env: 'sandbox', partnerId: '200000000001234', stateDir: join(folder, 'state') },
  };
}

async function written({ folder }: Place, text: string, name = 'list.csv'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe('adding a list', () => {
  test.each([
    { what: 'the id by its usual name', text: 'Offer id;Comment\nX-1;a\nX-2;b\n', letters: 'A' },
    {
      what: 'the columns of the exported portfolio',
      text: 'Type;Portfolio id\nB;X-1\nB;X-2\n',
      letters: 'B',
    },
    { what: 'the surest of several columns', text: 'Id;Offer id\n1;X-1\n2;X-2\n', letters: 'B' },
    {
      what: 'a column that is named',
      text: 'Code X;Comment\nX-1;a\nX-2;b\n',
      letters: 'A',
      column: 'code x',
    },
    { what: 'a column by its letter', text: 'Q;Who else\n1;X-1\n2;X-2\n', letters: 'B', column: '[B]' },
  ])('finds $what', async ({ text, letters, column }) => {
    const at = await newPlace();
    const result = await addReferences(await written(at, text), { ...at.server, kind: 'offers', column });
    expect(result).toMatchObject({ sheet: null, column: { column: letters }, examples: ['X-1', 'X-2'] });
  });

  test('finds the names of competitors', async () => {
    const at = await newPlace();
    const path = await written(at, 'No;Competitor\n1;Contoso\n2;Litware\n');
    const result = await addReferences(path, { ...at.server, kind: 'competitors' });
    expect(result).toMatchObject({ column: { column: 'B' }, names: [], examples: ['Contoso', 'Litware'] });
  });

  test('says what it took, what it left out and what it took the place of', async () => {
    const at = await newPlace();
    const text = 'Offer id;Offer name\nX-1;Pump\n;nothing\nX-2;\nX-1;again\n007;Bond\nX-9;Fan\n';
    const path = await written(at, text);
    await addReferences(path, { ...at.server, kind: 'offers' });
    const result = await addReferences(path, { ...at.server, kind: 'offers' });
    expect(result).toMatchObject({
      server: 'http://127.0.0.1:4010',
      partnerId: '200000000001234',
      column: { column: 'A', header: 'Offer id' },
      names: [{ column: 'B', header: 'Offer name' }],
      entries: 4,
      skippedRows: 2,
      examples: ['X-1', 'X-2', '007'],
      replaced: { kind: 'offers', entries: 4, file: 'list.csv' },
    });
  });

  test('keeps the zeros that a workbook shows, and takes the first sheet with the column', async () => {
    const at = await newPlace();
    const { default: exceljs } = await import('exceljs');
    const workbook = new exceljs.Workbook();
    workbook.addWorksheet('Read me').addRow(['Offers of the year']);
    const sheet = workbook.addWorksheet('Offers');
    sheet.addRows([
      ['Offer id', 'Level 1', 'Level 3'],
      [12, 'CATIA', 'Workbench'],
    ]);
    sheet.getCell('A2').numFmt = '00000';
    const path = join(at.folder, 'offers.xlsx');
    await workbook.xlsx.writeFile(path);
    const result = await addReferences(path, { ...at.server, kind: 'offers' });
    expect(result).toMatchObject({
      sheet: 'Offers',
      examples: ['00012'],
      names: [{ column: 'B' }, { column: 'C' }],
    });
  });

  test.each([
    { what: 'no such column', text: 'Colour;Size\nred;5\n', says: 'found A "Colour" and B "Size"' },
    { what: 'a list without a header', text: 'Contoso\nLitware\n', says: '--column' },
    {
      what: 'another column than was named',
      text: 'Competitor\nContoso\n',
      column: 'Rival',
      says: 'a column "Rival"',
    },
    {
      what: 'nothing below the header',
      text: 'Competitor;x\n;1\n',
      code: 'FILE_EMPTY',
      says: 'column A "Competitor", found none',
    },
  ])(
    'refuses $what and keeps the list as it was',
    async ({ text, column, says, code = 'COLUMN_UNKNOWN' }) => {
      const at = await newPlace();
      await addReferences(await written(at, 'Competitor\nContoso\n', 'first.csv'), {
        ...at.server,
        kind: 'competitors',
      });
      const failing = addReferences(await written(at, text), { ...at.server, kind: 'competitors', column });
      await expect(failing).rejects.toMatchObject({ code });
      await failing.catch((error: Error & { next: string }) =>
        expect(`${error.message} ${error.next}`).toContain(says),
      );
      expect((await listReferences(at.server)).lists).toMatchObject([{ file: 'first.csv', entries: 1 }]);
    },
  );
});

test('a list is listed, judges the sheets of its server, and is gone once it is removed', async () => {
  const at = await newPlace();
  const sheet = await written(
    at,
    'Partner lead id;Competitors\nA-1;Acme; \nA-2;Contoso CAD; \n',
    'leads.csv',
  );
  const judged = async (partnerId: string) => {
    const { issues } = await validateFile(sheet, { ...at.server, partnerId, mode: 'update' });
    return issues.filter(({ code }) => code === 'COMPETITOR_UNKNOWN').map(({ row }) => row);
  };
  await addReferences(join(projectRoot, 'samples', 'competitors.csv'), { ...at.server, kind: 'competitors' });
  expect((await listReferences(at.server)).lists).toMatchObject([
    { kind: 'competitors', entries: 4, file: 'competitors.csv' },
  ]);
  expect(await judged(at.server.partnerId)).toEqual([2]);
  expect(await judged('200000000009999')).toEqual([]);
  const removed = await removeReferences({ ...at.server, kind: 'competitors' });
  expect(removed.removed).toMatchObject({ entries: 4, file: 'competitors.csv' });
  expect((await removeReferences({ ...at.server, kind: 'competitors' })).removed).toBeNull();
  expect(await judged(at.server.partnerId)).toEqual([]);
});

test.each([
  [{ env: 'ppt' }, '--env ppt'],
  [{ baseUrl: 'http://127.0.0.1:9/x' }, '--base-url http://127.0.0.1:9'],
  [{}, '--env production'],
] as const)('with %j the way to a catalogue names that server', async (server, flag) => {
  const at = await newPlace();
  const sheet = await written(at, 'Partner lead id;Offer 1 id\nA-1;X\n', 'leads.csv');
  const { stateDir, partnerId } = at.server;
  const { issues } = await validateFile(sheet, { stateDir, partnerId, mode: 'update', ...server });
  const [missing] = issues.filter(({ code }) => code === 'CATALOGUE_MISSING');
  expect(missing?.hint).toContain(`leadferry export portfolio -o portfolio.xlsx ${flag}\``);
});
