import { z } from 'zod';
import type { LeadParts } from '../lead/lead.js';
import type { KnownLead, Ledger } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import type { LedgerContext } from './ledger-context.js';
import { storedParts } from './stored-values.js';

const storedKnown = z.object({
  dsLeadOpportunityId: z.string(),
  lastSent: storedParts.nullable(),
}) satisfies z.ZodType<KnownLead>;

export interface KnownLeads extends Pick<Ledger, 'known'> {
  /** Notes the 3DS id of a lead and, where given, what was proven to be sent. Called within a transaction. */
  note(partnerLeadId: string, dsLeadId: string, sent: LeadParts | null): void;
}

/** What is known of each lead over all runs of the scope. */
export function knownLeads({ database, path, scopeId }: LedgerContext): KnownLeads {
  const select = database.prepare(
    `SELECT ds_lead_id AS dsLeadOpportunityId, last_sent_json AS lastSent
     FROM known_leads WHERE scope_id = ? AND partner_lead_id = ?`,
  );
  const upsert = database.prepare(
    `INSERT INTO known_leads (scope_id, partner_lead_id, ds_lead_id, last_sent_json) VALUES (?, ?, ?, ?)
     ON CONFLICT (scope_id, partner_lead_id) DO UPDATE SET ds_lead_id = excluded.ds_lead_id, last_sent_json = excluded.last_sent_json`,
  );

  function known(partnerLeadId: string): KnownLead | null {
    return guarded(path, () => storedKnown.nullable().parse(select.get(scopeId, partnerLeadId) ?? null));
  }

  return {
    known,
    note(partnerLeadId, dsLeadId, sent) {
      const before = known(partnerLeadId);
      // Under another 3DS id it is another lead: what was sent to the former says nothing about it.
      const lastSent = before?.dsLeadOpportunityId === dsLeadId ? before.lastSent : null;
      const merged = sent === null ? lastSent : mergeSent(lastSent, sent);
      upsert.run(scopeId, partnerLeadId, dsLeadId, merged === null ? null : JSON.stringify(merged));
    },
  };
}

/** The latest value of each field; a list that was sent replaces the one before as a whole. */
export function mergeSent(before: LeadParts | null, sent: LeadParts): LeadParts {
  if (before === null) return sent;
  return {
    partnerLeadOpportunityId: sent.partnerLeadOpportunityId,
    leadOpportunity: { ...before.leadOpportunity, ...sent.leadOpportunity },
    customerLegalEntity:
      sent.customerLegalEntity === null
        ? before.customerLegalEntity
        : { ...before.customerLegalEntity, ...sent.customerLegalEntity },
    offerLines: sent.offerLines ?? before.offerLines,
    customerContacts: sent.customerContacts ?? before.customerContacts,
    partnerContacts: sent.partnerContacts ?? before.partnerContacts,
  };
}
