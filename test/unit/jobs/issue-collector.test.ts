import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/core/issue.js';
import { createIssueCollector } from '../../../src/jobs/issue-collector.js';
import { issueFilter } from '../../../src/jobs/issue-filter.js';
import { maskIssue } from '../../../src/jobs/issue-mask.js';
import { createIssueSample } from '../../../src/jobs/issue-sample.js';
import { createIssueSpool } from '../../../src/jobs/issue-spool.js';
import { issueCatalogue } from '../../../src/lead/issue-catalogue.js';
import { issue } from '../cli/fake-api.js';

const warning: Issue = { ...issue, code: 'UNKNOWN_COLUMN', severity: 'warning' };
const note: Issue = { ...issue, code: 'SHEET_IGNORED', severity: 'info' };

describe('a collector of issues', () => {
  test('counts all of them, lists those that are not hidden, and groups them by code', async () => {
    const spool = createIssueSpool();
    const filter = issueFilter({ ignore: ['SHEET_IGNORED'] });
    const collector = createIssueCollector({ filter, maskValues: false, most: 3, spool });
    for (const one of [note, warning, issue, issue, note, issue, issue]) collector.add(one);
    expect(collector.collected()).toEqual({
      issueCounts: {
        error: 4,
        warning: 1,
        info: 2,
        byCode: { DATE_INVALID: 4, SHEET_IGNORED: 2, UNKNOWN_COLUMN: 1 },
      },
      summary: [
        { severity: 'error', code: 'DATE_INVALID', title: 'The value is not a date', count: 4, first: 1 },
        { severity: 'warning', code: 'UNKNOWN_COLUMN', title: 'A column is not known', count: 1, first: 0 },
      ],
      hidden: [{ by: 'ignore', severity: 'info', count: 2 }],
      issues: [warning, issue, issue],
      issuesLeftOut: 2,
    });
    const spooled: Issue[] = [];
    for await (const one of spool.all()) spooled.push(one);
    expect(spooled).toEqual([warning, issue, issue, issue, issue]);
    await spool.close();
  });

  test('masks before anything is kept', () => {
    const filter = issueFilter({});
    const collector = createIssueCollector({ filter, maskValues: true, most: 10, spool: null });
    collector.add(issue);
    expect(collector.collected().issues).toEqual([
      {
        ...issue,
        value: '•••',
        message: `${issueCatalogue.DATE_INVALID.title}.`,
        hint: issueCatalogue.DATE_INVALID.remedy,
      },
    ]);
  });
});

describe('a sample of issues', () => {
  test('is never larger than asked, keeps the file order, and the first ones of every code', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 200 }),
        fc.integer({ min: 0, max: 50 }),
        (codes, most) => {
          const sample = createIssueSample(most);
          for (const [row, code] of codes.entries()) sample.add({ ...issue, code: `C${code}`, row });
          const kept = sample.issues();
          expect(kept).toHaveLength(Math.min(most, codes.length));
          expect(kept.map(({ row }) => row)).toEqual(
            kept.map(({ row }) => row).toSorted((a, b) => Number(a) - Number(b)),
          );
          const perCode = Map.groupBy(kept, ({ code }) => code);
          for (const [code, of] of perCode) {
            const rows = [...codes.entries()].filter(([, one]) => `C${one}` === code).map(([row]) => row);
            expect(of.map(({ row }) => row)).toEqual(rows.slice(0, of.length));
          }
          // A code gives up issues only to codes that have no more than it keeps.
          const largest = Math.max(0, ...[...perCode.values()].map((of) => of.length));
          for (const code of new Set(codes)) {
            const all = codes.filter((one) => one === code).length;
            const mine = perCode.get(`C${code}`)?.length ?? 0;
            expect(mine === all || mine >= largest - 1).toBe(true);
          }
        },
      ),
    );
  });
});

describe('a masked issue', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9@. -]{6,40}$/).filter((text) => text.trim().length > 5);

  test('says nothing that a cell held, however message and hint quote it', () => {
    const codes = fc.constantFrom(...Object.keys(issueCatalogue), 'ERROR_048');
    fc.assert(
      fc.property(secret, secret, codes, (value, other, code) => {
        const masked = maskIssue({
          ...issue,
          code,
          value: `X${value}X`,
          suggestion: `X${value}X`,
          message: `expected X${other}X, found "X${value}X", X${value.toUpperCase()}X and ${`X${value}X`.slice(0, 4)}…`,
          hint: `Write X${other}X in place of 'X${value}X'.`,
        });
        const text = JSON.stringify({ ...masked, code: '', header: '', field: '' });
        expect(text).not.toContain(`X${value}`);
        expect(text).not.toContain(`X${other}`);
        expect(text).not.toContain(`X${value.toUpperCase()}`);
        expect(masked.value).toBe('•••');
      }),
    );
  });

  test('has no value where there was none', () => {
    expect(maskIssue({ ...issue, value: null, suggestion: null })).toMatchObject({
      value: null,
      suggestion: null,
    });
  });
});
