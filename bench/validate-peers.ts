// leadferry beside DuckDB and csv-parse with zod, in turns: npm run bench -- checks; or node bench/validate-peers.ts [ROWS] [RUNS]
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

interface Measured {
  readonly seconds: number;
  /** Of all threads. */
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

const [rows = '1000000', runs = '3'] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'leadferry-bench-'));
try {
  const file = join(folder, 'leads.csv');
  const table = JSON.stringify({ layout: 1, rows: Number(rows), badPercent: 3 });
  const writer = join(import.meta.dirname, 'validate.ts');
  await promisify(execFile)(process.execPath, [writer, 'write', file, table]);
  const commands = {
    leadferry: ['-e', leadferryScript(), '--', 'validate', file, '--as-of', '2026-11-21'],
    DuckDB: [join(import.meta.dirname, 'peer-duckdb.ts'), file],
    'csv-parse + zod': [join(import.meta.dirname, 'peer-zod.ts'), file],
  } as const satisfies Record<string, readonly string[]>;
  const measured = new Map<string, Measured[]>(Object.keys(commands).map((name) => [name, []]));
  for (let run = 0; run < Number(runs); run += 1) {
    for (const [name, words] of Object.entries(commands)) measured.get(name)?.push(await measure(words));
  }
  print(measured);
} finally {
  await rm(folder, { recursive: true });
}

/** The whole command, without the shim. */
function leadferryScript(): string {
  const main = new URL('../dist/cli/main.js', import.meta.url).href;
  return `process.argv.splice(1, 0, 'leadferry'); import(${JSON.stringify(main)}).then((cli) => cli.run(process));`;
}

/** Runs a program of Node in a process that says at its end what it took. */
async function measure(words: readonly string[]): Promise<Measured> {
  const teller = `data:text/javascript,${encodeURIComponent(`
    const start = performance.now();
    process.on('exit', () => {
      const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
      process.stderr.write('\\n' + JSON.stringify({
        seconds: (performance.now() - start) / 1000,
        cpuSeconds: (userCPUTime + systemCPUTime) / 1e6,
        peakMb: Math.round(maxRSS / 1024),
      }));
    });`)}`;
  const child = spawn(process.execPath, ['--import', teller, ...words], {
    cwd: folder,
    env: { HOME: folder, LEADFERRY_STATE_DIR: join(folder, 'state') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await once(child, 'close');
  const taken: Measured = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '');
  return taken;
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
  const median = (of: (one: Measured) => number): number =>
    all.map(of).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;
  return {
    seconds: median((one) => one.seconds),
    cpuSeconds: median((one) => one.cpuSeconds),
    peakMb: median((one) => one.peakMb),
  };
}
