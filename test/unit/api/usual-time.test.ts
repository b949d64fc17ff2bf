import { expect, test } from 'vitest';
import { createUsualTime } from '../../../src/api/usual-time.js';

function usualOf(times: readonly number[]): number | null {
  const usual = createUsualTime();
  for (const ms of times) usual.note(ms);
  return usual.usualMs();
}

const each = (count: number, ms: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => ms(index));

test.each([
  ['fewer than four answers tell nothing', [50, 50, 50], null],
  ['answers that all take equally long', [50, 50, 50, 50], 50],
  ['every third answer is held up on its way', each(300, (index) => (index % 3 === 0 ? 75 : 51)), 51],
  ['half of the answers are held up on their way', each(300, (index) => (index % 2 === 0 ? 78 : 51)), 51],
  ['the times of the server itself vary by more', each(400, (index) => 50 + index), 349],
  ['one answer in ten takes a second', each(300, (index) => (index % 10 === 0 ? 1000 : 60)), 60],
] as const)('usual where %s', (_, times, usual) => {
  expect(usualOf(times)).toBe(usual);
});

test('only the latest 1,024 answers count', () => {
  expect(usualOf([...each(5000, () => 500), ...each(1024, () => 60)])).toBe(60);
  expect(usualOf([...each(5000, () => 500), ...each(500, () => 60)])).toBe(500);
});
