// How close an upload comes to the rate it is allowed, in flat memory: npm run build && node bench/upload-rate.ts [LEADS] [RPS]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLeadSheet } from './lead-sheet.ts';
import { busySeconds, megabytes, reportRate } from './received-rate.ts';

const [leads = '10000', rps = '200', place] = process.argv.slice(2);
const latencyMs = 50;
/** Five times what the latency alone would need, so that what else a lead takes does not hold the rate back. */
const concurrency = Math.min(256, Math.max(32, Math.ceil((5 * Number(rps) * latencyMs) / 1000)));
const partnerId = '200000000014442';
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
    await writeLeadSheet(join(folder, 'leads.csv'), count);
    const child = fork(import.meta.filename, [leads, rps, folder], {
      execArgv: ['--expose-gc'],
      env: { LEADFERRY_BASE_URL: sandbox.url, LEADFERRY_API_KEY: 'bench', LEADFERRY_PARTNER_ID: partnerId },
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the upload ended with ${code}`);
    reportRate(sandbox.requests, limit);
    process.stdout.write(`files ${(await readdir(join(folder, 'out'))).join(', ')}\n`);
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
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
      readBack: 'none',
      rps: limit,
      concurrency,
    },
  });
  clearInterval(sampling);
  process.stdout.write(`${JSON.stringify(counts)} ${error?.message ?? ''}, processor ${busySeconds()} s\n`);
  process.exitCode = error === null ? 0 : 1;
}
