import { compareLead } from '../lead/compare.js';
import type { IssueCode } from '../lead/issue-catalogue.js';
import type { LeadParts, RemoteLead } from '../lead/lead.js';
import type { ReadAnswer } from '../lead/lead-api.js';
import type { LeadOutcome, RunLead, RunRecord } from '../lead/ledger.js';
import { existsCode } from './exists-code.js';
import { stateAfter } from './lead-states.js';
import type { Found } from './look-up.js';

/** When a look-up is judged: has the settling time passed, and may the lead be sent again in this pass? */
export interface SettleMoment {
  readonly isDue: boolean;
  readonly mayResend: boolean;
}

/** What a look-up makes of an open lead. wait: look again later. unproven: it stays unknown, looking again at once helps nothing. */
export type Verdict =
  | { readonly kind: 'wait' }
  | { readonly kind: 'settled'; readonly outcome: LeadOutcome }
  | { readonly kind: 'unproven'; readonly outcome: LeadOutcome };

type Rules = Pick<RunRecord, 'mode' | 'lists' | 'apiVersion'>;

/** Judges a create whose outcome is open by what the search found under its partner lead id. */
export function judgeCreate(lead: RunLead, found: Found, context: SettleMoment & Rules): Verdict {
  switch (found.kind) {
    case 'one':
      return isOwn(lead) ? judgeOwn(lead, found.lead, context) : judgeForeign(lead, found.lead, context);
    case 'several': {
      const ids = found.leads.map(({ dsLeadOpportunityId }) => dsLeadOpportunityId).join(', ');
      return unproven(lead, 'ID_NOT_UNIQUE', `3DS now has several leads with this partner lead id: ${ids}.`);
    }
    case 'hidden':
      return unproven(
        lead,
        'LEAD_UNREADABLE',
        `3DS names the lead ${found.dsLeadOpportunityId} for it but does not show it as such: ${found.reason}.`,
      );
    case 'absent':
      return context.isDue ? judgeAbsent(lead, context) : { kind: 'wait' };
  }
}

/** Judges an update whose outcome is open by a GET of its lead: there where the lead now has everything that was sent. */
export function judgeUpdate(
  lead: RunLead,
  answer: ReadAnswer,
  context: SettleMoment & Rules & { readonly lastSent: LeadParts | null },
): Verdict {
  if (answer.kind !== 'found') {
    return unproven(lead, 'LEAD_UNREADABLE', `3DS did not answer with the lead: ${answer.message}.`);
  }
  const { lead: remote } = answer;
  if (isAsSent(lead, { remote, lastSent: context.lastSent, rules: context })) {
    return settled(lead, 'found-as-sent', { delivered: true, remote });
  }
  if (context.mayResend) return settled(lead, 'found-differing', { delivered: false, remote });
  return unproven(lead, 'OUTCOME_UNKNOWN', 'The update was sent several times and 3DS does not show it.');
}

/** A create is saved whole or not at all, so what this run sent is there; other values came later or were set by 3DS. */
function judgeOwn(lead: RunLead, remote: RemoteLead, context: SettleMoment & Rules): Verdict {
  if (isAsSent(lead, { remote, lastSent: null, rules: context })) {
    return settled(lead, 'found-as-sent', { delivered: true, remote });
  }
  return settled(lead, 'found-differing', { delivered: true, remote });
}

/** A lead that 3DS had before this run sent anything for it. */
function judgeForeign(lead: RunLead, remote: RemoteLead, { mode }: Rules): Verdict {
  if (mode !== 'create') return settled(lead, 'found-differing', { delivered: false, remote });
  return settled(lead, 'taken', {
    delivered: false,
    remote,
    code: 'LEAD_EXISTS',
    message: `3DS already has ${lead.partnerLeadOpportunityId} as ${remote.dsLeadOpportunityId}. Upload without --mode create to update it.`,
  });
}

function judgeAbsent(lead: RunLead, { mayResend }: SettleMoment): Verdict {
  if (lead.code === existsCode && !isOwn(lead)) {
    return settled(lead, 'taken', {
      delivered: false,
      remote: null,
      code: existsCode,
      message: `3DS says that it already has ${lead.partnerLeadOpportunityId} but finds no such lead of yours. Quote the trace id to 3DS.`,
    });
  }
  if (mayResend) return settled(lead, 'proven-absent', { delivered: false, remote: null });
  return unproven(lead, 'OUTCOME_UNKNOWN', 'It was sent several times and 3DS still does not show it.');
}

/** True where a request of this run may have made it. One that was answered by ERR801 made nothing. */
function isOwn({ attempts, code }: RunLead): boolean {
  return attempts > (code === existsCode ? 1 : 0);
}

interface AsSent {
  readonly remote: RemoteLead;
  readonly lastSent: LeadParts | null;
  readonly rules: Rules;
}

function isAsSent({ sent }: RunLead, { remote, lastSent, rules }: AsSent): boolean {
  if (sent === null) return false;
  const { lists, apiVersion } = rules;
  const sheet = { ...sent, dsLeadOpportunityId: null };
  return compareLead({ sheet, remote, lastSent, lists, apiVersion }).changes.length === 0;
}

interface Settled {
  readonly delivered: boolean;
  readonly remote: RemoteLead | null;
  readonly code?: string;
  readonly message?: string;
}

/** A lead whose outcome a look-up has proven. */
export function settled(
  lead: RunLead,
  event: 'found-as-sent' | 'found-differing' | 'proven-absent' | 'taken' | 'not-taken',
  { delivered, remote, code = undefined, message = undefined }: Settled,
): Verdict {
  return {
    kind: 'settled',
    outcome: {
      state: stateAfter(lead.state, event),
      delivered,
      dsLeadOpportunityId: remote?.dsLeadOpportunityId ?? null,
      code: code ?? null,
      message: message ?? null,
      traceId: event === 'taken' || event === 'not-taken' ? lead.traceId : null,
    },
  };
}

/** A lead that stays unknown, and why. */
export function unproven(lead: RunLead, code: IssueCode, message: string): Verdict {
  return {
    kind: 'unproven',
    outcome: {
      state: stateAfter(lead.state, 'unsettled'),
      delivered: false,
      dsLeadOpportunityId: null,
      code: lead.code === existsCode ? existsCode : code,
      message,
      traceId: lead.traceId,
    },
  };
}
