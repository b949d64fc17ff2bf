// How close an upload comes to the rate it is allowed, in flat memory: npm run build && node bench/upload-rate.ts [LEADS] [RPS]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, open, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [leads = '10000', rps = '200', place] = process.argv.slice(2);
const latencyMs = 50;
const partnerId = '200000000014442';
const columns = [
  'partnerLeadOpportunityId',
  'leadOpportunity.name',
  'leadOpportunity.status',
  'leadOpportunity.closeDate',
  'leadOpportunity.currency',
  'customerLegalEntity.name',
  'customerLegalEntity.city',
  'customerLegalEntity.country',
  'offerLines.1.offerNameId',
  'offerLines.1.amount',
];
if (place === undefined) await measureUpload(Number(leads), Number(rps));
else await upload(place, Number(rps));

/** The sandbox runs here and the upload in a process of its own, so that neither waits for the other. */
async function measureUpload(count: number, limit: number): Promise<void> {
  const { startSandbox } = await import('../dist/index.js');
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  const sandbox = await startSandbox({
    ...{ port: 0, partnerId, latencyMs, rateLimit: limit, requestLogSize: 1_000_000, catalogueSize: 100 },
  });
  try {
    await writeSheet(join(folder, 'leads.csv'), count);
    const child = fork(import.meta.filename, [leads, rps, folder], {
      execArgv: ['--expose-gc'],
      env: { LEADFERRY_BASE_URL: sandbox.url, LEADFERRY_API_KEY: 'bench', LEADFERRY_PARTNER_ID: partnerId },
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the upload ended with ${code}`);
    report(sandbox.requests, limit);
    process.stdout.write(`files ${(await readdir(join(folder, 'out'))).join(', ')}\n`);
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

async function writeSheet(path: string, count: number): Promise<void> {
  await using file = await open(path, 'w');
  await file.write(`${columns.join(';')}\n`);
  for (let start = 0; start < count; start += 1000) {
    const rows = Array.from({ length: Math.min(1000, count - start) }, (_, index) => row(start + index + 1));
    await file.write(rows.join(''));
  }
}

function row(n: number): string {
  return `B-${n};Line ${n};LEAD_OPEN;2031-0${1 + (n % 9)}-15;EUR;Customer ${n};Town ${n % 97};Germany;CLASS${n % 50};${n}.50\n`;
}

interface Received {
  readonly atMs: number;
  readonly status: number | null;
  readonly operationId: string | null;
}

function report(requests: readonly Received[], limit: number): void {
  const timesMs = requests.map(({ atMs }) => atMs);
  const startMs = timesMs[0] ?? 0;
  const endMs = timesMs.at(-1) ?? 0;
  const refused = requests.filter(({ status }) => status === 429).length;
  // Ramped up is when a second first holds all but 5 % of what is allowed.
  const rampedMs =
    timesMs.find(
      (timeMs, index) => (timesMs[index + Math.floor(limit * 0.95)] ?? Infinity) < timeMs + 1030,
    ) ?? endMs;
  const after = timesMs.filter((timeMs) => timeMs >= rampedMs).length;
  const seconds = (endMs - rampedMs) / 1000;
  const over = (seconds / (after / limit) - 1) * 100;
  const say = (text: string) => process.stdout.write(`${text}\n`);
  say(
    `${requests.length} requests in ${((endMs - startMs) / 1000).toFixed(1)} s, ${refused} refused with 429`,
  );
  say(`most in any second ${mostInASecond(timesMs)} of ${limit}`);
  say(
    `ramp-up ${((rampedMs - startMs) / 1000).toFixed(1)} s; then ${after} requests in ${seconds.toFixed(2)} s,`,
  );
  say(`ideal ${(after / limit).toFixed(2)} s: ${over.toFixed(1)} % over`);
}

function mostInASecond(timesMs: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [index, timeMs] of timesMs.entries()) {
    while (timeMs - (timesMs[first] ?? timeMs) >= 1000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/** Uploads the sheet and says every ten seconds how much memory the process has. */
async function upload(folder: string, limit: number): Promise<void> {
  const { upload: send } = await import('../dist/index.js');
  const startMs = performance.now();
  const sample = () => {
    // What is left after collecting is what is kept.
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    const seconds = Math.round((performance.now() - startMs) / 1000);
    process.stdout.write(`${seconds} s: ${megabytes(rss)} MB resident, heap ${megabytes(heapUsed)} MB\n`);
  };
  const sampling = setInterval(sample, 10_000);
  const { counts, error } = await send(join(folder, 'leads.csv'), {
    ...{
      stateDir: join(folder, 'state'),
      out: join(folder, 'out'),
      mode: 'create',
      rps: limit,
      concurrency: 32,
    },
  });
  clearInterval(sampling);
  const { user, system } = process.cpuUsage();
  const busy = ((user + system) / 1e6).toFixed(1);
  process.stdout.write(`${JSON.stringify(counts)} ${error?.message ?? ''}, processor ${busy} s\n`);
  process.exitCode = error === null ? 0 : 1;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}
