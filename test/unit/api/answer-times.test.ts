import { expect, test } from 'vitest';
import { createAnswerTimes } from '../../../src/api/answer-times.js';

/** What answers that came so many milliseconds after each other tell. */
function usualOf(times: readonly number[], apartMs = 0) {
  const answers = createAnswerTimes();
  for (const [index, ms] of times.entries()) answers.note(ms, index * apartMs);
  return answers.usual();
}

const each = (count: number, ms: (index: number) => number) =>
  Array.from({ length: count }, (_, index) => ms(index));
const least = (ms: number) => ({ ms, isLeast: true });
const usually = (ms: number) => ({ ms, isLeast: false });

test.each([
  ['fewer than four answers tell nothing', [50, 50, 50], null],
  ['few answers do not tell what is the least', each(15, () => 50), usually(50)],
  ['answers all take equally long', each(16, () => 50), least(50)],
  ['every third answer is held up on its way', each(300, (index) => (index % 3 === 0 ? 75 : 51)), least(51)],
  [
    'half of the answers are held up on their way',
    each(300, (index) => (index % 2 === 0 ? 78 : 51)),
    least(51),
  ],
  [
    'a third is held up for long',
    each(300, (index) => (index % 3 === 0 ? 250 : 51 + (index % 9))),
    least(52),
  ],
  ['one in a thousand comes from nearer by', each(2000, (index) => (index % 1000 === 0 ? 2 : 50)), least(50)],
  [
    'few come from nearer by, and those of the server lie close together',
    each(400, (index) => (index % 10 === 0 ? 2 : 100 + (index % 20))),
    usually(103),
  ],
  ['the times of the server itself vary by more', each(400, (index) => 50 + index), usually(349)],
  ['one answer in ten takes a second', each(300, (index) => (index % 10 === 0 ? 1000 : 60)), least(60)],
] as const)('usual where %s', (_, times, usual) => {
  expect(usualOf(times)).toEqual(usual);
});

test.each([
  ['255 count, however old they are', { count: 155, apartMs: 60_000 }, usually(500)],
  ['more of the last ten seconds', { count: 2300, apartMs: 4 }, usually(500)],
  ['more that are older do not', { count: 2300, apartMs: 6 }, least(500)],
  ['8,192 are the most', { count: 8192, apartMs: 0 }, least(500)],
])('which answers count: %s', (_, { count, apartMs }, usual) => {
  expect(usualOf([...each(100, () => 60), ...each(count, () => 500)], apartMs)).toEqual(usual);
});
