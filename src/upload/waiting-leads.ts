import type { RunLead } from '../lead/ledger.js';
import type { UploadSession } from './upload-session.js';

/** The leads of the run that wait to be planned, in their order. From here on 3DS is asked about each. */
export function* plannedLeads({ record, deps, stop, seenMs }: UploadSession): Generator<RunLead> {
  for (const lead of deps.ledger.leads(record.run, ['planned'])) {
    stop.check();
    seenMs.set(lead.seq, deps.clock.monotonic());
    yield lead;
  }
}

/** What the sheet says of a lead of a run. */
export function sheetLeadOf({ seq, lead }: RunLead): NonNullable<RunLead['lead']> {
  if (lead === null)
    throw new Error(`lead ${seq} of the run is to be sent, but the ledger has no values of it`);
  return lead;
}
