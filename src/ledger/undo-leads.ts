import { z } from 'zod';
import type { Ledger, UndoLead } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import { leadWithValues, sentValues } from './lead-row.js';
import type { LedgerContext } from './ledger-context.js';
import { storedChanges, storedParts, storedRemote } from './stored-values.js';

/** Read in pages, because SQLite lets nothing be written on a connection that still reads. */
const leadsPerPage = 200;

const storedUndoLead = z.object({
  seq: z.number(),
  partnerLeadOpportunityId: z.string(),
  dsLeadOpportunityId: z.string(),
  creates: z.number(),
  action: z.string(),
  changes: storedChanges,
  before: storedRemote.nullable(),
  sent: storedParts.nullable(),
  erasedAt: z.string().nullable(),
});

/** What undoing needs of the leads that a run created or changed. */
export function undoLeads({ database, path, scopeId }: LedgerContext): Pick<Ledger, 'undoLeads'> {
  const page = database.prepare(
    `SELECT seq, partner_lead_id AS partnerLeadOpportunityId, ds_lead_id AS dsLeadOpportunityId, creates, action,
       changes_json AS changes, before_json AS before, ${sentValues} AS sent, erased_at AS erasedAt
     FROM ${leadWithValues} WHERE run_id = (SELECT id FROM runs WHERE scope_id = :scopeId AND run = :run AND complete = 1)
       AND seq > :after AND state = 'done' AND action IN ('create', 'update') AND ds_lead_id IS NOT NULL
     ORDER BY seq LIMIT ${leadsPerPage}`,
  );
  return {
    *undoLeads(run) {
      for (let after = -1; ; ) {
        const found = guarded(path, () => z.array(storedUndoLead).parse(page.all({ scopeId, run, after })));
        for (const lead of found) yield asUndoLead(lead);
        const last = found.at(-1);
        if (last === undefined || found.length < leadsPerPage) return;
        after = last.seq;
      }
    },
  };
}

function asUndoLead({
  creates,
  action,
  erasedAt,
  seq: _,
  ...lead
}: z.infer<typeof storedUndoLead>): UndoLead {
  return {
    ...lead,
    what: action === 'create' || creates > 0 ? 'created' : 'updated',
    erased: erasedAt !== null,
  };
}
