import type { WaitInfo } from '../api/caller.js';
import type { RequestSummary } from '../api/request-figures.js';
import type { RequestLog } from '../api/request-log.js';
import type { ErrorCode } from '../core/error.js';
import type { StatusCounts } from '../core/outcome.js';

/** What is noted of work with the server while it goes on. Never throws. */
export interface SessionLog extends RequestLog {
  started(facts: { readonly version: string; readonly server: string }): void;
  /** What is recorded from here on belongs to this run. */
  runStarted(run: string): void;
  /** `code` says why the run stopped early; null where it went to its end. */
  runStopped(counts: StatusCounts, code: ErrorCode | null): void;
  waited(wait: WaitInfo): void;
  /** The last thing that is noted. */
  stopped(requests: RequestSummary, code: ErrorCode | null): void;
}

const nothing = (): void => undefined;

/** For sessions without a log. */
export const noSessionLog: SessionLog = {
  started: nothing,
  runStarted: nothing,
  runStopped: nothing,
  record: nothing,
  waited: nothing,
  stopped: nothing,
};
