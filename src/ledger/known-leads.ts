import { z } from 'zod';
import { mergeSent, overlaid } from '../lead/last-seen.js';
import type { LeadParts, RemoteLead } from '../lead/lead.js';
import { isLeadParts, isRemoteLead } from '../lead/lead-guards.js';
import type { Ledger, SeenLead } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import { hasSentValues, leadWithValues, sentValues } from './lead-row.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';
import { jsonOrNull } from './stored-values.js';
import { type FoundRow, jsonOrNullIn, rowOf, textIn } from './typed-columns.js';

export interface KnownLeads
  extends Pick<Ledger, 'known' | 'knownAmong' | 'knowsNone' | 'knownDsIds' | 'see'> {
  /** Notes the 3DS id of a lead and, where given, what was proven to be sent. Called within a transaction. */
  note(partnerLeadId: string, dsLeadId: string, sent: LeadParts | null): void;
  /**
   * Notes what was proven to be sent of a lead of a run, by its row, where nothing was known of that lead and nothing else is to be kept as last seen.
   * False: nothing was written, because that is not so. Called within a transaction.
   */
  noteNew(leadId: number, dsLeadId: string): boolean;
  /** Keeps a lead as last seen. Called within a transaction. */
  noteSeen(partnerLeadId: string, lead: RemoteLead): void;
}

/** What is known of each lead over all runs of the scope. */
export function knownLeads(context: LedgerContext): KnownLeads {
  const { database, path, scopeId, clock } = context;
  const seenColumns =
    'ds_lead_id AS dsLeadOpportunityId, last_sent_json AS lastSent, last_seen_json AS lastSeen, seen_as_sent AS seenAsSent';
  const select = database.prepare(
    `SELECT ${seenColumns} FROM known_leads WHERE scope_id = ? AND partner_lead_id = ?`,
  );
  const selectAmong = database.prepare(
    `SELECT partner_lead_id AS partnerLeadId, ${seenColumns} FROM known_leads
     WHERE scope_id = ? AND partner_lead_id IN (SELECT value FROM json_each(?))`,
  );
  const selectAny = database.prepare('SELECT 1 FROM known_leads WHERE scope_id = ? LIMIT 1');
  const upsert = database.prepare(
    `INSERT INTO known_leads (scope_id, partner_lead_id, ds_lead_id, last_sent_json, last_seen_json, noted_at)
     VALUES (:scopeId, :partnerLeadId, :dsLeadId, :lastSent, :lastSeen, :notedAt)
     ON CONFLICT (scope_id, partner_lead_id) DO UPDATE SET ds_lead_id = excluded.ds_lead_id,
       last_sent_json = excluded.last_sent_json, last_seen_json = excluded.last_seen_json, noted_at = excluded.noted_at,
       seen_as_sent = 0`,
  );
  // With the plus SQLite does not look at the value; it would else make the statement anew for each.
  const insertNew = database.prepare(
    `INSERT INTO known_leads (scope_id, partner_lead_id, ds_lead_id, last_sent_json, noted_at, seen_as_sent)
     SELECT scope_id, partner_lead_id, :dsLeadId, ${sentValues} AS sent, :notedAt, 1 FROM ${leadWithValues}
     WHERE leads.id = +:leadId AND seen_json IS NULL AND ${hasSentValues}
     ON CONFLICT (scope_id, partner_lead_id) DO NOTHING`,
  );

  const selectIds = database
    .prepare('SELECT ds_lead_id FROM known_leads WHERE scope_id = ? ORDER BY partner_lead_id')
    .pluck();

  function known(partnerLeadId: string): SeenLead | null {
    return guarded(path, () => {
      const found = select.get(scopeId, partnerLeadId);
      return found === undefined ? null : seenLeadIn(rowOf(found));
    });
  }

  function knownAmong(partnerLeadIds: readonly string[]): ReadonlyMap<string, SeenLead> {
    return guarded(path, () => {
      const rows = selectAmong.all(scopeId, JSON.stringify(partnerLeadIds)).map(rowOf);
      return new Map(rows.map((row) => [textIn(row, 'partnerLeadId'), seenLeadIn(row)]));
    });
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
    knownAmong,
    knowsNone: () => guarded(path, () => selectAny.get(scopeId) === undefined),
    knownDsIds: () => guarded(path, () => z.array(z.string()).parse(selectIds.all(scopeId))),
    note(partnerLeadId, dsLeadId, sent) {
      const before = knownAs(partnerLeadId, dsLeadId);
      write(partnerLeadId, {
        dsLeadOpportunityId: dsLeadId,
        lastSent: sent === null ? before.lastSent : mergeSent(before.lastSent, sent),
        lastSeen: sent === null ? before.lastSeen : overlaid(before.lastSeen, sent, dsLeadId),
      });
    },
    noteNew: (leadId, dsLeadId) => insertNew.run({ leadId, dsLeadId, notedAt: stamp(clock) }).changes > 0,
    noteSeen,
    see: (partnerLeadId, lead) => inTransaction(context, () => noteSeen(partnerLeadId, lead)),
  };
}

function seenLeadIn(row: FoundRow): SeenLead {
  const dsLeadOpportunityId = textIn(row, 'dsLeadOpportunityId');
  const lastSent = jsonOrNullIn(row, 'lastSent', isLeadParts);
  const isAsSent = row['seenAsSent'] === 1 && lastSent !== null;
  const lastSeen = isAsSent
    ? overlaid(null, lastSent, dsLeadOpportunityId)
    : jsonOrNullIn(row, 'lastSeen', isRemoteLead);
  return { dsLeadOpportunityId, lastSent, lastSeen };
}
