import type { ChildProcess } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Sandbox } from '../../src/index.js';
import { type CommandResult, ended, startLeadferry } from '../support/leadferry-command.js';
import { sandboxVariables } from '../support/sandbox-server.js';
import { randomNumbers } from './crash-sweep.js';
import { digestOf, readsOf, startWorld } from './export-world.js';

/** One export that is killed again and again until it has come to its end. */
export interface KilledExport {
  readonly title: string;
  readonly seed: number;
  readonly leads: number;
  readonly since: string;
  readonly kills: number;
  readonly rps: number;
}

export interface KilledResult {
  readonly killed: number;
  /** What differs from the export in one piece; empty where all is well. */
  readonly wrong: readonly string[];
  /** How many leads were read more than once, over all passes. */
  readonly readAgain: number;
}

const answer = z.object({
  counts: z.object({ found: z.number(), fetched: z.number(), written: z.number() }),
  resumed: z.object({ fetched: z.number() }).nullable(),
  coverage: z.object({
    windows: z.array(z.object({ newIds: z.number(), fetched: z.number() })),
    ids: z.number(),
    notYetRead: z.number(),
  }),
});

/** Exports all leads with the real command, killed at random moments and run again, beside an export in one piece. */
export async function killExport(killed: KilledExport): Promise<KilledResult> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadferry-export-')));
  const sandbox = await startWorld({ leads: killed.leads, seed: killed.seed, since: killed.since });
  try {
    const whole = await ended(
      start(sandbox, folder, { ...killed, out: 'whole.csv', more: ['--state-dir', 'other'] }),
    );
    sandbox.clearRequests();
    const { last, kills } = await killedPasses(sandbox, folder, killed);
    const wrong = [
      ...differences(whole, killed.leads, 'in one piece'),
      ...differences(last, killed.leads, 'killed'),
      ...((await digestOf(join(folder, 'whole.csv'))) ===
      (await digestOf(join(folder, 'killed.csv')).catch(String))
        ? []
        : ['the files differ']),
    ];
    const reads = [...readsOf(sandbox).values()];
    return { killed: kills, wrong, readAgain: reads.filter((count) => count > 1).length };
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Pass extends Pick<KilledExport, 'since' | 'rps'> {
  readonly out: string;
  readonly more?: readonly string[];
}

function start(sandbox: Sandbox, cwd: string, { since, rps, out, more = [] }: Pass) {
  const flags = ['--rps', `${rps}`, '--concurrency', '16', '--json', ...more];
  const words = ['export', 'leads', '--modified-since', since, '-o', out, ...flags];
  return startLeadferry(words, { cwd, env: sandboxVariables(sandbox) });
}

async function killedPasses(
  sandbox: Sandbox,
  folder: string,
  { seed, leads, kills, since, rps }: KilledExport,
): Promise<{ last: CommandResult; kills: number }> {
  const random = randomNumbers(seed);
  let killed = 0;
  for (;;) {
    const child = start(sandbox, folder, { since, rps, out: 'killed.csv' });
    const end = ended(child);
    if (killed < kills) {
      const requests = Math.floor((random() * leads * 2) / kills);
      await Promise.race([end, killMoment(sandbox, child, requests)]);
      await setTimeout(random() * 30);
      child.kill('SIGKILL');
    }
    const last = await end;
    if (last.code !== null) return { last, kills: killed };
    killed += 1;
  }
}

/** When so many requests more have come; a process that has ended is not waited for. */
async function killMoment(sandbox: Sandbox, child: ChildProcess, requests: number): Promise<void> {
  const before = sandbox.requests.length;
  while (child.exitCode === null && sandbox.requests.length < before + requests) await setTimeout(1);
}

function differences(
  { code, stdout, stderr }: CommandResult,
  leads: number,
  what: string,
): readonly string[] {
  const parsed = answer.safeParse(parsedJson(stdout));
  if (code !== 0 || !parsed.success)
    return [`${what}: exit ${code}, ${stdout.slice(0, 300)} ${stderr.slice(0, 300)}`];
  const { counts, coverage } = parsed.data;
  const newIds = coverage.windows.reduce((sum, window) => sum + window.newIds, 0);
  const fetched = coverage.windows.reduce((sum, window) => sum + window.fetched, 0);
  const figures = [counts.found, counts.fetched, counts.written, coverage.ids, newIds, fetched];
  return figures.every((figure) => figure === leads) && coverage.notYetRead === 0
    ? []
    : [`${what}: of ${leads} leads ${figures.join(', ')}`];
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
