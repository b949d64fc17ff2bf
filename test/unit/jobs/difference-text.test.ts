import { expect, it } from 'vitest';
import { differenceText, isSameSheet } from '../../../src/jobs/difference-text.js';

const same = {
  same: 3,
  changed: [],
  changedSinceDone: [],
  changedWhileOpen: [],
  added: [],
  gone: [],
  restored: [],
} as const;

it('a sheet that says the same needs no question', () => {
  expect(isSameSheet(same)).toBe(true);
  expect(isSameSheet({ ...same, changedSinceDone: ['A-1'], changedWhileOpen: ['A-2'] })).toBe(true);
  expect(differenceText(same)).toBe('Read again: 3 leads as before.');
});

it('every kind of difference is said with the first leads', () => {
  const ids = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6', 'A-7'];
  expect(
    differenceText({
      same: 0,
      changed: ids,
      changedSinceDone: ['B-1'],
      changedWhileOpen: ['B-2'],
      added: ['B-3'],
      gone: ['B-4'],
      restored: ['B-5'],
    }).split('\n'),
  ).toEqual([
    'Read again: 0 leads as before.',
    '7 have other values now and are taken as they are now: A-1, A-2, A-3, A-4, A-5 and 2 more.',
    '1 have other values now, but are done: upload the sheet to send them: B-1.',
    '1 have other values now, but a request is open: it is settled as it was sent: B-2.',
    '1 are new and are taken in: B-3.',
    '1 are no longer in the sheet and are not sent: B-4.',
    '1 are there again after their values had been erased: B-5.',
  ]);
  expect(isSameSheet({ ...same, gone: ['A-1'] })).toBe(false);
});
