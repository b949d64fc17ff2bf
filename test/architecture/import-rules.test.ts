import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { cruise, type ICruiseOptions } from 'dependency-cruiser';
import extractDepcruiseConfig from 'dependency-cruiser/config-utl/extract-depcruise-config';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const rules = await extractDepcruiseConfig(join(root, '.dependency-cruiser.mjs'));
let folder = '';

beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'leadferry-rules-')));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ type: 'module', dependencies: { yargs: '*', exceljs: '*' } }),
  );
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** Plants the files and answers the names of the rules that are broken. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const options: ICruiseOptions = {
    baseDir: folder,
    ruleSet: { forbidden: rules.forbidden ?? [] },
    validate: true,
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
  };
  const { output } = await cruise(Object.keys(files), options);
  if (typeof output === 'string') throw new Error('expected a result object');
  return [...new Set(output.summary.violations.map((violation) => violation.rule.name))].sort();
}

/** Two files of which the first imports the second. */
const importing = (from: string, to: string): Record<string, string> => ({
  [from]: `export * from '${relativeImport(from, to)}';\n`,
  [to]: 'export const planted = 1;\n',
});

function relativeImport(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length - 1) || './'}${to}`.replace(/\.ts$/, '.js');
}

const planted: readonly (readonly [string, Record<string, string>])[] = [
  [
    'no-circular',
    { 'src/lead/a.ts': "export * from './b.js';\n", 'src/lead/b.ts': "export * from './a.js';\n" },
  ],
  ['core-imports-nothing', importing('src/core/a.ts', 'src/lead/b.ts')],
  [
    'core-is-pure',
    { 'src/core/a.ts': "export * from 'node:fs';\n", 'src/core/b.ts': "export * from './a.js';\n" },
  ],
  ['lead-knows-core-only', importing('src/lead/a.ts', 'src/formats/b.ts')],
  ['formats-know-lead-and-core', importing('src/formats/a.ts', 'src/readers/b.ts')],
  ['siblings-do-not-meet', importing('src/readers/a.ts', 'src/pipeline/b.ts')],
  ['layers-do-not-look-up', importing('src/upload/a.ts', 'src/jobs/b.ts')],
  ['jobs-do-not-know-cli', importing('src/jobs/a.ts', 'src/cli/b.ts')],
  ['cli-uses-public-api', importing('src/cli/a.ts', 'src/jobs/b.ts')],
  [
    'only-cli-has-yargs',
    { 'src/jobs/a.ts': "export * from 'yargs';\n", 'src/jobs/b.ts': "export * from './a.js';\n" },
  ],
  [
    'only-spreadsheet-files-have-exceljs',
    { 'src/readers/a.ts': "export * from 'exceljs';\n", 'src/readers/b.ts': "export * from './a.js';\n" },
  ],
  [
    'only-chart-files-have-vega',
    { 'src/reports/a.ts': "export * from 'vega';\n", 'src/reports/b.ts': "export * from './a.js';\n" },
  ],
  ['src-does-not-import-tests', importing('src/jobs/a.ts', 'test/b.ts')],
  ['no-orphans', { 'src/lead/a.ts': 'export const alone = 1;\n' }],
];

describe('the import rules', () => {
  it('are each proven by a planted violation', () => {
    const names = (rules.forbidden ?? []).map((rule) => rule.name);
    expect(planted.map(([name]) => name).sort()).toEqual(names.sort());
  });

  it.each(planted)('%s catches its violation and nothing else does', async (name, files) => {
    expect(await brokenRules(files)).toEqual([name]);
  });

  it('let the imports of the design pass', async () => {
    const chain = ['cli/a', 'index', 'jobs/a', 'readers/a', 'formats/a', 'lead/a', 'core/a'].map(
      (name) => `src/${name}.ts`,
    );
    const files: Record<string, string> = {};
    for (const [index, path] of chain.entries()) {
      const next = chain[index + 1];
      files[path] =
        next === undefined ? 'export const end = 1;\n' : `export * from '${relativeImport(path, next)}';\n`;
    }
    expect(await brokenRules(files)).toEqual([]);
  });
});
