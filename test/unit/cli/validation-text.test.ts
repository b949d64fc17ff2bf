import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.js';
import type { Issue, ValidateResult } from '../../../src/index.js';
import { createFakeApi, issue, validation } from './fake-api.js';
import { createFakeIo, type FakeIoOptions } from './fake-io.js';

function issuesOf(code: string, count: number, severity: Issue['severity'] = 'error'): Issue[] {
  return Array.from({ length: count }, (_, index) => ({ ...issue, code, severity, row: index + 2 }));
}

/** A result that holds all of these issues; `more` of the first code are beyond what it holds. */
function resultOf(issues: readonly Issue[], more = 0): ValidateResult {
  const groups = [...Map.groupBy(issues, ({ severity, code }) => `${severity} ${code}`).values()];
  return {
    ...validation,
    summary: groups.map(([first = issue, ...rest], index) => ({
      severity: first.severity,
      code: first.code,
      title: `Title of ${first.code}`,
      count: 1 + rest.length + (index === 0 ? more : 0),
      first: 0,
    })),
    issues,
    issuesLeftOut: more,
  };
}

async function textOf(line: string, result: ValidateResult, options: FakeIoOptions = {}) {
  const io = createFakeIo(options);
  await main(line.split(' '), io, createFakeApi({ validateFile: () => Promise.resolve(result) }));
  return io.out();
}

const city = {
  ...issue,
  code: 'UNKNOWN_COLUMN',
  severity: 'warning',
  hint: null,
  suggestion: 'City',
} as const;
const many = resultOf([...issuesOf('DATE_INVALID', 120), city], 29_880);

const shownRows = (text: string): number => text.match(/leads\.xlsx › Leads row /g)?.length ?? 0;

describe('a long list of issues', () => {
  test('fits on a screen, hides no code and says how to see the rest', async () => {
    const text = await textOf('validate a', many);
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(38);
    expect(shownRows(text)).toBeGreaterThan(10);
    expect(text).toContain('UNKNOWN_COLUMN Title of UNKNOWN_COLUMN');
    expect(text).toContain('Perhaps meant: City');
    expect(text).toContain(
      `${30_001 - shownRows(text)} more issues not shown. All of them: --report issues.xlsx; more of one code: --only CODE --max-issues 500.`,
    );
  });

  test('fits on a narrow screen, where lines take several rows', async () => {
    const text = await textOf('validate a', many, { columns: 60 });
    const rows = text
      .trimEnd()
      .split('\n')
      .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 60)), 0);
    expect(rows).toBeLessThanOrEqual(42);
    expect(shownRows(text)).toBeGreaterThan(3);
  });

  test('of very many codes names the first and counts the others', async () => {
    const codes = Array.from({ length: 60 }, (_, index) => issuesOf(`CODE_${index}`, 3)).flat();
    const text = await textOf('validate a', resultOf(codes));
    expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(38);
    expect(text).toContain('… and 48 more codes');
  });

  test.each([
    ['validate a --max-issues 10', 10],
    ['validate a --max-issues 1000', 121],
    ['validate a --max-issues 0', 0],
  ])('%s shows %i', async (line, shown) => {
    const text = await textOf(line, many);
    expect(shownRows(text)).toBe(shown);
    expect(text).toContain('DATE_INVALID    error     30000');
    expect(text).toContain(`${30_001 - shown} more issues not shown.`);
  });

  test('points to the report where one was written', async () => {
    const reported = await textOf('validate a --report r.xlsx', { ...many, files: ['r.xlsx'] });
    expect(reported).toContain('All of them are in the report; ');
    const copied = await textOf('validate a', { ...many, files: ['copy.xlsx'] });
    expect(copied).toContain('All of them: --report issues.xlsx; ');
  });
});

test('says a common remedy once and different ones beside their issues', async () => {
  const odd = ['Do this.', 'Do that.'].map((hint) => ({ ...issue, hint, value: '7', message: 'odd' }));
  const different = await textOf('validate a', resultOf(odd));
  expect(different.match(/What to do/g)).toHaveLength(2);
  expect(different).toContain('odd (value: "7")');
  const common = await textOf('validate a', many);
  expect(common.match(/What to do/g)).toHaveLength(1);
});

test('says how many issues are hidden, and why', async () => {
  const text = await textOf('validate a', {
    ...validation,
    hidden: [
      { by: 'ignore', severity: 'warning', count: 12 },
      { by: 'severity', severity: 'warning', count: 1 },
      { by: 'severity', severity: 'info', count: 3_000 },
    ],
  });
  expect(text).toContain('\n12 warnings hidden by --ignore\n1 warning, 3,000 notes hidden by --severity\n');
});

test('a masked value is not shown beside its message', async () => {
  const text = await textOf('validate a', resultOf([{ ...issue, value: '•••', message: 'No date.' }]));
  expect(text).toContain('No date.\n');
  expect(text).not.toContain('•••');
});
