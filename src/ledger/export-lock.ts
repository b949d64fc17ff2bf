import { dirname, join } from 'node:path';
import { LeadferryError } from '../core/error.js';
import { ledgerPath } from './ledger-path.js';
import { type LockFile, takeLockFile } from './lock-file.js';

/** What is exported, and by whom as far as that is known. */
export interface ExportLockOptions {
  readonly stateDir: string;
  /** Part of a file name. */
  readonly name: string;
  /** What the other process is doing: `exporting these leads`. */
  readonly doing: string;
  /** The process that holds it, as messages name it. */
  holder?(): string | null;
}

/** Takes the lock of one kind of export. Throws RUN_IN_USE while another process holds it. */
export function takeExportLock({ stateDir, name, doing, holder }: ExportLockOptions): LockFile {
  const lock = tryExportLock(stateDir, name);
  if (lock !== null) return lock;
  throw new LeadferryError('RUN_IN_USE', `${holder?.() ?? 'Another leadferry process'} is ${doing}.`, {
    next: 'Wait until it has ended, or stop it with Ctrl-C, then run the command again.',
  });
}

/** As takeExportLock; null where another process holds it. */
export function tryExportLock(stateDir: string, name: string): LockFile | null {
  return takeLockFile(join(dirname(ledgerPath(stateDir)), 'locks', `export-${name}.lock`));
}
