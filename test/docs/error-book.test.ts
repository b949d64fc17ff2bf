import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { issuePlace } from '../../src/core/issue.js';
import { type Explanation, explainCode, listCodes } from '../../src/index.js';
import { issueEntry } from '../../src/lead/issue-catalogue.js';
import type { IssueStage } from '../../src/lead/issues/issue-entry.js';
import { sheetCodes, validateIssueSheet } from '../support/issue-sheets.js';
import { projectRoot } from '../support/leadferry-command.js';
import { useTempFolders } from '../support/temp-folder.js';

const book = join(projectRoot, 'docs', 'errors');
const codes = await listCodes();
const tempFolder = useTempFolders();

// Messages name the day on which a list was taken in.
beforeAll(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-21T12:00:00Z') });
});

afterAll(() => {
  vi.useRealTimers();
});

const stages = {
  file: 'Sheets, columns and mapping files',
  reader: 'Lines and records of the file',
  cell: 'Single cells',
  row: 'Rows that make no lead',
  lead: 'What 3DS would refuse, ignore or fill in',
  plausibility: 'What looks wrong',
  reference: 'Lists of 3DS: offers and competitors',
  rule: 'Rules of your own',
  plan: 'What 3DS holds or answers',
} as const satisfies Record<IssueStage, string>;

// The pages are written by this test (`npx vitest run test/docs -u`) and compared by it.
it.each(codes.map(({ code }) => code))('docs/errors/%s.md says what the code means', async (code) => {
  const shown = sheetCodes.includes(code) ? await shownExample(code) : [];
  const lines = [...pageHead(await explainCode(code)), ...shown, '[All codes](README.md)', ''];
  await expect(lines.join('\n')).toMatchFileSnapshot(join(book, `${code}.md`));
});

it('docs/errors/README.md lists every code by what it is about', async () => {
  const lines = [
    '# Error book',
    '',
    '`leadferry explain CODE` prints the same. Issues are about the data and stand in a sheet; errors end a run.',
    '',
    ...Object.entries(stages).flatMap(([stage, title]) => [
      `## ${title}`,
      '',
      ...table(codes.filter(({ code }) => issueEntry(code)?.stage === stage)),
    ]),
    '## Errors that end a run',
    '',
    ...table(codes.filter(({ kind }) => kind === 'error')),
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot(join(book, 'README.md'));
});

it('there is no page without a code', async () => {
  const pages = ['README.md', ...codes.map(({ code }) => `${code}.md`)];
  expect((await readdir(book)).toSorted()).toEqual(pages.toSorted());
});

function pageHead({ code, kind, severity, title, explanation, remedy, example }: Explanation): string[] {
  return [
    `# ${code}`,
    '',
    `${title} (${kind === 'error' ? 'ends the run' : severity}).`,
    '',
    explanation,
    '',
    `**What to do:** ${remedy}`,
    '',
    ...(example === null ? [] : [`**Example:** ${example}`, '']),
  ];
}

/** What `validate` says of the golden sheet of the code. */
async function shownExample(code: string): Promise<string[]> {
  const { issues } = await validateIssueSheet(code, await tempFolder());
  const issue = issues.find((one) => one.code === code);
  if (issue === undefined) throw new Error(`the golden sheet of ${code} does not raise it`);
  const severity = issueEntry(code)?.severity ?? 'error';
  const { source, sheet, row, column, header, field, value, message, hint, suggestion } = issue;
  const place = issuePlace({
    ...{ code, severity, source, sheet, row, column, header, field, value, message, hint, suggestion },
  });
  return [
    'As `leadferry validate` says it:',
    '',
    '```',
    `${place}: ${shortened(message)}`,
    ...(suggestion === null ? [] : [`  Perhaps meant: ${suggestion}`]),
    ...(hint === null ? [] : [`  What to do: ${hint}`]),
    '```',
    '',
  ];
}

function shortened(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

function table(listed: typeof codes): string[] {
  const lines = listed.map(
    ({ code, severity, title }) => `| [${code}](${code}.md) | ${severity ?? ''} | ${title} |`,
  );
  return ['| code | severity | what |', '|---|---|---|', ...lines, ''];
}
