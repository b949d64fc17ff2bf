import { hostname } from 'node:os';
import { pid } from 'node:process';
import Database from 'better-sqlite3';
import { z } from 'zod';
import type { Clock } from '../core/clock.js';
import type { ExportRequest, LeadExport, LeadExports } from '../lead/lead-exports.js';
import { guarded } from './database-error.js';
import { takeExportLock, tryExportLock } from './export-lock.js';
import { exportProgress } from './export-progress.js';
import { dropExport, dropExportedLeads, hashedCriteria } from './export-rows.js';
import { type LedgerContext, stamp } from './ledger-context.js';
import { ledgerPath } from './ledger-path.js';
import type { LockFile } from './lock-file.js';
import { scopeIdOf } from './scope-id.js';

export interface ExportStoreOptions {
  /** The state folder, in which a ledger has been opened before. */
  readonly stateDir: string;
  readonly scope: { readonly origin: string; readonly partnerId: string };
  readonly clock: Clock;
}

/** An export that stood still for longer than this is not gone on with: what it has read may have changed too often since. */
const longestRestMs = 24 * 3_600_000;

const busyTimeoutMs = 5_000;

const holderRow = z.object({ pid: z.number(), host: z.string(), sinceAt: z.string() });
const openExport = z.object({ id: z.number(), criteria: z.string() });

/**
 * What the exports of a server and partner have done so far. Works through a connection of its own that does not wait for the disk: what a
 * power cut takes away is read once more. Throws LEDGER_UNUSABLE.
 */
export function openExportStore({ stateDir, scope, clock }: ExportStoreOptions): LeadExports {
  const path = ledgerPath(stateDir);
  return guarded(path, () => {
    const database = new Database(path, { timeout: busyTimeoutMs, fileMustExist: true });
    try {
      database.pragma('synchronous = NORMAL');
      database.pragma('foreign_keys = ON');
      database.pragma('secure_delete = ON');
      const scopeId = scopeIdOf(database, scope);
      const context = { database, path, clock, scopeId, randomId: () => '' };
      return {
        open: (request) => openOne(context, stateDir, request),
        watermark: watermarks(context),
        close: () => void database.close(),
      };
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  });
}

function openOne(context: LedgerContext, stateDir: string, request: ExportRequest): LeadExport {
  const criteria = hashedCriteria(request.key);
  const lock = takeExportLock({
    stateDir,
    name: lockName(context, criteria),
    doing: 'exporting the same leads',
    holder: () => holderOf(context, criteria),
  });
  try {
    return guarded(context.path, () => {
      dropOld(context, stateDir, criteria);
      if (request.restart) dropExport(context, openIdOf(context, criteria));
      const exportId = openIdOf(context, criteria) ?? begin(context, criteria, request);
      takeUp(context, exportId);
      return exportProgress(context, exportId, lock);
    });
  } catch (thrown) {
    lock.release();
    throw thrown;
  }
}

function lockName({ scopeId }: LedgerContext, criteria: string): string {
  return `${scopeId}-${criteria.slice(0, 16)}`;
}

function openIdOf({ database, scopeId }: LedgerContext, criteria: string): number | null {
  const id = database
    .prepare('SELECT id FROM exports WHERE scope_id = ? AND criteria = ? AND ended_at IS NULL')
    .pluck()
    .get(scopeId, criteria);
  return id === undefined ? null : Number(id);
}

function begin(context: LedgerContext, criteria: string, request: ExportRequest): number {
  const span = request.span();
  const at = stamp(context.clock);
  const { lastInsertRowid } = context.database
    .prepare(
      `INSERT INTO exports (scope_id, criteria, from_at, to_at, started_at, stepped_at, pid, host, since_at)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(context.scopeId, criteria, span?.from ?? null, span?.to ?? null, at, at, pid, hostname(), at);
  return Number(lastInsertRowid);
}

function takeUp({ database, clock }: LedgerContext, exportId: number): void {
  database
    .prepare('UPDATE exports SET pid = ?, host = ?, since_at = ? WHERE id = ?')
    .run(pid, hostname(), stamp(clock), exportId);
}

/** Exports that nobody goes on with, and what is left of those that ended. */
function dropOld(context: LedgerContext, stateDir: string, mine: string): void {
  const { database, scopeId, clock } = context;
  const before = new Date(clock.now() - longestRestMs).toISOString();
  const rested = database
    .prepare('SELECT id, criteria FROM exports WHERE scope_id = ? AND ended_at IS NULL AND stepped_at < ?')
    .all(scopeId, before);
  for (const { id, criteria } of z.array(openExport).parse(rested)) {
    if (criteria === mine) dropExport(context, id);
    else withLock(tryExportLock(stateDir, lockName(context, criteria)), () => dropExport(context, id));
  }
  const ended = database
    .prepare(
      `SELECT id FROM exports WHERE scope_id = ? AND ended_at IS NOT NULL
       AND EXISTS (SELECT 1 FROM export_leads WHERE export_id = exports.id)`,
    )
    .pluck()
    .all(scopeId);
  for (const id of z.array(z.number()).parse(ended)) dropExportedLeads(context, id);
}

function withLock(lock: LockFile | null, step: () => void): void {
  if (lock === null) return;
  try {
    step();
  } finally {
    lock.release();
  }
}

function holderOf({ database, scopeId }: LedgerContext, criteria: string): string | null {
  const found = database
    .prepare(
      'SELECT pid, host, since_at AS sinceAt FROM exports WHERE scope_id = ? AND criteria = ? AND ended_at IS NULL',
    )
    .get(scopeId, criteria);
  const row = holderRow.optional().parse(found);
  return row === undefined ? null : `Process ${row.pid} on ${row.host} (since ${row.sinceAt})`;
}

const watermarkRow = z.object({ from: z.string(), until: z.string() });

function watermarks({ database, path, scopeId }: LedgerContext): LeadExports['watermark'] {
  const select = database.prepare(
    'SELECT from_at AS "from", until_at AS until FROM export_watermarks WHERE scope_id = ? AND criteria = ?',
  );
  return (criteria) =>
    guarded(path, () => watermarkRow.nullable().parse(select.get(scopeId, hashedCriteria(criteria)) ?? null));
}
