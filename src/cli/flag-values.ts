import { LeadferryError } from '../index.js';
import { printable } from './printable.js';

export interface NumberRange {
  readonly least: number;
  readonly most?: number;
  /** True where 2.5 is as good as 2. */
  readonly fractions?: boolean;
}

/** The values of the flags that were given. Every method throws LeadferryError USAGE for a value that cannot be meant. */
export interface FlagValues {
  on(name: string): boolean;
  text(name: string): string | undefined;
  required(name: string): string;
  number(name: string, range: NumberRange): number | undefined;
  choice<T extends string>(name: string, choices: readonly T[]): T | undefined;
  /** A flag that may be given several times. */
  list(name: string): readonly string[] | undefined;
  /** As list, each value with commas in it; a file that is named with @ stays as it is. */
  commaList(name: string): readonly string[] | undefined;
}

/** What the parser found by name. The command is part of the advice. */
export function createFlagValues(parsed: Readonly<Record<string, unknown>>, command: string): FlagValues {
  const refuse = (message: string): LeadferryError =>
    new LeadferryError('USAGE', message, { next: `Run \`leadferry ${command} --help\` to see every flag.` });

  function list(name: string): readonly string[] | undefined {
    const value = parsed[name];
    if (value === undefined) return undefined;
    const texts = (Array.isArray(value) ? value : [value]).map(String);
    if (texts.some((text) => text.trim() === '')) throw refuse(`${shown(name)} needs a value.`);
    return texts;
  }

  function text(name: string): string | undefined {
    const texts = list(name);
    if (texts !== undefined && texts.length > 1) {
      throw refuse(`${shown(name)} can be given once, found ${texts.map(printable).join(' and ')}.`);
    }
    return texts?.[0];
  }

  function number(name: string, range: NumberRange): number | undefined {
    const given = text(name);
    if (given === undefined) return undefined;
    const value = /^[+-]?\d+(\.\d+)?$/.test(given.trim()) ? Number(given) : Number.NaN;
    if (isWithin(value, range)) return value;
    throw refuse(`${shown(name)} takes ${rangeText(range)}, found "${printable(given)}".`);
  }

  function choice<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const given = text(name);
    if (given === undefined) return undefined;
    const chosen = choices.find((one) => one === given);
    if (chosen !== undefined) return chosen;
    throw refuse(`${shown(name)} takes ${alternatives(choices)}, found "${printable(given)}".`);
  }

  return {
    on: (name) => parsed[name] === true,
    text,
    required: (name) => {
      const given = text(name);
      if (given === undefined) throw refuse(`${shown(name)} is missing.`);
      return given;
    },
    number,
    choice,
    list,
    commaList: (name) =>
      list(name)?.flatMap((given) => {
        if (given.startsWith('@')) return [given];
        const items = given.split(',').map((item) => item.trim());
        if (items.includes('')) throw refuse(`${shown(name)} holds an empty item: "${printable(given)}".`);
        return items;
      }),
  };
}

/** Positionals are written in capitals in the help, flags with their dashes. */
function shown(name: string): string {
  return positionals.has(name) ? name.toUpperCase() : `--${name}`;
}

/** The names of all positionals. */
const positionals: ReadonlySet<string> = new Set(['file', 'run', 'code']);

function isWithin(
  value: number,
  { least, most = Number.POSITIVE_INFINITY, fractions }: NumberRange,
): boolean {
  return (
    (fractions === true ? Number.isFinite(value) : Number.isInteger(value)) && value >= least && value <= most
  );
}

function rangeText({ least, most, fractions }: NumberRange): string {
  const kind = fractions === true ? 'a number' : 'a whole number';
  return most === undefined ? `${kind} of at least ${least}` : `${kind} from ${least} to ${most}`;
}

/** `a, b or c`. */
export function alternatives(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} or ${last}`;
}
