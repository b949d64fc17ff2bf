import type { Clock } from '../core/clock.js';
import type { Ledger } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import { eraseValues } from './forget.js';
import { groupedCommits } from './grouped-commits.js';
import { knownLeads } from './known-leads.js';
import { leadCopies } from './lead-copies.js';
import { type LedgerContext, stamp } from './ledger-context.js';
import { ledgerPath } from './ledger-path.js';
import { openDatabase } from './open-database.js';
import { retakeSheet } from './retake-sheet.js';
import { runHistory } from './run-history.js';
import { runIntake } from './run-intake.js';
import { runLeads } from './run-leads.js';
import { runLocks } from './run-lock.js';
import { runRows } from './run-rows.js';
import { savedCatalogue } from './saved-catalogue.js';
import { savedReferences } from './saved-references.js';
import { scopeIdOf } from './scope-id.js';
import { undoLeads } from './undo-leads.js';

export interface LedgerOptions {
  /** The state folder; made (0700) where it is missing. */
  readonly stateDir: string;
  /** The server's origin (`https://apigw-prd.3ds.com`) and the partner's id: what one scope holds, no other sees. */
  readonly scope: { readonly origin: string; readonly partnerId: string };
  readonly clock: Clock;
  /** A short random text of lower-case letters and digits, the last part of a run's id. */
  readonly randomId: () => string;
  /** How long a step waits for another process that writes, in milliseconds; 5000 where nothing is said. */
  readonly busyTimeoutMs?: number | undefined;
  /** How many pages (4 KiB) the file may have; what does not fit is refused as on a full disk. No limit where nothing is said. */
  readonly maxPages?: number | undefined;
}

const defaultBusyTimeoutMs = 5_000;

/**
 * Opens the ledger of a server and partner: one SQLite file (`ledger.db`, WAL, synced at every commit) for all scopes of a state folder.
 * Several processes may have it open. Throws LEDGER_UNUSABLE where it cannot be opened or written, or is damaged.
 */
export function openLedger(options: LedgerOptions): Ledger {
  const { stateDir, scope, clock, randomId, busyTimeoutMs, maxPages } = options;
  const path = ledgerPath(stateDir);
  const database = openDatabase(stateDir, {
    openedAt: stamp(clock),
    busyTimeoutMs: busyTimeoutMs ?? defaultBusyTimeoutMs,
  });
  return guarded(path, () => {
    if (maxPages !== undefined) database.pragma(`max_page_count = ${maxPages}`);
    const scopeId = scopeIdOf(database, scope);
    const context: LedgerContext = { database, path, clock, randomId, scopeId };
    const known = knownLeads(context);
    const commits = groupedCommits(context);
    const { keepCopy, ...copies } = leadCopies(context);
    const locks = runLocks(context);
    const intake = runIntake(context);
    return {
      startRun: intake.startRun,
      ...retakeSheet(context, intake),
      ...undoLeads(context),
      claimRun: locks.claimRun,
      releaseRun: locks.releaseRun,
      erase: (erasure, options) => eraseValues(context, erasure, options),
      ...runHistory(context),
      ...runLeads(context, { known, commits, copies: { keepCopy } }),
      ...copies,
      ...runRows(context),
      ...savedCatalogue(context),
      ...savedReferences(context),
      known: known.known,
      knownAmong: known.knownAmong,
      knowsNone: known.knowsNone,
      knownDsIds: known.knownDsIds,
      see: known.see,
      close: () => {
        commits.flush();
        locks.releaseAll();
        database.close();
      },
    };
  });
}
