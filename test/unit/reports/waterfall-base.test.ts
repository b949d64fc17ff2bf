import { expect, it } from 'vitest';
import { type WaterfallStep, waterfallBase } from '../../../src/reports/chart.js';
import { chartPictures } from '../../../src/reports/chart-svg.js';

function steps(...values: readonly number[]): readonly WaterfallStep[] {
  return values.map((value, index) => ({
    kind: index === 0 ? 'total' : 'change',
    label: `step ${index}`,
    value,
  }));
}

it.each<{ title: string; given: readonly WaterfallStep[]; base: number }>([
  { title: 'changes as large as the total', given: steps(100, 50, -20), base: 0 },
  { title: 'no change at all', given: steps(100, 0, 0), base: 0 },
  { title: 'small changes', given: steps(8_535_400, 434_686, -500_000), base: 8_200_000 },
  { title: 'changes of a few units', given: steps(1000, 7, -3), base: 996 },
  { title: 'a total of nothing', given: steps(0, 50), base: 0 },
  { title: 'a total below zero', given: steps(-1000, 5), base: 0 },
])('the scale of $title begins at $base', ({ given, base }) => {
  expect(waterfallBase(given)).toBe(base);
});

it('a chart whose scale does not begin at 0 shows no 0, and no bar that leaves it', async () => {
  const chart = { kind: 'waterfall', title: 't', description: 'd', unit: 'EUR' } as const;
  const { wide } = await chartPictures({ ...chart, steps: steps(1_000_000, 20_000, -5000) });
  expect(wide).toContain('>1.02M<');
  expect(wide).not.toMatch(/>0M?</);
  const heights = [...wide.matchAll(/v(-?[\d.]+)h/g)].map(([, height]) => Math.abs(Number(height)));
  expect(Math.max(...heights)).toBeLessThanOrEqual(250);
});
