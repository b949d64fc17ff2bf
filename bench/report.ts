// The pipeline report beside reading the same leads from the ledger: npm run build && node bench/report.ts [LEADS] [DIST]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

interface Measured {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

const origin = 'http://127.0.0.1:4010';
const partnerId = '200000000014442';
const asOf = '2026-11-21';
const runs = 3;

const [count = '10000', dist = '../dist'] = process.argv.slice(2);
const built = resolve(import.meta.dirname, dist);
const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
try {
  process.stdout.write(`Node ${process.versions.node}, ${availableParallelism()} cores, ${count} leads\n`);
  await measured(fillScript(Number(count)));
  const read = await best(readScript());
  show('read from the ledger', read, read);
  const files = (...names: readonly string[]) => names.flatMap((name) => ['-o', name]);
  show('report, JSON', await best(reportScript(files('r.json'))), read);
  show('report, JSON, no checks', await best(reportScript([...files('r.json'), '--no-checks'])), read);
  show('report, HTML', await best(reportScript(files('r.html'))), read);
  show('report, XLSX', await best(reportScript(files('r.xlsx'))), read);
  show('report, all four', await best(reportScript(files('r.html', 'r.xlsx', 'r.md', 'r.json'))), read);
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
async function best(script: string): Promise<Measured> {
  const all: Measured[] = [];
  for (let run = 0; run < runs; run += 1) all.push(await measured(script));
  const [first, ...others] = all.toSorted((one, other) => one.cpuSeconds - other.cpuSeconds);
  if (first === undefined) throw new Error('nothing was run');
  return { ...first, peakMb: Math.max(first.peakMb, ...others.map(({ peakMb }) => peakMb)) };
}

/** Runs a script in a process of its own, as a process counts the peak of the one that started it as its own. */
async function measured(script: string): Promise<Measured> {
  const ending = `
    const begun = performance.now();
    process.on('exit', () => {
      const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
      process.stderr.write('\\n' + JSON.stringify({
        seconds: (performance.now() - begun) / 1000,
        cpuSeconds: (userCPUTime + systemCPUTime) / 1_000_000,
        peakMb: Math.round(maxRSS / 1024),
      }));
    });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', `${ending}\n${script}`], {
    cwd: folder,
    env: { HOME: folder, LEADFERRY_STATE_DIR: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(said);
  return JSON.parse(said.trimEnd().split('\n').at(-1) ?? '');
}

function moduleOf(path: string): string {
  return JSON.stringify(`file://${join(built, path)}`);
}

/** Leads as 3DS shows them to a partner, in eight countries and five currencies, and the product catalogue. */
function fillScript(leads: number): string {
  return `
    const { seedLeads } = await import(${moduleOf('sandbox/seeded-leads.js')});
    const { createCatalogue } = await import(${moduleOf('sandbox/catalogue.js')});
    const { viewLead } = await import(${moduleOf('sandbox/lead-view.js')});
    const { remoteLead } = await import(${moduleOf('lead/answers.js')});
    const { openStateLedger } = await import(${moduleOf('jobs/state-ledger.js')});
    const catalogue = createCatalogue(1, 300);
    const recorded = seedLeads({
      seed: 1, count: ${leads}, partnerId: ${JSON.stringify(partnerId)}, primarySalesManager: 'psm.dach@example.com', catalogue,
      span: { fromMs: Date.parse('2026-01-01'), toMs: Date.parse('2026-11-20') },
    });
    const ledger = openStateLedger({ stateDir: process.env.LEADFERRY_STATE_DIR, origin: ${JSON.stringify(origin)}, partnerId: ${JSON.stringify(partnerId)} });
    const shown = recorded.map((lead) => remoteLead({ data: { leadOpportunity: viewLead(lead, { version: 'v1', echo: true }) } }, lead.dsLeadOpportunityId));
    ledger.keepCopies(shown, '2026-11-20T12:00:00.000Z');
    ledger.saveCatalogue(catalogue.map(({ salesPortfolioisOrderable: orderable, ...item }) => ({ ...item, orderable })));
    ledger.close();`;
}

function readScript(): string {
  return `
    const { withLeadSource } = await import(${moduleOf('jobs/lead-source.js')});
    let read = 0;
    await withLeadSource(
      { from: 'ledger', baseUrl: ${JSON.stringify(origin)}, partnerId: ${JSON.stringify(partnerId)} },
      async ({ leads }) => { for await (const lead of leads) read += lead.dsLeadOpportunityId.length; },
    );`;
}

function reportScript(flags: readonly string[]): string {
  const words = [
    ...['report', 'pipeline', '--from', 'ledger', '--base-url', origin, '--partner-id', partnerId],
    ...['--as-of', asOf, '--quiet', ...flags],
  ];
  return `
    const cli = await import(${moduleOf('cli/main.js')});
    process.argv.splice(1, process.argv.length, 'leadferry', ...${JSON.stringify(words)});
    cli.run(process);`;
}
