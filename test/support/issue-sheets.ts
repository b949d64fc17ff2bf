import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { main } from '../../src/cli/main.js';
import { issueCatalogue } from '../../src/lead/issue-catalogue.js';
import { createFakeIo } from '../unit/cli/fake-io.js';
import { projectRoot } from './leadferry-command.js';
import { rememberedState, rememberState } from './remembered-state.js';

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

/** The folder with a golden sheet for each issue code. */
export const issueSheets: string = join(projectRoot, 'test', 'golden', 'issues');

const foundIssue = z.object({
  code: z.string(),
  severity: z.string(),
  source: z.string(),
  sheet: z.string().nullable(),
  row: z.number().nullable(),
  column: z.string().nullable(),
  header: z.string().nullable(),
  field: z.string().nullable(),
  value: z.string().nullable(),
  message: z.string(),
  hint: z.string().nullable(),
  suggestion: z.string().nullable(),
});

const answer = z.object({ rows: z.number(), issues: z.array(foundIssue) });

/**
 * The codes that have a golden sheet. What the codes of the plan say depends on what 3DS holds or answers: test/unit/upload and test/e2e
 * raise them. RULE_PROGRAM needs a calling program: test/unit/jobs/check-lead.test.ts raises it.
 */
export const sheetCodes: readonly string[] = Object.entries(issueCatalogue).flatMap(([code, { stage }]) =>
  stage === 'plan' || code === 'RULE_PROGRAM' ? [] : [code],
);

export interface ValidatedIssueSheet extends z.infer<typeof answer> {
  readonly given: z.infer<typeof issueCase>;
  readonly exitCode: number;
}

const partnerId = '200000000001234';

/** Validates the golden sheet of a code as the command does; `temp` is an empty folder. Throws where it cannot be read. */
export async function validateIssueSheet(code: string, temp: string): Promise<ValidatedIssueSheet> {
  const folder = join(issueSheets, code);
  const given = issueCase.parse(JSON.parse(await readFile(join(folder, 'case.json'), 'utf8')));
  const [input] = (await readdir(folder)).filter((name) => name.startsWith('input.'));
  if (input === undefined) throw new Error(`${code}: expected a file input.csv or input.xlsx`);
  const server = ['--state-dir', temp, '--env', 'sandbox', '--partner-id', partnerId];
  if (given.setup !== undefined) await rememberState({ stateDir: temp, partnerId }, given.setup);
  for (const { kind, file } of given.refs) {
    await command(code, ['refs', 'add', join(folder, file), '--kind', kind, ...server]);
  }
  const flags = given.flags.map((flag) =>
    flag.startsWith('./') ? join(folder, flag) : flag.replace('{temp}', temp),
  );
  const usual = ['--json', '--as-of', '2026-11-21', ...server];
  const { exitCode, out } = await command(code, ['validate', join(folder, input), ...usual, ...flags]);
  return { ...answer.parse(JSON.parse(out)), given, exitCode };
}

async function command(code: string, words: readonly string[]): Promise<{ exitCode: number; out: string }> {
  const io = createFakeIo();
  const exitCode = await main(words, io);
  if (![0, 4].includes(exitCode)) throw new Error(`${code}: ${io.out()} ${io.err()}`);
  return { exitCode, out: io.out() };
}
