import {
  type ConnectionOptions,
  type JobOptions,
  LeadferryError,
  type LeadSelection,
  type MappingOptions,
  type PlanOptions,
  type SheetOptions,
  type SourceOptions,
  type UploadOptions,
} from '../index.js';
import type { FlagValues } from './flag-values.js';
import { everywhereFlags, type FlagTable, serverFlags } from './flags.js';
import { printable } from './printable.js';
import { asArgument } from './wording.js';

const environmentNames = ['production', 'ppt', 'qal', 'ptd', 'ppd', 'sandbox'] as const;
const apiVersions = ['v1', 'v0'] as const;
const modes = ['upsert', 'create', 'update'] as const;
const layouts = ['1', '2', '3'] as const;

const daySeconds = 86_400;

const unlimited = 'unlimited';
const rates = { least: 0.1, most: 10_000, fractions: true } as const;

/** The connection flags as options; what was not given is left to environment, configuration file and defaults. */
export function connectionOptions(flags: FlagValues): ConnectionOptions {
  return {
    env: flags.choice('env', environmentNames),
    baseUrl: flags.text('base-url'),
    apiKeyFile: flags.text('api-key-file'),
    apiKeyCommand: flags.text('api-key-command'),
    caFile: flags.text('ca-file'),
    logFile: flags.text('log-file'),
    partnerId: flags.text('partner-id'),
    apiVersion: flags.choice('api-version', apiVersions),
    stateDir: flags.text('state-dir'),
    timeout: flags.number('timeout', { least: 1, most: daySeconds, fractions: true }),
    maxWait: flags.number('max-wait', { least: 0, most: daySeconds, fractions: true }),
    settle: flags.number('settle', { least: 0, most: daySeconds, fractions: true }),
    rps: flags.text('rps') === unlimited ? unlimited : flags.number('rps', rates),
    concurrency: flags.number('concurrency', { least: 1, most: 256 }),
    config: flags.text('config'),
    profile: flags.text('profile'),
  };
}

/** The flags that say when a run stops by itself, as options. */
export function stopOptions(flags: FlagValues): Pick<UploadOptions, 'maxFailures' | 'deadline'> {
  return { maxFailures: flags.number('max-failures', { least: 1 }), deadline: flags.text('deadline') };
}

/** The flags that say how a file is read, as options. */
export function sourceOptions(flags: FlagValues): SourceOptions {
  return {
    sheet: flags.text('sheet'),
    encoding: flags.text('encoding'),
    delimiter: flags.text('delimiter'),
    quote: flags.text('quote'),
    headerRow: flags.number('header-row', { least: 1, most: 1_048_576 }),
    dates: flags.choice('dates', dateOrders),
    decimal: flags.choice('decimal', decimalSigns),
    limits: limitOptions(flags.list('limit') ?? []),
  };
}

const dateOrders = ['day-first', 'month-first', 'year-first'] as const;
const decimalSigns = ['comma', 'point'] as const;

/** `--limit maxRows=2000000` as an option; which limits there are, the reader knows. */
function limitOptions(given: readonly string[]): SourceOptions['limits'] {
  if (given.length === 0) return undefined;
  return Object.fromEntries(given.map(limitOption));
}

function limitOption(text: string): readonly [string, number] {
  const [, name, value] = /^(\w+)=(\d{1,15})$/.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, Number(value)];
  throw new LeadferryError(
    'USAGE',
    `--limit: expected NAME=NUMBER such as maxRows=2000000, found "${printable(text)}".`,
  );
}

/** The mapping file and the preset that were named. */
export function mappingOptions(flags: FlagValues): MappingOptions {
  return { mapping: flags.text('mapping'), preset: flags.text('preset') };
}

/** The flags of a sheet as options. */
export function sheetOptions(
  flags: FlagValues,
): SourceOptions & MappingOptions & Pick<SheetOptions, 'mode' | 'strict' | 'asOf' | 'ignore'> {
  return {
    ...sourceOptions(flags),
    ...mappingOptions(flags),
    mode: flags.choice('mode', modes),
    strict: flags.on('strict'),
    asOf: flags.text('as-of'),
    ignore: codeList(flags, 'ignore'),
  };
}

/** Codes from a flag that may be repeated and whose values may have commas in them. */
export function codeList(flags: FlagValues, name: string): readonly string[] | undefined {
  return flags
    .list(name)
    ?.flatMap((text) => text.split(','))
    .map((code) => code.trim())
    .filter((code) => code !== '');
}

type Selection = Omit<LeadSelection, keyof JobOptions>;

/** The flags that choose leads of 3DS as options. */
export function selectionOptions(flags: FlagValues): Selection {
  return {
    modifiedSince: flags.text('modified-since'),
    modifiedUntil: flags.text('modified-until'),
    partnerIds: listedIds(flags, 'partner-ids'),
    partnerIdFiles: idFiles(flags, 'partner-ids'),
    ids: listedIds(flags, 'ids'),
    idFiles: idFiles(flags, 'ids'),
    idColumn: flags.text('id-column'),
    unassigned: flags.on('unassigned'),
  };
}

/** The ids that stand in the flag itself. */
function listedIds(flags: FlagValues, name: string): readonly string[] | undefined {
  const ids = flags.commaList(name)?.filter((text) => !text.startsWith('@'));
  return ids?.length === 0 ? undefined : ids;
}

/** The files that the flag names with @. */
function idFiles(flags: FlagValues, name: string): readonly string[] | undefined {
  const files = flags.commaList(name)?.filter((text) => text.startsWith('@'));
  return files === undefined || files.length === 0 ? undefined : files.map((text) => text.slice(1));
}

/** The layout of a lead sheet: 1 is a row per lead, 2 a row per offer line, 3 a workbook of joined sheets. */
export function layoutOption(flags: FlagValues): 1 | 2 | 3 | undefined {
  const given = flags.choice('layout', layouts);
  return given === undefined ? undefined : layoutNumbers[given];
}

const layoutNumbers = { '1': 1, '2': 2, '3': 3 } as const satisfies Record<
  (typeof layouts)[number],
  1 | 2 | 3
>;

const listRules = ['keep', 'replace'] as const;
const conflictRules = ['stop', 'skip', 'mine', 'theirs'] as const;
const readBackRules = ['all', 'sample', 'none'] as const;
const yesOrNo = ['yes', 'no'] as const;

/** What is to become of a sheet at 3DS: lists, conflicts, unclaimed leads, reading back. */
export function planRules(
  flags: FlagValues,
): Pick<PlanOptions, 'lists' | 'onConflict' | 'findUnclaimed' | 'readBack'> {
  const findUnclaimed = flags.choice('find-unclaimed', yesOrNo);
  return {
    lists: flags.choice('lists', listRules),
    onConflict: flags.choice('on-conflict', conflictRules),
    findUnclaimed: findUnclaimed === undefined ? undefined : findUnclaimed === 'yes',
    ...readBackOption(flags),
  };
}

/** Which leads are read again once they were sent. */
export function readBackOption(flags: FlagValues): Pick<PlanOptions, 'readBack'> {
  return { readBack: flags.choice('read-back', readBackRules) };
}

const sameServerFlags: FlagTable = {
  ...serverFlags,
  config: everywhereFlags.config,
  profile: everywhereFlags.profile,
};

/** The flags that chose the server, as they are typed again in the next command; more tables can be added. */
export function repeatedFlags(flags: FlagValues, more: FlagTable = {}): string {
  return Object.entries({ ...more, ...sameServerFlags })
    .map(([name, { kind }]) => {
      if (kind === 'switch') return flags.on(name) ? ` --${name}` : '';
      const values = flags.list(name) ?? [];
      return values.map((value) => ` --${name} ${asArgument(value)}`).join('');
    })
    .join('');
}
