import { describe, expect, it } from 'vitest';
import { main } from '../../../src/cli/main.js';
import type { SheetDifference } from '../../../src/index.js';
import { createFakeApi, forgotten, report } from './fake-api.js';
import { createFakeIo } from './fake-io.js';

async function said(words: string, api = createFakeApi()) {
  const io = createFakeIo();
  const exitCode = await main(words.split(' '), io, api);
  return { exitCode, out: io.out(), err: io.err(), calls: api.calls };
}

describe('the words of resume', () => {
  it.each([
    ['resume 20261121-184502-3f9a1c2b', { run: '20261121-184502-3f9a1c2b' }],
    ['resume R1', { run: 'R1' }],
    ['resume leads.xlsx', { file: 'leads.xlsx', skipInvalid: false, strict: false }],
    ['resume R1 --file leads.csv --skip-invalid', { run: 'R1', file: 'leads.csv', skipInvalid: true }],
    ['resume --deadline 18:00', { deadline: '18:00' }],
    ['resume R1 --read-back all', { run: 'R1', readBack: 'all' }],
  ])('%s', async (words, options) => {
    const { calls } = await said(words);
    expect(calls).toMatchObject([['resume', options]]);
  });
});

it.each([
  [
    'retry R1 --out again --max-failures 2 --read-back none',
    ['retry', 'R1', { out: 'again', maxFailures: 2, readBack: 'none' }],
  ],
  ['undo R1 --deadline 2h --read-back all', ['undo', 'R1', { deadline: '2h', readBack: 'all' }]],
  ['forget --email ann@example.com --dry-run', ['forget', { email: 'ann@example.com', dryRun: true }]],
  ['forget --older-than 90d', ['forget', { olderThan: '90d', dryRun: false }]],
] as const)('%s', async (words, call) => {
  const { calls } = await said(words);
  expect(calls).toMatchObject([call]);
});

it('undo names what was created', async () => {
  const { err } = await said('undo R1');
  expect(err).toContain('The run created 1 lead, which the API cannot delete: DS-9.');
});

it('forget says what was erased, what cannot go on, and what is out of reach', async () => {
  const { out, exitCode } = await said('forget --lead A-1');
  expect(exitCode).toBe(0);
  expect(out).toBe(
    [
      'Erased from the ledger: 2 leads of 1 run, 3 rows of sheets, 1 last-sent copies, 4 copies of what 3DS held',
      'Leads: A-1, A-2',
      'Not at their end: R1; they go on only with the sheet (resume RUN --file FILE)',
      '',
      'Out of reach, and unchanged:',
      '  the results in leadferry-R1',
      '  3DS itself',
      '',
    ].join('\n'),
  );
  const open = createFakeApi({
    forget: () => Promise.resolve({ ...forgotten, dryRun: true, overwritten: false }),
  });
  const later = await said('forget --lead A-1', open);
  expect(later.out).toContain('Would be erased from the ledger');
  expect(later.err).toContain('Run the same command again when that has ended.');
});

const difference: SheetDifference = {
  same: 1,
  changed: ['A-1'],
  changedSinceDone: [],
  changedWhileOpen: [],
  added: [],
  gone: [],
  restored: [],
};

describe('a sheet that differs from its run', () => {
  it.each([
    { words: 'resume a.csv', stdinIsTty: true, answer: false, taken: false, asked: 1 },
    { words: 'resume a.csv', stdinIsTty: true, answer: true, taken: true, asked: 1 },
    { words: 'resume a.csv', stdinIsTty: false, answer: false, taken: true, asked: 0 },
    { words: 'resume a.csv --yes', stdinIsTty: true, answer: false, taken: true, asked: 0 },
    { words: 'resume a.csv --no-input', stdinIsTty: true, answer: false, taken: true, asked: 0 },
  ])(
    '$words on a terminal: $stdinIsTty, answered $answer',
    async ({ words, stdinIsTty, answer, taken, asked }) => {
      const agreed: unknown[] = [];
      const api = createFakeApi({
        resume: async (options = {}) => {
          agreed.push(await options.confirmChanges?.(difference));
          return { ...report, validation: null };
        },
      });
      const io = createFakeIo({ stdinIsTty, answer });
      await main(words.split(' '), io, api);
      expect({ agreed, asked: io.questions.length }).toEqual({ agreed: [taken], asked });
    },
  );
});

it('a closed terminal ends an interrupted run with 129', async () => {
  const api = createFakeApi({
    upload: (_file, { signal } = {}) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
        io.send('SIGHUP');
      }),
  });
  const io = createFakeIo();
  expect(await main(['upload', 'a'], io, api)).toBe(129);
});
