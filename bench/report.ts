// The reports beside reading the same leads from the ledger: npm run build && node bench/report.ts [LEADS] [DIST]
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { commandWords, type Measured, measuredNode } from './measured-node.ts';

type Library = typeof import('../dist/index.js');

const partnerId = '200000000014442';
const asOf = new Date().toISOString().slice(0, 10);
const seededSpan = { from: '2026-01-01T00:00:00.000Z', to: '2026-11-20T00:00:00.000Z' };
const runs = 3;

const [count = '10000', dist = '../dist'] = process.argv.slice(2);
const built = resolve(import.meta.dirname, dist);
const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
try {
  process.stdout.write(
    `Node ${process.versions.node}, ${availableParallelism()} cores, ${count} leads, load ${loadavg()[0]?.toFixed(1)}\n`,
  );
  const { origin, between } = await fillLedger(Number(count));
  const read = await best(readWords(origin, 1));
  const twice = await best(readWords(origin, 2));
  const files = (...names: readonly string[]) => names.flatMap((name) => ['-o', name]);
  const all = files('r.html', 'r.xlsx', 'r.md', 'r.json');
  const pipeline = (flags: readonly string[]) =>
    best(reportWords(['report', 'pipeline', '--from', 'ledger', '--as-of', asOf, ...flags], origin));
  const changes = (flags: readonly string[]) =>
    best(reportWords(['report', 'changes', '--since', between, ...flags], origin));
  show('read from the ledger', read, read);
  show('pipeline, JSON', await pipeline(files('r.json')), read);
  show('pipeline, JSON, no checks', await pipeline([...files('r.json'), '--no-checks']), read);
  show('pipeline, HTML', await pipeline(files('r.html')), read);
  show('pipeline, XLSX', await pipeline(files('r.xlsx')), read);
  show('pipeline, all four', await pipeline(all), read);
  show('read at both points', twice, twice);
  show('changes, JSON', await changes(files('r.json')), twice);
  show('changes, HTML', await changes(files('r.html')), twice);
  show('changes, XLSX', await changes(files('r.xlsx')), twice);
  show('changes, all four', await changes(all), twice);
  process.stdout.write(`load ${loadavg()[0]?.toFixed(1)}\n`);
} finally {
  await rm(folder, { recursive: true });
}

function show(name: string, { seconds, cpuSeconds, peakMb }: Measured, base: Measured): void {
  const times = (cpuSeconds / base.cpuSeconds).toFixed(2);
  process.stdout.write(
    `${name.padEnd(26)} ${seconds.toFixed(2)} s  processor ${cpuSeconds.toFixed(2)} s  ${times} times  peak ${peakMb} MB\n`,
  );
}

/** The run that took the processor least, because other work of the machine only adds. */
async function best(words: readonly string[]): Promise<Measured> {
  const all: Measured[] = [];
  const place = { folder, stateDir: folder, codes: [0] };
  for (let run = 0; run < runs; run += 1) all.push(await measuredNode(words, place));
  const [first, ...others] = all.toSorted((one, other) => one.cpuSeconds - other.cpuSeconds);
  if (first === undefined) throw new Error('nothing was run');
  return { ...first, peakMb: Math.max(first.peakMb, ...others.map(({ peakMb }) => peakMb)) };
}

/**
 * Exports leads of eight countries and five currencies twice, half of them changed in between, so that the ledger has both points; and the
 * product catalogue. `between` is an instant between the two.
 */
async function fillLedger(leads: number): Promise<{ readonly origin: string; readonly between: string }> {
  const { startSandbox, exportLeads, exportPortfolio }: Library = await import(join(built, 'index.js'));
  const served = { partnerId, echo: true, catalogueSize: 300 };
  const key = join(folder, 'key.txt');
  await writeFile(key, 'bench', { mode: 0o600 });
  const exported = async (baseUrl: string): Promise<void> => {
    const connection = { baseUrl, partnerId, apiKeyFile: key, stateDir: folder, rps: 3000, concurrency: 32 };
    await exportPortfolio({ ...connection, out: join(folder, 'p.csv') });
    await exportLeads({ ...connection, modifiedSince: seededSpan.from, out: join(folder, 'leads.jsonl') });
  };
  const before = await startSandbox({ ...served, port: 0, leads, seededSpan });
  await exported(before.url);
  const between = new Date().toISOString();
  const stateFile = join(folder, 'server.json');
  const changed = before.leads().map((lead, index) => (index % 2 === 0 ? lead : changedLead(lead, index)));
  await writeFile(stateFile, JSON.stringify({ version: 1, leads: changed }));
  await before.close();
  const after = await startSandbox({ ...served, port: Number(new URL(before.url).port), stateFile });
  await exported(after.url);
  await after.close();
  return { origin: after.url, between };
}

type SandboxLead = ReturnType<Awaited<ReturnType<Library['startSandbox']>>['leads']>[number];

/** Another stage, close date and amount. */
function changedLead(lead: SandboxLead, index: number): SandboxLead {
  const stages = ['ACCEPTED', 'VALIDATED', 'ESTABLISHED', 'WON', 'LOST'];
  const { leadOpportunity: was, offerLines } = lead;
  const leadOpportunity = {
    ...was,
    status: stages[index % stages.length],
    closeDate: `2027-0${1 + (index % 9)}-15T00:00:00.000Z`,
  };
  const lines = offerLines.map((line, place) => (place === 0 ? { ...line, amount: 1000 + index } : line));
  return { ...lead, leadOpportunity: { ...was, ...leadOpportunity }, offerLines: lines };
}

function moduleOf(path: string): string {
  return JSON.stringify(`file://${join(built, path)}`);
}

function readWords(origin: string, times: number): readonly string[] {
  const script = `
    const { withLeadSource } = await import(${moduleOf('jobs/lead-source.js')});
    let read = 0;
    for (let time = 0; time < ${times}; time += 1) {
      await withLeadSource(
        { from: 'ledger', baseUrl: ${JSON.stringify(origin)}, partnerId: ${JSON.stringify(partnerId)} },
        async ({ leads }) => { for await (const lead of leads) read += lead.dsLeadOpportunityId.length; },
      );
    }`;
  return ['--input-type=module', '-e', script];
}

function reportWords(words: readonly string[], origin: string): readonly string[] {
  const all = [...words, '--base-url', origin, '--partner-id', partnerId, '--quiet'];
  return commandWords(join(built, 'cli/main.js'), all);
}
