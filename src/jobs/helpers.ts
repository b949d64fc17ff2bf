import type { Helpers } from '../pipeline/quick/helpers.js';
import { startHelper } from './start-helper.js';

// Starting a thread and loading what it needs takes as long as judging this many rows.
const leastRows = 50_000;

/** The threads beside this one; undefined where there is to be none. */
export function helpersOf(threads: number = 1): Helpers | undefined {
  return threads < 2 ? undefined : { count: threads - 1, leastRows, start: startHelper };
}
