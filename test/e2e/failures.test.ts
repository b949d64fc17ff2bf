import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CommandResult, leadferry, projectRoot } from '../support/leadferry-command.js';
import { partnerId, sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();
const sheet = join(projectRoot, 'samples', 'leads-one-row.csv');

/** One message, the next command, no stack trace; the same as one JSON document with --json. */
async function expectFailure(
  run: (...flags: string[]) => Promise<CommandResult>,
  expected: { readonly exit: number; readonly code: string; readonly says: RegExp; readonly next: RegExp },
): Promise<void> {
  const text = await run();
  expect(text.code, text.stderr).toBe(expected.exit);
  expect(text.stderr).toMatch(expected.says);
  expect(text.stderr).toMatch(expected.next);
  expect(text.stderr).not.toMatch(/\n\s+at .*:\d+/);
  const json = await run('--json');
  expect(json.code).toBe(expected.exit);
  expect(JSON.parse(json.stdout)).toMatchObject({
    error: {
      code: expected.code,
      message: expect.stringMatching(expected.says),
      next: expect.stringMatching(expected.next),
    },
  });
}

describe('the command fails with one clear message and the right exit code when', () => {
  it('the file does not exist', async () => {
    const cwd = await tempFolder();
    await expectFailure((...flags) => leadferry(['validate', 'missing.xlsx', ...flags], { cwd }), {
      exit: 2,
      code: 'FILE_NOT_FOUND',
      says: /missing\.xlsx/,
      next: /path/i,
    });
  });

  it('no column of the file is known', async () => {
    const cwd = await tempFolder();
    await writeFile(join(cwd, 'other.csv'), 'Farbe,Menge\nrot,3\n');
    await expectFailure((...flags) => leadferry(['validate', 'other.csv', ...flags], { cwd }), {
      exit: 2,
      code: 'NO_LEADS',
      says: /Farbe/,
      next: /leadferry (inspect|template)/,
    });
  });

  it('there is no API key', async () => {
    const cwd = await tempFolder();
    const env = { LEADFERRY_BASE_URL: 'http://127.0.0.1:1', LEADFERRY_PARTNER_ID: partnerId };
    await expectFailure((...flags) => leadferry(['upload', sheet, ...flags], { cwd, env }), {
      exit: 3,
      code: 'KEY_MISSING',
      says: /LEADFERRY_API_KEY/,
      next: /--api-key-file/,
    });
  });

  it('the server refuses the key', async () => {
    const sandbox = await sandboxes();
    const cwd = await tempFolder();
    const env = { ...sandboxVariables(sandbox), LEADFERRY_API_KEY: 'wrong-key' };
    await expectFailure((...flags) => leadferry(['upload', sheet, ...flags], { cwd, env }), {
      exit: 3,
      code: 'FORBIDDEN',
      says: /403/,
      next: /leadferry doctor/,
    });
    expect(sandbox.leads()).toEqual([]);
  });

  it('the server does not answer', async () => {
    const sandbox = await sandboxes();
    const env = sandboxVariables(sandbox);
    await sandbox.close();
    const cwd = await tempFolder();
    await expectFailure((...flags) => leadferry(['plan', sheet, ...flags], { cwd, env }), {
      exit: 6,
      code: 'SERVER_UNREACHABLE',
      says: new RegExp(sandbox.url),
      next: /leadferry (doctor|sandbox)/,
    });
  });

  it('the sheet has errors: nothing is sent', async () => {
    const sandbox = await sandboxes();
    const cwd = await tempFolder();
    const bad = join(projectRoot, 'samples', 'leads-with-errors.xlsx');
    await expectFailure(
      (...flags) => leadferry(['upload', bad, ...flags], { cwd, env: sandboxVariables(sandbox) }),
      {
        exit: 4,
        code: 'SHEET_HAS_ERRORS',
        says: /errors/,
        next: /leadferry validate|--skip-invalid/,
      },
    );
    expect(sandbox.requests).toEqual([]);
  });

  it('a command or a flag is mistyped', async () => {
    const cwd = await tempFolder();
    await expectFailure((...flags) => leadferry(['uplaod', sheet, ...flags], { cwd }), {
      exit: 2,
      code: 'USAGE',
      says: /uplaod/,
      next: /leadferry --help/,
    });
  });
});

it('lists an unknown column as a warning, and refuses it with --strict', async () => {
  const cwd = await tempFolder();
  const header = 'Partner lead id,3DS lead id,Lead name,Clse date\n';
  await writeFile(join(cwd, 'typo.csv'), `${header}A-1,QK7P-2ZT9MA,Pump line,2027-01-31\n`);
  const lenient = await leadferry(['validate', 'typo.csv'], { cwd });
  expect(lenient.code).toBe(0);
  expect(lenient.stdout).toContain('Clse date');
  expect(lenient.stdout).toContain('Close date');
  expect(lenient.stdout).toContain('leadferry map typo.csv');
  expect((await leadferry(['validate', 'typo.csv', '--strict'], { cwd })).code).toBe(4);
});
