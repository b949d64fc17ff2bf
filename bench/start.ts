// How long a command takes to start, beside `node -e 0`: npm run build && node bench/start.ts [ROUNDS] [DIST]
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { median } from './figures.ts';
import { writeLeadTable } from './lead-table.ts';
import { type Timed, timedCommand } from './timed-command.ts';

const [rounds = '25', root = '..'] = process.argv.slice(2);
const rows = 100;
const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));

try {
  await writeLeadTable(join(folder, 'leads.csv'), { layout: 1, rows, badPercent: 3 });
  const command = resolve(import.meta.dirname, root, 'bin/leadferry.js');
  const lines = {
    'node -e 0': ['-e', '0'],
    'leadferry --help': [command, '--help'],
    [`leadferry validate, ${rows} rows`]: [command, 'validate', 'leads.csv', '--as-of', '2026-11-21'],
  };
  const found = Object.entries(lines).map(([name, words]) => {
    const taken: Timed[] = [];
    return { name, words, taken };
  });
  // One round before those that count: the files come into the cache of the system, and ours into that of Node.
  for (const { words } of found) await measured(words);
  for (let round = 0; round < Number(rounds); round += 1) {
    for (const { words, taken } of found) taken.push(await measured(words));
  }
  say(`Node ${process.versions.node}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}`);
  for (const { name, taken } of found) say(line(name, taken, found[0]?.taken ?? []));
} finally {
  await rm(folder, { recursive: true });
}

async function measured(words: readonly string[]): Promise<Timed> {
  return await timedCommand([process.execPath, ...words], { folder, said: '/dev/null' });
}

function line(name: string, taken: readonly Timed[], bare: readonly Timed[]): string {
  const figures = (['wallSeconds', 'processorSeconds'] as const).map((key) => {
    const own = median(taken.map((one) => one[key]));
    const ratio = median(taken.map((one, round) => one[key] / (bare[round]?.[key] ?? Number.NaN)));
    return `${(1000 * own).toFixed(0).padStart(5)} ms ${ratio.toFixed(1).padStart(5)} times`;
  });
  return `${name.padEnd(30)} wall ${figures[0]}   processor ${figures[1]}`;
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
