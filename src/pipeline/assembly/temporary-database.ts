import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';
import { LeadferryError, thrownMessage } from '../../core/error.js';
import { errorCode } from '../../formats/atomic-file.js';

const load = createRequire(import.meta.url);

const cacheKiB = 16_384;

export interface TemporaryDatabaseOptions {
  /** How many pages (4 KiB) it may have; what does not fit is refused as on a full disk. No limit where nothing is said. */
  readonly maxPages?: number | undefined;
}

/**
 * Opens a database for this process alone: in memory up to 16 MB, beyond that in a file among the system's temporary ones which nobody else may
 * read and which is gone however the program ends (https://www.sqlite.org/inmemorydb.html#temp_db). Whoever opened it closes it.
 */
export function openTemporaryDatabase({ maxPages }: TemporaryDatabaseOptions = {}): Database.Database {
  const Sqlite: typeof Database = load('better-sqlite3');
  const database = new Sqlite('');
  database.pragma(`cache_size = -${cacheKiB}`);
  // Nothing is ever taken back, and nothing has to outlive the process.
  database.pragma('journal_mode = OFF');
  if (maxPages !== undefined) database.pragma(`max_page_count = ${maxPages}`);
  database.exec('BEGIN');
  return database;
}

/** Runs a step on a temporary database. Throws LeadferryError FILE_WRITE_FAILED where the disk refuses. */
export function whileRoom<T>(step: () => T): T {
  try {
    return step();
  } catch (thrown) {
    if (!errorCode(thrown).startsWith('SQLITE_')) throw thrown;
    throw new LeadferryError(
      'FILE_WRITE_FAILED',
      `Rows that wait for others could not be kept in a temporary file: ${thrownMessage(thrown)}.`,
      {
        cause: thrown,
        next: "Free some space on the disk of the system's temporary files, or name a folder of another disk in TMPDIR (on Windows TEMP), then run the command again.",
      },
    );
  }
}
