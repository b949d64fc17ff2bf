import { z } from 'zod';
import type { RemoteLead } from '../lead/lead.js';
import type { LeadExport } from '../lead/lead-exports.js';
import { guarded } from './database-error.js';
import type { LedgerContext } from './ledger-context.js';
import { storedRemote } from './stored-values.js';

/** Only so many are in memory at a time. */
const leadsPerPage = 100;

/** The leads that an export has read. */
export function exportedLeads(
  { database, path }: LedgerContext,
  exportId: number,
): Pick<LeadExport, 'fetchedIds' | 'partnerLeadIds' | 'leads'> {
  const order = database
    .prepare(
      `SELECT ds_lead_id FROM export_leads WHERE export_id = ? AND state = 'fetched'
       ORDER BY coalesce(partner_lead_id, '') = '', partner_lead_id, ds_lead_id`,
    )
    .pluck();
  const partnerLeadIds = database
    .prepare(
      'SELECT DISTINCT partner_lead_id FROM export_leads WHERE export_id = ? AND partner_lead_id IS NOT NULL',
    )
    .pluck();
  const page = database
    .prepare(
      // CROSS JOIN looks each id up; SQLite would else go through all leads for every page.
      `SELECT lead_json FROM json_each(:ids) AS wanted CROSS JOIN export_leads
       ON export_id = :exportId AND ds_lead_id = wanted.value AND state = 'fetched' ORDER BY wanted.key`,
    )
    .pluck();
  const readPage = (ids: readonly string[]): readonly RemoteLead[] =>
    guarded(path, () => z.array(storedRemote).parse(page.all({ ids: JSON.stringify(ids), exportId })));
  return {
    fetchedIds: () => guarded(path, () => z.array(z.string()).parse(order.all(exportId))),
    partnerLeadIds: () => guarded(path, () => z.array(z.string()).parse(partnerLeadIds.all(exportId))),
    *leads(ids) {
      let waiting: string[] = [];
      for (const id of ids) {
        waiting.push(id);
        if (waiting.length < leadsPerPage) continue;
        yield* readPage(waiting);
        waiting = [];
      }
      yield* readPage(waiting);
    },
  };
}
