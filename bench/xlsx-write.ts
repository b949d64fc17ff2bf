// Writes a workbook of 100,000 rows and 30 columns, leadferry and exceljs in turn: npm run build && node bench/xlsx-write.ts [ROWS] [PAIRS]
import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './figures.ts';

type Kind =
  | 'id'
  | 'text'
  | 'enumeration'
  | 'currency'
  | 'amount'
  | 'date'
  | 'email'
  | 'url'
  | 'phone'
  | 'country';

/** The columns of a lead with an offer and two contacts. */
const kinds: readonly Kind[] = [
  ...([
    'id',
    'id',
    'text',
    'enumeration',
    'enumeration',
    'date',
    'currency',
    'email',
    'text',
    'text',
  ] as const),
  ...(['date', 'text', 'text', 'text', 'country', 'text', 'id', 'url', 'id', 'id'] as const),
  ...(['amount', 'enumeration', 'date', 'date', 'email', 'text', 'text', 'phone', 'email', 'text'] as const),
];
const words = [
  'Pumpe',
  'Größe',
  '株式会社',
  'simulation',
  'plant',
  'señal',
  'drill',
  'Anlage',
  'R & D',
  'cell',
];
const stages = ['LEAD_OPEN', 'QUALIFIED', 'ACCEPTED', 'OPPY_OPEN', 'VALIDATED', 'ESTABLISHED'];
const countries = ['Germany', 'France', 'Poland', 'Japan', 'Italy'];
const currencies = ['EUR', 'USD', 'JPY'];

function word(n: number): string {
  return words[n % words.length] ?? '';
}

/** The text of a cell; amounts and days as numbers. One in twenty texts has several lines. */
const values: Readonly<Record<Kind, (n: number) => string | number>> = {
  id: (n) => `2026-${String(n % 1_000_003).padStart(8, '0')}`,
  text: (n) => (n % 20 === 0 ? `${word(n)}\n${word(n + 3)} ${n}` : `${word(n)} ${word(n + 7)} ${n}`),
  enumeration: (n) => stages[n % stages.length] ?? '',
  currency: (n) => currencies[n % currencies.length] ?? '',
  amount: (n) => (n % 10_000_000) / 100,
  date: (n) => 20_454 + (n % 1500),
  email: (n) => `person${n % 50_021}@customer-${n % 1009}.example`,
  url: (n) => `https://www.customer-${n % 5003}.example`,
  phone: (n) => `+49 7771 ${500_000 + (n % 100_003)}`,
  country: (n) => countries[n % countries.length] ?? '',
};

const msPerDay = 86_400_000;

function number(row: number, column: number): number {
  return (Math.imul(row * 31 + column, 2_654_435_761) >>> 0) % 100_000_000;
}

const writers: Readonly<Record<string, (path: string, rows: number) => Promise<void>>> = {
  leadferry: async (path, rows) => {
    const { openTableWriter } = await import('../dist/writers/table-writer.js');
    const columns = kinds.map((kind, index) => ({ header: `Column ${index + 1}`, kind }));
    const table = await openTableWriter(path, [{ name: 'Leads', columns }]);
    for (let row = 0; row < rows; row += 1) {
      const cells = kinds.map((kind, column) => {
        const value = values[kind](number(row, column));
        if (typeof value === 'string') return value;
        return kind === 'date'
          ? ({ kind, iso: new Date(value * msPerDay).toISOString().slice(0, 10) } as const)
          : ({ kind: 'number', digits: String(value) } as const);
      });
      await table.addRow(0, cells, { currency: currencies[row % currencies.length] });
    }
    await table.finish();
  },
  exceljs: async (path, rows) => {
    const { default: exceljs } = await import('exceljs');
    const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: path });
    const sheet = workbook.addWorksheet('Leads');
    sheet.addRow(kinds.map((_, index) => `Column ${index + 1}`)).commit();
    for (let row = 0; row < rows; row += 1) {
      const cells = kinds.map((kind, column) => {
        const value = values[kind](number(row, column));
        return kind === 'date' ? Number(value) + 25_569 : value;
      });
      sheet.addRow(cells).commit();
      if (row % 1000 === 0) await new Promise(setImmediate);
    }
    sheet.commit();
    await workbook.commit();
  },
};

const run = promisify(execFile);
const [first = '100000', second = '3', path] = process.argv.slice(2);
if (path === undefined) await compare(Number(first), Number(second));
else await measure(first, Number(second), path);

interface Measured {
  readonly cpu: number;
  readonly wall: number;
  readonly peak: number;
  readonly megabytes: number;
}

/** Each writer runs in a process of its own, in turn, so that what else the machine does meets both alike. */
async function compare(rows: number, pairs: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  const results = new Map<string, Measured[]>(Object.keys(writers).map((name) => [name, []]));
  try {
    for (let pair = 0; pair < pairs; pair += 1) {
      for (const [name, measured] of results) {
        const file = join(folder, `${name}.xlsx`);
        const { stdout } = await run(process.execPath, [import.meta.filename, name, String(rows), file]);
        const [cpu = 0, wall = 0, peak = 0] = stdout.split(' ').map(Number);
        measured.push({ cpu, wall, peak, megabytes: (await stat(file)).size / 1_000_000 });
        await rm(file);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  process.stdout.write(
    `${rows} rows × ${kinds.length} columns, medians of ${pairs} paired runs; Node ${process.versions.node}, ${availableParallelism()} cores\n`,
  );
  for (const [name, measured] of results) process.stdout.write(`${name.padEnd(10)} ${line(measured)}\n`);
}

function line(measured: readonly Measured[]): string {
  const of = (pick: (one: Measured) => number) => median(measured.map(pick));
  return `cpu ${of(({ cpu }) => cpu).toFixed(2)} s  wall ${of(({ wall }) => wall).toFixed(2)} s  peak ${Math.round(of(({ peak }) => peak))} MB  file ${of(({ megabytes }) => megabytes).toFixed(1)} MB`;
}

async function measure(name: string, rows: number, file: string): Promise<void> {
  const start = performance.now();
  await writers[name]?.(file, rows);
  const wall = (performance.now() - start) / 1000;
  const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
  process.stdout.write(`${(userCPUTime + systemCPUTime) / 1e6} ${wall} ${maxRSS / 1024}`);
}
