import { z } from 'zod';
import type { FoundIds, LeadExport, SearchWindow } from '../lead/lead-exports.js';
import { guarded } from './database-error.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';

const lastRow = z.object({ count: z.number(), from: z.string().nullable(), to: z.string().nullable() });

type SearchSteps = Pick<LeadExport, 'isSearched' | 'searches' | 'addFound' | 'endSearch'>;

/** The searches of an export and the ids that they found. */
export function searchSteps(context: LedgerContext, exportId: number): SearchSteps {
  const { database, path, clock } = context;
  const searched = database.prepare('SELECT searched FROM exports WHERE id = ?').pluck();
  const last = database.prepare(
    `SELECT position + 1 AS count, from_at AS "from", to_at AS "to" FROM export_windows
     WHERE export_id = ? ORDER BY position DESC LIMIT 1`,
  );
  const addWindow = database.prepare(
    `INSERT INTO export_windows (export_id, position, from_at, to_at, found, new_ids, searched_at)
     VALUES (?, ?, ?, ?, ?, 0, ?)`,
  );
  const addLead = database.prepare(
    `INSERT INTO export_leads (export_id, position, ds_lead_id, window) VALUES (?, ?, ?, ?)
     ON CONFLICT (export_id, ds_lead_id) DO NOTHING`,
  );
  const nextPosition = database
    .prepare('SELECT coalesce(max(position) + 1, 0) FROM export_leads WHERE export_id = ?')
    .pluck();
  const setNewIds = database.prepare(
    'UPDATE export_windows SET new_ids = ? WHERE export_id = ? AND position = ?',
  );
  const step = database.prepare('UPDATE exports SET stepped_at = ? WHERE id = ?');
  const end = database.prepare('UPDATE exports SET searched = 1, stepped_at = ? WHERE id = ?');

  function searches(): { count: number; last: SearchWindow | null } {
    const found = lastRow.optional().parse(last.get(exportId));
    if (found === undefined) return { count: 0, last: null };
    const { count, from, to } = found;
    return { count, last: from === null || to === null ? null : { from, to } };
  }

  function addFound({ window, ids, searchedAt }: FoundIds): void {
    const { count: position } = searches();
    addWindow.run(exportId, position, window?.from ?? null, window?.to ?? null, ids.length, searchedAt);
    const first = Number(nextPosition.get(exportId));
    let newIds = 0;
    for (const id of ids) newIds += addLead.run(exportId, first + newIds, id, position).changes;
    setNewIds.run(newIds, exportId, position);
    step.run(stamp(clock), exportId);
  }

  return {
    searches: () => guarded(path, searches),
    isSearched: () => guarded(path, () => searched.get(exportId) === 1),
    addFound: (found) => inTransaction(context, () => addFound(found)),
    endSearch: () => void inTransaction(context, () => end.run(stamp(clock), exportId)),
  };
}
