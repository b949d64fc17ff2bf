import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { issueSheets, sheetCodes, validateIssueSheet } from '../support/issue-sheets.js';
import { useTempFolders } from '../support/temp-folder.js';

/** Said of every file until `export portfolio` was run once. */
const along = ['CATALOGUE_MISSING'];
const tempFolder = useTempFolders();

it.each(sheetCodes)(
  '%s: its golden sheet raises it once, in the right cell, and nothing else',
  async (code) => {
    const { given, issues, rows, exitCode } = await validateIssueSheet(code, await tempFolder());
    const others = issues.filter(
      (issue) => issue.code !== code && ![...along, ...given.with].includes(issue.code),
    );
    expect(others).toEqual([]);
    const found = issues.filter((issue) => issue.code === code);
    expect(found.map(({ sheet, row, column, severity }) => ({ sheet, row, column, severity }))).toEqual(
      given.again === undefined ? [given.issue] : [given.issue, given.again],
    );
    expect(rows, 'a neighbour stands beside the row').toBeGreaterThan(1);
    expect(exitCode).toBe(issues.some(({ severity }) => severity === 'error') ? 4 : 0);
  },
);

it('there is no folder without a code', async () => {
  expect((await readdir(issueSheets)).filter((name) => !sheetCodes.includes(name))).toEqual([]);
});
