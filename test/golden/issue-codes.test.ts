import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { main } from '../../src/cli/main.js';
import { issueCatalogue } from '../../src/lead/issue-catalogue.js';
import { rememberedState, rememberState } from '../support/remembered-state.js';
import { useTempFolders } from '../support/temp-folder.js';
import { createFakeIo } from '../unit/cli/fake-io.js';

const issuePlace = z.strictObject({
  sheet: z.string().nullable(),
  row: z.number().nullable(),
  column: z.string().nullable(),
  severity: z.enum(['error', 'warning', 'info']),
});

/** A sheet that raises one code once, with neighbours that nearly do. */
const issueCase = z.strictObject({
  title: z.string().min(10),
  /** Of `validate`; what begins with ./ is a file of the case's folder, {temp} an empty folder. */
  flags: z.array(z.string()).default([]),
  /** What earlier work has left in the ledger. */
  setup: rememberedState.optional(),
  /** Reference lists to add first: kind, and a file of the case's folder. */
  refs: z.array(z.strictObject({ kind: z.string(), file: z.string() })).default([]),
  issue: issuePlace,
  /** Where it is raised a second time: the row that it is compared with. */
  again: issuePlace.optional(),
  /** Codes that come along by their nature. */
  with: z.array(z.string()).default([]),
});

const home = join(import.meta.dirname, 'issues');
const answer = z.object({
  rows: z.number(),
  issues: z.array(
    z.object({
      code: z.string(),
      severity: z.string(),
      sheet: z.string().nullable(),
      row: z.number().nullable(),
      column: z.string().nullable(),
      message: z.string(),
    }),
  ),
});

// What these say depends on what 3DS holds or answers; test/unit/upload and test/e2e raise them.
// RULE_PROGRAM needs a calling program; test/unit/jobs/check-lead.test.ts raises it.
const codes = Object.entries(issueCatalogue).flatMap(([code, { stage }]) =>
  stage === 'plan' || code === 'RULE_PROGRAM' ? [] : [code],
);
/** Said of every file until `export portfolio` was run once. */
const along = ['CATALOGUE_MISSING'];
const tempFolder = useTempFolders();

it.each(codes)('%s: its golden sheet raises it once, in the right cell, and nothing else', async (code) => {
  const folder = join(home, code);
  const given = issueCase.parse(JSON.parse(await readFile(join(folder, 'case.json'), 'utf8')));
  const [input] = (await readdir(folder)).filter((name) => name.startsWith('input.'));
  if (input === undefined) throw new Error(`${code}: expected a file input.csv or input.xlsx`);

  const { answered, exitCode } = await validated(folder, input, given);
  const others = answered.issues.filter(
    (issue) => issue.code !== code && ![...along, ...given.with].includes(issue.code),
  );
  expect(others).toEqual([]);
  const found = answered.issues.filter((issue) => issue.code === code);
  expect(found.map(({ sheet, row, column, severity }) => ({ sheet, row, column, severity }))).toEqual(
    given.again === undefined ? [given.issue] : [given.issue, given.again],
  );
  expect(answered.rows, 'a neighbour stands beside the row').toBeGreaterThan(1);
  expect(exitCode).toBe(answered.issues.some(({ severity }) => severity === 'error') ? 4 : 0);
});

it('there is no folder without a code', async () => {
  expect((await readdir(home)).filter((name) => !codes.includes(name))).toEqual([]);
});

const partnerId = '200000000001234';

async function validated(
  folder: string,
  input: string,
  { flags, setup, refs }: z.infer<typeof issueCase>,
): Promise<{ answered: z.infer<typeof answer>; exitCode: number }> {
  const stateDir = await tempFolder();
  const server = ['--state-dir', stateDir, '--env', 'sandbox', '--partner-id', partnerId];
  if (setup !== undefined) await rememberState({ stateDir, partnerId }, setup);
  for (const { kind, file } of refs) {
    expect(await main(['refs', 'add', join(folder, file), '--kind', kind, ...server], createFakeIo())).toBe(
      0,
    );
  }
  const words = flags.map((flag) =>
    flag.startsWith('./') ? join(folder, flag) : flag.replace('{temp}', stateDir),
  );
  const io = createFakeIo();
  const exitCode = await main(
    ['validate', join(folder, input), '--json', '--as-of', '2026-11-21', ...server, ...words],
    io,
  );
  if (![0, 4].includes(exitCode)) throw new Error(`${basename(folder)}: ${io.out()} ${io.err()}`);
  return { answered: answer.parse(JSON.parse(io.out())), exitCode };
}
