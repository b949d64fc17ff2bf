import type { Parsed, ParseOptions } from './parsed-command-line.js';
import { plainCommandLine } from './plain-command-line.js';

/** Reads the command line. Throws LeadferryError USAGE, with what was probably meant. */
export async function parseCommand(words: readonly string[], options: ParseOptions): Promise<Parsed> {
  const plain = plainCommandLine(words);
  if (plain !== null) return { kind: 'run', ...plain };
  // What knows every form and lays out help takes a fifth of a short command to load.
  const { anyCommandLine } = await import('./any-command-line.js');
  return await anyCommandLine(words, options);
}
