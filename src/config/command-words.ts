import { LeadferryError } from '../core/error.js';

/**
 * Takes a command apart as a shell would, without one: words are separated by blanks; quotes of either kind keep blanks together and
 * nothing else has a meaning. Throws LeadferryError CONFIG_INVALID for a quote that is never closed, and where there is no word.
 */
export function commandWords(command: string): readonly string[] {
  const words = command.match(word) ?? [];
  const rest = command.replaceAll(word, '').trim();
  if (words.length > 0 && rest === '') return words.map((one) => one.replaceAll(quoted, '$1$2'));
  throw new LeadferryError(
    'CONFIG_INVALID',
    'The command for the API key is not valid: expected a program and its arguments, found none or a quote that is not closed.',
  );
}

const word = /(?:[^\s"']|"[^"]*"|'[^']*')+/g;
const quoted = /"([^"]*)"|'([^']*)'/g;
