// leadferry beside DuckDB and csv-parse with zod, in turns: npm run bench -- checks; or node bench/validate-peers.ts [ROWS] [RUNS]
import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './figures.ts';
import { commandWords, type Measured, measuredNode } from './measured-node.ts';

const [rows = '1000000', runs = '3'] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
try {
  const file = join(folder, 'leads.csv');
  const table = JSON.stringify({ layout: 1, rows: Number(rows), badPercent: 3 });
  const writer = join(import.meta.dirname, 'validate.ts');
  await promisify(execFile)(process.execPath, [writer, 'write', file, table]);
  const main = join(import.meta.dirname, '../dist/cli/main.js');
  const commands = {
    leadferry: commandWords(main, ['validate', file, '--as-of', '2026-11-21']),
    DuckDB: [join(import.meta.dirname, 'peer-duckdb.ts'), file],
    'csv-parse + zod': [join(import.meta.dirname, 'peer-zod.ts'), file],
  } as const satisfies Record<string, readonly string[]>;
  const measured = new Map<string, Measured[]>(Object.keys(commands).map((name) => [name, []]));
  for (let run = 0; run < Number(runs); run += 1) {
    for (const [name, words] of Object.entries(commands)) {
      // Ours ends with 4, because there are mistakes.
      const codes = [name === 'leadferry' ? 4 : 0];
      // So that no run waits for the disk: what was read a while ago may have left the system's cache.
      for await (const block of createReadStream(file)) void block;
      measured.get(name)?.push(await measuredNode(words, { folder, stateDir: join(folder, 'state'), codes }));
    }
  }
  print(measured);
} finally {
  await rm(folder, { recursive: true });
}

function print(measured: ReadonlyMap<string, readonly Measured[]>): void {
  const [cpu] = cpus();
  process.stdout.write(
    `validate ${rows} × 30, 3 % bad; Node ${process.versions.node}, ${availableParallelism()} × ${cpu?.model ?? ''}; medians of ${runs} runs\n\n`,
  );
  process.stdout.write(
    '| | seconds | of the processor | peak MB | leadferry takes (seconds, processor) |\n|---|---|---|---|---|\n',
  );
  const own = medians(measured.get('leadferry') ?? []);
  for (const [name, all] of measured) {
    const { seconds, cpuSeconds, peakMb } = medians(all);
    const ratio =
      name === 'leadferry'
        ? ''
        : `${(own.seconds / seconds).toFixed(2)} ×, ${(own.cpuSeconds / cpuSeconds).toFixed(2)} ×`;
    process.stdout.write(
      `| ${name} | ${seconds.toFixed(1)} | ${cpuSeconds.toFixed(1)} | ${peakMb} | ${ratio} |\n`,
    );
  }
}

function medians(all: readonly Measured[]): Measured {
  return {
    seconds: median(all.map(({ seconds }) => seconds)),
    cpuSeconds: median(all.map(({ cpuSeconds }) => cpuSeconds)),
    peakMb: median(all.map(({ peakMb }) => peakMb)),
  };
}
