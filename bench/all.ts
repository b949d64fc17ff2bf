// Every program of this folder, or those that are named: npm run bench -- [NAME …]
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** By name, the runs of a program with what each is given. */
const programs: Readonly<Record<string, readonly (readonly string[])[]>> = {
  start: [['start.ts']],
  checks: [['validate-peers.ts']],
  layouts: [['validate.ts']],
  csv: [['csv-read.ts'], ['csv-hostile.ts']],
  xlsx: [['xlsx-read.ts'], ['xlsx-write.ts'], ['xlsx-hostile.ts']],
  rate: [
    ['upload-rate.ts', '900', '20'],
    ['upload-rate.ts', '6000', '200'],
    ['upload-rate.ts', '30000', '1000'],
  ],
  loopback: [['upload-loopback.ts']],
  export: [
    ['export-rate.ts', '25000', '500', 'leads.csv'],
    ['export-rate.ts', '25000', '500', 'leads.xlsx'],
  ],
  report: [['report.ts']],
};

const names = process.argv.slice(2);
const unknown = names.filter((name) => !Object.hasOwn(programs, name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no ${unknown.join(', ')}; choose among ${Object.keys(programs).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  for (const name of names.length > 0 ? names : Object.keys(programs)) {
    for (const words of programs[name] ?? []) run(words);
  }
}

function run([program = '', ...words]: readonly string[]): void {
  process.stdout.write(`\n## ${[program, ...words].join(' ')}\n\n`);
  const { status } = spawnSync(process.execPath, [join(import.meta.dirname, program), ...words], {
    stdio: 'inherit',
  });
  if (status === 0) return;
  process.stderr.write(`${program} did not come to its end.\n`);
  process.exitCode = 1;
}
