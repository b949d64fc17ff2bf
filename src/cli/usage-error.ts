import { closest, distance } from 'fastest-levenshtein';
import { LeadferryError } from '../index.js';
import { alternatives } from './flag-values.js';
import { printable } from './printable.js';

/** Where the parser stands, for messages: the words so far and what is known there. */
export interface Place {
  /** The command's words without positionals: `export leads`; empty before the first. */
  readonly words: string;
  /** Words that may follow. */
  readonly subcommands: readonly string[];
  /** Positionals as the help shows them: `FILE`. */
  readonly positionals: readonly string[];
  /** Flags without dashes. */
  readonly flags: readonly string[];
}

/** What the parser's complaint means, with what was probably meant and the help to look at. */
export function usageError(complaint: string, words: readonly string[], place: Place): LeadferryError {
  const unknown = /^Unknown (?:arguments?|commands?): (.*)$/s.exec(complaint)?.[1];
  if (unknown !== undefined) return unknownWord(unknown.split(', ')[0] ?? unknown, words, place);
  if (complaint.startsWith('Not enough non-option arguments')) {
    return refusal(place, `${title(place)} needs ${place.positionals.join(' and ')}.`);
  }
  return refusal(place, complaint);
}

/** The command line names no command, or only the first word of one. */
export function incompleteCommand(place: Place): LeadferryError {
  const expected = place.words === '' ? 'a command' : `one of its parts`;
  return refusal(place, `${title(place)} needs ${expected}: ${alternatives(place.subcommands)}.`);
}

function unknownWord(name: string, words: readonly string[], place: Place): LeadferryError {
  const typed = words.find((word) => isFlagNamed(word, name));
  if (typed !== undefined) {
    const flag = typed.replace(/=.*$/s, '');
    const known = place.flags.map((one) => `--${one}`);
    return refusal(place, `${title(place)} has no flag ${printable(flag)}.`, nearest(flag, known));
  }
  if (place.subcommands.length > 0) {
    const shown = `${place.words} ${name}`.trim();
    return refusal(place, `There is no command "${printable(shown)}".`, nearest(name, place.subcommands));
  }
  const takes = place.positionals.length === 0 ? 'nothing' : `only ${place.positionals.join(' and ')}`;
  return refusal(place, `${title(place)} takes ${takes} beside its flags, found "${printable(name)}" too.`);
}

function isFlagNamed(word: string, name: string): boolean {
  return word.startsWith('-') && word.replace(/^--?/, '').replace(/=.*$/s, '') === name;
}

function refusal(place: Place, message: string, meant: string | null = null): LeadferryError {
  const help = `Run \`${title(place)} --help\`; it starts with an example that works as typed.`;
  return new LeadferryError('USAGE', meant === null ? message : `${message} Did you mean ${meant}?`, {
    next: help,
  });
}

function title({ words }: Place): string {
  return `leadferry ${words}`.trim();
}

/** The known word that is close enough to be a slip of the finger. */
function nearest(typed: string, known: readonly string[]): string | null {
  if (known.length === 0) return null;
  const candidate = closest(typed, [...known]);
  return distance(typed, candidate) <= Math.max(2, Math.floor(typed.length / 3)) ? candidate : null;
}
