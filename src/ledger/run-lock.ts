import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { pid } from 'node:process';
import type Database from 'better-sqlite3';
import { z } from 'zod';
import { LeadferryError } from '../core/error.js';
import type { Ledger } from '../lead/ledger.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';
import { type LockFile, takeLockFile } from './lock-file.js';

const lockRow = z.object({
  runId: z.number(),
  run: z.string(),
  pid: z.number(),
  host: z.string(),
  sinceAt: z.string(),
  /** How many leads it has in common with the run that is asked about, and one of them. */
  shared: z.number(),
  example: z.string().nullable(),
});
type LockRow = z.infer<typeof lockRow>;

const columns =
  'runs.id AS runId, runs.run AS run, run_locks.pid AS pid, run_locks.host AS host, run_locks.since_at AS sinceAt';
const unfinished = "('planned', 'intent', 'unknown')";

export interface RunLocks extends Pick<Ledger, 'claimRun' | 'releaseRun'> {
  /** Gives back every run that this ledger holds. */
  releaseAll(): void;
}

interface LockedLedger {
  readonly database: Database.Database;
  readonly path: string;
}

/** The living process that works on a run, as messages name it; null where there is none. Called within a transaction. */
export function claimedBy(ledger: LockedLedger, runId: number): string | null {
  const found = ledger.database
    .prepare(
      `SELECT ${columns}, 0 AS shared, NULL AS example FROM run_locks JOIN runs ON runs.id = run_locks.run_id WHERE runs.id = ?`,
    )
    .all(runId);
  const holder = asRows(found).find((row) => isAlive(ledger, row));
  return holder === undefined ? null : holderText(holder);
}

/**
 * Which process works on which run. Taking and giving back happen under the ledger's write lock, one at a time; whether the process of a row is
 * alive, its lock file says.
 */
export function runLocks(context: LedgerContext): RunLocks {
  const { database, path, scopeId, clock } = context;
  const held = new Map<string, LockFile>();
  const idOf = database
    .prepare('SELECT id FROM runs WHERE scope_id = ? AND run = ? AND complete = 1')
    .pluck();
  const sharing = database.prepare(
    `SELECT ${columns}, count(*) AS shared, min(other.partner_lead_id) AS example
     FROM run_locks JOIN runs ON runs.id = run_locks.run_id
     JOIN leads AS other ON other.run_id = runs.id AND other.state IN ${unfinished}
     JOIN leads AS mine ON mine.scope_id = other.scope_id AND mine.partner_lead_id = other.partner_lead_id
     WHERE runs.id <> :runId AND runs.scope_id = :scopeId AND mine.run_id = :runId AND mine.state IN ${unfinished}
     GROUP BY runs.id ORDER BY runs.run`,
  );
  const insert = database.prepare('INSERT INTO run_locks (run_id, pid, host, since_at) VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM run_locks WHERE run_id = ?');

  function claim(run: string): void {
    if (held.has(run)) return;
    const runId = z
      .number()
      .nullable()
      .parse(idOf.get(scopeId, run) ?? null);
    if (runId === null)
      throw new LeadferryError('RUN_NOT_FOUND', `There is no run ${run} of this server and partner.`);
    const holder = claimedBy(context, runId);
    if (holder !== null) throw inUse(run, holder);
    const other = asRows(sharing.all({ runId, scopeId })).find((row) => isAlive(context, row));
    if (other !== undefined) throw inUse(other.run, holderText(other), other);
    const lock = takeLockFile(lockPath(path, run));
    if (lock === null) throw inUse(run, 'another process');
    insert.run(runId, pid, hostname(), stamp(clock));
    held.set(run, lock);
  }

  function release(run: string): void {
    held.get(run)?.release();
    held.delete(run);
  }

  return {
    claimRun: (run) => inTransaction(context, () => claim(run)),
    releaseRun: (run) => {
      if (!held.has(run)) return;
      try {
        inTransaction(context, () => {
          remove.run(idOf.get(scopeId, run) ?? -1);
          release(run);
        });
      } finally {
        // A row that could not be removed is stale; whoever meets it removes it.
        release(run);
      }
    },
    releaseAll: () => {
      for (const run of [...held.keys()]) release(run);
    },
  };
}

function lockPath(path: string, run: string): string {
  return join(dirname(path), 'locks', `${run}.lock`);
}

/** A row whose process is gone is removed, and its lock file with it. */
function isAlive({ database, path }: LockedLedger, { runId, run }: LockRow): boolean {
  const lock = takeLockFile(lockPath(path, run));
  if (lock === null) return true;
  lock.release();
  database.prepare('DELETE FROM run_locks WHERE run_id = ?').run(runId);
  return false;
}

function asRows(found: readonly unknown[]): readonly LockRow[] {
  return z.array(lockRow).parse(found);
}

function holderText({ pid: holder, host, sinceAt }: LockRow): string {
  return `process ${holder} on ${host} (since ${sinceAt})`;
}

function inUse(
  run: string,
  holder: string,
  common: Pick<LockRow, 'shared' | 'example'> | null = null,
): LeadferryError {
  const leads =
    common === null ? '' : `, which has ${common.shared} of these leads, such as ${common.example ?? ''}`;
  return new LeadferryError(
    'RUN_IN_USE',
    `${holder.charAt(0).toUpperCase()}${holder.slice(1)} is working on run ${run}${leads}.`,
    {
      next: `Wait until it has ended, or stop it with Ctrl-C; \`leadferry runs ${run}\` shows how far it is.`,
    },
  );
}
