import Database from 'better-sqlite3';
import { ZodError } from 'zod';
import { LeadferryError, thrownMessage } from '../core/error.js';
import { DamagedValue } from './typed-columns.js';

/** What helps where the file's content is not what leadferry wrote. */
export const damagedNext =
  'Restore the file from a backup. Without one, move it aside (keep it): leadferry then starts a new ledger and no longer knows what earlier runs sent.';

/** What a family of SQLite's result codes means here, and what helps. https://www.sqlite.org/rescode.html */
const families = {
  SQLITE_FULL: {
    found: 'its disk is full',
    next: 'Free some space on that disk, then run `leadferry resume`.',
  },
  SQLITE_BUSY: {
    found: 'another leadferry process kept it locked',
    next: 'Wait until that process has ended, then run the command again.',
  },
  SQLITE_LOCKED: {
    found: 'another leadferry process kept it locked',
    next: 'Wait until that process has ended, then run the command again.',
  },
  SQLITE_READONLY: {
    found: 'it may not be written',
    next: 'Give yourself the right to write the file and its folder, or choose another one with --state-dir.',
  },
  SQLITE_PERM: {
    found: 'it may not be written',
    next: 'Give yourself the right to write the file and its folder, or choose another one with --state-dir.',
  },
  SQLITE_CANTOPEN: {
    found: 'it cannot be opened',
    next: 'Check that the folder exists and that you may write there, or choose another one with --state-dir.',
  },
  SQLITE_CORRUPT: {
    found: 'its content is damaged',
    next: damagedNext,
  },
  SQLITE_NOTADB: {
    found: 'it is not a ledger',
    next: damagedNext,
  },
  SQLITE_IOERR: {
    found: 'its disk reported an error',
    next: 'Keep the state folder on a local disk (no network drive), choose one with --state-dir.',
  },
} as const satisfies Record<string, { found: string; next: string }>;

const byFamily: ReadonlyMap<string, { found: string; next: string }> = new Map(Object.entries(families));

/** LEDGER_UNUSABLE for a ledger file: what was found, and what helps. */
export function ledgerUnusable(
  path: string,
  found: string,
  options: { next?: string; cause?: unknown } = {},
): LeadferryError {
  return new LeadferryError('LEDGER_UNUSABLE', `The ledger ${path} cannot be used: ${found}.`, options);
}

/** Runs a step on the database; turns what SQLite throws into LEDGER_UNUSABLE and lets everything else pass. */
export function guarded<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (thrown) {
    throw asLedgerError(path, thrown);
  }
}

/** True where SQLite refused a row because a unique index already has its key. */
export function isUniqueViolation(thrown: unknown): boolean {
  return thrown instanceof Database.SqliteError && thrown.code === 'SQLITE_CONSTRAINT_UNIQUE';
}

function asLedgerError(path: string, thrown: unknown): unknown {
  if (thrown instanceof DamagedValue || thrown instanceof ZodError || thrown instanceof SyntaxError) {
    return ledgerUnusable(path, 'its content is damaged', { cause: thrown, next: damagedNext });
  }
  if (!(thrown instanceof Database.SqliteError)) return thrown;
  // Extended codes begin with the family: SQLITE_IOERR_WRITE, SQLITE_READONLY_DIRECTORY.
  const family = thrown.code.split('_').slice(0, 2).join('_');
  const known = byFamily.get(family);
  const found = `${known?.found ?? 'SQLite refused it'} (${thrown.code}: ${thrownMessage(thrown)})`;
  return ledgerUnusable(path, found, {
    cause: thrown,
    ...(known === undefined ? {} : { next: known.next }),
  });
}
