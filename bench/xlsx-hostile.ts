// How long hostile workbooks keep us, and in how much memory: npm run build && node bench/xlsx-hostile.ts
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hostileNames, hostileWorkbook } from '../test/golden/make/xlsx-hostile-workbooks.ts';

const run = promisify(execFile);
const [path, name] = process.argv.slice(2);
if (path === undefined) await measureAll();
else await (name === undefined ? measure(path) : write(path, name));

async function write(file: string, wanted: string): Promise<void> {
  const known = hostileNames.find((one) => one === wanted);
  if (known !== undefined) await writeFile(file, await hostileWorkbook(known));
}

/** Writer and reader run in processes of their own, as a process counts the peak of the one that started it as its own. */
async function measureAll(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
  try {
    for (const one of hostileNames) {
      const file = join(folder, `${one}.xlsx`);
      await run(process.execPath, [import.meta.filename, file, one]);
      const { stdout } = await run(process.execPath, [import.meta.filename, file]);
      process.stdout.write(`${one.padEnd(18)} ${stdout}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(file: string): Promise<void> {
  const { openReader } = await import('../dist/readers/open-reader.js');
  const start = performance.now();
  let said = 'read without an error';
  try {
    const reader = await openReader(file);
    for (const table of reader.tables) for await (const { row } of table.rows()) said = `read to row ${row}`;
    await reader.close();
  } catch (thrown) {
    said = thrown instanceof Error ? thrown.message : String(thrown);
  }
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  process.stdout.write(`${seconds} s  peak ${peak} MB  ${said}\n`);
}
