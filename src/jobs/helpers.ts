import { availableParallelism } from 'node:os';
import type { Helpers } from '../pipeline/quick/helpers.js';
import { startHelper, windowThreads } from './start-helper.js';
import { windowWork } from './window-work.js';

// Starting a thread and loading what it needs takes as long as judging this many rows.
const leastRows = 50_000;

// Of each window some rows are always made, and each of several has its memory.
const windowBytes = 2_097_152;

// A third thread gains little, because one thread has to read and to keep the order, and each takes some 40 MB.
const usualThreads = 2;

/** Threads that wait for more work after each reading, and have to be ended. */
export interface LastingHelpers extends Helpers {
  end(): Promise<void>;
}

/** The threads beside this one; undefined where there is to be none. */
export function helpersOf(
  threads: number = Math.min(usualThreads, availableParallelism()),
): LastingHelpers | undefined {
  if (threads < 2) return undefined;
  const { start: startWindows, end } = windowThreads();
  const count = threads - 1;
  return { count, leastRows, windowBytes, start: startHelper, startWindows, findHere: windowWork, end };
}
