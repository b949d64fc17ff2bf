import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type ExportLeadsResult, exportLeads, type Sandbox } from '../../src/index.js';
import { partnerId } from '../support/sandbox-server.js';
import { randomNumbers } from './crash-sweep.js';
import { changeLead, linesOf, readsOf, startWorld } from './export-world.js';

/** Incremental exports in random steps of time, with leads that others change between them and while they run. */
export interface Increments {
  readonly title: string;
  readonly seed: number;
  readonly leads: number;
  readonly since: string;
  readonly steps: number;
  /** Changes between two exports and during each, at most. */
  readonly changes: number;
  /** Moves the clock that exports and sandbox share. */
  advance(ms: number): void;
}

const hourMs = 3_600_000;

interface World {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly random: () => number;
  readonly increments: Increments;
  readonly wrong: string[];
}

/** What is wrong with the exports and with what they add up to; empty where all is well. */
export async function exportIncrements(increments: Increments): Promise<readonly string[]> {
  const { leads, seed, since } = increments;
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadferry-increments-')));
  const sandbox = await startWorld({ leads, seed, since });
  const wrong: string[] = [];
  try {
    await writeFile(join(folder, 'key.txt'), 'test-key', { mode: 0o600 });
    const world = { sandbox, folder, random: randomNumbers(seed), increments, wrong };
    const union = await unionOfSteps(world);
    const whole = await exported(world, 'whole.jsonl', false);
    checkCoverage(whole, 'whole', world);
    const all = await linesOf(join(folder, 'whole.jsonl'));
    if (all.size !== leads) wrong.push(`the full export has ${all.size} of ${leads} leads`);
    for (const [id, line] of all) {
      if (union.get(id) !== line) wrong.push(`${id}: ${union.get(id) ?? 'missing'} is not ${line}`);
    }
    if (union.size !== all.size)
      wrong.push(`the increments have ${union.size} leads, all together ${all.size}`);
    return wrong;
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function unionOfSteps(world: World): Promise<ReadonlyMap<string, string>> {
  const { sandbox, folder, increments, wrong } = world;
  const union = new Map<string, string>();
  for (let step = 0; step < increments.steps; step += 1) {
    const before = new Map(sandbox.leads().map((lead) => [lead.dsLeadOpportunityId, lead.modifiedDate]));
    sandbox.clearRequests();
    const stop = new AbortController();
    const others = changeMany(world, `during step ${step}`, stop.signal);
    const result = await exported(world, `step-${step}.jsonl`, true).finally(() => {
      stop.abort();
    });
    const changed = await others;
    checkCoverage(result, `step ${step}`, world);
    for (const [id, count] of readsOf(sandbox)) {
      if (count > 1 + (changed.get(id) ?? 0)) wrong.push(`step ${step}: ${id} was read ${count} times`);
    }
    for (const [id, line] of await linesOf(join(folder, `step-${step}.jsonl`))) {
      const modified = /"modifiedDate":"([^"]+)"/.exec(line)?.[1] ?? '';
      if (modified < (before.get(id) ?? '')) wrong.push(`step ${step}: ${id} is older than at the start`);
      union.set(id, line);
    }
    await betweenSteps(world, step);
  }
  // The last step has nothing going on beside it.
  await exported(world, 'last.jsonl', true);
  for (const [id, line] of await linesOf(join(folder, 'last.jsonl'))) union.set(id, line);
  return union;
}

async function betweenSteps({ sandbox, random, increments }: World, step: number): Promise<void> {
  const { advance, changes } = increments;
  for (let n = Math.floor(random() * changes); n > 0; n -= 1) {
    // From minutes to days; most gaps are longer than the margin of the watermark.
    advance(random() * 30 * hourMs);
    await changeLead(sandbox, pickId(sandbox, random), `after step ${step}, ${n}`);
  }
  advance(random() ** 3 * 20 * 24 * hourMs);
}

/** Changes leads until it is told to stop; returns how often it read each of them itself. */
async function changeMany(
  { sandbox, random, increments }: World,
  note: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const changed = new Map<string, number>();
  for (let n = 0; n < increments.changes && !signal.aborted; n += 1) {
    await setTimeout(random() * 60);
    const id = pickId(sandbox, random);
    await changeLead(sandbox, id, `${note}, ${n}`);
    changed.set(id, (changed.get(id) ?? 0) + 1);
  }
  return changed;
}

function pickId(sandbox: Sandbox, random: () => number): string {
  const leads = sandbox.leads();
  return leads[Math.floor(random() * leads.length)]?.dsLeadOpportunityId ?? '';
}

async function exported(
  { sandbox, folder, increments }: World,
  name: string,
  incremental: boolean,
): Promise<ExportLeadsResult> {
  return await exportLeads({
    ...{
      baseUrl: sandbox.url,
      partnerId,
      apiKeyFile: join(folder, 'key.txt'),
      stateDir: join(folder, 'state'),
    },
    ...{ rps: 2000, concurrency: 16, modifiedSince: increments.since, incremental },
    out: join(folder, name),
  });
}

function checkCoverage({ counts, coverage }: ExportLeadsResult, what: string, { wrong }: World): void {
  const sum = (key: 'newIds' | 'fetched' | 'outOfScope' | 'failed') =>
    coverage.windows.reduce((total, window) => total + window[key], 0);
  const figures = [counts.found, counts.fetched, counts.written, coverage.ids, coverage.fetched];
  const sums = [sum('newIds'), sum('fetched')];
  const isWhole = [...figures, ...sums].every((figure) => figure === counts.found);
  if (isWhole && sum('outOfScope') + sum('failed') + coverage.notYetRead === 0) return;
  wrong.push(`${what}: the coverage does not add up: ${[...figures, ...sums].join(', ')}`);
}
