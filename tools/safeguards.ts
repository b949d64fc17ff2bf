/**
 * Shows that the tests notice when a safeguard of the upload is missing: takes each one away in a copy of the working tree, runs the tests that
 * stand for it, and prints which of them turned red. Ends with 1 where nothing does, where the tests are not green to begin with, and where
 * a text of the table is not in the source. `npm run safeguards -- lock` tries those with `lock` in their name.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MutatedTree, type TestRun } from './mutated-tree.ts';
import { type Safeguard, safeguards } from './safeguard-table.ts';

const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const chosen = safeguards.filter(
  ({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
);

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function problemsOfTable(): string[] {
  const edits = chosen.flatMap(({ name, edits: all }) => all.map((edit) => ({ name, ...edit })));
  return edits.flatMap(({ name, file, find }) => {
    const found = readFileSync(join(root, file), 'utf8').split(find).length - 1;
    return found === 1
      ? []
      : [`${name}: ${file} has the text ${JSON.stringify(find)} ${found} times, not once`];
  });
}

/** Gives what is wrong; nothing where all tests are green. */
function problemsOfGreen(tree: MutatedTree): string[] {
  if (chosen.some(({ isBuilt }) => isBuilt)) tree.build();
  const { passed, failed, broken } = tree.test([...new Set(chosen.flatMap(({ tests }) => tests))]);
  say(`without a mutation: ${passed} tests green, ${failed.length + broken.length} red\n`);
  if (passed === 0) return ['no test ran', ...broken];
  return [...failed.map(({ title }) => `red without a mutation: ${title}`), ...broken];
}

function tried(tree: MutatedTree, { edits, tests, isBuilt }: Safeguard): TestRun {
  return tree.mutated(edits, () => {
    if (isBuilt) tree.build();
    return tree.test(tests);
  });
}

/** Gives what is wrong; null where the tests noticed. */
function judged({ failed, broken }: TestRun): string | null {
  if (broken.length > 0) return `the tests did not run: ${broken.join('; ')}`;
  if (failed.length === 0) return 'NO TEST TURNED RED';
  return failed.some(({ isAssertion }) => isAssertion) ? null : 'tests failed, and none by an expectation';
}

function problemsOfMutations(tree: MutatedTree): string[] {
  say('| safeguard | mutation | tests that turned red |');
  say('|---|---|---|');
  const problems: string[] = [];
  for (const safeguard of chosen) {
    const run = tried(tree, safeguard);
    const problem = judged(run);
    const [first] = run.failed.filter(({ isAssertion }) => isAssertion);
    say(
      `| ${safeguard.name} | ${safeguard.mutation} | ${problem ?? `${run.failed.length}, such as "${first?.title}"`} |`,
    );
    if (problem !== null) problems.push(`${safeguard.name}: ${problem}`);
  }
  return problems;
}

function problemsFound(): string[] {
  if (chosen.length === 0) return [`no safeguard is called ${wanted.join(', ')}`];
  const stale = problemsOfTable();
  if (stale.length > 0) return stale;
  const tree = new MutatedTree(root);
  try {
    const red = problemsOfGreen(tree);
    return red.length > 0 ? red : problemsOfMutations(tree);
  } finally {
    tree.remove();
  }
}

const problems = problemsFound();
for (const problem of problems) say(`\n${problem}`);
if (problems.length === 0) say(`\nthe tests noticed each of the ${chosen.length} safeguards missing`);
else process.exitCode = 1;
