import { describe, expect, test } from 'vitest';
import { exitCodeOf, exitCodeOfKind, exitCodeOfReport } from '../../../src/cli/exit-code.js';
import { main } from '../../../src/cli/main.js';
import { type ErrorCode, errorCatalogue, LeadferryError, type UploadReport } from '../../../src/index.js';
import { createFakeApi, report, uploadedLead } from './fake-api.js';
import { createFakeIo } from './fake-io.js';

const codesOfKinds: readonly (readonly [code: ErrorCode, exitCode: number])[] = [
  ['UNEXPECTED', 1],
  ['FILE_NOT_FOUND', 2],
  ['USAGE', 2],
  ['NOT_CONFIRMED', 2],
  ['KEY_MISSING', 3],
  ['FORBIDDEN', 3],
  ['SHEET_HAS_ERRORS', 4],
  ['SERVER_UNREACHABLE', 6],
  ['INTERRUPTED', 130],
];

describe('the exit code of a failure', () => {
  test.each(codesOfKinds)('%s is %i, as text and as JSON', async (code, exitCode) => {
    const api = createFakeApi({
      doctor: () => Promise.reject(new LeadferryError(code, 'What happened.', { next: 'Do this.' })),
    });
    const io = createFakeIo();
    expect(await main(['doctor'], io, api)).toBe(exitCode);
    expect(io.out()).toBe('');
    expect(io.err()).toBe(`Error: What happened. (${code})\nNext:  Do this.\n`);
    const json = createFakeIo();
    expect(await main(['doctor', '--json'], json, api)).toBe(exitCode);
    expect(json.err()).toBe('');
    expect(JSON.parse(json.out())).toEqual({
      error: { code, message: 'What happened.', next: 'Do this.' },
    });
  });

  test('is there for every kind, and different kinds can be told apart', () => {
    const kinds = new Set(Object.values(errorCatalogue).map(({ kind }) => kind));
    for (const kind of kinds) expect(exitCodeOfKind[kind]).toBeGreaterThan(0);
    expect(new Set(Object.values(exitCodeOfKind)).size).toBe(Object.keys(exitCodeOfKind).length);
  });

  test('of an interruption tells the signals apart', () => {
    expect(exitCodeOf('INTERRUPTED', 'SIGINT')).toBe(130);
    expect(exitCodeOf('INTERRUPTED', 'SIGTERM')).toBe(143);
    expect(exitCodeOf('INTERRUPTED', null)).toBe(130);
    expect(exitCodeOf('SERVER_BUSY', 'SIGTERM')).toBe(6);
  });

  test('of anything else that is thrown is 1, with one line and without a stack', async () => {
    const api = createFakeApi({ doctor: () => Promise.reject(new TypeError('x is not a function')) });
    const io = createFakeIo();
    expect(await main(['doctor'], io, api)).toBe(1);
    expect(io.err().split('\n')).toHaveLength(3);
    expect(io.err()).toContain('x is not a function (UNEXPECTED)\nNext:  ');
    expect(io.err()).not.toContain('    at ');
  });

  test('LEADFERRY_DEBUG adds the stack with its causes', async () => {
    const api = createFakeApi({
      doctor: () => Promise.reject(new LeadferryError('UNEXPECTED', 'outer', { cause: new Error('inner') })),
    });
    const io = createFakeIo({ env: { LEADFERRY_DEBUG: '1' } });
    await main(['doctor'], io, api);
    expect(io.err()).toMatch(/outer\n\s+at .*\ncaused by Error: inner\n/s);
    const text = createFakeIo({ env: { LEADFERRY_DEBUG: '1' } });
    await main(['doctor'], text, createFakeApi({ doctor: () => Promise.reject('a text') }));
    expect(text.err()).toMatch(/a text\n$/);
  });
});

type Judged = Parameters<typeof exitCodeOfReport>[0];

interface ReportCase {
  readonly what: string;
  readonly change: Partial<Judged>;
  readonly exitCode: number;
}

const counts = { done: 1, failed: 0, unknown: 0, unsent: 0 };
const failed = { ...counts, failed: 1 };
const unknown = { ...counts, unknown: 1 };
const blocked = [uploadedLead('A', { status: 'unsent', action: 'blocked', code: 'REVENUE_TYPE_BLOCKED' })];
const unreadable = [uploadedLead('A', { status: 'unsent', action: 'update', code: 'LEAD_UNREADABLE' })];
const notReached = [uploadedLead('A', { status: 'unsent', action: 'create', code: 'NOT_REACHED' })];

function stoppedBy(code: ErrorCode): UploadReport['error'] {
  return { code, message: 'm', next: 'n' };
}

const reportCases: readonly ReportCase[] = [
  { what: 'all done', change: {}, exitCode: 0 },
  { what: 'a failed lead', change: { counts: failed }, exitCode: 5 },
  { what: 'a blocked lead', change: { leads: blocked }, exitCode: 5 },
  { what: 'an unknown outcome', change: { counts: unknown }, exitCode: 6 },
  { what: 'a lead that could not be read', change: { leads: unreadable, resumable: true }, exitCode: 6 },
  { what: 'one in a plan that was applied', change: { leads: unreadable }, exitCode: 5 },
  { what: 'failed and unknown leads', change: { counts: { ...failed, unknown: 1 } }, exitCode: 6 },
  { what: 'stopped early', change: { error: stoppedBy('SERVER_BUSY'), leads: notReached }, exitCode: 6 },
  {
    what: 'stopped early, with a failed lead',
    change: { error: stoppedBy('SERVER_BUSY'), counts: failed },
    exitCode: 6,
  },
  {
    what: 'not authorised, with an unknown outcome',
    change: { error: stoppedBy('FORBIDDEN'), counts: unknown },
    exitCode: 3,
  },
  {
    what: 'not confirmed',
    change: { error: stoppedBy('NOT_CONFIRMED'), leads: notReached, resumable: true },
    exitCode: 2,
  },
  {
    what: 'an unexpected end, with a failed lead',
    change: { error: stoppedBy('UNEXPECTED'), counts: failed },
    exitCode: 1,
  },
  {
    what: 'errors in the sheet',
    change: { error: stoppedBy('SHEET_HAS_ERRORS'), counts: { ...counts, unsent: 3 } },
    exitCode: 4,
  },
  {
    what: 'interrupted, with unknown outcomes',
    change: { error: stoppedBy('INTERRUPTED'), counts: unknown },
    exitCode: 130,
  },
  { what: 'a dry run', change: { dryRun: true, leads: notReached }, exitCode: 0 },
  { what: 'a dry run with a blocked lead', change: { dryRun: true, leads: blocked }, exitCode: 4 },
  {
    what: 'a dry run that could not reach the server',
    change: { dryRun: true, error: stoppedBy('SERVER_UNREACHABLE') },
    exitCode: 6,
  },
];

describe('the exit code of an upload', () => {
  test.each(reportCases)('$what: $exitCode', ({ change, exitCode }) => {
    expect(exitCodeOfReport({ ...report, ...change }, null)).toBe(exitCode);
  });

  test('that SIGTERM interrupted is 143', () => {
    expect(exitCodeOfReport({ ...report, error: stoppedBy('INTERRUPTED') }, 'SIGTERM')).toBe(143);
  });
});
