import Database from 'better-sqlite3';
import { z } from 'zod';
import { aheadToleranceMs, type RateBook, type RateStore, type SharedPace } from '../lead/rate-store.js';
import { guarded } from './database-error.js';
import { ledgerPath } from './ledger-path.js';
import { logPages } from './open-database.js';
import { scopeIdOf } from './scope-id.js';
import { numberIn, rowOf } from './typed-columns.js';

export interface RateStoreOptions {
  /** The state folder, in which a ledger has been opened before. */
  readonly stateDir: string;
  readonly scope: { readonly origin: string; readonly partnerId: string };
  /** How long a step waits for another process that writes, in milliseconds. */
  readonly busyTimeoutMs?: number | undefined;
}

export interface OpenRateStore extends RateStore {
  close(): void;
}

const storedPace = z.object({
  rate: z.number(),
  seenMs: z.number(),
  raisedMs: z.number(),
  halvedMs: z.number(),
  pausedUntilMs: z.number(),
  leastRps: z.number(),
  leastSeenMs: z.number(),
}) satisfies z.ZodType<SharedPace>;

const defaultBusyTimeoutMs = 5_000;

/**
 * The rate that all processes share which have this ledger open. Works on the ledger's file through a connection of its own that does not wait for
 * the disk: what a power cut takes away is older than a second when the machine is up again. Intents are synced by the ledger's own connection.
 * Throws LEDGER_UNUSABLE.
 */
export function openRateStore({ stateDir, scope, busyTimeoutMs }: RateStoreOptions): OpenRateStore {
  const path = ledgerPath(stateDir);
  return guarded(path, () => {
    const database = new Database(path, {
      timeout: busyTimeoutMs ?? defaultBusyTimeoutMs,
      fileMustExist: true,
    });
    try {
      database.pragma('synchronous = NORMAL');
      database.pragma(`wal_autocheckpoint = ${logPages}`);
      const book = rateBook(database, scopeIdOf(database, scope));
      const inTransaction = database.transaction((step: () => void) => step());
      return {
        exclusively: (step) => guarded(path, () => resultOf(inTransaction.immediate, () => step(book))),
        close: () => void database.close(),
      };
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  });
}

/** Carries a step's result out of a transaction that was prepared once for steps of any kind. */
function resultOf<T>(transaction: (step: () => void) => void, step: () => T): T {
  const results: T[] = [];
  transaction(() => {
    results.push(step());
  });
  for (const result of results) return result;
  throw new Error('the transaction did not run its step');
}

function rateBook(database: Database.Database, scopeId: number): RateBook {
  const pace = database.prepare(
    `SELECT rate, seen_ms AS seenMs, raised_ms AS raisedMs, halved_ms AS halvedMs, paused_until_ms AS pausedUntilMs,
       least_rps AS leastRps, least_seen_ms AS leastSeenMs
     FROM rate_paces WHERE scope_id = ?`,
  );
  const setPace = database.prepare(
    `INSERT OR REPLACE INTO rate_paces
       (scope_id, rate, seen_ms, raised_ms, halved_ms, paused_until_ms, least_rps, least_seen_ms)
     VALUES (:scopeId, :rate, :seenMs, :raisedMs, :halvedMs, :pausedUntilMs, :leastRps, :leastSeenMs)`,
  );
  const dropFree = database.prepare('DELETE FROM rate_slots WHERE scope_id = ? AND free_ms <= ?');
  const dropAhead = database.prepare('DELETE FROM rate_slots WHERE scope_id = ? AND stamped_ms > ?');
  // What is stamped ahead is from before the machine was started anew, when this process was not there: looking until none is found is enough.
  let mayBeAhead = true;
  const drop = (nowMs: number): void => {
    dropFree.run(scopeId, nowMs);
    if (mayBeAhead) mayBeAhead = dropAhead.run(scopeId, nowMs + aheadToleranceMs).changes > 0;
  };
  const count = database.prepare(
    'SELECT count(*) AS taken, count(*) FILTER (WHERE sent = 0) AS unsent FROM rate_slots WHERE scope_id = ?',
  );
  const free = database
    .prepare('SELECT free_ms FROM rate_slots WHERE scope_id = ? ORDER BY free_ms LIMIT 1 OFFSET ?')
    .pluck();
  const add = database.prepare(
    'INSERT INTO rate_slots (scope_id, stamped_ms, free_ms, sent) VALUES (?, ?, ?, ?)',
  );
  const markSent = database.prepare(
    'UPDATE rate_slots SET stamped_ms = ?, free_ms = ?, sent = 1 WHERE id = ? AND scope_id = ?',
  );
  const holdUntil = database.prepare('UPDATE rate_slots SET free_ms = ? WHERE id = ? AND scope_id = ?');
  return {
    pace: () => storedPace.nullable().parse(pace.get(scopeId) ?? null),
    setPace: (value) => void setPace.run({ scopeId, ...value }),
    drop,
    count: () => {
      const row = rowOf(count.get(scopeId));
      return { taken: numberIn(row, 'taken'), unsent: numberIn(row, 'unsent') };
    },
    freeMs: (place) => z.number().default(Number.POSITIVE_INFINITY).parse(free.get(scopeId, place)),
    add: ({ stampedMs, freeMs }, isSent) =>
      Number(add.run(scopeId, stampedMs, freeMs, isSent ? 1 : 0).lastInsertRowid),
    holdUntil: (id, freeMs) => holdUntil.run(freeMs, id, scopeId).changes > 0,
    markSent: (id, { stampedMs, freeMs }) => markSent.run(stampedMs, freeMs, id, scopeId).changes > 0,
  };
}
