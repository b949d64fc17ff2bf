/** What an error asks of the person, which is also what the command's exit code says. */
export type ErrorKind =
  | 'usage'
  | 'data'
  | 'authorisation'
  | 'stopped'
  | 'outdated'
  | 'interrupted'
  | 'unexpected';

interface ErrorEntry {
  readonly kind: ErrorKind;
  readonly title: string;
  readonly remedy: string;
}

/** Every way in which a run cannot go on. Data problems are issues, not errors. */
export const errorCatalogue = {
  FILE_NOT_FOUND: {
    kind: 'usage',
    title: 'The file does not exist',
    remedy: 'Check the path. Relative paths start at the folder in which the command is run.',
  },
  FILE_UNREADABLE: {
    kind: 'usage',
    title: 'The file cannot be read',
    remedy: 'Open it in Excel and save it as .xlsx or as "CSV UTF-8", then run the command again.',
  },
  FILE_EMPTY: {
    kind: 'usage',
    title: 'The file holds no header row',
    remedy:
      'Put the column names into the first row. `leadferry template -o leads.xlsx` writes a sheet to start from.',
  },
  FORMAT_UNKNOWN: {
    kind: 'usage',
    title: 'The file format is not one that leadferry reads or writes',
    remedy:
      'Leads are read from .csv and .xlsx; exports are written to .xlsx, .csv and .jsonl, reports to .html, .xlsx, .md and .json.',
  },
  LIMIT_REACHED: {
    kind: 'usage',
    title: 'The file goes beyond a limit for lead sheets',
    remedy:
      'If the file is right, raise the limit that the message names; otherwise export it anew or split it.',
  },
  FILE_CHANGED: {
    kind: 'usage',
    title: 'The file was changed while it was read',
    remedy: 'Wait until the program that writes it is done, or copy the file, then run the command again.',
  },
  SHEET_UNKNOWN: {
    kind: 'usage',
    title: 'A sheet that was asked for does not exist',
    remedy: 'Run `leadferry inspect FILE` to see every sheet of the workbook.',
  },
  HEADER_ROW_UNKNOWN: {
    kind: 'usage',
    title: 'The row that was asked for holds no column names',
    remedy: 'Look at the file and give the row number that the spreadsheet shows, or leave out --header-row.',
  },
  COLUMN_UNKNOWN: {
    kind: 'usage',
    title: 'A column that was asked for does not exist',
    remedy: 'Run `leadferry inspect FILE` to see every column of the file and the field that it is read as.',
  },
  NO_LEADS: {
    kind: 'usage',
    title: 'No column of the file is known to leadferry',
    remedy:
      'Run `leadferry inspect FILE` to see what was found, and `leadferry template -o leads.xlsx` for the known columns.',
  },
  MAPPING_INVALID: {
    kind: 'usage',
    title: 'The mapping file cannot be used',
    remedy:
      'Correct the line that the message names. `leadferry map FILE -o mapping.yaml` writes a file to start from.',
  },
  RULE_UNUSABLE: {
    kind: 'usage',
    title: 'A rule of your own cannot be used on this file',
    remedy: 'Correct the rule that the message names; docs/rules.md says what rules can be.',
  },
  HOOK_FAILED: {
    kind: 'usage',
    title: 'The check that a program handed in failed',
    remedy:
      'Correct the function that was passed as `checkLead`: it answers at once with a list of findings, which may be empty.',
  },
  PRESET_UNKNOWN: {
    kind: 'usage',
    title: 'There is no such preset',
    remedy: 'The presets are dynamics-365, hubspot, pipedrive, salesforce, sap, suitecrm and zoho.',
  },
  FILE_EXISTS: {
    kind: 'usage',
    title: 'The file to be written exists already',
    remedy: 'Choose another name, or pass --force to replace it.',
  },
  FILE_WRITE_FAILED: {
    kind: 'usage',
    title: 'A file could not be written',
    remedy: 'Check that the folder exists, that you may write there and that the disk is not full.',
  },
  PORT_IN_USE: {
    kind: 'usage',
    title: 'The port is taken by another program',
    remedy:
      'Choose another one, for instance `leadferry sandbox --port 4011`, or stop the program that uses it.',
  },
  USAGE: {
    kind: 'usage',
    title: 'The command was not understood',
    remedy: 'Run the command with --help; the help starts with an example that works as typed.',
  },
  CONFIG_INVALID: {
    kind: 'usage',
    title: 'A setting is missing or not valid',
    remedy: 'Run `leadferry doctor` to see every setting, where it comes from and what is wrong with it.',
  },
  KEY_MISSING: {
    kind: 'authorisation',
    title: 'There is no API key',
    remedy: 'Set LEADFERRY_API_KEY, or put the key into a file and pass --api-key-file.',
  },
  UNAUTHORISED: {
    kind: 'authorisation',
    title: '3DS answered 401: the request carried no API key that it accepts',
    remedy: 'Check LEADFERRY_API_KEY or --api-key-file, then run `leadferry doctor`.',
  },
  FORBIDDEN: {
    kind: 'authorisation',
    title: '3DS answered 403: the API key is not valid, or not for this service',
    remedy:
      'Check that the key belongs to this environment, then run `leadferry doctor`. Keys are issued by 3DS.',
  },
  SERVER_UNREACHABLE: {
    kind: 'stopped',
    title: 'The server cannot be reached',
    remedy:
      'Check the address with `leadferry doctor`. For a rehearsal start the stand-in server: `leadferry sandbox`.',
  },
  SERVER_BUSY: {
    kind: 'stopped',
    title: 'The server refused requests for longer than --max-wait',
    remedy: 'Nothing is lost: run `leadferry resume` later, or raise --max-wait.',
  },
  ANSWER_INVALID: {
    kind: 'stopped',
    title: 'The server answered something that is not the API',
    remedy: 'Check the address with `leadferry doctor`; a proxy or a login page often answers in its place.',
  },
  CATALOGUE_UNSTABLE: {
    kind: 'stopped',
    title: 'The portfolio changed while it was read',
    remedy: 'Run the export again; it reads all pages anew.',
  },
  LEDGER_UNUSABLE: {
    kind: 'stopped',
    title: 'The ledger cannot be read or written',
    remedy: 'Check that the state folder is on a local disk with free space. `leadferry doctor` names it.',
  },
  LEADS_IN_USE: {
    kind: 'stopped',
    title: 'Another run is uploading some of these leads',
    remedy: 'Wait until that run has ended, or stop it and run `leadferry resume` for it first.',
  },
  RUN_IN_USE: {
    kind: 'stopped',
    title: 'Another leadferry process is working on these leads',
    remedy: 'Wait until that process has ended, then run the command again.',
  },
  DEADLINE_REACHED: {
    kind: 'stopped',
    title: 'The run stopped because its --deadline was reached',
    remedy: 'Nothing is lost: run `leadferry resume` to go on.',
  },
  DATA_ERASED: {
    kind: 'usage',
    title: 'What the ledger kept of these leads was erased',
    remedy:
      'Upload the sheet again; leads that 3DS has already are compared, not made twice. docs/privacy.md says what is kept for how long.',
  },
  NOTHING_TO_DO: {
    kind: 'usage',
    title: 'The run has no leads for this command',
    remedy: 'Run `leadferry runs RUN` to see what became of its leads.',
  },
  SHEET_HAS_ERRORS: {
    kind: 'data',
    title: 'The sheet has errors, so nothing was sent',
    remedy:
      'Correct the rows that `leadferry validate FILE` lists, or send only the others with --skip-invalid.',
  },
  CONFLICTS_FOUND: {
    kind: 'data',
    title: 'Leads are in conflict, and --on-conflict stop sends nothing then',
    remedy:
      'Look at the conflicts with `leadferry plan FILE`, then choose --on-conflict skip, mine or theirs.',
  },
  PLAN_UNUSABLE: {
    kind: 'usage',
    title: 'The plan file cannot be applied',
    remedy: 'Make a new one: `leadferry plan FILE -o plan.json`. A plan is applied as it is or not at all.',
  },
  HISTORY_MISSING: {
    kind: 'usage',
    title: 'The ledger holds no copies of leads for that time',
    remedy:
      'The ledger keeps what 3DS held from the first `leadferry export leads` on, as long as the configuration says (90 days). Export leads now, or compare two exported files.',
  },
  RUN_NOT_FOUND: {
    kind: 'usage',
    title: 'There is no such run',
    remedy: 'Run `leadferry runs` to see every run of this server and partner.',
  },
  NOT_CONFIRMED: {
    kind: 'usage',
    title: 'Sending to production was not confirmed',
    remedy: 'Look at `leadferry plan FILE` first, then answer yes or pass --yes.',
  },
  TOO_MANY_FAILURES: {
    kind: 'stopped',
    title: 'The run stopped because --max-failures leads failed',
    remedy: 'Look at the failed sheet, then run `leadferry resume`.',
  },
  CODE_UNKNOWN: {
    kind: 'usage',
    title: 'There is no such code',
    remedy: 'Run `leadferry explain` without a code to list all of them.',
  },
  INTERRUPTED: {
    kind: 'interrupted',
    title: 'The run was interrupted',
    remedy: 'Nothing is lost: run `leadferry resume` to go on.',
  },
  REQUEST_INVALID: {
    kind: 'unexpected',
    title: 'A lead cannot be put into a request that 3DS takes',
    remedy:
      'Run `leadferry validate FILE`; if it finds nothing wrong with the lead, please report the message.',
  },
  UNEXPECTED: {
    kind: 'unexpected',
    title: 'Something unexpected happened inside leadferry',
    remedy:
      'Nothing that was sent is lost: `leadferry runs` shows where the run stands. Please report the message.',
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;

/** A run that cannot go on. `message` says what was expected, found and where; `next` is the command to run next. */
export class LeadferryError extends Error {
  override readonly name = 'LeadferryError';
  readonly code: ErrorCode;
  /** What to do or which command to run next. */
  readonly next: string;

  constructor(code: ErrorCode, message: string, options: { next?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? {} : { cause: options.cause });
    this.code = code;
    this.next = options.next ?? errorCatalogue[code].remedy;
  }

  get kind(): ErrorKind {
    return errorCatalogue[this.code].kind;
  }
}

/** The text of anything that was thrown. */
export function thrownMessage(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
