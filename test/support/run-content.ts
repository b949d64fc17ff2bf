import { Readable } from 'node:stream';
import type { SheetLead } from '../../src/lead/lead.js';
import type { NewRunSettings, RunContent, RunEntry } from '../../src/lead/ledger.js';

export const runSettings: NewRunSettings = {
  file: 'leads.csv',
  out: (run) => `/tmp/leadferry-${run}`,
  mode: 'upsert',
  lists: 'keep',
  apiVersion: 'v1',
  onConflict: 'skip',
  unclaimed: 'off',
  planHash: null,
};

/** A CSV of one row per lead, header in row 1. A lead that `rejected` names is unsent from the start. */
export function runContent(leads: readonly SheetLead[], rejected: readonly string[] = []): RunContent {
  return {
    sheets: [{ sheet: null, headers: ['Partner lead id', 'Lead name'] }],
    entries: Readable.from(entries(leads, rejected)),
  };
}

function* entries(leads: readonly SheetLead[], rejected: readonly string[]): Generator<RunEntry> {
  for (const [seq, lead] of leads.entries()) {
    const origin = { sheet: null, row: seq + 2 };
    const id = lead.partnerLeadOpportunityId;
    yield { kind: 'row', row: { ...origin, cells: [id, String(lead.leadOpportunity['name'])], issues: [] } };
    const isRejected = rejected.includes(id);
    yield {
      kind: 'lead',
      lead: {
        seq,
        partnerLeadOpportunityId: id,
        lead: isRejected ? null : lead,
        rejection: isRejected ? { code: 'REQUIRED', message: 'Close date is missing.' } : null,
      },
      origins: [origin],
    };
  }
}
