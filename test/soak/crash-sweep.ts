import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Sandbox } from '../../src/index.js';
import { type CommandResult, ended, startLeadferry } from '../support/leadferry-command.js';
import { sandboxVariables } from '../support/sandbox-server.js';
import {
  type FinalState,
  finalState,
  isAtEnd,
  openSweptSandbox,
  sheetText,
  sweptFlags,
} from './swept-run.js';

/** One run that is killed again and again until it has come to its end. */
export interface CrashCase {
  readonly title: string;
  readonly seed: number;
  readonly leads: number;
  readonly concurrency: number;
  /** How often the process is killed at most; the last pass goes to its end. */
  readonly kills: number;
  readonly withFaults: boolean;
}

export interface CrashResult extends FinalState {
  /** How often the process really was killed before its end. */
  readonly killed: number;
}

/** Numbers from 0 to 1 that a seed decides (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Uploads and kills the real command at random moments, then resumes to the end, and judges by what the server has. */
export async function crash(crashCase: CrashCase): Promise<CrashResult> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadferry-crash-')));
  const sandbox = await openSweptSandbox(crashCase);
  try {
    await writeFile(join(folder, 'leads.csv'), sheetText(crashCase.leads));
    return await crashOn(sandbox, folder, crashCase);
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function crashOn(sandbox: Sandbox, folder: string, crashCase: CrashCase): Promise<CrashResult> {
  const random = randomNumbers(crashCase.seed);
  const { leads, concurrency, kills } = crashCase;
  const pass = (words: readonly string[]) =>
    startLeadferry([...words, ...sweptFlags(concurrency)], { cwd: folder, env: sandboxVariables(sandbox) });
  let killed = 0;
  let last: CommandResult = { code: null, stdout: '', stderr: '' };
  for (let round = 0; round < kills + 12; round += 1) {
    const hasRun = sandbox.countCreates() > 0 || killed > 0;
    const child = pass(hasRun ? ['resume'] : ['upload', 'leads.csv', '--out', 'out']);
    const end = ended(child);
    if (round < kills) {
      await Promise.race([end, killMoment(sandbox, random, leads)]);
      child.kill('SIGKILL');
    }
    last = await end;
    if (last.code === null) killed += 1;
    // A process that was killed before its run had begun leaves nothing to resume.
    else if (last.stdout.includes('RUN_NOT_FOUND')) {
      last = await ended(pass(['upload', 'leads.csv', '--out', 'out']));
    }
    if (isAtEnd(last)) break;
  }
  return { killed, ...finalState(last, sandbox, leads) };
}

/** Some milliseconds after some requests more; sometimes before the first. */
async function killMoment(sandbox: Sandbox, random: () => number, leads: number): Promise<void> {
  const before = sandbox.requests.length;
  const requests = Math.floor(random() * Math.min(leads + 2, 120));
  const moreMs = random() * 40;
  const latestMs = 4_000;
  for (let waitedMs = 0; sandbox.requests.length < before + requests && waitedMs < latestMs; waitedMs += 2) {
    await setTimeout(2);
  }
  await setTimeout(moreMs);
}

interface CaseShape {
  readonly leads: number;
  readonly concurrency: number;
  readonly withFaults: boolean;
}

/** Cases of every combination of size, concurrency and faults, until so many kills are planned. */
export function crashCases(kills: number, shapes: readonly CaseShape[]): readonly CrashCase[] {
  const cases: CrashCase[] = [];
  let planned = 0;
  for (let seed = 1; planned < kills; seed += 1) {
    const shape = shapes[seed % shapes.length];
    if (shape === undefined) break;
    const ofCase = Math.min(killsOf(shape.leads), kills - planned);
    planned += ofCase;
    const faults = shape.withFaults ? ', with faults' : '';
    const title = `seed ${seed}: ${shape.leads} leads, ${shape.concurrency} at a time, ${ofCase} kills${faults}`;
    cases.push({ ...shape, seed, kills: ofCase, title });
  }
  return cases;
}

/** A longer run can be killed more often before it ends. */
function killsOf(leads: number): number {
  if (leads === 1) return 2;
  return leads < 100 ? 5 : 12;
}

export const allShapes: readonly CaseShape[] = [1, 20, 500].flatMap((leads) =>
  [1, 8].flatMap((concurrency) => [false, true].map((withFaults) => ({ leads, concurrency, withFaults }))),
);
