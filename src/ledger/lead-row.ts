import type { LeadAction } from '../core/outcome.js';
import { isFieldChanges, isLeadParts, isReadBack, isRemoteLead, isSheetLead } from '../lead/lead-guards.js';
import type { LeadResult, LeadState, RunLead, RunLeadResult } from '../lead/ledger.js';
import {
  DamagedValue,
  type FoundRow,
  jsonIn,
  jsonOrNullIn,
  numberIn,
  numberOrNullIn,
  rowOf,
  textIn,
  textOrNullIn,
} from './typed-columns.js';

export const leadStates = [
  'planned',
  'intent',
  'unknown',
  'done',
  'failed',
  'unsent',
] as const satisfies readonly LeadState[];

const leadActions = [
  'create',
  'update',
  'unchanged',
  'conflict',
  'blocked',
] as const satisfies readonly LeadAction[];

/** What a lead's rows show of it, as columns of the table `leads`. */
export const resultColumns = `leads.state AS state, leads.action AS action, leads.ds_lead_id AS dsLeadOpportunityId,
  leads.code AS code, leads.message AS message, leads.trace_id AS traceId, leads.read_back_json AS readBack,
  leads.kept_json AS kept`;

const ownColumns = `${resultColumns}, leads.seq AS seq, leads.partner_lead_id AS partnerLeadOpportunityId, leads.attempts AS attempts`;

/** The lead's row and that of its values. */
export const leadWithValues = 'leads JOIN lead_values ON lead_values.lead_id = leads.id';

/** What the open or last request carried, as an expression over `leadWithValues`: mostly it is kept in another column already. */
export const sentValues = sentWith("json_remove(lead_values.lead_json, '$.dsLeadOpportunityId')");

/** Whether it is still kept what that was, told without making it. */
export const hasSentValues = `${sentWith('lead_values.lead_json')} IS NOT NULL`;

function sentWith(ofSheet: string): string {
  return `CASE leads.sent_as WHEN 'sheet' THEN ${ofSheet}
  WHEN 'update' THEN lead_values.update_json ELSE lead_values.sent_json END`;
}

/** All that makes a RunLead, as columns of `leadWithValues`. */
export const leadColumns = `${ownColumns}, lead_json AS lead, changes_json AS changes, before_json AS before,
  update_json AS "update", ${sentValues} AS sent, sent_at_ms AS sentAt`;

/** All that makes a RunLeadResult, as columns of `leadWithValues`. */
export const leadResultColumns = `${ownColumns}, lead_json IS NOT NULL AS hasValues`;

const states: ReadonlyMap<string, LeadState> = new Map(leadStates.map((state) => [state, state]));
const actions: ReadonlyMap<string, LeadAction> = new Map(leadActions.map((action) => [action, action]));

function named<T>(names: ReadonlyMap<string, T>, name: string): T {
  const found = names.get(name);
  if (found !== undefined) return found;
  throw new DamagedValue(`${name} is not known`);
}

/** Reads `resultColumns`. */
export function leadResultIn(row: FoundRow): LeadResult {
  const action = textOrNullIn(row, 'action');
  // Nearly every lead has none.
  const kept = row['kept'] === '[]' ? [] : jsonIn(row, 'kept', isFieldChanges);
  return {
    state: named(states, textIn(row, 'state')),
    action: action === null ? null : named(actions, action),
    dsLeadOpportunityId: textOrNullIn(row, 'dsLeadOpportunityId'),
    code: textOrNullIn(row, 'code'),
    message: textOrNullIn(row, 'message'),
    traceId: textOrNullIn(row, 'traceId'),
    readBack: jsonOrNullIn(row, 'readBack', isReadBack),
    kept,
  };
}

function identityIn(row: FoundRow): Pick<RunLead, 'seq' | 'partnerLeadOpportunityId' | 'attempts'> {
  return {
    seq: numberIn(row, 'seq'),
    partnerLeadOpportunityId: textIn(row, 'partnerLeadOpportunityId'),
    attempts: numberIn(row, 'attempts'),
  };
}

/** Reads `leadColumns`. */
export function runLeadIn(found: unknown): RunLead {
  const row = rowOf(found);
  return {
    ...leadResultIn(row),
    ...identityIn(row),
    lead: jsonOrNullIn(row, 'lead', isSheetLead),
    changes: jsonIn(row, 'changes', isFieldChanges),
    before: jsonOrNullIn(row, 'before', isRemoteLead),
    update: jsonOrNullIn(row, 'update', isLeadParts),
    sent: jsonOrNullIn(row, 'sent', isLeadParts),
    sentAt: numberOrNullIn(row, 'sentAt'),
  };
}

/** Reads `leadResultColumns`. */
export function runLeadResultIn(found: unknown): RunLeadResult {
  const row = rowOf(found);
  return { ...leadResultIn(row), ...identityIn(row), hasValues: numberIn(row, 'hasValues') === 1 };
}
