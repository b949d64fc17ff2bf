import { LeadferryError } from '../core/error.js';
import { type CharsetName, charsetNamed, charsetNames } from '../formats/charset-names.js';
import type { ReadOptions } from './read-options.js';

/** How a person said that a CSV file is to be read. */
export interface CsvSettings {
  readonly charset: CharsetName | null;
  readonly delimiter: string | undefined;
  /** Null for no quotes at all, undefined where nothing was said. */
  readonly quote: string | null | undefined;
}

const delimiterNames: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  '\\t': '\t',
  pipe: '|',
  space: ' ',
};

const quoteNames: Readonly<Record<string, string | null>> = {
  none: null,
  '': null,
  double: '"',
  single: "'",
};

/** The settings as they were given. Throws LeadferryError USAGE for a charset, delimiter or quote that is none. */
export function csvSettings({
  encoding,
  delimiter,
  quote,
}: Pick<ReadOptions, 'encoding' | 'delimiter' | 'quote'>): CsvSettings {
  const settings = {
    charset: encoding === undefined ? null : charsetOf(encoding),
    delimiter: delimiter === undefined ? undefined : delimiterOf(delimiter),
    quote: quote === undefined ? undefined : quoteOf(quote),
  };
  if (settings.delimiter !== undefined && settings.delimiter === settings.quote) {
    throw new LeadferryError('USAGE', `--delimiter and --quote are both ${quoted(settings.delimiter)}.`, {
      next: 'Give two different characters, or --quote none.',
    });
  }
  return settings;
}

function charsetOf(encoding: string): CharsetName {
  const charset = charsetNamed(encoding);
  if (charset !== null) return charset;
  throw new LeadferryError(
    'USAGE',
    `--encoding: expected the name of a charset, found ${quoted(encoding)}.`,
    {
      next: `Choose one of ${charsetNames.join(', ')}.`,
    },
  );
}

function delimiterOf(text: string): string {
  const delimiter = Object.hasOwn(delimiterNames, text) ? (delimiterNames[text] ?? text) : text;
  if (
    [...delimiter].every(isMark) &&
    delimiter.length >= 1 &&
    delimiter.length <= mostMarks &&
    !delimiter.includes('"')
  ) {
    return delimiter;
  }
  throw new LeadferryError(
    'USAGE',
    `--delimiter: expected one to ${mostMarks} marks, found ${quoted(text)}.`,
    {
      next: 'Give marks such as ";" or "||", or comma, semicolon, tab, pipe or space.',
    },
  );
}

function quoteOf(text: string): string | null {
  if (Object.hasOwn(quoteNames, text)) return quoteNames[text] ?? null;
  if (isMark(text)) return text;
  throw new LeadferryError('USAGE', `--quote: expected one character, found ${quoted(text)}.`, {
    next: `Give one character such as "'", or double, single or none.`,
  });
}

/** How long a delimiter may be; some exports use several characters, such as `||` or `~|~`. */
const mostMarks = 8;

/** One UTF-16 unit that can stand between cells: no letter, digit or line end. */
function isMark(text: string): boolean {
  return text.length === 1 && /^[^\p{L}\p{N}\r\n\0\\\p{Surrogate}]$/u.test(text);
}

function quoted(text: string): string {
  return `"${text}"`;
}
