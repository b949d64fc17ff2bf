import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';

/** A lock that this process holds. The system takes it away when the process ends, however it ended. */
export interface LockFile {
  release(): void;
}

/**
 * Takes the lock of a file; null where another process (or another part of this one) holds it. It is SQLite's own lock on an empty database:
 * no process id has to be believed, so a lock of a dead process holds nobody up, also when its id was given to another.
 */
export function takeLockFile(path: string): LockFile | null {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new Database(path, { timeout: 0 });
  try {
    // Without a journal beside it there is one file to a lock.
    database.pragma('journal_mode = MEMORY');
    database.exec('BEGIN EXCLUSIVE');
    chmodSync(path, 0o600);
  } catch (thrown) {
    database.close();
    if (thrown instanceof Database.SqliteError && thrown.code.startsWith('SQLITE_BUSY')) return null;
    throw thrown;
  }
  return {
    release: () => {
      database.close();
      rmSync(path, { force: true });
    },
  };
}
