import { closeSync, fchmodSync, fstatSync, openSync, writeSync } from 'node:fs';
import { pino } from 'pino';
import type { WaitInfo } from '../api/caller.js';
import type { RequestSummary } from '../api/request-figures.js';
import type { RequestRecord } from '../api/request-log.js';
import type { Clock } from '../core/clock.js';
import type { ErrorCode } from '../core/error.js';
import type { StatusCounts } from '../core/outcome.js';
import { writeFailed } from '../formats/atomic-file.js';
import type { SessionLog } from './session-log.js';

/** For its owner alone. */
const mode = 0o600;

/**
 * A log of JSON lines, appended to the file. A line that cannot be written (a full disk) ends the log, never the work: whatever counts is
 * in the ledger; `onLost` is told of it once. No line holds a body, a header, the value of a cell or the id of a lead. Throws LeadferryError FILE_WRITE_FAILED where
 * the file cannot be opened.
 */
export function openLogFile(
  path: string,
  { now }: Pick<Clock, 'now'>,
  onLost: (message: string) => void,
): SessionLog {
  const file = appendedFile(path, (cause) =>
    onLost(`${writeFailed(path, cause).message} The log ends here; the work goes on.`),
  );
  const logger = pino(
    {
      base: null,
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
    },
    file,
  );
  let run: string | null = null;

  return {
    started: (facts) => logger.info({ event: 'session-start', ...facts }),
    runStarted(id) {
      run = id;
      logger.info({ event: 'run-start', run });
    },
    runStopped(counts: StatusCounts, code: ErrorCode | null) {
      const { done, failed, unknown, unsent } = counts;
      const line = { event: 'run-stop', run, done, failed, unknown, unsent, code };
      if (code === null) logger.info(line);
      else logger.warn(line);
      run = null;
    },
    record({ operation, method, path: template, status, code, ms, attempt, traceId }: RequestRecord) {
      const answer = { status, code, ms, attempt, traceId };
      const line = { event: 'request', run, operation, method, path: template, ...answer };
      if (code === null) logger.info(line);
      else logger.warn(line);
    },
    waited({ reason, status, waitMs }: WaitInfo) {
      logger.warn({ event: 'wait', run, reason, status, waitMs: Math.round(waitMs) });
    },
    stopped({ total, retries, refusedForRate, unanswered, ...more }: RequestSummary, code: ErrorCode | null) {
      const { serverClockAheadSeconds } = more;
      const figures = { requests: total, retries, refusedForRate, unanswered, serverClockAheadSeconds };
      logger.info({ event: 'session-stop', code, ...figures });
      file.close();
    },
  };
}

interface AppendedFile {
  write(line: string): void;
  close(): void;
}

/** Each line is one write at the file's end, so that several processes can share a log. Nothing is thrown once it is open. */
function appendedFile(path: string, onLost: (cause: unknown) => void): AppendedFile {
  let descriptor: number | null = opened(path);
  let isLost = false;

  function lose(cause: unknown): void {
    if (!isLost) onLost(cause);
    isLost = true;
  }

  function close(): void {
    if (descriptor === null) return;
    const open = descriptor;
    descriptor = null;
    try {
      closeSync(open);
    } catch (cause) {
      // Some file systems tell only now that they could not write.
      lose(cause);
    }
  }

  return {
    close,
    write(line) {
      if (descriptor === null) return;
      try {
        writeSync(descriptor, line);
      } catch (cause) {
        lose(cause);
        close();
      }
    },
  };
}

function opened(path: string): number {
  try {
    const descriptor = openSync(path, 'a', mode);
    // A log that was there before may be open to others.
    if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, mode);
    return descriptor;
  } catch (cause) {
    throw writeFailed(path, cause);
  }
}
