import type { IssueCode } from '../lead/issue-catalogue.js';
import type { RemoteLead, SheetLead } from '../lead/lead.js';
import type { KnownLead } from '../lead/ledger.js';
import type { Found, LookUpDeps } from './look-up.js';

/** Why a lead is not sent. */
export interface Withheld {
  readonly kind: 'withheld';
  readonly action: 'conflict' | 'blocked';
  readonly code: IssueCode;
  readonly message: string;
  readonly dsLeadOpportunityId: string | null;
}

/** Where a lead of the sheet is at 3DS. */
export type Located =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly lead: RemoteLead }
  | Withheld;

interface Wanted {
  readonly sheet: SheetLead;
  readonly known: KnownLead | null;
  readonly found: Found;
}

/**
 * Finds the one 3DS lead that a lead of the sheet means: by what the search found under its partner lead id, then by the 3DS id that the
 * sheet gives, then by the one that the ledger remembers (a search may lag behind a create).
 */
export async function locateLead({ sheet, known, found }: Wanted, deps: LookUpDeps): Promise<Located> {
  switch (found.kind) {
    case 'several':
      return chosenAmong(sheet, found.leads);
    case 'hidden':
      return unreadable(found.dsLeadOpportunityId, found.reason);
    case 'one':
      return sheet.dsLeadOpportunityId === null ||
        sheet.dsLeadOpportunityId === found.lead.dsLeadOpportunityId
        ? { kind: 'present', lead: found.lead }
        : disagreeing(sheet, found.lead.dsLeadOpportunityId);
    case 'absent':
      if (sheet.dsLeadOpportunityId !== null) return await byGivenId(sheet, sheet.dsLeadOpportunityId, deps);
      return known === null ? { kind: 'absent' } : await byKnownId(sheet, known.dsLeadOpportunityId, deps);
  }
}

async function byGivenId(sheet: SheetLead, id: string, { api, signal }: LookUpDeps): Promise<Located> {
  const answer = await api.read(id, { signal });
  if (answer.kind === 'unreadable') return unreadable(id, answer.message);
  if (answer.kind === 'out-of-scope') {
    return withheld('blocked', 'LEAD_NOT_FOUND', {
      dsLeadOpportunityId: id,
      message: `The sheet gives the 3DS id ${id}, and 3DS knows no such lead of yours. Correct the id, or leave it blank for a new lead.`,
    });
  }
  const carried = answer.lead.partnerLeadOpportunityId;
  if (carried === sheet.partnerLeadOpportunityId) return { kind: 'present', lead: answer.lead };
  if (carried === null || carried === '') {
    return withheld('blocked', 'LEAD_UNCLAIMED', {
      dsLeadOpportunityId: id,
      message: `The 3DS lead ${id} carries no partner lead id yet. \`leadferry claim FILE\` gives it ${sheet.partnerLeadOpportunityId}; then upload again.`,
    });
  }
  return withheld('conflict', 'IDS_DISAGREE', {
    dsLeadOpportunityId: id,
    message: `The sheet gives ${sheet.partnerLeadOpportunityId} the 3DS id ${id}, but at 3DS that lead carries ${carried}. Correct one of the two ids.`,
  });
}

/** What the ledger remembers is only a hint: it counts where 3DS shows that lead with this id. */
async function byKnownId(sheet: SheetLead, id: string, { api, signal }: LookUpDeps): Promise<Located> {
  const answer = await api.read(id, { signal });
  if (answer.kind === 'unreadable') return unreadable(id, answer.message);
  const isIt =
    answer.kind === 'found' && answer.lead.partnerLeadOpportunityId === sheet.partnerLeadOpportunityId;
  return isIt ? { kind: 'present', lead: answer.lead } : { kind: 'absent' };
}

/** Where several 3DS leads carry the id, the 3DS id of the sheet says which one is meant. */
function chosenAmong(sheet: SheetLead, leads: readonly RemoteLead[]): Located {
  const chosen = leads.find((lead) => lead.dsLeadOpportunityId === sheet.dsLeadOpportunityId);
  if (chosen !== undefined) return { kind: 'present', lead: chosen };
  const ids = leads.map((lead) => lead.dsLeadOpportunityId).join(', ');
  return withheld('conflict', 'ID_NOT_UNIQUE', {
    dsLeadOpportunityId: null,
    message: `3DS has ${leads.length} leads with the partner lead id ${sheet.partnerLeadOpportunityId}: ${ids}. Fill in "3DS lead id" to say which one is meant.`,
  });
}

function disagreeing(sheet: SheetLead, actual: string): Withheld {
  return withheld('conflict', 'IDS_DISAGREE', {
    dsLeadOpportunityId: actual,
    message: `The sheet gives ${sheet.partnerLeadOpportunityId} the 3DS id ${sheet.dsLeadOpportunityId}, but at 3DS that id belongs to ${actual}. Correct one of the two ids.`,
  });
}

/** Nothing can be decided about a lead that 3DS names and does not show. */
export function unreadable(id: string, reason: string): Withheld {
  return withheld('blocked', 'LEAD_UNREADABLE', {
    dsLeadOpportunityId: id,
    message: `3DS names the lead ${id} for it but does not show it as such: ${reason}. Nothing was sent.`,
  });
}

function withheld(
  action: Withheld['action'],
  code: Withheld['code'],
  rest: Pick<Withheld, 'message' | 'dsLeadOpportunityId'>,
): Withheld {
  return { kind: 'withheld', action, code, ...rest };
}
