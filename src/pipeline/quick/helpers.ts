import type { RecordTables } from '../../core/row.js';

/** Verdicts on rows as they are handed from one thread to another (see judged-batch.ts). */
export interface VerdictTables {
  /** By record, what is said of it. */
  readonly bits: Uint8Array;
  /** By record, the numbers that were found out. */
  readonly numbers: Float64Array;
}

/** Records to be judged, in memory that both threads see, and where the verdicts go. */
export interface HelperWork {
  readonly records: RecordTables;
  readonly verdicts: VerdictTables;
  /** One number (`claims`), by which one thread alone takes the work. */
  readonly claim: Int32Array;
}

/** How far a piece of work is. */
export const claims = { free: 0, taken: 1, done: 2 } as const;

/** True for the first thread that asks. */
export function takes(claim: Int32Array): boolean {
  return Atomics.compareExchange(claim, 0, claims.free, claims.taken) === claims.free;
}

/** Judges records on another thread, some at a time, in the order in which they are given. */
export interface Helper {
  /** Resolves once the verdicts are written, or the work was taken by another thread; rejects where the thread ended or could not start. */
  judge(work: HelperWork): Promise<void>;
  /** Ends the thread, whatever it does. */
  close(): Promise<void>;
}

/** Threads beside the one that reads. */
export interface Helpers {
  /** How many there are at most. */
  readonly count: number;
  /** For files with fewer rows none is started: it takes longer than it saves. */
  readonly leastRows: number;
  /** Starts one. The plan is what `helperJudge` takes, as data. */
  start(plan: unknown): Helper;
}
