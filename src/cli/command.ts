import type * as publicApi from '../index.js';
import type { JobOptions } from '../index.js';
import type { Confirm, ConfirmChanges } from './confirmation.js';
import type { FlagValues } from './flag-values.js';
import type { FlagGroup } from './flags.js';
import type { StopSignal } from './io.js';
import type { Output } from './output.js';

/** The operations that commands call; tests hand in others. */
export type Operations = Pick<
  typeof publicApi,
  | 'inspectFile'
  | 'mapColumns'
  | 'validateFile'
  | 'planUpload'
  | 'upload'
  | 'uploadPlan'
  | 'resume'
  | 'retry'
  | 'undo'
  | 'forget'
  | 'listRuns'
  | 'showRun'
  | 'exportLeads'
  | 'exportPortfolio'
  | 'claimLeads'
  | 'compareFile'
  | 'pipelineReport'
  | 'changesReport'
  | 'writeTemplate'
  | 'addReferences'
  | 'listReferences'
  | 'removeReferences'
  | 'doctor'
  | 'explainCode'
  | 'listCodes'
  | 'startSandbox'
>;

/** What a command works with. */
export interface CommandContext {
  readonly api: Operations;
  readonly flags: FlagValues;
  readonly output: Output;
  readonly confirm: Confirm;
  readonly confirmChanges: ConfirmChanges;
  /** Aborts when the process is asked to stop. */
  readonly signal: AbortSignal;
  /** Which signal that was; null while there was none. */
  stopSignal(): StopSignal | null;
}

/** One verb: what its help says, its flags, and the one operation that it calls. */
export interface Command {
  /** The words after `leadferry`, with positionals: `validate <file>`. */
  readonly usage: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Works as typed in a checkout beside a running sandbox. */
  readonly example: string;
  /** What it does, in a few sentences. */
  readonly details: string;
  /** What each positional is. */
  readonly positionals: Readonly<Record<string, string>>;
  readonly groups: readonly FlagGroup[];
  /** Does it and resolves with the exit code. */
  run(context: CommandContext): Promise<number>;
}

/** Commands under one word, such as `export leads` and `export portfolio`. */
export interface CommandFamily {
  readonly word: string;
  readonly summary: string;
  readonly example: string;
  readonly members: readonly Command[];
}

/** What every operation takes beside its own options. */
export function jobOptions(
  context: CommandContext,
): Pick<JobOptions, 'signal' | 'progress' | 'onWait' | 'onWarning'> {
  const { signal, output } = context;
  return { signal, progress: output.progress, onWait: output.wait, onWarning: output.warn };
}

/** The words of a command without its positionals: `export leads`. */
export function commandWords({ usage }: Pick<Command, 'usage'>): string {
  return usage.replace(/ [<[].*$/, '');
}
