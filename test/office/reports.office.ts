import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toneColours } from '../../src/reports/chart.js';
import { convertInOffice, pdfPixels, pdfText, shownInOffice } from '../support/office.js';
import { everyBlock } from '../support/report-document.js';
import { documentWorkbook } from '../support/report-workbook.js';

let folder = '';
let path = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-office-'));
  path = join(folder, 'report.xlsx');
  await writeFile(path, await documentWorkbook(everyBlock));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a report as a workbook, in LibreOffice', () => {
  it('shows its rows as they are written, no text as a formula', async () => {
    const shown = await shownInOffice(path, { folder });
    expect([...shown.keys()].toSorted()).toEqual(['Chart data', 'EUR', 'List', 'Nothing', 'Overview']);
    const [header = [], first = [], second = []] = shown.get('List')?.slice(2) ?? [];
    expect(header).toEqual(['Stage', 'Leads', 'Amount EUR', 'Probability', 'Close date', 'Offer']);
    expect(first.slice(1, 5)).toEqual(['1204', '1234567.5', '12.5%', '2026-11-21']);
    expect(second.slice(0, 3)).toEqual(['=1+1', '0', '12,345,678,901,234,567.89']);
  });

  it('draws each chart with its title, its legend and its colours', async () => {
    const pdf = await convertInOffice(path, { format: 'pdf', folder });
    const pages = (await pdfText(pdf)).split('\f');
    expect(pages.join('')).toMatch(/ 1,204 +1,234,567\.50 /);
    const drawn = [
      { title: 'Funnel (EUR)', legend: ['Weighted'], tones: ['pale', 'one'] },
      { title: 'Months (EUR)', legend: ['Safe', 'Upside'], tones: ['two', 'three'] },
      { title: 'Changes (EUR)', legend: ['Total', 'More', 'Less'], tones: ['one', 'bad'] },
    ] as const;
    for (const { title, legend, tones } of drawn) {
      const page = pages.findIndex((text) => text.includes(title));
      expect(page, title).toBeGreaterThanOrEqual(0);
      for (const name of legend) expect(pages[page], title).toContain(name);
      const colours = await coloursOf(pdf, page + 1);
      for (const tone of tones)
        expect(colours.get(toneColours[tone]) ?? 0, `${title}, ${tone}`).toBeGreaterThan(100);
    }
  });
});

/** How many pixels of a page have each colour, `RRGGBB`. */
async function coloursOf(pdf: string, page: number): Promise<ReadonlyMap<string, number>> {
  const pixels = (await pdfPixels(pdf, page)).toString('hex').toUpperCase();
  const counts = new Map<string, number>();
  for (let start = 0; start < pixels.length; start += 6) {
    const colour = pixels.slice(start, start + 6);
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  return counts;
}
