import type { LeadPlan } from '../lead/ledger.js';
import { blockedDecision } from './planned-lead.js';
import type { UploadSession } from './upload-session.js';

const message =
  'Its values were erased from the ledger. Run `leadferry resume RUN --file FILE` with the sheet, or upload the sheet again.';

/** Withholds the leads of a run that wait to be sent and of which the ledger has no values any more. */
export function withholdErased({ record, deps: { ledger } }: UploadSession): void {
  const { changes, update, before, seen } = blockedDecision('LEAD_ERASED', message);
  const plans: LeadPlan[] = [];
  for (const { seq, hasValues, dsLeadOpportunityId } of ledger.results(record.run, ['planned'])) {
    if (hasValues) continue;
    plans.push({
      seq,
      action: 'blocked',
      code: 'LEAD_ERASED',
      message,
      changes,
      update,
      before,
      seen,
      dsLeadOpportunityId,
    });
  }
  if (plans.length > 0) ledger.plan(record.run, plans);
}
