import { mkdtemp, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { beforeAll, expect, it } from 'vitest';
import { projectRoot } from '../support/leadferry-command.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';
import { DurableFiles } from './durable-files.js';
import { requireStrace, type SystemCall, systemCalls, traced } from './system-calls.js';

const sandboxes = useSandboxes();
const tempFolder = useTempFolders();

beforeAll(requireStrace);

const ledger = 'ledger.db';
const log = 'ledger.db-wal';
const ids = ['SYNC-1', 'SYNC-2', 'SYNC-3'];

const sheet = [
  'Partner lead id,Lead name,Status,Close date,Currency,Customer name,Customer city,Customer country,Offer name id,Offer amount,Offer revenue type',
  ...ids.map(
    (id) =>
      `${id},Pilot line,QUALIFIED,2027-03-31,EUR,Bergmann Anlagenbau,Stockach,Germany,CLASS00002_ONPR_PRTF077_SOL001277,13800,PxC`,
  ),
].join('\n');

/** The moment at which the first byte of a create leaves, judged by what was on disk. */
interface Moment {
  readonly id: string;
  /** Syncs of the ledger's log since the create before. */
  readonly syncs: number;
  /** The state of the lead after a power cut at this moment. */
  readonly durable: string | undefined;
  /** The same if the last sync had not been made. */
  readonly withoutLastSync: string | undefined;
}

it('before each create leaves, its intent is on disk: a power cut at that moment leaves it in the ledger', async () => {
  const sandbox = await sandboxes({ allowDuplicates: true });
  const cwd = await tempFolder();
  await writeFile(join(cwd, 'leads.csv'), sheet);
  const bin = join(projectRoot, 'bin', 'leadferry.js');
  // One request at a time, so that the last sync before a create can only be that of its own intent.
  // What is noted of a lead that was read back is a sync of its own, between the next lead's intent and its request.
  const upload = ['upload', 'leads.csv', '--out', 'out', '--concurrency', '1', '--read-back', 'none'];
  const { code, stderr, trace } = await traced([process.execPath, bin, ...upload], {
    cwd,
    env: {
      ...sandboxVariables(sandbox),
      PATH: process.env['PATH'] ?? '',
      HOME: cwd,
      LEADFERRY_STATE_DIR: join(cwd, 'state'),
      LEADFERRY_AS_OF: '2026-11-21',
    },
  });
  expect(code, stderr).toBe(0);
  expect(sandbox.countCreates()).toBe(ids.length);

  const moments: Moment[] = [];
  const files = new DurableFiles();
  let syncsBefore = 0;
  for await (const call of systemCalls(trace)) {
    const file = basename(call.target);
    if (file === ledger || file === log) files.take(call);
    const id = createdId(call);
    if (id === null) continue;
    const syncs = files.syncs.get(log) ?? 0;
    moments.push({
      id,
      syncs: syncs - syncsBefore,
      durable: await stateOf(id, files.durable(ledger), files.durable(log)),
      withoutLastSync: await stateOf(id, files.durable(ledger), files.beforeLastSync(log)),
    });
    syncsBefore = syncs;
  }

  expect(moments.map(({ id }) => id)).toEqual(ids);
  for (const { syncs } of moments) expect(syncs).toBeGreaterThan(0);
  expect(moments.map(({ durable }) => durable)).toEqual(ids.map(() => 'intent'));
  // The proof can fail: it is that sync which puts the intent on disk.
  expect(moments.map(({ withoutLastSync }) => withoutLastSync)).toEqual(ids.map(() => 'planned'));
});

/** The partner lead id of the create that a call begins to send; null for any other call. */
function createdId({ target, bytes }: SystemCall): string | null {
  if (!target.startsWith('socket:')) return null;
  const text = bytes.toString();
  if (!/^POST \S*\/leads-opportunities HTTP/.test(text)) return null;
  const [, id] = /"partnerLeadOpportunityId":"([^"]*)"/.exec(text) ?? [];
  if (id === undefined) throw new Error(`a create left without its body: ${text}`);
  return id;
}

/** Opens the ledger as a machine would after a power cut that left these bytes. */
async function stateOf(id: string, database: Buffer, writeAheadLog: Buffer): Promise<string | undefined> {
  const folder = await mkdtemp(join(await tempFolder(), 'after-'));
  await writeFile(join(folder, ledger), database);
  await writeFile(join(folder, log), writeAheadLog);
  const opened = new Database(join(folder, ledger));
  const hasTables = opened.prepare("SELECT 1 FROM sqlite_master WHERE name = 'leads'").get() !== undefined;
  const found: unknown = hasTables
    ? opened.prepare('SELECT state FROM leads WHERE partner_lead_id = ?').pluck().get(id)
    : undefined;
  opened.close();
  return found === undefined ? undefined : String(found);
}
