import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyCommandLine } from '../../../src/cli/any-command-line.js';
import { type Command, commandWords } from '../../../src/cli/command.js';
import { commands } from '../../../src/cli/commands.js';
import { everywhereFlags, type Flag } from '../../../src/cli/flags.js';
import { plainCommandLine } from '../../../src/cli/plain-command-line.js';
import '../../support/property-seed.js';

const options = { columns: 80, version: '1.2.3' };

function flagsOf({ groups }: Command): [string, Flag][] {
  return [everywhereFlags, ...groups.map(({ flags }) => flags)].flatMap((table) =>
    Object.entries<Flag>(table),
  );
}

/** What the parser that knows every form makes of a line: its command, and each value that the command could ask for. */
async function meant(words: readonly string[]): Promise<unknown> {
  const parsed = await anyCommandLine(words, options);
  if (parsed.kind === 'show') return parsed;
  const { command, values } = parsed;
  const names = [...flagsOf(command).map(([name]) => name), ...Object.keys(command.positionals)];
  const known = names.filter((name) => values[name] !== undefined).map((name) => [name, values[name]]);
  return { command, values: Object.fromEntries(known) };
}

const texts = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom('leads.csv', 'a b.xlsx', 'EUR', '12', '-', '0x10', '1e3', 'x=y', 'ä.csv'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'true',
      'false',
      '',
      ' ',
      '--',
      '-5',
      '"q"',
      "'q'",
      'a"b"',
      '__proto__',
      'null',
    ),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
);

function flagWords([name, { kind, alias }]: [string, Flag]): fc.Arbitrary<readonly string[]> {
  const long = `--${name}`;
  const bare = fc.constant([long]);
  const joined = texts.map((text) => [`${long}=${text}`]);
  if (kind === 'switch') return fc.oneof({ weight: 9, arbitrary: bare }, { weight: 1, arbitrary: joined });
  const typed = alias === undefined ? fc.constant(long) : fc.constantFrom(long, `-${alias}`);
  const apart = fc.tuple(typed, texts);
  return fc.oneof(
    { weight: 6, arbitrary: apart },
    { weight: 3, arbitrary: joined },
    { weight: 1, arbitrary: bare },
  );
}

function lineOf(command: Command): fc.Arbitrary<readonly string[]> {
  const own = fc.constantFrom(...flagsOf(command)).chain(flagWords);
  const part = fc.oneof(
    { weight: 4, arbitrary: own },
    { weight: 3, arbitrary: texts.map((text) => [text]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom('--help', '--version', '--nothing', '-n', '-yo').map((word) => [word]),
    },
  );
  return fc
    .array(part, { maxLength: 4 })
    .map((parts) => [...commandWords(command).split(' '), ...parts.flat()]);
}

describe('a command line in its usual form', () => {
  test('means what the parser that knows every form finds in it', async () => {
    let plainLines = 0;
    const lines = fc.constantFrom(...commands).chain(lineOf);
    await fc.assert(
      fc.asyncProperty(lines, async (words) => {
        const plain = plainCommandLine(words);
        if (plain === null) return;
        plainLines += 1;
        expect(await meant(words)).toEqual({ command: plain.command, values: plain.values });
      }),
      { numRuns: 1500 },
    );
    expect(plainLines).toBeGreaterThan(300);
  });

  test.each(commands.map((command) => command.example.replace(/^.*npx leadferry /, '')))(
    'is that of `%s`',
    (line) => {
      expect(plainCommandLine(line.split(' '))).not.toBeNull();
    },
  );

  test.each([
    ['no command', []],
    ['a word of a family alone', ['export']],
    ['the help', ['validate', '--help']],
    ['a flag that the command has not', ['validate', 'leads.csv', '--rps', '5']],
    ['a flag without its value', ['validate', 'leads.csv', '--mapping']],
    ['a value that begins as a flag does', ['validate', 'leads.csv', '--sheet', '-1']],
    ['a value in quotes, which come off', ['validate', 'leads.csv', '--sheet="Leads"']],
    ['an empty value', ['validate', 'leads.csv', '--sheet=']],
    ['a switch with a value', ['validate', 'leads.csv', '--json=false']],
    ['a switch before a word that could be its value', ['validate', '--json', 'true']],
    ['a positional too many', ['validate', 'leads.csv', 'more.csv']],
    ['a positional too few', ['validate']],
    ['the end of flags', ['validate', '--', 'leads.csv']],
  ])('is not: %s', (_, words) => {
    expect(plainCommandLine(words)).toBeNull();
  });
});
