import { z } from 'zod';
import { mergeSent, overlaid } from '../lead/last-seen.js';
import type { LeadParts, RemoteLead } from '../lead/lead.js';
import type { Ledger, SeenLead } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';
import { jsonOrNull, storedParts, storedRemote } from './stored-values.js';

const storedKnown = z.object({
  dsLeadOpportunityId: z.string(),
  lastSent: storedParts.nullable(),
  lastSeen: storedRemote.nullable(),
}) satisfies z.ZodType<SeenLead>;

export interface KnownLeads extends Pick<Ledger, 'known' | 'knownDsIds' | 'see'> {
  /** Notes the 3DS id of a lead and, where given, what was proven to be sent. Called within a transaction. */
  note(partnerLeadId: string, dsLeadId: string, sent: LeadParts | null): void;
  /** Keeps a lead as last seen. Called within a transaction. */
  noteSeen(partnerLeadId: string, lead: RemoteLead): void;
}

/** What is known of each lead over all runs of the scope. */
export function knownLeads(context: LedgerContext): KnownLeads {
  const { database, path, scopeId, clock } = context;
  const select = database.prepare(
    `SELECT ds_lead_id AS dsLeadOpportunityId, last_sent_json AS lastSent, last_seen_json AS lastSeen
     FROM known_leads WHERE scope_id = ? AND partner_lead_id = ?`,
  );
  const upsert = database.prepare(
    `INSERT INTO known_leads (scope_id, partner_lead_id, ds_lead_id, last_sent_json, last_seen_json, noted_at)
     VALUES (:scopeId, :partnerLeadId, :dsLeadId, :lastSent, :lastSeen, :notedAt)
     ON CONFLICT (scope_id, partner_lead_id) DO UPDATE SET ds_lead_id = excluded.ds_lead_id,
       last_sent_json = excluded.last_sent_json, last_seen_json = excluded.last_seen_json, noted_at = excluded.noted_at`,
  );

  const selectIds = database
    .prepare('SELECT ds_lead_id FROM known_leads WHERE scope_id = ? ORDER BY partner_lead_id')
    .pluck();

  function known(partnerLeadId: string): SeenLead | null {
    return guarded(path, () => storedKnown.nullable().parse(select.get(scopeId, partnerLeadId) ?? null));
  }

  /** What is known of the lead under this 3DS id; under another one it is another lead, of which nothing is known. */
  function knownAs(partnerLeadId: string, dsLeadId: string): Omit<SeenLead, 'dsLeadOpportunityId'> {
    const before = known(partnerLeadId);
    return before?.dsLeadOpportunityId === dsLeadId ? before : { lastSent: null, lastSeen: null };
  }

  function write(partnerLeadId: string, { dsLeadOpportunityId, lastSent, lastSeen }: SeenLead): void {
    upsert.run({
      scopeId,
      partnerLeadId,
      dsLeadId: dsLeadOpportunityId,
      lastSent: jsonOrNull(lastSent),
      lastSeen: jsonOrNull(lastSeen),
      notedAt: stamp(clock),
    });
  }

  function noteSeen(partnerLeadId: string, lead: RemoteLead): void {
    const { lastSent } = knownAs(partnerLeadId, lead.dsLeadOpportunityId);
    write(partnerLeadId, { dsLeadOpportunityId: lead.dsLeadOpportunityId, lastSent, lastSeen: lead });
  }

  return {
    known,
    knownDsIds: () => guarded(path, () => z.array(z.string()).parse(selectIds.all(scopeId))),
    note(partnerLeadId, dsLeadId, sent) {
      const before = knownAs(partnerLeadId, dsLeadId);
      write(partnerLeadId, {
        dsLeadOpportunityId: dsLeadId,
        lastSent: sent === null ? before.lastSent : mergeSent(before.lastSent, sent),
        lastSeen: sent === null ? before.lastSeen : overlaid(before.lastSeen, sent, dsLeadId),
      });
    },
    noteSeen,
    see: (partnerLeadId, lead) => inTransaction(context, () => noteSeen(partnerLeadId, lead)),
  };
}
