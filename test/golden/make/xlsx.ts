/** Writes the cases of test/golden/xlsx anew: `node test/golden/make/xlsx.ts`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { XlsxCase } from './xlsx-case.ts';
import { cellCases } from './xlsx-cell-cases.ts';
import { dateCases } from './xlsx-date-cases.ts';
import { writePackage } from './xlsx-package.ts';
import { refusedCases } from './xlsx-refused-cases.ts';
import { structureCases } from './xlsx-structure-cases.ts';

const home = join(import.meta.dirname, '..', 'xlsx');
const cases: readonly XlsxCase[] = [...cellCases, ...dateCases, ...structureCases, ...refusedCases];
const names = new Set(cases.map(({ name }) => name));
if (names.size < cases.length) throw new Error('two cases have the same name');

await rm(home, { recursive: true, force: true });
for (const { name, title, flags, file = 'input.xlsx', source, expect } of cases) {
  const folder = join(home, name);
  await mkdir(folder, { recursive: true });
  const content = flags === undefined ? { title, expect } : { title, flags, expect };
  await writeFile(join(folder, 'case.json'), `${JSON.stringify(content, null, 2)}\n`);
  await writeFile(join(folder, file), Buffer.isBuffer(source) ? source : await writePackage(source));
}
