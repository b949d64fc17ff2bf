import { createHash } from 'node:crypto';
import { inTransaction, type LedgerContext } from './ledger-context.js';

const leadsPerStep = 2_000;

/** What stands in the ledger for criteria: they may be long, and hold what the ledger need not show. */
export function hashedCriteria(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Removes an export with all that it has read; nothing where there is none. */
export function dropExport(context: LedgerContext, exportId: number | null): void {
  if (exportId === null) return;
  dropExportedLeads(context, exportId);
  context.database.prepare('DELETE FROM exports WHERE id = ?').run(exportId);
}

/** Removes what an export has read, in steps, so that the log of the database stays small and no other process waits long. */
export function dropExportedLeads(context: LedgerContext, exportId: number): void {
  const remove = context.database.prepare(
    `DELETE FROM export_leads WHERE rowid IN (SELECT rowid FROM export_leads WHERE export_id = ? LIMIT ${leadsPerStep})`,
  );
  let removed: number;
  do {
    removed = inTransaction(context, () => remove.run(exportId).changes);
  } while (removed === leadsPerStep);
}
