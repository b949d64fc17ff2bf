import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Issue } from '../../../src/core/issue.js';
import {
  type IssueReportFacts,
  issueReportHtml,
  type ReportedGroup,
} from '../../../src/reports/issue-report-html.js';
import { issue } from '../cli/fake-api.js';

const facts: IssueReportFacts = {
  file: 'leads.xlsx',
  checkedAt: '2026-11-21 20:41 UTC',
  rows: 1_062,
  leads: { total: 60, valid: 59, rejected: 1 },
  fileErrors: 0,
  issueCounts: { error: 1, warning: 0, info: 0 },
  notes: [],
};

function groupOf(issues: readonly Issue[]): ReportedGroup {
  const { severity, code } = issues[0] ?? issue;
  return {
    severity,
    code,
    title: `Title of ${code}`,
    count: issues.length,
    first: 0,
    async *issues() {
      yield* issues;
    },
  };
}

async function page(
  groups: readonly ReportedGroup[],
  changed: Partial<IssueReportFacts> = {},
): Promise<string> {
  let html = '';
  for await (const piece of issueReportHtml({ ...facts, ...changed }, groups)) html += piece;
  return html;
}

describe('the report as a page', () => {
  test('has a summary that leads to the table of each code', async () => {
    const warning: Issue = { ...issue, code: 'UNKNOWN_COLUMN', severity: 'warning', row: null, sheet: null };
    const html = await page([groupOf([issue, issue]), groupOf([warning])], { notes: ['12 notes hidden'] });
    for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) expect(html).toContain(`id="${target}"`);
    expect(html.match(/<section id="(?!summary)/g)).toHaveLength(2);
    expect(html).toContain('<td class="place">Leads, row 17</td>');
    expect(html).toContain('<td class="place">whole file</td>');
    expect(html).toContain('F<span class="header">Close date</span>');
    expect(html).toContain('1,062');
    expect(html).toContain('12 notes hidden');
  });

  test.each<[Partial<IssueReportFacts>, string, string]>([
    [{}, 'error', '1 of 60 leads cannot be sent to 3DS.'],
    [
      { leads: { total: 60, valid: 60, rejected: 0 } },
      'error',
      'The file has errors, so nothing of it should be sent to 3DS.',
    ],
    [
      { leads: { total: 60, valid: 60, rejected: 0 }, issueCounts: { error: 0, warning: 1, info: 0 } },
      'warning',
      'All 60 leads can be sent to 3DS; 1 warning deserves a look.',
    ],
    [
      { leads: { total: 1, valid: 1, rejected: 0 }, issueCounts: { error: 0, warning: 0, info: 0 } },
      'good',
      'The lead can be sent to 3DS.',
    ],
    [
      { leads: { total: 0, valid: 0, rejected: 0 }, issueCounts: { error: 0, warning: 0, info: 0 } },
      'warning',
      'There are no leads in this file.',
    ],
  ])('judges %j as %s', async (changed, kind, text) => {
    expect(await page([], changed)).toContain(`<p class="verdict ${kind}">${text}</p>`);
  });

  test('holds no script, loads nothing, and its policy allows its own style alone', async () => {
    const html = await page([groupOf([issue])]);
    const [, style = ''] = /<style>([\s\S]*)<\/style>/.exec(html) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(html).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\son\w+=|style="|@import|url\(|https?:/i);
  });

  test('shows any text of a sheet as text', async () => {
    const text = fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', 'script', '=', ' ', 'ü') });
    await fc.assert(
      fc.asyncProperty(text, async (evil) => {
        const hostile: Issue = {
          ...issue,
          sheet: evil,
          column: evil,
          header: evil,
          value: evil,
          message: `m${evil}`,
          hint: evil,
          suggestion: evil,
        };
        const tags = (html: string): string[] =>
          html.replace(/<style>[\s\S]*<\/style>/, '').match(/<[^>]*>/g) ?? [];
        const plain = {
          ...hostile,
          sheet: '',
          column: '',
          header: '',
          value: '',
          message: 'm',
          hint: '',
          suggestion: '',
        };
        const [page1, page2] = [
          await page([groupOf([hostile])], { file: evil }),
          await page([groupOf([plain])], { file: '' }),
        ];
        expect(tags(page1)).toEqual(tags(page2));
      }),
      { numRuns: 100 },
    );
  });

  test('cuts a value that would fill the page', async () => {
    const html = await page([groupOf([{ ...issue, value: 'x'.repeat(10_000) }])]);
    expect(html).toContain(`${'x'.repeat(500)}…`);
    expect(html).not.toContain('x'.repeat(501));
  });
});
