import type Big from 'big.js';
import type { RemoteLead } from '../lead/lead.js';
import { leadAmount } from './lead-amount.js';
import { dayOf, type LeadPhase, leadPhase, textOf } from './pipeline-lead.js';

/** What a comparison looks at of a lead at one point in time. What is missing ('', EMPTY, null) is null. */
export interface LeadState {
  readonly dsLeadOpportunityId: string | null;
  readonly partnerLeadOpportunityId: string | null;
  readonly name: string | null;
  /** E-mail address in small letters. */
  readonly owner: string | null;
  /** The customer's name; its 3DS id where 3DS answered no name. */
  readonly customer: string | null;
  readonly phase: LeadPhase;
  readonly stage: string | null;
  /** ISO 4217 code in capitals. */
  readonly currency: string | null;
  /** The sum of all offer lines, exact; null where none has an amount. */
  readonly amount: Big | null;
  /** `YYYY-MM-DD`. */
  readonly closeDate: string | null;
  /** Wall-clock ms. */
  readonly createdMs: number | null;
  readonly modifiedMs: number | null;
}

/** The state of a lead as 3DS answered it. */
export function leadState(lead: RemoteLead): LeadState {
  const { leadOpportunity: values, customerLegalEntity: customer } = lead;
  const stage = textOf(values['status']);
  return {
    dsLeadOpportunityId: textOf(lead.dsLeadOpportunityId),
    partnerLeadOpportunityId: textOf(lead.partnerLeadOpportunityId ?? ''),
    name: textOf(values['name']),
    owner: textOf(values['dsOwnerEmail'])?.toLowerCase() ?? null,
    customer: textOf(customer?.['name']) ?? textOf(customer?.['id']),
    phase: leadPhase(stage),
    stage,
    currency: textOf(values['currency'])?.toUpperCase() ?? null,
    amount: leadAmount(lead),
    closeDate: dayOf(values['closeDate']),
    createdMs: instantMs(textOf(values['createdDate'])),
    modifiedMs: instantMs(textOf(values['modifiedDate'])),
  };
}

function instantMs(text: string | null): number | null {
  const ms = text === null ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
