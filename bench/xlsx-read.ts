// Reads an XLSX file of 100,000 rows and 30 columns: npm run build && node bench/xlsx-read.ts [ROWS]
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bookColumns, writeBook } from './xlsx-book.ts';

interface Counted {
  rows: number;
  cells: number;
}

/** Each reader counts rows and cells that hold something, so that it must make every cell. */
const readers: Readonly<Record<string, (path: string) => Promise<Counted>>> = {
  leadferry: async (path) => {
    const { openReader } = await import('../dist/readers/open-reader.js');
    const reader = await openReader(path);
    const counted = { rows: 0, cells: 0 };
    for (const table of reader.tables) {
      for await (const { cells } of table.rows()) {
        counted.rows += 1;
        for (const cell of cells) if (cell !== '') counted.cells += 1;
      }
    }
    await reader.close();
    return counted;
  },
  exceljs: async (path) => {
    const { default: exceljs } = await import('exceljs');
    const options = {
      entries: 'emit',
      sharedStrings: 'cache',
      hyperlinks: 'ignore',
      styles: 'cache',
      worksheets: 'emit',
    } as const;
    const counted = { rows: 0, cells: 0 };
    for await (const sheet of new exceljs.stream.xlsx.WorkbookReader(path, options)) {
      for await (const row of sheet) {
        counted.rows += 1;
        row.eachCell(({ value }) => {
          if (value !== null) counted.cells += 1;
        });
      }
    }
    return counted;
  },
};

const run = promisify(execFile);
const [first = '100000', path] = process.argv.slice(2);
if (path === undefined) await compare(first);
else if (first in readers) await measure(first, path);
else await writeBook(path, Number(first));

/** Writer and readers run in processes of their own, as a process counts the peak of the one that started it as its own. */
async function compare(rows: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  try {
    const file = join(folder, 'leads.xlsx');
    await run(process.execPath, [import.meta.filename, rows, file]);
    const megabytes = Math.round((await stat(file)).size / 1_000_000);
    process.stdout.write(
      `${rows} rows × ${bookColumns} columns, ${megabytes} MB; Node ${process.versions.node}, ${availableParallelism()} cores\n`,
    );
    for (const name of Object.keys(readers)) {
      const { stdout } = await run(process.execPath, [import.meta.filename, name, file]);
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
