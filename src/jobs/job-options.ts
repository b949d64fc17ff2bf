import type { WaitInfo } from '../api/caller.js';
import type { ConnectionOptions } from '../config/settings.js';
import type { ErrorCode, LeadferryError } from '../core/error.js';
import { type Progress, silent } from '../core/progress.js';

/** What every verb takes beside its own options. */
export interface JobOptions extends ConnectionOptions {
  /** Stops the work as soon as that is safe; nothing is lost by it. */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: Progress | undefined;
  /** Told of every wait for a server that is busy or cannot be reached. */
  readonly onWait?: ((wait: WaitInfo) => void) | undefined;
  /** Told what went wrong beside the work and did not end it, such as a log file that cannot be written any more. */
  readonly onWarning?: ((message: string) => void) | undefined;
}

/** A failure as `--json` prints it. */
export interface FailureValue {
  readonly code: ErrorCode;
  readonly message: string;
  /** What to do or which command to run next. */
  readonly next: string;
}

/** The progress port of the options, or one that nobody watches. */
export function progressOf({ progress }: JobOptions): Progress {
  return progress ?? silent;
}

/** An error as a value. */
export function failureValue({ code, message, next }: LeadferryError): FailureValue {
  return { code, message, next };
}
