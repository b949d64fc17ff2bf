/** Writes the cases of test/golden/mapping anew: `node test/golden/make/mapping.ts`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type MappingCase, mappingCases } from './mapping-cases.ts';

const home = join(import.meta.dirname, '..', 'mapping');

for (const given of mappingCases) {
  const folder = join(home, given.name);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'case.json'), `${JSON.stringify(caseOf(given), null, 2)}\n`);
  await writeFile(join(folder, 'input.csv'), `\ufeff${linesOf(given).map(csvLine).join('\r\n')}\r\n`);
  if (given.mapping !== undefined) await writeFile(join(folder, 'mapping.yaml'), given.mapping);
}

function caseOf({
  title,
  flags = [],
  mapping,
  error,
  columns,
  unmapped,
  notes,
  preset,
}: MappingCase): unknown {
  const all = [...flags, ...(mapping === undefined ? [] : ['--mapping', './mapping.yaml'])];
  const head = all.length === 0 ? { title } : { title, flags: all };
  if (error !== undefined) return { ...head, expect: { error } };
  return {
    ...head,
    expect: {
      ...(preset === undefined ? {} : { preset }),
      columns: columns.map(([header, field, reason, use]) => ({
        header,
        field,
        ...(reason === undefined ? {} : { reason }),
        use: use ?? (field === null ? 'unknown' : 'used'),
      })),
      ...(unmapped === undefined ? {} : { unmapped }),
      ...(notes === undefined ? {} : { notes }),
    },
  };
}

function linesOf({ columns, cells }: MappingCase): readonly (readonly string[])[] {
  return [columns.map(([header]) => header), cells ?? columns.map((_, index) => `value ${index + 1}`)];
}

function csvLine(cells: readonly string[]): string {
  return cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');
}
