import { z } from 'zod';
import type { ExportSpan, LeadExport } from '../lead/lead-exports.js';
import { exportedLeads } from './export-leads.js';
import { readSteps } from './export-reading.js';
import { dropExportedLeads, hashedCriteria } from './export-rows.js';
import { searchSteps } from './export-search.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';
import type { LockFile } from './lock-file.js';

const exportRow = z.object({
  from: z.string().nullable(),
  to: z.string().nullable(),
  startedAt: z.string(),
});

/** One export as the ledger keeps it, for the process that holds its lock. */
export function exportProgress(context: LedgerContext, exportId: number, lock: LockFile): LeadExport {
  const row = exportRow.parse(
    context.database
      .prepare('SELECT from_at AS "from", to_at AS "to", started_at AS startedAt FROM exports WHERE id = ?')
      .get(exportId),
  );
  const search = searchSteps(context, exportId);
  const read = readSteps(context, exportId);
  const before = read.counts();
  const isNew = search.searches().count === 0;
  return {
    span: spanOf(row),
    startedAt: row.startedAt,
    resumed: isNew ? null : before,
    ...search,
    ...read,
    ...exportedLeads(context, exportId),
    finish: finishStep(context, exportId),
    release: lock.release,
  };
}

function spanOf({ from, to }: z.infer<typeof exportRow>): ExportSpan | null {
  return from === null ? null : { from, to };
}

function finishStep(context: LedgerContext, exportId: number): LeadExport['finish'] {
  const { database, scopeId, clock } = context;
  const end = database.prepare('UPDATE exports SET ended_at = ? WHERE id = ?');
  const move = database.prepare(
    `INSERT INTO export_watermarks (scope_id, criteria, from_at, until_at, moved_at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (scope_id, criteria) DO UPDATE SET from_at = excluded.from_at, until_at = excluded.until_at,
       moved_at = excluded.moved_at`,
  );
  return (moved) => {
    inTransaction(context, () => {
      const at = stamp(clock);
      end.run(at, exportId);
      if (moved === null) return;
      const { criteria, watermark } = moved;
      move.run(scopeId, hashedCriteria(criteria), watermark.from, watermark.until, at);
    });
    dropExportedLeads(context, exportId);
  };
}
