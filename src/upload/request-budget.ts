import { type ReadBackRule, readBackCount } from './read-back-rule.js';

/** Requests by what they are for, and the seconds they take at least. */
export interface RequestBudget {
  readonly searches: number;
  readonly reads: number;
  readonly writes: number;
  readonly readBacks: number;
  /** Their sum. */
  readonly requests: number;
  readonly seconds: number;
}

interface Work {
  /** Searches and GETs that come before the first lead is sent. */
  readonly searches: number;
  readonly reads: number;
  readonly writes: number;
  readonly readBack: ReadBackRule;
  /** The seconds that so many requests take. */
  readonly secondsFor: (requests: number) => number;
}

/** What an upload asks of the server when nothing goes wrong. */
export function requestBudget({ searches, reads, writes, readBack, secondsFor }: Work): RequestBudget {
  const readBacks = readBackCount(readBack, writes);
  const requests = searches + reads + writes + readBacks;
  return { searches, reads, writes, readBacks, requests, seconds: Math.ceil(secondsFor(requests)) };
}
