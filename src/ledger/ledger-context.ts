import type Database from 'better-sqlite3';
import type { Clock } from '../core/clock.js';
import { guarded } from './database-error.js';

/** What every part of the ledger works with: the open database and the scope to which everything it does belongs. */
export interface LedgerContext {
  readonly database: Database.Database;
  readonly path: string;
  /** The row of `scopes` for the server origin and partner id. */
  readonly scopeId: number;
  readonly clock: Clock;
  /** A short random text of lower-case letters and digits. */
  readonly randomId: () => string;
}

/** A step that writes several rows, all or none. Takes the write lock at once, so that what it reads stays true. */
export function inTransaction<T>({ database, path }: LedgerContext, step: () => T): T {
  return guarded(path, () => database.transaction(step).immediate());
}

/** The wall clock as an ISO date-time in UTC. */
export function stamp(clock: Clock): string {
  return new Date(clock.now()).toISOString();
}
