import { chmodSync, closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { thrownMessage } from '../core/error.js';
import { damagedNext, guarded, ledgerUnusable } from './database-error.js';
import { ledgerPath } from './ledger-path.js';
import { migrate } from './migrations.js';
import { whileBusy } from './while-busy.js';

/**
 * Pages (4 KiB) of the write-ahead log after which it is carried into the file. SQLite's own 1,000 are 400 leads; carrying waits for the disk twice, and
 * pages that many leads share are written each time.
 */
export const logPages = 8000;

/** Memory for pages, in KiB. With SQLite's own 2,000 a run of some thousand leads reads most pages again from the file or the log. */
const cacheKib = 16_000;

/** Up to this size the whole file is checked at opening, which then takes well under a second. */
const maxCheckedBytes = 32 * 1024 * 1024;

/**
 * Opens `ledger.db` in the state folder and brings its tables up to date; creates both (folder 0700, files 0600) where they are missing.
 * Throws LEDGER_UNUSABLE where it cannot be opened or written, is damaged, or was written by a newer leadferry.
 */
export function openDatabase(
  stateDir: string,
  { openedAt, busyTimeoutMs }: { openedAt: string; busyTimeoutMs: number },
): Database.Database {
  const path = ledgerPath(stateDir);
  const sizeBytes = createPrivately(stateDir, path);
  return guarded(path, () => {
    const database = new Database(path, { timeout: busyTimeoutMs });
    try {
      prepare(database, { path, sizeBytes, openedAt, busyTimeoutMs });
      return database;
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  });
}

/** Returns the file's size. SQLite gives the -wal and -shm files the mode of the file itself. */
function createPrivately(stateDir: string, path: string): number {
  try {
    mkdirSync(stateDir, { recursive: true, mode: 0o700 });
    closeSync(openSync(path, 'a', 0o600));
    chmodSync(path, 0o600);
    return statSync(path).size;
  } catch (thrown) {
    throw ledgerUnusable(path, `it cannot be opened for writing (${thrownMessage(thrown)})`, {
      cause: thrown,
    });
  }
}

interface Preparation {
  readonly path: string;
  readonly sizeBytes: number;
  readonly openedAt: string;
  readonly busyTimeoutMs: number;
}

function prepare(
  database: Database.Database,
  { path, sizeBytes, openedAt, busyTimeoutMs }: Preparation,
): void {
  // Of two processes that make a ledger at once SQLite refuses one without letting it wait.
  const journal = whileBusy(busyTimeoutMs, () => database.pragma('journal_mode = WAL', { simple: true }));
  if (journal !== 'wal') {
    throw ledgerUnusable(
      path,
      `its disk does not support what a ledger needs (journal mode ${String(journal)})`,
      {
        next: 'Keep the state folder on a local disk (no network drive), choose one with --state-dir.',
      },
    );
  }
  database.pragma('synchronous = FULL');
  database.pragma(`wal_autocheckpoint = ${logPages}`);
  database.pragma(`cache_size = ${-cacheKib}`);
  database.pragma('foreign_keys = ON');
  // What is deleted or shortened is overwritten with zeros.
  database.pragma('secure_delete = ON');
  if (sizeBytes > 0 && sizeBytes <= maxCheckedBytes) check(database, path);
  migrate(database, { path, appliedAt: openedAt });
}

function check(database: Database.Database, path: string): void {
  const verdict = String(database.pragma('quick_check(1)', { simple: true }));
  if (verdict === 'ok') return;
  throw ledgerUnusable(path, `its content is damaged (${verdict.split('\n')[0]})`, {
    next: damagedNext,
  });
}
