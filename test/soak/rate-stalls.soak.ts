import type { ChildProcess } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ended, startLeadferry } from '../support/leadferry-command.js';
import { mostWithin } from '../support/most-within.js';
import { plainSheet } from '../support/plain-sheet.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandbox = useSandboxes();

const rps = 200;
const leads = 6000;
const rampedUpMs = 15_000;
/** After so long comes the next stall; both tables are gone through again and again. */
const apartMs = [310, 870, 120, 540, 990, 60, 430];
const stalledMs = [15, 37, 22, 60, 28, 45, 90, 18, 33];

/** Stops, in turns, the process of the upload and this one, in which the server is. Gives what ends it. */
function stopPrograms(upload: ChildProcess): () => number {
  let count = 0;
  let next: NodeJS.Timeout | undefined;
  const plan = () => {
    next = setTimeout(stop, apartMs[count % apartMs.length]);
  };
  const stop = () => {
    const ms = stalledMs[count % stalledMs.length] ?? 0;
    count += 1;
    if (count % 2 === 0) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      plan();
      return;
    }
    upload.kill('SIGSTOP');
    next = setTimeout(() => {
      upload.kill('SIGCONT');
      plan();
    }, ms);
  };
  plan();
  return () => {
    clearTimeout(next);
    return count;
  };
}

it('an upload at the rate that the server allows is refused nothing, also where both programs are stopped now and then', async () => {
  const cwd = await tempFolder();
  const server = await sandbox({ rateLimit: rps, latencyMs: 50, requestLogSize: 100_000 });
  await writeFile(join(cwd, 'leads.csv'), plainSheet('S', leads));
  const flags = ['--mode', 'create', '--rps', String(rps), '--concurrency', '50', '--out', 'out', '--json'];
  const env = { ...sandboxVariables(server), LEADFERRY_AS_OF: '2026-11-21' };
  const upload = startLeadferry(['upload', 'leads.csv', ...flags], { cwd, env });
  const endStops = stopPrograms(upload);
  const { code, stdout } = await ended(upload);
  const stops = endStops();

  const timesMs = server.requests.map(({ atMs }) => atMs);
  const fromMs = (timesMs[0] ?? 0) + rampedUpMs;
  const judged = timesMs.filter((timeMs) => timeMs >= fromMs);
  const average = ((judged.length - 1) * 1000) / ((judged.at(-1) ?? 0) - fromMs);
  const refused = server.requests.filter(({ status }) => status === 429).length;
  process.stderr.write(
    `${stops} stops, ${timesMs.length} requests, at most ${mostWithin(1000, timesMs)} in a second, ${average.toFixed(1)} on average, ${refused} refused\n`,
  );
  expect([code, code === 0 ? '' : stdout]).toEqual([0, '']);
  expect(refused).toBe(0);
  expect(mostWithin(1000, timesMs)).toBeLessThanOrEqual(rps);
  expect(average).toBeGreaterThanOrEqual(0.85 * rps);
  expect(server.leads()).toHaveLength(leads);
});
