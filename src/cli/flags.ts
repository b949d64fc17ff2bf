/** One flag as the command line and its help know it. */
export interface Flag {
  /** switch: given or not. text: takes a value. list: may be given several times. */
  readonly kind: 'switch' | 'text' | 'list';
  readonly alias?: string;
  readonly describe: string;
}

/** Flags by name, without the dashes. */
export type FlagTable = Readonly<Record<string, Flag>>;

/** Taken by every command. */
export const everywhereFlags = {
  config: { kind: 'text', describe: 'Configuration file (default: leadferry.config.yaml in this folder)' },
  profile: { kind: 'text', describe: 'Named block of the configuration file' },
  json: { kind: 'switch', describe: 'Answer with one JSON document on stdout' },
  quiet: { kind: 'switch', describe: 'Show no progress and no hints' },
  'no-color': { kind: 'switch', describe: 'Use no colours (also: NO_COLOR)' },
  'no-input': { kind: 'switch', describe: 'Never ask anything' },
  yes: { kind: 'switch', alias: 'y', describe: 'Answer yes to the question before production' },
} as const satisfies FlagTable;

/** Which server is meant and where leadferry keeps what it remembers. */
export const serverFlags = {
  env: { kind: 'text', describe: 'Server: production, ppt, qal, ptd, ppd or sandbox' },
  'base-url': {
    kind: 'text',
    describe: 'Any other server by its address (also: LEADFERRY_BASE_URL)',
  },
  'api-key-file': {
    kind: 'text',
    describe: 'File that holds the API key, mode 0600 (also: LEADFERRY_API_KEY)',
  },
  'api-key-command': { kind: 'text', describe: 'Program that prints the API key; run without a shell' },
  'ca-file': {
    kind: 'text',
    describe: "PEM file of your company's own CA, trusted beside the others (also: LEADFERRY_CA_FILE)",
  },
  'partner-id': { kind: 'text', describe: 'Your partner id at 3DS (also: LEADFERRY_PARTNER_ID)' },
  'api-version': { kind: 'text', describe: 'v1 or v0 (default: v1; v0 is deprecated)' },
  'state-dir': {
    kind: 'text',
    describe: 'Folder of the ledger (also: LEADFERRY_STATE_DIR; `leadferry doctor` names it)',
  },
} as const satisfies FlagTable;

/** How the server is spoken to. */
export const paceFlags = {
  rps: { kind: 'text', describe: 'Requests per second, at most (default: 10); unlimited for the sandbox' },
  concurrency: { kind: 'text', describe: 'Requests at the same time (default: 4)' },
  timeout: { kind: 'text', describe: 'Seconds for one request (default: 30)' },
  'max-wait': {
    kind: 'text',
    describe: 'Seconds a run may wait in total for a server that refuses (default: 900)',
  },
  settle: {
    kind: 'text',
    describe: 'Seconds an absent lead is looked for before it is sent again (default: 30)',
  },
} as const satisfies FlagTable;

/** What is noted of the requests. */
export const logFlags = {
  'log-file': {
    kind: 'text',
    describe: 'Append a line of JSON per request to this file (also: LEADFERRY_LOG_FILE)',
  },
} as const satisfies FlagTable;

/** How a file is read; what is not given is found in the file. */
export const sourceFlags = {
  sheet: { kind: 'text', describe: 'Only this sheet of a workbook' },
  encoding: { kind: 'text', describe: 'Charset of a text file, such as windows-1252' },
  delimiter: {
    kind: 'text',
    describe: 'What separates the cells of a text file: comma, semicolon, tab or pipe',
  },
  quote: { kind: 'text', describe: 'What stands around quoted cells of a text file (default: ")' },
  'header-row': { kind: 'text', describe: 'Row of the column names, as the spreadsheet numbers it' },
  dates: { kind: 'text', describe: 'day-first, month-first or year-first, where a column does not prove it' },
  decimal: { kind: 'text', describe: 'comma or point, where a column does not prove it' },
  limit: { kind: 'list', describe: 'Raise a limit of the reader that a message named: NAME=NUMBER' },
} as const satisfies FlagTable;

/** What says which field a column means, beside its header. */
export const mappingFlags = {
  mapping: { kind: 'text', describe: 'Mapping file, as `leadferry map` writes it' },
  preset: {
    kind: 'text',
    describe: 'Headers of a CRM: dynamics-365, hubspot, pipedrive, salesforce, sap, suitecrm or zoho',
  },
} as const satisfies FlagTable;

/** How a sheet is read and judged. */
export const sheetFlags = {
  ...sourceFlags,
  ...mappingFlags,
  mode: { kind: 'text', describe: 'upsert, create or update (default: upsert)' },
  strict: { kind: 'switch', describe: 'Take unknown columns, offers and competitors for errors' },
  ignore: { kind: 'list', describe: 'List no issues of these codes (not for errors); commas between them' },
  'as-of': {
    kind: 'text',
    describe: 'Day by which past and far dates are judged (also: LEADFERRY_AS_OF; default: today)',
  },
} as const satisfies FlagTable;

/** What is to become of a sheet at 3DS; the same for plan and upload. */
export const planFlags = {
  ...sheetFlags,
  lists: {
    kind: 'text',
    describe: 'keep or replace offer lines and contacts that only 3DS holds (default: keep)',
  },
  'on-conflict': {
    kind: 'text',
    describe: 'What was changed both here and at 3DS: stop, skip, mine or theirs (default: skip)',
  },
  'find-unclaimed': {
    kind: 'text',
    describe: 'Look for unclaimed 3DS leads before a create: yes or no (default: yes)',
  },
  'read-back': {
    kind: 'text',
    describe: 'Read leads again once they were sent: all, sample or none (default: sample)',
  },
} as const satisfies FlagTable;

/** When a run stops by itself. */
export const stopFlags = {
  'max-failures': { kind: 'text', describe: 'Stop after so many failed leads' },
  deadline: {
    kind: 'text',
    describe: 'Start no lead after this: a time (18:00), a duration (2h) or 2026-12-31T18:00',
  },
} as const satisfies FlagTable;

/** Which leads of 3DS are meant. */
export const selectionFlags = {
  'modified-since': {
    kind: 'text',
    describe: 'From this day on (UTC): 2026-01-31, a week 2026-W05, a time with zone, or 30d back from now',
  },
  'modified-until': { kind: 'text', describe: 'Up to this day, in the same forms (default: now)' },
  'partner-ids': {
    kind: 'list',
    describe: 'Only these partner lead ids: A-1,A-2 or @FILE, a .txt list or a sheet with a column of them',
  },
  ids: { kind: 'list', describe: 'Only these 3DS lead ids, in the same forms; nothing is searched for' },
  'id-column': { kind: 'text', describe: 'Column of the ids in those sheets: its header, or [F]' },
  unassigned: { kind: 'switch', describe: 'Only leads that have no partner lead id yet' },
} as const satisfies FlagTable;

/** The sheet of a comparison, and where leads that it lacks are looked for. */
export const compareFlags = {
  'modified-since': {
    kind: 'text',
    describe: 'Look for leads that the sheet lacks among those modified since (default: 365d)',
  },
  'modified-until': selectionFlags['modified-until'],
  known: { kind: 'switch', describe: 'Look for them among all leads that the ledger knows, too' },
  blanks: { kind: 'switch', describe: 'Count a blank cell as a difference where 3DS has a value' },
  'fail-on-difference': { kind: 'switch', describe: 'End with exit code 4 where anything differs' },
  ...sourceFlags,
  ...mappingFlags,
} as const satisfies FlagTable;

/** A title and the flags below it, as the help shows them. */
export interface FlagGroup {
  readonly title: string;
  readonly flags: FlagTable;
}

export const connectionGroups: readonly FlagGroup[] = [
  { title: 'Server:', flags: serverFlags },
  { title: 'Pace:', flags: paceFlags },
  { title: 'Log:', flags: logFlags },
];

/** For work that sends nothing: the profile's partner and the API version decide what is right. */
export const localServerGroup: FlagGroup = {
  title: 'Server (nothing is sent):',
  flags: {
    env: serverFlags.env,
    'base-url': serverFlags['base-url'],
    'partner-id': serverFlags['partner-id'],
    'api-version': serverFlags['api-version'],
    'state-dir': serverFlags['state-dir'],
  },
};
