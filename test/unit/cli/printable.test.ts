import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { printable, printableJson, printableLines } from '../../../src/cli/printable.js';
import { type Issue, LeadferryError } from '../../../src/index.js';
import {
  createFakeApi,
  exported,
  inspection,
  issue,
  pipeline,
  plan,
  plannedLead,
  report,
  runRecord,
  uploadedLead,
  validation,
} from './fake-api.js';
import { createFakeIo } from './fake-io.js';

describe('a value in a line', () => {
  test.each([
    ['plain text with ümlauts, 日本語 and 😀', 'plain text with ümlauts, 日本語 and 😀'],
    ['\u001b[2J', '\\u001b[2J'],
    ['\u001b]0;title\u0007', '\\u001b]0;title\\u0007'],
    ['\u009b31m', '\\u009b31m'],
    ['a\u007fb\u0000c\bd', 'a\\u007fb\\u0000c\\u0008d'],
    ['one\ntwo\r\nthree\rfour', 'one↵two↵three\\u000dfour'],
    ['a\tb', 'a b'],
    ['\u202egnp.exe\u2066', '\\u202egnp.exe\\u2066'],
    ['line\u2028end', 'line\\u2028end'],
    [12, '12'],
    [['a'], '["a"]'],
    [{ a: '\u001b' }, '{"a":"\\u001b"}'],
    [undefined, 'null'],
  ])('%j is shown as %s', (value, shown) => {
    expect(printable(value)).toBe(shown);
  });
});

test('a text of several lines keeps them and nothing else', () => {
  expect(printableLines('a\r\nb\n\u001bc')).toBe('a\nb\n\\u001bc');
});

test('JSON says the same to a program and nothing to a terminal', () => {
  const value = { a: '\u001b[2J\u009b1m\u007f\u202e\u2028', b: ['x\ny'] };
  const text = printableJson(value);
  expect(JSON.parse(text)).toEqual(value);
  expect(text.replaceAll('\n', '')).toMatch(/^[\x20-\x7e]*$/);
});

const evil = 'evil\u001b]0;owned\u0007\u001b[2J\u009b5n\u202e\u0008';
const evilIssue: Issue = {
  ...issue,
  code: evil,
  source: evil,
  sheet: evil,
  header: evil,
  value: evil,
  message: evil,
  hint: evil,
  suggestion: evil,
};
const evilLead = {
  ...uploadedLead(evil, {
    status: 'failed',
    action: 'create',
    code: evil,
    message: evil,
    dsLeadOpportunityId: evil,
  }),
  traceId: evil,
};

const evilApi = createFakeApi({
  inspectFile: () =>
    Promise.resolve({
      ...inspection,
      file: evil,
      charset: evil,
      delimiter: evil,
      sheets: [evil],
      columns: [
        {
          sheet: evil,
          column: evil,
          header: evil,
          field: evil,
          score: 1,
          reason: evil,
          use: evil,
          evidence: null,
        },
      ],
      unmapped: [evil],
    }),
  validateFile: () => Promise.resolve({ ...validation, file: evil, issues: [evilIssue], files: [evil] }),
  planUpload: () =>
    Promise.resolve({
      ...plan,
      file: evil,
      server: evil,
      partnerId: evil,
      leads: [
        plannedLead(evil, { action: 'update', changes: [{ field: evil, from: evil, to: [evil] }] }),
        plannedLead(evil, { action: 'blocked', code: evil, message: evil }),
      ],
    }),
  upload: () =>
    Promise.resolve({
      ...report,
      run: evil,
      server: evil,
      partnerId: evil,
      leads: [evilLead, { ...evilLead, status: 'done' }],
      files: [evil],
      error: { code: 'SERVER_BUSY', message: evil, next: evil },
    }),
  showRun: () => Promise.resolve({ ...runRecord, run: evil, file: evil, out: evil, leads: [evilLead] }),
  exportLeads: () =>
    Promise.resolve({
      server: evil,
      partnerId: evil,
      ...exported,
      counts: { found: 0, fetched: 0, outOfScope: 0, failed: 0, written: 0 },
      files: [evil],
    }),
  pipelineReport: () => Promise.resolve({ ...pipeline, markdown: `# ${evil}\n`, files: [evil] }),
  writeTemplate: () =>
    Promise.resolve({
      files: [evil],
      layout: 3,
      language: 'en',
      portfolioItems: 1,
      leads: 1,
      rejected: 1,
      inNone: 1,
    }),
  explainCode: () =>
    Promise.reject(new LeadferryError('CODE_UNKNOWN', `"${evil}" is no code.`, { next: evil })),
  doctor: () =>
    Promise.resolve({
      ok: false,
      checks: [{ name: evil, ok: false, found: evil, next: evil }],
      failure: { code: 'KEY_MISSING', message: evil, next: evil },
    }),
});

const colour = new RegExp(`${String.fromCharCode(27)}\\[\\d+m`, 'g');

/** What a terminal would obey: every control character but line breaks and colours, and direction marks. */
function rawControls(said: string): string[] {
  return [...said.replace(colour, '')].filter((mark) => /[\p{Cc}\u202e]/u.test(mark) && mark !== '\n');
}

describe('a hostile value', () => {
  const lines = [
    ['inspect', evil],
    ['validate', evil],
    ['plan', evil, '--partner-id', evil],
    ['upload', evil],
    ['runs', evil],
    ['export', 'leads', '-o', evil],
    ['report', 'pipeline'],
    ['template', '-o', evil],
    ['explain', evil],
    ['doctor'],
    ['upload', 'a', '--mode', evil],
    ['upload', 'a', `--${evil}`],
    [evil],
  ];

  test.each(lines)('reaches no terminal raw: %j', async (...words) => {
    for (const options of [{}, { columns: 100 }]) {
      for (const more of [[], ['--json']]) {
        const io = createFakeIo(options);
        await main([...words, ...more], io, evilApi);
        const said = io.out() + io.err();
        expect(said).toContain('evil');
        expect(rawControls(said)).toEqual([]);
      }
    }
  });
});
