import type { ConnectionOptions } from '../config/settings.js';
import type { Progress } from '../core/progress.js';

/** What every verb takes beside its own options. */
export interface JobOptions extends ConnectionOptions {
  /** Stops the work as soon as that is safe; nothing is lost by it. */
  readonly signal?: AbortSignal | undefined;
  readonly progress?: Progress | undefined;
}

/** A failure as `--json` prints it. */
export interface FailureValue {
  readonly code: string;
  readonly message: string;
  /** What to do or which command to run next. */
  readonly next: string;
}
