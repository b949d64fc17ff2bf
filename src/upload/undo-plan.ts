import { mapPulled } from '../core/async-iteration.js';
import type { FieldChange } from '../core/outcome.js';
import { fieldAt } from '../lead/field-catalogue.js';
import type { LeadPlan, RunLead, UndoLead } from '../lead/ledger.js';
import { claimedField } from './claim-plan.js';
import { idsPerSearch } from './plan-leads.js';
import { blockedDecision, nothingPlanned } from './planned-lead.js';
import { undoneLead } from './undo-lead.js';
import type { UploadSession } from './upload-session.js';
import { plannedLeads } from './waiting-leads.js';

/**
 * Plans the leads of a run that undoes another one: what of the other run's values 3DS still holds is put back. One GET for each lead.
 * Throws what the API throws.
 */
export async function* planUndo(session: UploadSession): AsyncGenerator<LeadPlan> {
  const { record, deps } = session;
  const originals = new Map<string, UndoLead>();
  for (const lead of deps.ledger.undoLeads(record.ofRun ?? '')) originals.set(lead.dsLeadOpportunityId, lead);
  const plan = (lead: RunLead) => planOne(session, lead, originals);
  yield* mapPulled(plannedLeads(session), plan, { ...deps, window: Math.min(deps.window, idsPerSearch) });
}

async function planOne(
  { record, deps }: UploadSession,
  { seq, lead }: RunLead,
  originals: ReadonlyMap<string, UndoLead>,
): Promise<LeadPlan> {
  const id = lead?.dsLeadOpportunityId ?? null;
  const original = id === null ? undefined : originals.get(id);
  if (original === undefined || id === null || original.erased) return { seq, ...asPlan(erasedDecision) };
  const answer = await deps.api.read(id, { signal: deps.signal });
  if (answer.kind === 'out-of-scope') {
    const message = `3DS knows no lead ${id} of yours any more, so nothing can be put back.`;
    return { seq, ...asPlan(blockedDecision('LEAD_NOT_FOUND', message)), dsLeadOpportunityId: id };
  }
  if (answer.kind === 'unreadable') {
    const message = `3DS did not answer with the lead: ${answer.message}.`;
    return { seq, ...asPlan(blockedDecision('LEAD_UNREADABLE', message)), dsLeadOpportunityId: id };
  }
  const known = deps.ledger.known(original.partnerLeadOpportunityId);
  const lastSent = known?.dsLeadOpportunityId === id ? known.lastSent : null;
  const { changes, update, kept, keptBecause } = undoneLead({
    original,
    remote: answer.lead,
    lastSent,
    apiVersion: record.apiVersion,
  });
  const decided = { seq, ...asPlan(nothingPlanned), changes, kept, dsLeadOpportunityId: id };
  if (update !== null) return { ...decided, action: 'update', update, before: answer.lead };
  if (keptBecause === null) return { ...decided, action: 'unchanged' };
  return {
    ...decided,
    action: 'conflict',
    code: keptBecause,
    message: `${keptText(kept)}${claimText(kept)}`,
  };
}

/** Of a claim nothing else can be undone. */
function claimText(kept: readonly FieldChange[]): string {
  return kept.some(({ field }) => field === claimedField)
    ? ' 3DS publishes no way to take a partner lead id back; ask 3DS to do it.'
    : '';
}

const erasedDecision = blockedDecision(
  'LEAD_ERASED',
  'What the run had sent was erased from the ledger, so nothing can be put back.',
);

function asPlan<T extends typeof nothingPlanned>({
  notComparable: _notComparable,
  conflicts: _conflicts,
  keptAt3ds: _keptAt3ds,
  warnings: _warnings,
  seenWhenSent: _seenWhenSent,
  ...plan
}: T) {
  return { action: 'blocked' as const, ...plan };
}

/** What an undo leaves as it is, for people. */
export function keptText(kept: readonly FieldChange[]): string {
  const labels = kept.map(({ field }) => fieldAt(field)?.label ?? partLabels[field] ?? field);
  return `Left as 3DS holds it now: ${labels.join(', ')}.`;
}

const partLabels: Readonly<Record<string, string>> = {
  offerLines: 'the offer lines',
  customerContacts: 'the customer contacts',
  partnerContacts: 'the partner contacts',
};
