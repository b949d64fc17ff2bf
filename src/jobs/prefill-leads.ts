import type { LocalSettings } from '../config/settings.js';
import { LeadferryError } from '../core/error.js';
import type { SheetLead } from '../lead/lead.js';
import type { KnownLead, Ledger } from '../lead/ledger.js';
import { withLocallyCheckedFile } from './check-file.js';
import { progressOf } from './job-options.js';
import type { SheetOptions } from './sheet-options.js';

/** Leads for a sheet that is filled in already. */
export interface PrefilledLeads {
  readonly leads: readonly SheetLead[];
  /** Leads of a file in which something is wrong; what cannot be understood is blank in the new sheet. */
  readonly rejected: number;
  /** Rows of a file that make no lead, and so are not taken over. */
  readonly inNone: number;
}

export interface PrefillContext {
  readonly settings: LocalSettings;
  /** Null where there is none for the chosen server. */
  readonly ledger: Ledger | null;
}

/** Every lead that the ledger knows, as it was last sent. Throws LeadferryError USAGE where it knows none. */
export function ledgerLeads({ settings, ledger }: PrefillContext): PrefilledLeads {
  const leads = ledger === null ? [] : [...knownLeads(ledger)];
  if (leads.length === 0) {
    const where = settings.origin === null ? 'No server is chosen' : `No lead was sent to ${settings.origin}`;
    throw new LeadferryError('USAGE', `${where}, so the ledger has nothing to fill in.`, {
      next: 'Choose the server with --env and the partner with --partner-id, or name a file: --prefill exported.xlsx. `leadferry runs` shows what was sent.',
    });
  }
  return { leads, rejected: 0, inNone: 0 };
}

/** The leads of any file that leadferry reads. Throws what reading and mapping the file throw. */
export async function fileLeads(file: string, options: SheetOptions): Promise<PrefilledLeads> {
  return await withLocallyCheckedFile({ file, options }, async (checked) => {
    const progress = progressOf(options);
    const leads: SheetLead[] = [];
    for await (const { lead } of checked.leads) {
      leads.push(lead);
      progress({ phase: 'read', done: leads.length, total: null });
    }
    const result = checked.result();
    return { leads, rejected: result.leads.rejected, inNone: result.inNone };
  });
}

// In the order in which they were first sent.
function* knownLeads(ledger: Ledger): Generator<SheetLead> {
  const seen = new Set<string>();
  for (const { run } of ledger.runs().toReversed()) {
    for (const { partnerLeadOpportunityId: id } of ledger.leads(run)) {
      const known = seen.has(id) ? null : ledger.known(id);
      if (known === null) continue;
      seen.add(id);
      yield knownLead(id, known);
    }
  }
}

function knownLead(id: string, { dsLeadOpportunityId, lastSent }: KnownLead): SheetLead {
  const nothing = {
    leadOpportunity: {},
    customerLegalEntity: null,
    offerLines: null,
    customerContacts: null,
    partnerContacts: null,
  };
  return { ...(lastSent ?? nothing), partnerLeadOpportunityId: id, dsLeadOpportunityId };
}
