// How close an export comes to the rate it is allowed, in flat memory: npm run build && node bench/export-rate.ts [LEADS] [RPS] [FILE]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { busySeconds, megabytes, reportRate } from './received-rate.ts';

const [leads = '25000', rps = '500', file = 'leads.xlsx', place] = process.argv.slice(2);
const latencyMs = 50;
const partnerId = '200000000014442';
const since = '2023-11-20T00:00:00Z';
const until = '2026-11-20T00:00:00Z';
if (place === undefined) await measureExport(Number(leads), Number(rps));
else await exportAll(place, Number(rps));

/** The sandbox runs here and the export in a process of its own, so that neither waits for the other. */
async function measureExport(count: number, limit: number): Promise<void> {
  const { startSandbox } = await import('../dist/index.js');
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  const sandbox = await startSandbox({
    ...{ port: 0, partnerId, latencyMs, rateLimit: limit, requestLogSize: 1_000_000, catalogueSize: 100 },
    ...{ leads: count, seededSpan: { from: since, to: until } },
  });
  try {
    const child = fork(import.meta.filename, [leads, rps, file, folder], {
      execArgv: ['--expose-gc'],
      env: { LEADFERRY_BASE_URL: sandbox.url, LEADFERRY_API_KEY: 'bench', LEADFERRY_PARTNER_ID: partnerId },
    });
    const [code] = await once(child, 'exit');
    if (code !== 0) throw new Error(`the export ended with ${code}`);
    reportRate(sandbox.requests, limit);
  } finally {
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

/** Exports all leads and says, at each phase and every ten seconds, how much memory the process has. */
async function exportAll(folder: string, limit: number): Promise<void> {
  const { exportLeads } = await import('../dist/index.js');
  const startMs = performance.now();
  const say = (what: string) => {
    // What is left after collecting is what is kept.
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    const seconds = Math.round((performance.now() - startMs) / 1000);
    process.stdout.write(
      `${seconds} s, ${what}: ${megabytes(rss)} MB resident, heap ${megabytes(heapUsed)} MB, processor ${busySeconds()} s\n`,
    );
  };
  let phase = '';
  const sampling = setInterval(() => say(phase), 10_000);
  const { counts } = await exportLeads({
    ...{ stateDir: join(folder, 'state'), out: join(folder, file), modifiedSince: since },
    ...{ rps: limit, concurrency: 64 },
    progress: (event) => {
      if (event.phase === phase) return;
      phase = event.phase;
      say(phase);
    },
  });
  clearInterval(sampling);
  say('done');
  process.stdout.write(`${JSON.stringify(counts)}\n`);
}
