import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect, it } from 'vitest';
import { projectRoot } from '../support/leadferry-command.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();

const rows = 30_000;
const header =
  'Partner lead id;Lead name;Stage;Close date;Currency;Customer name;Customer city;Customer country;Offer id;Offer amount\n';

function* lines(count: number, closeDate: (row: number) => string): Generator<string> {
  yield header;
  for (let row = 2; row < count + 2; row += 1) {
    yield `A-${row};Lead ${row};ESTABLISHED;${closeDate(row)};EUR;Example ${row};Lyon;France;OFFER-1;${1000 + (row % 900)}\n`;
  }
}

interface Validated {
  readonly code: number | null;
  readonly stdout: string;
  /** The most memory that the process ever had, in kilobytes. */
  readonly peakKb: number;
}

/** Runs the command in a process of its own that says at its end how much memory it had. */
async function validated(cwd: string, words: readonly string[]): Promise<Validated> {
  const main = join(projectRoot, 'dist', 'cli', 'main.js');
  const script = `
    process.on('exit', () => process.stderr.write('\\npeak ' + process.resourceUsage().maxRSS + '\\n'));
    const cli = await import(${JSON.stringify(`file://${main}`)});
    process.argv.splice(1, 0, 'leadferry');
    cli.run(process);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, 'validate', ...words], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', HOME: cwd, LEADFERRY_STATE_DIR: join(cwd, 'state') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  const [code]: (number | null)[] = await once(child, 'close');
  const peakKb = Number(/^peak (\d+)$/m.exec(said.stderr)?.[1]);
  return { code: code ?? null, stdout: said.stdout, peakKb };
}

type CloseDate = (row: number) => string;

const rightDate: CloseDate = (row) => `2027-03-${String((row % 28) + 1).padStart(2, '0')}`;
const wrongDate: CloseDate = (row) => `some day in the year after ${row}`;

async function writeSheet(path: string, count: number, closeDate: CloseDate): Promise<void> {
  await pipeline(Readable.from(lines(count, closeDate)), createWriteStream(path));
}

// Bounds on memory are generous, because the garbage collector has its own mind; they stand far below what grows with every row or issue.
it('30,000 errors are a screenful, all of them are in the report, and they take about as much memory as 150,000 rows without any', async () => {
  const cwd = await tempFolder();
  await writeSheet(join(cwd, 'clean.csv'), 5 * rows, rightDate);
  await writeSheet(join(cwd, 'errors.csv'), rows, wrongDate);

  const clean = await validated(cwd, ['clean.csv', '--as-of', '2026-11-21']);
  expect(clean.code, clean.stdout).toBe(0);
  const errors = await validated(cwd, ['errors.csv', '--as-of', '2026-11-21']);
  expect(errors.code, errors.stdout).toBe(4);
  expect(errors.stdout).toContain('30000 errors');
  expect(errors.stdout.trimEnd().split('\n').length).toBeLessThanOrEqual(40);
  expect(errors.peakKb).toBeLessThan(clean.peakKb + 80_000);
  expect(clean.peakKb).toBeLessThan(errors.peakKb + 200_000);

  const names = ['r.jsonl', 'r.xlsx', 'r.html'];
  const reported = await validated(cwd, [
    'errors.csv',
    '--as-of',
    '2026-11-21',
    '--only',
    'DATE_INVALID',
    ...names.flatMap((name) => ['--report', name]),
  ]);
  expect(reported.code).toBe(4);
  expect((await readFile(join(cwd, 'r.jsonl'), 'utf8')).trimEnd().split('\n')).toHaveLength(rows);
  expect((await readFile(join(cwd, 'r.html'), 'utf8')).match(/<td class="place">/g)).toHaveLength(rows);
  expect(reported.peakKb).toBeLessThan(errors.peakKb + 160_000);
  const left = (await readdir(cwd)).filter((name) => name !== 'state');
  expect(left.toSorted()).toEqual(['clean.csv', 'errors.csv', ...names].toSorted());
});
