// Checks lead sheets of several sizes and layouts: npm run build && node bench/validate.ts [DIST] [ROWS …]
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type LeadTable, writeLeadTable } from './lead-table.ts';

interface Job extends LeadTable {
  readonly name: string;
}

interface Measured {
  readonly code: number | null;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

const [first = '', ...rest] = process.argv.slice(2);
if (first === 'write') await writeLeadTable(rest[0] ?? '', JSON.parse(rest[1] ?? ''));
else await measureAll(/^\d*$/.test(first) ? '../dist' : first, [first, ...rest].map(Number).filter(Boolean));

async function measureAll(dist: string, sizes: readonly number[]): Promise<void> {
  const main = resolve(import.meta.dirname, dist, 'cli/main.js');
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  try {
    process.stdout.write(`Node ${process.versions.node}, ${availableParallelism()} cores\n`);
    for (const job of jobs(sizes.length === 0 ? [30_000, 300_000, 1_000_000] : sizes)) {
      process.stdout.write(`${await line(job, folder, main)}\n`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

function jobs(rowCounts: readonly number[]): readonly Job[] {
  const single = rowCounts.flatMap((rows) =>
    [0, 3].map((badPercent) => ({
      name: `${rows} rows, layout 1, ${badPercent} % bad`,
      layout: 1,
      rows,
      badPercent,
    })),
  ) satisfies Job[];
  const rows = 100_000;
  return [
    ...single,
    { name: `${rows} rows, layout 2, 3 % bad`, layout: 2, rows, badPercent: 3 },
    { name: `${rows} rows, layout 3, 3 % bad`, layout: 3, rows, badPercent: 3 },
  ];
}

/** Writes the file in a process of its own, as a process counts the peak of the one that started it as its own. */
async function line({ name, ...table }: Job, folder: string, main: string): Promise<string> {
  const file = join(folder, table.layout === 3 ? 'leads.xlsx' : 'leads.csv');
  await promisify(execFile)(process.execPath, [import.meta.filename, 'write', file, JSON.stringify(table)]);
  const megabytes = Math.round((await stat(file)).size / 1_000_000);
  const { code, seconds, cpuSeconds, peakMb } = await validated(file, folder, main);
  await rm(file);
  const figures = `${seconds.toFixed(1)} s  processor ${cpuSeconds.toFixed(1)} s  peak ${peakMb} MB`;
  return `${name.padEnd(34)} ${String(megabytes).padStart(4)} MB  ${figures}  exit code ${code}`;
}

/** Runs the command in a process of its own that says at its end what it took. */
async function validated(file: string, folder: string, main: string): Promise<Measured> {
  const script = `
    const start = performance.now();
    process.on('exit', () => {
      const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
      process.stderr.write('\\n' + JSON.stringify({
        seconds: (performance.now() - start) / 1000,
        cpuSeconds: (userCPUTime + systemCPUTime) / 1_000_000,
        peakMb: Math.round(maxRSS / 1024),
      }));
    });
    const cli = await import(${JSON.stringify(`file://${main}`)});
    process.argv.splice(1, 0, 'leadferry');
    cli.run(process);`;
  const words = ['validate', file, '--as-of', '2026-11-21'];
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, ...words], {
    cwd: folder,
    env: { HOME: folder, LEADFERRY_STATE_DIR: join(folder, 'state') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code]: (number | null)[] = await once(child, 'close');
  const measured: Omit<Measured, 'code'> = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '');
  return { code: code ?? null, ...measured };
}
