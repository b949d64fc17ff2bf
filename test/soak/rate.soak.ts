import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type CommandResult, leadferry } from '../support/leadferry-command.js';
import { mostWithin } from '../support/most-within.js';
import { plainSheet } from '../support/plain-sheet.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandbox = useSandboxes();

const rps = 20;
const rampedUpMs = 25_000;
const judgedMs = 60_000;
/** Of each process: both have work until well after the judged minute. */
const leadsEach = 950;

it('two processes that share a profile keep 20 a second together, and come close to it', async () => {
  const cwd = await tempFolder();
  const server = await sandbox({ rateLimit: rps, requestLogSize: 100_000 });
  const env = { ...sandboxVariables(server), LEADFERRY_AS_OF: '2026-11-21' };
  const uploadOf = async (prefix: string): Promise<CommandResult> => {
    await writeFile(join(cwd, `${prefix}.csv`), plainSheet(prefix, leadsEach));
    const flags = ['--mode', 'create', '--rps', String(rps), '--out', `out-${prefix}`, '--json'];
    return await leadferry(['upload', `${prefix}.csv`, ...flags], { cwd, env });
  };
  const results = await Promise.all([uploadOf('A'), uploadOf('B')]);

  const { requests } = server;
  const timesMs = requests.map(({ atMs }) => atMs);
  const startMs = timesMs[0] ?? 0;
  const judged = timesMs.filter((timeMs) => {
    const afterMs = timeMs - startMs - rampedUpMs;
    return afterMs >= 0 && afterMs < judgedMs;
  });
  const average = judged.length / (judgedMs / 1000);
  process.stderr.write(
    `${requests.length} requests, at most ${mostWithin(1000, timesMs)} in a second, ${average} on average\n`,
  );
  expect(results.map(({ code, stdout }) => [code, code === 0 ? '' : stdout])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(requests.filter(({ status }) => status === 429)).toHaveLength(0);
  expect(mostWithin(1000, timesMs)).toBeLessThanOrEqual(rps);
  expect(average).toBeGreaterThanOrEqual(19);
  expect(server.leads()).toHaveLength(2 * leadsEach);
});
