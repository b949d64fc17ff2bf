import { describe, expect, it } from 'vitest';
import { compactNumber, waterfallBars } from '../../../src/reports/chart.js';
import { chartPictures } from '../../../src/reports/chart-svg.js';
import { everyBlock, hostile } from '../../support/report-document.js';

const charts = everyBlock.sections.flatMap(({ blocks }) =>
  blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])),
);

describe('numbers as charts label them', () => {
  it.each([
    [0, '0'],
    [12, '12'],
    [1050, '1050'],
    [9999.5, '10000'],
    [10_000, '10k'],
    [12_345, '12.3k'],
    [999_499, '999k'],
    [999_500, '1M'],
    [1_240_000, '1.24M'],
    [-350_000, '-350k'],
    [999_499_999, '999M'],
    [999_500_000, '1bn'],
    [0.5, '0.5'],
    [120, '120'],
  ])('%d is %s', (value, text) => {
    expect(compactNumber(value)).toBe(text);
  });
});

describe('the bars of a waterfall', () => {
  it('go on from where the one before ended, and totals stand on the axis', () => {
    const bars = waterfallBars([
      { kind: 'total', label: 'Then', value: 100 },
      { kind: 'change', label: 'New', value: 50 },
      { kind: 'change', label: 'Lost', value: -70 },
      { kind: 'total', label: 'Now', value: 80 },
    ]);
    expect(bars.map(({ from, to, tone }) => [from, to, tone])).toEqual([
      [0, 100, 'one'],
      [100, 150, 'good'],
      [150, 80, 'bad'],
      [0, 80, 'one'],
    ]);
  });
});

describe('charts as pictures', () => {
  it.each(charts)('$kind: hold nothing but shapes and escaped text, in both sizes', async (chart) => {
    const { wide, narrow } = await chartPictures(chart);
    for (const svg of [wide, narrow]) {
      expect(svg).toMatch(
        /^<svg aria-hidden="true" focusable="false" xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="\d+/,
      );
      const tags = new Set([...svg.matchAll(/<([a-z]+)/gi)].map(([, tag]) => tag));
      for (const tag of tags) expect(['g', 'line', 'path', 'svg', 'text']).toContain(tag);
      expect(svg).not.toMatch(/ (?:id|style|href|class="[^"]*script|on\w+)=/);
      expect(svg).not.toContain('url(');
      expect(svg).not.toContain(hostile);
    }
    expect(wide).not.toBe(narrow);
  });

  it.each(charts)('$kind: the same chart is the same text each time', async (chart) => {
    expect(await chartPictures(chart)).toEqual(await chartPictures(chart));
  });

  it('draw lengths by the values, with the colours of the page', async () => {
    const [bars] = charts;
    if (bars === undefined) throw new Error('there is a bar chart');
    const { wide } = await chartPictures(bars);
    const lengths = (tone: string) =>
      [...wide.matchAll(/d="M0,[\d.]+h([\d.]+)[^"]*" fill="var\(--(\w+)\)"/g)]
        .filter(([, , fill]) => fill === tone)
        .map(([, length]) => Number(length));
    const [first = 0, second = 0] = lengths('pale');
    expect(lengths('pale')).toHaveLength(2);
    expect(lengths('one')).toHaveLength(2);
    expect(first / second).toBeCloseTo(700 / 300, 3);
    expect(wide).toContain('>700</text>');
  });
});

describe('the narrow picture of bars', () => {
  it('has room for the label of the longest bar, also in a wide font', async () => {
    const [funnel] = charts;
    if (funnel?.kind !== 'bars') throw new Error('the first chart has no bars');
    const categories = [{ label: '-1 Established', values: [3_114_448, 934_335] }];
    const { narrow } = await chartPictures({ ...funnel, categories });
    const [, width, left] = /viewBox="0 0 (\d+) .*?<g [^>]*transform="translate\((\d+),/.exec(narrow) ?? [];
    const [, x] = /translate\(([\d.]+),[^>]*>3\.11M</.exec(narrow) ?? [];
    expect(Number(width)).toBe(330);
    // A letter of a wide font takes 8 of 12 pixels.
    expect(Number(left) + Number(x) + 8 * '3.11M'.length).toBeLessThan(330);
  });
});
