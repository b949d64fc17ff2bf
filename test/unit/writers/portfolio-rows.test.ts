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

const headers = ['Portfolio id', 'Type', 'Infrastructure', 'Orderable', 'Level 1', 'Level 2', 'Level 3'];

describe('portfolio', () => {
  it('is one sheet of a workbook', async () => {
    const [sheet] = await readBack(await writePortfolio(join(folder, 'p.xlsx'), [item]));
    expect(sheet).toMatchObject({
      sheet: 'Portfolio',
      headers,
      rows: [['CLASS00001_ONPR', 'Brand', 'On Premise', { kind: 'boolean', value: true }, 'One', 'Two']],
    });
  });

  it('is CSV', async () => {
    const [sheet] = await readBack(
      await writePortfolio(join(folder, 'p.csv'), [{ ...item, orderable: false }]),
    );
    expect(sheet?.rows).toEqual([['CLASS00001_ONPR', 'Brand', 'On Premise', 'FALSE', 'One', 'Two']]);
  });

  it('is JSON lines', async () => {
    const path = await writePortfolio(join(folder, 'p.jsonl'), [item]);
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
