// Writes test/golden/csv anew: node test/golden/make/csv.ts && biome check --write test/golden/csv
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { csvCases } from './csv-cases.ts';

const folder = join(import.meta.dirname, '..', 'csv');

for (const { name, title, input, flags, expect } of csvCases) {
  const home = join(folder, name);
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'input.csv'), input);
  const given = flags === undefined ? { title, expect } : { title, flags, expect };
  await writeFile(join(home, 'case.json'), `${JSON.stringify(given, null, 2)}\n`);
}
