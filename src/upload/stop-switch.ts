import { LeadferryError, thrownMessage } from '../core/error.js';

/** Why and whether a run stops. The first reason stands; what is under way when it falls is let finish. */
export interface StopSwitch {
  /** Why the run stops; null while it goes on. */
  reason(): LeadferryError | null;
  /** Throws the reason, if there is one. */
  check(): void;
  /** Counts a failed lead; stops the run where there are too many. */
  countFailure(): void;
  /** How many leads failed so far. */
  failures(): number;
  /** Runs a step; what it throws becomes the reason to stop. */
  guard(step: () => Promise<void> | void): Promise<void>;
}

interface StopOptions {
  readonly signal: AbortSignal | undefined;
  readonly maxFailures: number | null;
}

export function createStopSwitch({ signal, maxFailures }: StopOptions): StopSwitch {
  let first: LeadferryError | null = null;
  let failures = 0;

  function reason(): LeadferryError | null {
    if (first === null && signal?.aborted === true) first = interruption(signal.reason);
    return first;
  }

  return {
    reason,
    check() {
      const stopped = reason();
      if (stopped !== null) throw stopped;
    },
    countFailure() {
      failures += 1;
      if (maxFailures === null || failures < maxFailures) return;
      first ??= new LeadferryError('TOO_MANY_FAILURES', `The run stopped after ${failures} failed leads.`);
    },
    failures: () => failures,
    async guard(step) {
      try {
        await step();
      } catch (thrown) {
        first ??= reason() ?? asError(thrown);
      }
    },
  };
}

function asError(thrown: unknown): LeadferryError {
  if (thrown instanceof LeadferryError) return thrown;
  return new LeadferryError('UNEXPECTED', thrownMessage(thrown), { cause: thrown });
}

function interruption(cause: unknown): LeadferryError {
  if (cause instanceof LeadferryError) return cause;
  return new LeadferryError('INTERRUPTED', 'The run was interrupted; what was under way has been finished.', {
    cause,
  });
}
