import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import {
  LeadferryError,
  type LeadStatus,
  planUpload,
  resume,
  type Sandbox,
  startSandbox,
  type UploadReport,
  upload,
  uploadPlan,
} from '../../src/index.js';
import { partnerId } from '../support/sandbox-server.js';

export const leadCount = 12;

/** One upload of twelve leads and what goes wrong in it. */
export interface SweepCase {
  readonly title: string;
  /** As `--fault` takes them. */
  readonly faults: readonly string[];
  /** Random faults beside them. */
  readonly random?: { readonly seed: number; readonly rate: number; readonly modes: readonly string[] };
  /** update: the leads are there with another name. */
  readonly action: 'create' | 'update';
  /** plan: a plan file is made first and then applied. The sheet is uploaded where nothing is said. */
  readonly by?: 'sheet' | 'plan';
  /** False only where a save or a search comes later than `--settle`, which is beyond the guarantee. */
  readonly allowDuplicates: boolean;
  /** How long to wait at the end for saves that are still to come. */
  readonly lastSaveMs?: number;
}

const timeoutSeconds = 0.3;
const settleSeconds = 0.5;
/** Milliseconds by which a save or a search may be late without being late for `--settle`. */
export const withinSettleMs = 450;
export const beyondSettleMs = 1500;
const mostPasses = 12;

/** Where redirects lead. */
export interface Elsewhere {
  readonly url: string;
  /** How many connections arrived there. */
  connections(): number;
  close(): void;
}

/** A server that is not the API and must never hear of it. */
export async function openElsewhere(): Promise<Elsewhere> {
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}/`,
    connections: () => connections,
    close: () => void server.close(),
  };
}

const header =
  'Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount';

function sheetText(name: string): string {
  const lines = Array.from(
    { length: leadCount },
    (_, index) =>
      `A-${index + 1},${name} ${index + 1},QUALIFIED,2027-03-31,EUR,Bergmann Anlagenbau GmbH,Stockach,Germany,CLASS00002_ONPR_PRTF077_SOL001277,4800.00`,
  );
  return [header, ...lines].join('\n');
}

/**
 * Uploads twelve leads under the faults of a case and resumes until nothing is left to do. Answers every untruth that a report told and
 * every lead that is not on the server once in the end; an empty list says that all is well.
 */
export async function sweep(sweepCase: SweepCase): Promise<readonly string[]> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'leadferry-sweep-')));
  const stateFile = join(folder, 'server.json');
  try {
    if (sweepCase.action === 'update') await uploadOnce(folder, stateFile);
    const { faults, random, allowDuplicates } = sweepCase;
    const plan = {
      faults: [...faults],
      ...(random === undefined ? {} : { random: { ...random, modes: [...random.modes] } }),
    };
    const sandbox = await startSandbox({ port: 0, partnerId, stateFile, allowDuplicates, faults: plan });
    try {
      return await sweepOn(sandbox, folder, sweepCase);
    } finally {
      await sandbox.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function uploadOnce(folder: string, stateFile: string): Promise<void> {
  const sandbox = await startSandbox({ port: 0, partnerId, stateFile });
  try {
    const file = join(folder, 'before.csv');
    await writeFile(file, sheetText('Before'));
    const first = { ...optionsFor(sandbox, folder), stateDir: join(folder, 'first-state'), timeout: 30 };
    const { counts } = await upload(file, { ...first, out: join(folder, 'before') });
    if (counts.done !== leadCount)
      throw new Error(`the leads to update were not made: ${JSON.stringify(counts)}`);
  } finally {
    await sandbox.close();
  }
}

function optionsFor(sandbox: Sandbox, folder: string) {
  return {
    baseUrl: sandbox.url,
    apiKey: 'test-key',
    partnerId,
    stateDir: join(folder, 'state'),
    rps: 500,
    timeout: timeoutSeconds,
    settle: settleSeconds,
    maxWait: 2,
  };
}

async function sweepOn(
  sandbox: Sandbox,
  folder: string,
  { lastSaveMs, action, by = 'sheet' }: SweepCase,
): Promise<readonly string[]> {
  const file = join(folder, 'leads.csv');
  await writeFile(file, sheetText('Pump line'));
  const options = optionsFor(sandbox, folder);
  const untruths: string[] = [];
  const out = join(folder, 'out');
  const plan = join(folder, 'plan.json');
  // The plan is made without faults, and a busy machine is none.
  if (by === 'plan') await planUpload(file, { ...options, timeout: 30, findUnclaimed: false, out: plan });
  const start = () =>
    by === 'plan' ? uploadPlan(plan, { ...options, out }) : upload(file, { ...options, out });
  let run: string | null = null;
  let last: UploadReport | null = null;
  for (let pass = 1; pass <= mostPasses; pass += 1) {
    last = await onePass(() => (run === null ? start() : resume({ ...options, run })));
    if (last === null && run === null) untruths.push(...untouchedBy(sandbox, action));
    if (last !== null) untruths.push(...untruthsOf(last, { sandbox, action, pass }));
    run = last?.run ?? run;
    if (last?.resumable === false) break;
  }
  if (lastSaveMs !== undefined) await setTimeout(lastSaveMs);
  return [...untruths, ...shortOfTheEnd(last, sandbox)];
}

/** Null where the run ended before anything was sent. */
async function onePass(work: () => Promise<UploadReport>): Promise<UploadReport | null> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof LeadferryError && thrown.code !== 'UNEXPECTED') return null;
    throw thrown;
  }
}

/** What is wrong where an upload says by an error that nothing was sent. */
function untouchedBy(sandbox: Sandbox, action: SweepCase['action']): readonly string[] {
  const { created, updated } = sandbox.counts();
  return created + updated === 0 ? [] : [`nothing was sent, it says, but ${action}s were saved`];
}

interface Judged {
  readonly sandbox: Sandbox;
  readonly action: SweepCase['action'];
  readonly pass: number;
}

/** How many leads the server may have under an id that was to be created, by what the report says of it. */
const heldBy: Readonly<Record<LeadStatus, readonly number[]>> = {
  done: [1],
  failed: [0],
  unknown: [0, 1],
  unsent: [0],
};

function untruthsOf({ leads, counts }: UploadReport, { sandbox, action, pass }: Judged): readonly string[] {
  const untruths: string[] = [];
  const sum = counts.done + counts.failed + counts.unknown + counts.unsent;
  if (sum !== leadCount) untruths.push(`pass ${pass}: ${sum} leads are counted`);
  for (const { partnerLeadOpportunityId: id, dsLeadOpportunityId, status } of leads) {
    const held = sandbox.leads().filter((lead) => lead.leadOpportunity.partnerLeadOpportunityId === id);
    const allowed = action === 'update' ? [1] : heldBy[status];
    if (!allowed.includes(held.length)) {
      untruths.push(`pass ${pass}: ${id} is ${status}, and the server has ${held.length}`);
    }
    const [lead] = held;
    if (status !== 'done' || lead === undefined) continue;
    if (lead.dsLeadOpportunityId !== dsLeadOpportunityId) {
      untruths.push(`pass ${pass}: ${id} is ${lead.dsLeadOpportunityId}, not ${dsLeadOpportunityId}`);
    }
    const name = `Pump line ${id.slice(2)}`;
    if (lead.leadOpportunity.name !== name) {
      untruths.push(`pass ${pass}: ${id} is done, but is called ${lead.leadOpportunity.name}`);
    }
  }
  return untruths;
}

/** A fault that passes leaves nothing undone: all leads are done, and the server has each once. */
function shortOfTheEnd(last: UploadReport | null, sandbox: Sandbox): readonly string[] {
  const short: string[] = [];
  const rest = last?.leads.filter((lead) => lead.status !== 'done') ?? [];
  if (last === null || rest.length > 0) {
    const why = rest.map(
      ({ partnerLeadOpportunityId: id, status, code, message }) => `${id} ${status} ${code} ${message}`,
    );
    short.push(
      `in the end ${JSON.stringify(last?.counts ?? null)} ${last?.error?.message ?? ''} ${why.join('; ')}`,
    );
  }
  const ids = sandbox.leads().map((lead) => lead.leadOpportunity.partnerLeadOpportunityId);
  const double = ids.filter((id, index) => ids.indexOf(id) !== index);
  if (double.length > 0) short.push(`in the end the server has twice ${double.join(', ')}`);
  return short;
}
