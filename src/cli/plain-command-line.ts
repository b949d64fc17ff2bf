import { type Command, commandWords } from './command.js';
import { commands } from './commands.js';
import { everywhereFlags, type Flag } from './flags.js';

/** A command with what was typed behind it. */
export interface PlainCommandLine {
  readonly command: Command;
  /** Positionals and flags by name: true for a switch, texts as typed, several texts in order. */
  readonly values: Readonly<Record<string, unknown>>;
}

interface Expected {
  readonly positionals: readonly string[];
  readonly flags: ReadonlyMap<string, FlagName>;
}

interface FlagName {
  readonly name: string;
  readonly kind: Flag['kind'];
}

/**
 * Reads a command line in its usual form: a command, its positionals, and flags of its own as `--flag value`, `--flag=value` or by their
 * letter. Null where anything is unusual, missing or wrong; that is for `anyCommandLine`, which finds the same values in the usual form.
 */
export function plainCommandLine(words: readonly string[]): PlainCommandLine | null {
  const command = commands.find((one) => startsWith(words, commandWords(one).split(' ')));
  if (command === undefined) return null;
  const given = words.slice(commandWords(command).split(' ').length);
  const values = new Map<string, true | string[]>();
  const places: string[] = [];
  const expected = expectedOf(command);
  for (let at = 0; at < given.length; ) {
    const taken = takeWord(given, at, { expected, values, places });
    if (taken === 0) return null;
    at += taken;
  }
  return isComplete(command, expected, places) ? { command, values: named(values, expected, places) } : null;
}

interface Found {
  readonly expected: Expected;
  readonly values: Map<string, true | string[]>;
  readonly places: string[];
}

/** How many words belong together from `at` on; none where they are not what is usual. */
function takeWord(given: readonly string[], at: number, { expected, values, places }: Found): number {
  const word = given[at] ?? '';
  if (isText(word)) return places.push(word) <= expected.positionals.length ? 1 : 0;
  const [typed = '', joined] = halves(word);
  const flag = expected.flags.get(typed);
  if (flag === undefined) return 0;
  const next = given[at + 1];
  if (flag.kind === 'switch') {
    values.set(flag.name, true);
    return joined !== undefined || next === 'true' || next === 'false' ? 0 : 1;
  }
  const value = joined ?? next;
  if (value === undefined || !isText(value)) return 0;
  const earlier = values.get(flag.name);
  values.set(flag.name, [...(Array.isArray(earlier) ? earlier : []), value]);
  return joined === undefined ? 2 : 1;
}

/** What can be nothing but a text as typed. */
function isText(word: string): boolean {
  return /^[^-'"\s]/.test(word);
}

/** A long flag and its value, where they are one word. */
function halves(word: string): readonly [string, string?] {
  const sign = word.startsWith('--') ? word.indexOf('=') : -1;
  return sign === -1 ? [word] : [word.slice(0, sign), word.slice(sign + 1)];
}

function startsWith(words: readonly string[], start: readonly string[]): boolean {
  return start.every((word, index) => words[index] === word);
}

function expectedOf({ positionals, groups }: Command): Expected {
  const flags = new Map<string, FlagName>();
  for (const table of [everywhereFlags, ...groups.map((group) => group.flags)]) {
    for (const [name, { kind, alias }] of Object.entries<Flag>(table)) {
      flags.set(`--${name}`, { name, kind });
      if (alias !== undefined) flags.set(`-${alias}`, { name, kind });
    }
  }
  return { positionals: Object.keys(positionals), flags };
}

function isComplete({ usage }: Command, { positionals }: Expected, places: readonly string[]): boolean {
  return positionals.every((name, index) => index < places.length || !usage.includes(`<${name}>`));
}

function named(
  values: ReadonlyMap<string, true | string[]>,
  { positionals }: Expected,
  places: readonly string[],
): Readonly<Record<string, unknown>> {
  const flags = [...values].map(([name, value]) => [
    name,
    value !== true && value.length === 1 ? value[0] : value,
  ]);
  return Object.fromEntries([...flags, ...places.map((text, index) => [positionals[index] ?? '', text])]);
}
