// How long hostile CSV files of 1 GB keep us, and in how much memory: npm run build && node bench/csv-hostile.ts
import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface HostileText {
  readonly start: string;
  /** What stands between start and end, again and again. */
  readonly block: string;
  readonly end: string;
}

const fileBytes = 1_073_741_824;
const header = 'Partner lead id,Lead name,Offer amount\n';
const rows = Array.from({ length: 1000 }, (_, index) => `P-${index},Lead ${index},${index}.50\n`).join('');

const texts: Readonly<Record<string, HostileText>> = {
  'a quote never closed': { start: `${header}${rows}P-1,"Lead that opens,1.50\n`, block: rows, end: '' },
  'the same in a header': { start: 'Partner lead id,"Lead name\n', block: rows, end: '' },
  'a cell of 1 GB': { start: `${header}${rows}P-1,"`, block: 'x', end: `",1.50\n${rows}` },
  'a line of 1 GB': { start: `${header}${rows}`, block: 'P-1,', end: `\n${rows}` },
  'only a line of 1 GB': { start: '', block: 'x', end: '' },
  'lines of 2 MB': { start: header, block: `${'P-1,'.repeat(500_000)}\n`, end: '' },
};

const [path] = process.argv.slice(2);
if (path === undefined) await measureAll();
else await measure(path);

/** Each file is read in a process of its own, as a process counts the peak of the one that started it as its own. */
async function measureAll(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  try {
    const file = join(folder, 'leads.csv');
    for (const [name, text] of Object.entries(texts)) {
      await write(file, text);
      const { stdout } = await promisify(execFile)(process.execPath, [import.meta.filename, file]);
      process.stdout.write(`${name.padEnd(22)} ${stdout}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function write(file: string, { start, block, end }: HostileText): Promise<void> {
  const blocks = Buffer.from(block.repeat(Math.ceil(4_194_304 / block.length)));
  await using output = await open(file, 'w');
  await output.write(start);
  for (let written = 0; written < fileBytes; written += blocks.length) await output.write(blocks);
  await output.write(end);
}

async function measure(file: string): Promise<void> {
  const { openReader } = await import('../dist/readers/open-reader.js');
  const start = performance.now();
  const before = process.cpuUsage();
  let said = 'read without an error';
  try {
    const reader = await openReader(file);
    for (const table of reader.tables) for await (const { row } of table.rows()) said = `read to row ${row}`;
    await reader.close();
  } catch (thrown) {
    said = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const { user, system } = process.cpuUsage(before);
  const busy = ((user + system) / 1_000_000).toFixed(2);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${seconds} s  processor ${busy} s  peak ${peak} MB  ${said}\n`);
}
