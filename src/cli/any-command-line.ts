import yargs from 'yargs';
import { type Command, type CommandFamily, commandWords } from './command.js';
import { isFamily, verbs } from './commands.js';
import { everywhereFlags, type FlagGroup } from './flags.js';
import type { Parsed, ParseOptions } from './parsed-command-line.js';
import { incompleteCommand, type Place, usageError } from './usage-error.js';

const everywhere: FlagGroup = { title: 'Everywhere:', flags: everywhereFlags };

const about =
  'leadferry carries leads between your spreadsheets and 3DS: it checks a lead sheet, uploads it, each lead once, and brings leads, products and totals back.';

const rootExample = 'npx leadferry validate samples/leads.xlsx';

/** Texts stay as typed: an id is no number, and `--a.b` is no object. */
const parserConfiguration = {
  'camel-case-expansion': false,
  'dot-notation': false,
  'boolean-negation': false,
  'parse-numbers': false,
  'parse-positional-numbers': false,
  'greedy-arrays': false,
  'short-option-groups': false,
} as const;

type Argv = ReturnType<typeof yargs>;

/** Where the parser has come to, kept by its callbacks. */
interface Course {
  place: Place;
  example: string;
}

/** Reads any command line, lays out help. Throws LeadferryError USAGE, with what was probably meant. */
export async function anyCommandLine(words: readonly string[], options: ParseOptions): Promise<Parsed> {
  const course: Course = { place: rootPlace(), example: rootExample };
  let shown = '';
  try {
    await createParser(words, course, options).parseAsync([...words], {}, (_error, _values, output) => {
      shown = output;
    });
  } catch (thrown) {
    if (thrown instanceof Understood) return { kind: 'run', ...thrown.parsed };
    throw thrown;
  }
  if (shown === options.version) return { kind: 'show', text: shown };
  if (shown !== '') return { kind: 'show', text: `Example:\n  ${course.example}\n\n${shown}` };
  throw incompleteCommand(course.place);
}

/** Ends the parser where the command line is understood: left to itself it would lay out the help, for nobody. */
class Understood extends Error {
  readonly parsed: { readonly command: Command; readonly values: Readonly<Record<string, unknown>> };

  constructor(command: Command, values: Readonly<Record<string, unknown>>) {
    super('the command line is understood');
    this.parsed = { command, values };
  }
}

function createParser(words: readonly string[], course: Course, { columns, version }: ParseOptions): Argv {
  const parser = yargs()
    .scriptName('leadferry')
    .detectLocale(false)
    .locale('en')
    .updateStrings({ 'Positionals:': 'What it works on:' })
    .exitProcess(false)
    .wrap(columns)
    .parserConfiguration(parserConfiguration)
    .usage(about)
    .epilogue('`leadferry COMMAND --help` shows the flags of a command.')
    .strict()
    .showHelpOnFail(false)
    .fail((message, error) => {
      throw error ?? usageError(message, words, course.place);
    })
    .help('help', 'Show this help')
    .version('version', 'Show the version', version)
    .group(['help', 'version'], 'About:');
  declareFlags(parser, everywhere);
  for (const verb of verbs) {
    if (isFamily(verb)) declareFamily(parser, verb, course);
    else declareCommand(parser, { command: verb, usage: verb.usage, course });
  }
  return parser;
}

function declareFamily(parser: Argv, family: CommandFamily, course: Course): void {
  const { word, summary, example, members } = family;
  const tail = (usage: string): string => usage.slice(word.length + 1);
  parser.command(word, summary, (inner) => {
    const subcommands = members.map((member) => tail(commandWords(member)));
    course.place = { words: word, subcommands, positionals: [], flags: everywhereNames() };
    course.example = example;
    inner.usage(`${summary}.`).epilogue('');
    for (const command of members) declareCommand(inner, { command, usage: tail(command.usage), course });
    return inner;
  });
}

interface Declaration {
  readonly command: Command;
  /** The command's words as seen from where it is declared. */
  readonly usage: string;
  readonly course: Course;
}

function declareCommand(parser: Argv, { command, usage, course }: Declaration): void {
  const { summary, details, positionals, groups } = command;
  const build = (inner: Argv): Argv => {
    course.place = placeOf(command);
    course.example = command.example;
    inner.usage(`leadferry ${command.usage}\n\n${details}`).epilogue('');
    for (const [name, describe] of Object.entries(positionals))
      inner.positional(name, { type: 'string', describe });
    for (const group of groups) declareFlags(inner, group);
    return inner;
  };
  parser.command(usage, summary, build, (values) => {
    throw new Understood(command, values);
  });
}

function declareFlags(parser: Argv, { title, flags }: FlagGroup): void {
  for (const [name, { kind, alias, describe }] of Object.entries(flags)) {
    parser.option(name, {
      type: kind === 'switch' ? 'boolean' : 'string',
      describe,
      group: title,
      ...(alias === undefined ? {} : { alias }),
    });
  }
}

function rootPlace(): Place {
  const subcommands = verbs.map((verb) => (isFamily(verb) ? verb.word : commandWords(verb)));
  return { words: '', subcommands, positionals: [], flags: everywhereNames() };
}

function placeOf(command: Command): Place {
  return {
    words: commandWords(command),
    subcommands: [],
    positionals: Object.keys(command.positionals).map((name) => name.toUpperCase()),
    flags: [...command.groups.flatMap(({ flags }) => Object.keys(flags)), ...everywhereNames()],
  };
}

function everywhereNames(): string[] {
  return [...Object.keys(everywhereFlags), 'help', 'version'];
}
