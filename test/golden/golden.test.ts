import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { main } from '../../src/cli/main.js';
import { leadferry } from '../support/leadferry-command.js';
import { createFakeIo } from '../unit/cli/fake-io.js';

const goldenCase = z.strictObject({
  title: z.string().min(10),
  flags: z.array(z.string()).optional(),
  expect: z.record(z.string(), z.unknown()),
});

interface GoldenCase {
  readonly folder: string;
  readonly given: z.infer<typeof goldenCase>;
  readonly isRunAsCommand: boolean;
}

/** Every case runs in process; through the real command too every fourth here, and all of them in `npm run test:soak`. */
const commandEvery = process.env['LEADFERRY_GOLDEN'] === 'all' ? 1 : 4;

const areas = (await readdir(import.meta.dirname, { withFileTypes: true })).filter(
  // `issues` has a runner of its own.
  (entry) => entry.isDirectory() && !['make', 'issues'].includes(entry.name),
);

for (const area of areas) {
  const folder = join(import.meta.dirname, area.name);
  const cases: GoldenCase[] = [];
  for (const name of await readdir(folder)) {
    const text = await readFile(join(folder, name, 'case.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    const isRunAsCommand = cases.length % commandEvery === 0;
    cases.push({ folder: join(folder, name), given: goldenCase.parse(JSON.parse(text)), isRunAsCommand });
  }
  describe(`golden: ${area.name}`, () => {
    it.concurrent.each(cases)('$given.title', async ({ folder: home, given, isRunAsCommand }) => {
      const wanted = expected(given.expect);
      const [input = ''] = (await readdir(home)).filter((name) => name.startsWith('input'));
      // A flag may name a file of the case.
      const flags = (given.flags ?? []).map((flag) => (flag.startsWith('./') ? join(home, flag) : flag));
      const words = ['inspect', join(home, input), '--rows', '1000', '--json', ...flags];
      const exitCode = 'error' in given.expect ? 2 : 0;

      const io = createFakeIo();
      expect(await main(words, io)).toBe(exitCode);
      expect(JSON.parse(io.out())).toMatchObject(wanted);

      if (!isRunAsCommand) return;
      const real = await leadferry(words, { cwd: home });
      expect(JSON.parse(real.stdout)).toEqual(JSON.parse(io.out()));
      expect(real.code).toBe(exitCode);
      expect(real.stderr).toBe('');
    });
  });
}

/** The expectation with texts between slashes as regular expressions. */
function expected(given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, matcher(value)]));
}

function matcher(value: unknown): unknown {
  if (typeof value === 'string' && /^\/.+\/$/s.test(value))
    return expect.stringMatching(new RegExp(value.slice(1, -1)));
  if (Array.isArray(value)) return value.map(matcher);
  if (value === null || typeof value !== 'object') return value;
  return expected({ ...value });
}

it('every area has golden cases', async () => {
  expect(areas).not.toEqual([]);
  for (const { name } of areas) expect(await readdir(join(import.meta.dirname, name)), name).not.toEqual([]);
});
