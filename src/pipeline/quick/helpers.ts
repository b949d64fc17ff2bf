import type { RecordTables } from '../../core/row.js';
import type { ByteRules, ByteWindow, SplitTables } from '../../core/split-ahead.js';
import type { CountedCells } from './column-look.js';

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

/** A window to be split and looked at. */
export interface WindowWork {
  readonly window: ByteWindow;
  /** As of `HelperWork`. */
  readonly claim: Int32Array;
}

/** What was found of the evidence of a window, in memory that both threads see but for a few words about columns. */
export interface EvidenceOfWindow {
  readonly kind: 'evidence';
  /** By record, what is to be done with it (see quick-evidence.ts). */
  readonly bits: Uint8Array;
  /** By record, the two numbers that stand for its id. */
  readonly hashes: Int32Array;
  /** By column, what its cells tell; rows are numbered from 0. */
  readonly told: readonly (readonly CountedCells[])[];
}

export interface VerdictsOfWindow extends VerdictTables {
  readonly kind: 'verdicts';
}

export type FoundOfLook = EvidenceOfWindow | VerdictsOfWindow;

/** How windows are split and looked at, as data. */
export interface WindowPlan {
  readonly rules: ByteRules;
  /** What is to be found, as `windowLook` takes it. */
  readonly look: unknown;
  /** The row of the header. */
  readonly afterRow: number;
  /** Of how many windows at least what was found is kept. */
  readonly kept: number;
}

/** What was found of a window; in memory that both threads see. */
export interface FoundOfWindow {
  readonly tables: SplitTables;
  readonly found: FoundOfLook;
}

/** How far a piece of work is. */
export const claims = { free: 0, taken: 1, done: 2 } as const;

/** A claim of work that no thread has taken. */
export function freeClaim(): Int32Array {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

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

/** Splits windows on another thread and looks at them, in the order in which they are given. */
export interface WindowHelper {
  /** Resolves with null where the work was taken by another thread; rejects as `judge` does. */
  find(work: WindowWork): Promise<FoundOfWindow | null>;
  close(): Promise<void>;
}

/** Threads beside the one that reads. */
export interface Helpers {
  /** How many there are at most. */
  readonly count: number;
  /** For files with fewer rows none is started: it takes longer than it saves. */
  readonly leastRows: number;
  /** How long windows are; files of fewer than eight are not split ahead. */
  readonly windowBytes: number;
  /** Starts one. The plan is what `helperJudge` takes, as data. */
  start(plan: unknown): Helper;
  /** Starts one for windows. */
  startWindows(plan: WindowPlan): WindowHelper;
  /** The same on this thread. */
  findHere(plan: WindowPlan): (window: ByteWindow) => FoundOfWindow;
}
