import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { Edit } from './safeguard-table.ts';

const copied = [
  'api',
  'bin',
  'docs',
  'package.json',
  'rolldown.config.ts',
  'samples',
  'src',
  'templates',
  'test',
  'tsconfig.build.json',
  'tsconfig.json',
  'vitest.config.ts',
];

/** A mutation may make a test wait for ever. */
const mostMs = { test: 60_000, run: 300_000 } as const;

const report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()) }),
      ),
    }),
  ),
});

/** What a run of test files came to. */
export interface TestRun {
  readonly passed: number;
  readonly failed: readonly FailedTest[];
  /** Why files did not run at all, or the run did not end; empty where all did. */
  readonly broken: readonly string[];
}

export interface FailedTest {
  readonly title: string;
  /** True where an expectation was not met; false where something else was thrown, or time ran out. */
  readonly isAssertion: boolean;
}

/** A copy of a working tree that may be edited and tested. Removed by `remove`. */
export class MutatedTree {
  readonly #folder: string = mkdtempSync(join(tmpdir(), 'leadferry-safeguards-'));
  readonly #node: string = process.execPath;

  constructor(root: string) {
    for (const name of copied) cpSync(join(root, name), join(this.#folder, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(this.#folder, 'node_modules'));
  }

  /** Runs `work` with the edits in place, and takes them back. */
  mutated<T>(edits: readonly Edit[], work: () => T): T {
    const originals = new Map<string, string>();
    try {
      for (const { file, find, replacement } of edits) {
        const path = join(this.#folder, file);
        const text = readFileSync(path, 'utf8');
        if (!originals.has(path)) originals.set(path, text);
        writeFileSync(
          path,
          text.replace(find, () => replacement),
        );
      }
      return work();
    } finally {
      for (const [path, text] of originals) writeFileSync(path, text);
    }
  }

  /** Builds the command. Types are not checked: a mutation may leave an import unused. */
  build(): void {
    rmSync(join(this.#folder, 'dist'), { recursive: true, force: true });
    this.#run('rolldown/bin/cli.mjs', ['-c']);
    if (!existsSync(join(this.#folder, 'dist', 'index.js'))) throw new Error('the copy does not build');
  }

  test(files: readonly string[]): TestRun {
    const output = join(this.#folder, 'report.json');
    rmSync(output, { force: true });
    const said = this.#run('vitest/vitest.mjs', [
      'run',
      ...files,
      `--testTimeout=${mostMs.test}`,
      '--reporter=json',
      `--outputFile=${output}`,
    ]);
    if (!existsSync(output))
      return { passed: 0, failed: [], broken: [`no end within ${mostMs.run} ms: ${said}`] };
    return testRun(report.parse(JSON.parse(readFileSync(output, 'utf8'))));
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Gives what the program said to stderr, shortened. */
  #run(program: string, args: readonly string[]): string {
    const path = join(this.#folder, 'node_modules', program);
    const { stderr } = spawnSync(this.#node, [path, ...args], {
      cwd: this.#folder,
      encoding: 'utf8',
      timeout: mostMs.run,
      killSignal: 'SIGKILL',
    });
    return stderr.slice(-1000);
  }
}

function testRun({ testResults }: z.infer<typeof report>): TestRun {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some(isFailed),
  );
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed.map(({ fullName, failureMessages }) => ({
      title: fullName.trim(),
      isAssertion: failureMessages.some((message) =>
        /^(?:AssertionError|Error: (?:expected|promise|Property failed))/.test(message),
      ),
    })),
    broken: broken.map(({ name, message }) => `${name}: ${message}`),
  };
}

function isFailed({ status }: { readonly status: string }): boolean {
  return status === 'failed';
}
