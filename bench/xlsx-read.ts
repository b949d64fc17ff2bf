// Reads an XLSX file of 100,000 rows and 30 columns beside others, and checks one: npm run build && node bench/xlsx-read.ts [ROWS] [ROUNDS]
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { median } from './figures.ts';
import { type Timed, timedCommand } from './timed-command.ts';

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
  hucre: async (path) => {
    const { streamXlsxRows } = await import('hucre/xlsx');
    const counted = { rows: 0, cells: 0 };
    for await (const { values } of streamXlsxRows(await readFile(path))) {
      counted.rows += 1;
      for (const value of values) if (value !== null) counted.cells += 1;
    }
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

interface Taken extends Timed {
  /** Zero where the program does not say it. */
  readonly peakMb: number;
}

const run = promisify(execFile);
const [first = '100000', second = '3', path] = process.argv.slice(2);
if (first in readers) await read(first, second);
else if (path === undefined) await compare(Number(first), Number(second));
else {
  // Loaded here, as what reads needs none of it.
  const { writeBook } = await import('./xlsx-book.ts');
  await writeBook(path, Number(first));
}

async function compare(rows: number, rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  try {
    const book = join(folder, 'book.xlsx');
    // Written elsewhere, as a process counts the peak of the one that started it as its own.
    await run(process.execPath, [import.meta.filename, String(rows), '1', book]);
    const sheet = 'xl/worksheets/sheet1.xml';
    await compareOn(book, rounds, [
      { name: 'unzip', command: ['unzip', '-p', book, sheet] },
      ...Object.keys(readers).map((name) => ({
        name,
        command: [process.execPath, import.meta.filename, name, book],
      })),
    ]);
    for (const isTyped of [false, true]) await compareChecks(folder, { rows, rounds, isTyped });
  } finally {
    await rm(folder, { recursive: true });
  }
}

interface Checks {
  readonly rows: number;
  readonly rounds: number;
  readonly isTyped: boolean;
}

/** The whole command beside `unzip` of the sheet. */
async function compareChecks(folder: string, { rows, rounds, isTyped }: Checks): Promise<void> {
  const { writeLeadTable } = await import('./lead-table.ts');
  const leads = join(folder, isTyped ? 'typed.xlsx' : 'leads.xlsx');
  await writeLeadTable(leads, { layout: 1, rows, badPercent: 3, isTyped });
  const bin = resolve(import.meta.dirname, '../bin/leadferry.js');
  const validate = [process.execPath, bin, 'validate', leads, '--as-of', '2026-11-21'];
  say(isTyped ? 'Leads with typed cells and shared texts' : 'Leads with texts in their cells');
  await compareOn(leads, rounds, [
    { name: 'unzip', command: ['unzip', '-p', leads, 'xl/worksheets/sheet1.xml'] },
    { name: 'validate', command: validate },
    { name: 'one thread', command: [...validate, '--threads', '1'] },
  ]);
}

interface Competitor {
  readonly name: string;
  readonly command: readonly string[];
}

/** Runs them in turn, each in a process of its own, the first of them being what the others are measured by. */
async function compareOn(file: string, rounds: number, competitors: readonly Competitor[]): Promise<void> {
  const found = new Map<string, Taken[]>(competitors.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, command } of competitors) found.get(name)?.push(await taken(command, file));
  }
  const megabytes = Math.round((await stat(file)).size / 1_000_000);
  say(
    `${megabytes} MB, medians of ${rounds} rounds; Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`,
  );
  const [measure = []] = found.values();
  for (const [name, runs] of found) say(line(name, runs, measure));
}

/** The whole process, from its start to its end. */
async function taken(command: readonly string[], file: string): Promise<Taken> {
  const path = `${file}.said`;
  const timed = await timedCommand(command, { folder: dirname(file), said: path });
  const said = await readFile(path, 'utf8');
  if (/^Node\.js v/m.test(said)) throw new Error(`${command.join(' ')} failed: ${said}`);
  const peak = /peak (\d+) MB/.exec(said)?.[1];
  return { ...timed, peakMb: Number(peak ?? 0) };
}

function line(name: string, runs: readonly Taken[], measure: readonly Taken[]): string {
  const figures = (['wallSeconds', 'processorSeconds'] as const).map((key) => {
    const ratio = median(runs.map((one, round) => one[key] / (measure[round]?.[key] ?? Number.NaN)));
    return `${median(runs.map((one) => one[key])).toFixed(2)} s (${ratio.toFixed(1)})`;
  });
  const peak = median(runs.map(({ peakMb }) => peakMb));
  return `${name.padEnd(10)} ${figures[0]}  processor ${figures[1]}${peak === 0 ? '' : `  peak ${peak} MB`}`;
}

async function read(name: string, file: string): Promise<void> {
  const counted = await readers[name]?.(file);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stderr.write(`${counted?.rows} rows, ${counted?.cells} cells, peak ${peak} MB\n`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
