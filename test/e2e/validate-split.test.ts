import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { leadferry } from '../support/leadferry-command.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const header =
  'Partner lead id;Lead name;Stage;Close date;Currency;Customer name;Customer city;Customer country;Offer id;Offer amount';

it('the valid sheet uploads as it is, and the rejected one once it is corrected', async () => {
  const cwd = await tempFolder();
  const sandbox = await sandboxes();
  const env = sandboxVariables(sandbox);
  const row = (id: string, day: string): string =>
    `${id};"Lead; ${id}";ESTABLISHED;${day};EUR;Example ${id};Lyon;France;OFFER-1;1000`;
  const lines = [row('A-1', '2027-03-31'), row('A-2', 'soon'), row('A-3', '2027-04-30')];
  await writeFile(join(cwd, 'leads.csv'), [header, ...lines, ''].join('\n'));

  const words = ['validate', 'leads.csv', '--split', 'parts', '--mask-values', '--as-of', '2026-11-21'];
  const validated = await leadferry(words, { cwd, env });
  expect(validated.code, validated.stderr).toBe(4);
  expect(validated.stdout).toContain('3 leads in 3 rows: 2 valid, 1 rejected');
  expect(validated.stdout).not.toContain('soon');
  expect(validated.stderr).toMatch(/Written: .*leads\.valid\.csv\nWritten: .*leads\.rejected\.csv\n/);

  const upload = async (name: string) =>
    await leadferry(['upload', join('parts', name), '--as-of', '2026-11-21'], { cwd, env });
  expect((await upload('leads.valid.csv')).code).toBe(0);
  expect(sandbox.leads()).toHaveLength(2);
  expect((await upload('leads.rejected.csv')).code).toBe(4);
  const rejected = join(cwd, 'parts', 'leads.rejected.csv');
  await writeFile(rejected, (await readFile(rejected, 'utf8')).replace('soon', '2027-05-31'));
  const corrected = await upload('leads.rejected.csv');
  expect(corrected.code, corrected.stdout + corrected.stderr).toBe(0);
  expect(sandbox.leads()).toHaveLength(3);
});

it('what is hidden keeps its weight: the exit code says that there are errors', async () => {
  const cwd = await tempFolder();
  await writeFile(
    join(cwd, 'leads.csv'),
    `${header}\nA-1;A lead;ESTABLISHED;soon;EUR;Example;Lyon;France;OFFER-1;1000\n`,
  );
  const hidden = await leadferry(['validate', 'leads.csv', '--only', 'unknown_column'], { cwd });
  expect(hidden.code).toBe(4);
  expect(hidden.stdout).toMatch(/^1 error.* hidden by --only$/m);
  const unknown = await leadferry(['validate', 'leads.csv', '--ignore', 'DATE_INVALD'], { cwd });
  expect(unknown.code).toBe(2);
  expect(unknown.stderr).toContain('Did you mean DATE_INVALID?');
});
