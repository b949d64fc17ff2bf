import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PortfolioItem } from '../../../src/lead/lead.js';
import { writePortfolio } from '../../../src/writers/portfolio-rows.js';
import { readBack } from './read-back.js';

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-portfolio-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

const item: PortfolioItem = {
  salesPortfolioId: 'CLASS00001_ONPR',
  salesPortfolioType: 'Brand',
  salesPortfolioInfrastructure: 'On Premise',
  orderable: true,
  salesPortfolioLevel1: 'One',
  salesPortfolioLevel2: 'Two',
  salesPortfolioLevel3: '',
};

const headers = ['Level 1', 'Level 2', 'Level 3', 'Orderable', 'Portfolio id', 'Type', 'Infrastructure'];

async function written(name: string, items: Parameters<typeof writePortfolio>[1]): Promise<string> {
  const [path = ''] = await writePortfolio(join(folder, name), items);
  return path;
}

describe('portfolio', () => {
  it('is one sheet of a workbook', async () => {
    const [sheet] = await readBack(await written('p.xlsx', [item]));
    expect(sheet).toMatchObject({
      sheet: 'Portfolio',
      headers,
      rows: [['One', 'Two', '', { kind: 'boolean', value: true }, 'CLASS00001_ONPR', 'Brand', 'On Premise']],
    });
  });

  it('is CSV', async () => {
    const [sheet] = await readBack(await written('p.csv', [{ ...item, orderable: false }]));
    expect(sheet?.rows).toEqual([['One', 'Two', '', 'FALSE', 'CLASS00001_ONPR', 'Brand', 'On Premise']]);
  });

  it('is JSON lines', async () => {
    const path = await written('p.jsonl', [item]);
    expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({
      'Portfolio id': 'CLASS00001_ONPR',
      Type: 'Brand',
      Infrastructure: 'On Premise',
      Orderable: true,
      'Level 1': 'One',
      'Level 2': 'Two',
      'Level 3': null,
    });
  });

  it.each([
    { name: 'p.xlsx', files: ['p.xlsx'] },
    { name: 'p.csv', files: ['p.csv', 'p-changes.csv'] },
  ])('has further sheets inside or beside $name', async ({ name, files }) => {
    const changes = {
      name: 'Changes',
      columns: [{ header: 'Change', kind: 'text' as const }],
      rows: () => [['new']],
    };
    const paths = await writePortfolio(join(folder, name), [item], { extraSheets: [changes] });
    expect(paths).toEqual(files.map((file) => join(folder, file)));
    const sheets = (await Promise.all(paths.map((path) => readBack(path)))).flat();
    expect(sheets.map(({ rows }) => rows.length)).toEqual([1, 1]);
    expect(sheets[1]).toMatchObject({ headers: ['Change'], rows: [['new']] });
  });

  it('leaves nothing when its source fails', async () => {
    const fault = new Error('page 2 is gone');
    async function* broken(): AsyncGenerator<PortfolioItem> {
      yield await Promise.resolve(item);
      throw fault;
    }
    await expect(writePortfolio(join(folder, 'p.csv'), broken())).rejects.toBe(fault);
    expect(await readdir(folder)).toEqual([]);
  });
});
