// Reads a CSV file of 1,000,000 rows and 30 columns: npm run build && node bench/csv-read.ts [ROWS]
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { parse } from 'csv-parse';
import { writeCsvTable } from './csv-table.ts';

interface Counted {
  readonly rows: number;
  readonly cells: number;
}

/** Each reader counts rows and cells, so that it must make every cell. */
const readers: Readonly<Record<string, (path: string) => Promise<Counted>>> = {
  leadferry: async (path) => {
    const { openReader } = await import('../dist/readers/open-reader.js');
    const reader = await openReader(path);
    const counted = { rows: 0, cells: 0 };
    for (const table of reader.tables) {
      for await (const { cells } of table.rows()) {
        counted.rows += 1;
        counted.cells += cells.length;
      }
    }
    await reader.close();
    return counted;
  },
  'csv-parse': async (path) => {
    const counted = { rows: 0, cells: 0 };
    await pipeline(createReadStream(path), parse({ bom: true }), async (records: AsyncIterable<string[]>) => {
      for await (const cells of records) {
        counted.rows += 1;
        counted.cells += cells.length;
      }
    });
    return counted;
  },
};

const [first = '1000000', path] = process.argv.slice(2);
if (path === undefined) await compare(Number(first));
else await measure(first, path);

/** Runs each reader in a process of its own, so that each has its own peak of memory. */
async function compare(rows: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  try {
    const file = join(folder, 'leads.csv');
    await writeCsvTable(file, { rows, columns: 30 });
    const megabytes = Math.round((await stat(file)).size / 1_000_000);
    process.stdout.write(
      `${rows} rows × 30 columns, ${megabytes} MB; Node ${process.versions.node}, ${availableParallelism()} cores\n`,
    );
    for (const name of Object.keys(readers)) {
      const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, name, file]);
      process.stdout.write(stdout);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(name: string, file: string): Promise<void> {
  const start = performance.now();
  const counted = await readers[name]?.(file);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(
    `${name.padEnd(12)} ${seconds.padStart(6)} s  peak ${peak} MB  ${counted?.rows} rows, ${counted?.cells} cells\n`,
  );
}
