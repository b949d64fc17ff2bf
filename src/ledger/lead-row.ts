import { z } from 'zod';
import type { LeadState, RunLead, RunLeadResult } from '../lead/ledger.js';
import { storedChanges, storedLead, storedParts, storedReadBack, storedRemote } from './stored-values.js';

export const leadStates = [
  'planned',
  'intent',
  'unknown',
  'done',
  'failed',
  'unsent',
] as const satisfies readonly LeadState[];

/** What a lead's rows show of it, as columns of the table `leads`. */
export const resultColumns = `leads.state AS state, leads.action AS action, leads.ds_lead_id AS dsLeadOpportunityId,
  leads.code AS code, leads.message AS message, leads.trace_id AS traceId, leads.read_back_json AS readBack,
  leads.kept_json AS kept`;

/** All that makes a RunLead, as columns of the table `leads`. */
export const leadColumns = `${resultColumns}, seq, partner_lead_id AS partnerLeadOpportunityId, lead_json AS lead,
  changes_json AS changes, before_json AS before, update_json AS "update", sent_json AS sent, sent_at_ms AS sentAt, attempts`;

/** All that makes a RunLeadResult, as columns of the table `leads`. */
export const leadResultColumns = `${resultColumns}, seq, partner_lead_id AS partnerLeadOpportunityId, attempts,
  lead_json IS NOT NULL AS hasValues`;

export const storedResult = z.object({
  state: z.enum(leadStates),
  action: z.enum(['create', 'update', 'unchanged', 'conflict', 'blocked']).nullable(),
  dsLeadOpportunityId: z.string().nullable(),
  code: z.string().nullable(),
  message: z.string().nullable(),
  traceId: z.string().nullable(),
  readBack: storedReadBack.nullable(),
  kept: storedChanges,
});

export const storedRunLead = storedResult.extend({
  seq: z.number(),
  partnerLeadOpportunityId: z.string(),
  lead: storedLead.nullable(),
  changes: storedChanges,
  before: storedRemote.nullable(),
  update: storedParts.nullable(),
  sent: storedParts.nullable(),
  sentAt: z.number().nullable(),
  attempts: z.number(),
}) satisfies z.ZodType<RunLead>;

export const storedLeadResult = storedResult.extend({
  seq: z.number(),
  partnerLeadOpportunityId: z.string(),
  attempts: z.number(),
  hasValues: z.number().transform((value) => value === 1),
}) satisfies z.ZodType<RunLeadResult>;
