// How much an upload adds to the requests themselves: npm run build && node bench/upload-loopback.ts [LEADS] [CONCURRENCY] [PAIRS]
// Ours is the whole command without a limit; bare posts the same leads in batches, with one synced commit for each.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './figures.ts';
import { writeLeadSheet } from './lead-sheet.ts';

const [leads = '10000', concurrency = '64', pairs = '3', role, place = '', url = ''] = process.argv.slice(2);
const partnerId = '200000000014442';

interface Measured {
  readonly seconds: number;
  /** From the first create to the last, as the server received them. */
  readonly sendingSeconds: number;
  readonly processorSeconds: number;
  readonly saved: number;
}

const roles = { sandbox: serve, bare: postAll, ours: upload };

if (role === 'sandbox') await roles.sandbox();
else if (role === 'bare') await roles.bare();
else if (role === 'ours') await roles.ours();
else await comparePairs();

async function comparePairs(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  try {
    await writeLeadSheet(join(folder, 'leads.csv'), Number(leads));
    const found: Record<'bare' | 'ours', Measured[]> = { bare: [], ours: [] };
    for (let pair = 0; pair < Number(pairs); pair += 1) {
      for (const who of ['bare', 'ours'] as const) {
        const one = await measured(who, folder);
        found[who].push(one);
        say(
          `${who}: ${one.seconds.toFixed(2)} s, sending ${one.sendingSeconds.toFixed(2)} s, processor ${one.processorSeconds.toFixed(2)} s, ${one.saved} leads saved`,
        );
      }
    }
    for (const key of ['seconds', 'sendingSeconds', 'processorSeconds'] as const) {
      const ratio = median(found.ours.map((one) => one[key])) / median(found.bare.map((one) => one[key]));
      say(`${key}: ours is ${ratio.toFixed(2)} times bare (medians)`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Runs one of the two against a fresh server, each in a process of its own. */
async function measured(who: 'bare' | 'ours', folder: string): Promise<Measured> {
  const own = await mkdtemp(join(folder, 'run-'));
  const sandbox = start('sandbox', folder);
  const address = await told(sandbox);
  const startMs = performance.now();
  const child = start(who, `${folder}|${own}`, String(address));
  const processorSeconds = Number(await told(child));
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode];
  const seconds = (performance.now() - startMs) / 1000;
  if (code !== 0) throw new Error(`${who} ended with ${code}`);
  sandbox.send('report');
  const report = JSON.parse(String(await told(sandbox)));
  sandbox.kill();
  return { seconds, processorSeconds, ...report };
}

function start(as: string, ...more: readonly string[]): ChildProcess {
  const [, address = ''] = more;
  return fork(import.meta.filename, [leads, concurrency, pairs, as, ...more], {
    env: { LEADFERRY_BASE_URL: address, LEADFERRY_API_KEY: 'bench', LEADFERRY_PARTNER_ID: partnerId },
  });
}

async function told(child: ChildProcess): Promise<unknown> {
  const [message]: unknown[] = await once(child, 'message');
  return message;
}

async function serve(): Promise<void> {
  const { startSandbox } = await import('../dist/index.js');
  const sandbox = await startSandbox({ port: 0, partnerId, requestLogSize: 1_000_000, catalogueSize: 100 });
  process.on('message', () => {
    const creates = sandbox.requests.filter(({ operationId }) => operationId === 'createLeadOpportunityV1');
    const all = creates.length > 0 ? creates : sandbox.requests;
    const sendingSeconds = ((all.at(-1)?.atMs ?? 0) - (all[0]?.atMs ?? 0)) / 1000;
    process.send?.(JSON.stringify({ sendingSeconds, saved: sandbox.countCreates() }));
  });
  process.send?.(sandbox.url);
}

/** The bare loop: each batch is written and synced, posted, and the next one begins when all are answered. */
async function postAll(): Promise<void> {
  const [folder = '', own = ''] = place.split('|');
  const { Pool } = await import('undici');
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(join(own, 'sent.db'));
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('CREATE TABLE sent (body TEXT)');
  const insert = database.prepare('INSERT INTO sent VALUES (?)');
  const commit = database.transaction((bodies: readonly string[]) => {
    for (const body of bodies) insert.run(body);
  });
  const pool = new Pool(url, { connections: Number(concurrency) });
  const rows = (await readFile(join(folder, 'leads.csv'), 'utf8')).split('\n').slice(1, -1);
  for (let at = 0; at < rows.length; at += Number(concurrency)) {
    const bodies = rows.slice(at, at + Number(concurrency)).map(bodyOf);
    commit.immediate(bodies);
    await Promise.all(bodies.map((body) => post(pool, body)));
  }
  await pool.close();
  database.close();
  tellProcessor();
}

async function post(pool: import('undici').Pool, body: string): Promise<void> {
  const headers = { 'x-api-key': 'bench', 'content-type': 'application/json', accept: 'application/json' };
  const answer = await pool.request({
    ...{ path: '/sales/api4partners/v1/leads-opportunities', method: 'POST', headers, body },
  });
  const saved: unknown = await answer.body.json();
  if (answer.statusCode !== 201) throw new Error(JSON.stringify(saved));
}

function bodyOf(row: string): string {
  const [id, name, status, closeDate, currency, customer, city, country, offerNameId, amount] =
    row.split(';');
  return JSON.stringify({
    partnerId,
    leadOpportunity: {
      ...{ partnerLeadOpportunityId: id, name, status, closeDate: `${closeDate}T00:00:00.000Z`, currency },
    },
    customerLegalEntity: { name: customer, city, country },
    offerLines: [{ offerNameId, amount: Number(amount) }],
  });
}

async function upload(): Promise<void> {
  const [folder = '', own = ''] = place.split('|');
  const { upload: send } = await import('../dist/index.js');
  const { counts, error } = await send(join(folder, 'leads.csv'), {
    stateDir: join(own, 'state'),
    out: join(own, 'out'),
    mode: 'create',
    readBack: 'none',
    rps: 'unlimited',
    concurrency: Number(concurrency),
  });
  if (error !== null || counts.done !== Number(leads)) throw new Error(JSON.stringify({ counts, error }));
  tellProcessor();
}

function tellProcessor(): void {
  const { user, system } = process.cpuUsage();
  process.send?.((user + system) / 1e6);
  process.disconnect();
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
