import { z } from 'zod';
import { type Sandbox, startSandbox } from '../../src/index.js';
import type { CommandResult } from '../support/leadferry-command.js';
import { partnerId } from '../support/sandbox-server.js';

const settleSeconds = 0.5;

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

interface ServerShape {
  readonly seed: number;
  readonly withFaults: boolean;
}

/** A server that keeps doubles, so that they show; with faults where asked. */
export async function openSweptSandbox({ seed, withFaults }: ServerShape): Promise<Sandbox> {
  return await startSandbox({
    port: 0,
    partnerId,
    allowDuplicates: true,
    latencyMs: 4,
    requestLogSize: 10_000,
    ...(withFaults ? { faults: { random: { seed, rate: faultRate, modes: faultModes } } } : {}),
  });
}

/** What every pass of a swept run is started with. */
export function sweptFlags(concurrency: number): readonly string[] {
  return [
    ...['--rps', '400', '--settle', `${settleSeconds}`, '--timeout', '2'],
    ...['--concurrency', `${concurrency}`, '--json'],
  ];
}

const answer = z.object({
  counts: z.object({ done: z.number(), failed: z.number(), unknown: z.number(), unsent: z.number() }),
  resumable: z.boolean(),
});

const header =
  'Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount';

/** A sheet of the leads … */
export function sheetText(leads: number): string {
  const lines = Array.from(
    { length: leads },
    (_, index) =>
      `A-${index + 1},Pump line,QUALIFIED,2027-03-31,EUR,Bergmann Anlagenbau GmbH,Stockach,Germany,CLASS00002_ONPR_PRTF077_SOL001277,4800.00`,
  );
  return [header, ...lines].join('\n');
}

/** What the server has in the end. */
export interface FinalState {
  /** Lost, doubled and untrue; empty where all is well. */
  readonly wrong: readonly string[];
  /** Leads that the server does not have in the end, and those that it has twice. */
  readonly lost: number;
  readonly doubled: number;
}

/** True where a pass has left nothing to go on with. */
export function isAtEnd({ code, stdout }: CommandResult): boolean {
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

/** Judges the last pass and the server; the leads are … */
export function finalState(last: CommandResult, sandbox: Sandbox, leads: number): FinalState {
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
