import { LeadferryError } from '../index.js';
import { exitCodeOf } from './exit-code.js';
import type { Io, StopSignal } from './io.js';
import type { Output } from './output.js';

/** The wish of the person or the system that the work ends. */
export interface Stop {
  /** Aborts at the first signal, with the error INTERRUPTED as reason. */
  readonly signal: AbortSignal;
  /** The first signal; null while there was none. */
  received(): StopSignal | null;
  /** Stops listening. */
  end(): void;
}

/** The first signal lets what is under way finish; the second ends the process at once. */
export function createStop(io: Io, output: Pick<Output, 'hint'>): Stop {
  const controller = new AbortController();
  let first: StopSignal | null = null;
  const end = io.onStop((signal) => {
    if (first !== null) {
      io.exitNow(exitCodeOf('INTERRUPTED', signal));
      return;
    }
    first = signal;
    output.hint('Stopping: what is under way is finished first. Once more stops at once.');
    controller.abort(new LeadferryError('INTERRUPTED', `Stopped by ${signal} before the work was done.`));
  });
  return { signal: controller.signal, received: () => first, end };
}
