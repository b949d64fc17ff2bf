import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import { type Sandbox, startSandbox } from '../../src/index.js';
import { type CommandResult, ended, startLeadferry } from '../support/leadferry-command.js';
import { partnerId, sandboxVariables } from '../support/sandbox-server.js';

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

export interface CrashResult {
  /** Lost, doubled and untrue; empty where all is well. */
  readonly wrong: readonly string[];
  /** Leads that the server does not have in the end, and those that it has twice. */
  readonly lost: number;
  readonly doubled: number;
  /** How often the process really was killed before its end. */
  readonly killed: number;
}

const settleSeconds = 0.5;

const answer = z.object({
  counts: z.object({ done: z.number(), failed: z.number(), unknown: z.number(), unsent: z.number() }),
  resumable: z.boolean(),
});

const header =
  'Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount';

function sheetText(leads: number): string {
  const lines = Array.from(
    { length: leads },
    (_, index) =>
      `A-${index + 1},Pump line,QUALIFIED,2027-03-31,EUR,Bergmann Anlagenbau GmbH,Stockach,Germany,CLASS00002_ONPR_PRTF077_SOL001277,4800.00`,
  );
  return [header, ...lines].join('\n');
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

const faultRate = 0.05;

/** What comes late comes well before `--settle` has passed, and no body is large: the machine is to be busy with kills. */
const faultModes = [
  'hang',
  'hang-after-save',
  'reset',
  'reset-after-save',
  'reset-mid-body',
  'reset-mid-body-before-save',
  'late-save:100',
  '504-late-save:100',
  'search-lag:150',
  'slow-body:100',
  'truncated',
  'truncated-before-save',
  'html',
  'html-before-save',
  'empty',
  'success-false',
  'wrong-id',
  'other-lead-before-save',
  '429:none',
  '503:none',
  '500-after-save',
  '502-after-save',
  '504',
  '504-after-save',
  'redirect-307-after-save',
];

/** Uploads and kills the real command at random moments, then resumes to the end, and judges by what the server has. */
export async function crash(crashCase: CrashCase): Promise<CrashResult> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadferry-crash-')));
  const { seed, withFaults } = crashCase;
  const sandbox = await startSandbox({
    port: 0,
    partnerId,
    allowDuplicates: true,
    latencyMs: 4,
    requestLogSize: 10_000,
    ...(withFaults ? { faults: { random: { seed, rate: faultRate, modes: faultModes } } } : {}),
  });
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
  const flags = [
    '--rps',
    '400',
    '--settle',
    `${settleSeconds}`,
    '--timeout',
    '2',
    '--concurrency',
    `${concurrency}`,
    '--json',
  ];
  const pass = (words: readonly string[]) =>
    startLeadferry([...words, ...flags], { cwd: folder, env: sandboxVariables(sandbox) });
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
  return { killed, ...judged(last, sandbox, leads) };
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

function isAtEnd({ code, stdout }: CommandResult): boolean {
  if (code === null) return false;
  const parsed = answer.safeParse(parsedJson(stdout));
  return parsed.success && !parsed.data.resumable;
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function untrue({ code, stdout, stderr }: CommandResult, leads: number): readonly string[] {
  const parsed = answer.safeParse(parsedJson(stdout));
  if (!parsed.success) return [`no report: exit ${code}, ${stdout.slice(0, 300)} ${stderr.slice(0, 300)}`];
  const { done } = parsed.data.counts;
  return done === leads ? [] : [`in the end ${JSON.stringify(parsed.data.counts)}`];
}

function judged(last: CommandResult, sandbox: Sandbox, leads: number): Omit<CrashResult, 'killed'> {
  const held = new Map(Array.from({ length: leads }, (_, index) => [`A-${index + 1}`, 0]));
  for (const { leadOpportunity } of sandbox.leads()) {
    const id = leadOpportunity.partnerLeadOpportunityId;
    held.set(id, (held.get(id) ?? 0) + 1);
  }
  const misplaced = [...held].filter(([, times]) => times !== 1);
  const lost = misplaced.filter(([, times]) => times === 0).length;
  const told = misplaced.map(([id, times]) => `${id} is there ${times} times: ${historyOf(sandbox, id)}`);
  return { wrong: [...untrue(last, leads), ...told], lost, doubled: misplaced.length - lost };
}

/** The requests for one lead, as a misplaced one is explained by them. */
function historyOf({ requests }: Sandbox, id: string): string {
  const own = requests.filter(({ body }) => JSON.stringify(body ?? null).includes(`"${id}"`));
  const startMs = requests[0]?.atMs ?? 0;
  return own
    .map(({ operationId, atMs, status }) => `${operationId} at ${Math.round(atMs - startMs)} ms, ${status}`)
    .join('; ');
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
