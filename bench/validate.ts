// Checks lead sheets of several sizes and layouts: npm run build && node bench/validate.ts [DIST] [ROWS …]
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { type LeadTable, writeLeadTable } from './lead-table.ts';
import { commandWords, measuredNode } from './measured-node.ts';

interface Job extends LeadTable {
  readonly name: string;
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
  const words = commandWords(main, ['validate', file, '--as-of', '2026-11-21']);
  const place = { folder, stateDir: join(folder, 'state'), codes: [0, 4] };
  const { code, seconds, cpuSeconds, peakMb } = await measuredNode(words, place);
  await rm(file);
  const figures = `${seconds.toFixed(1)} s  processor ${cpuSeconds.toFixed(1)} s  peak ${peakMb} MB`;
  return `${name.padEnd(34)} ${String(megabytes).padStart(4)} MB  ${figures}  exit code ${code}`;
}
