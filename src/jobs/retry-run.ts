import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { processEnvironment } from '../config/environment.js';
import { LeadferryError } from '../core/error.js';
import type { Ledger, NewRunSettings, RunEntry, RunLead, RunRecord } from '../lead/ledger.js';
import { statusOf } from '../lead/ledger.js';
import { carryOut, runRecord } from './carry-out-run.js';
import { withServerSession } from './server-session.js';
import type { RetryOptions, UploadReport } from './upload-report.js';

/**
 * Sends the failed and the unsent leads of a run again, as a run of its own, from the values that the ledger has of them. Leads that the checks had
 * rejected are left out: they have to be corrected in the sheet. Throws LeadferryError RUN_NOT_FOUND, NOTHING_TO_DO and DATA_ERASED.
 */
export async function retryRun(run: string, options: RetryOptions): Promise<UploadReport> {
  return await withServerSession(options, async (session) => {
    const { ledger } = session;
    const record = runRecord(ledger, run);
    const places = placesOf(record, ledger);
    const retry = await ledger.startRun(settingsOf(record, options), {
      sheets: ledger.sheets(run),
      entries: Readable.from(entriesOf(record, places, ledger)),
    });
    return await carryOut(retry, { session, options, validation: null, dryRun: false, isNew: true });
  });
}

/** The place in the new run of each lead that is sent again, by its place in the old one. */
function placesOf({ run, kind }: RunRecord, ledger: Ledger): ReadonlyMap<number, number> {
  if (kind === 'undo')
    throw nothingToRetry(`Run ${run} undid another one; \`leadferry undo\` makes a new one.`);
  const places = new Map<number, number>();
  let erased = 0;
  for (const lead of ledger.leads(run, ['failed', 'unsent', 'planned'])) {
    if (lead.lead !== null) places.set(lead.seq, places.size);
    else if (isErased(lead)) erased += 1;
  }
  if (places.size > 0) return places;
  if (erased === 0)
    throw nothingToRetry(`Run ${run} has no failed or unsent lead that could be sent again as it is.`);
  throw new LeadferryError(
    'DATA_ERASED',
    `The values of the ${erased} failed and unsent leads of run ${run} were erased.`,
  );
}

function nothingToRetry(message: string): LeadferryError {
  return new LeadferryError('NOTHING_TO_DO', message);
}

/** A rejected lead never had values, and says why; what said so is erased with the values. */
function isErased({ message, code }: RunLead): boolean {
  return message === null || code === 'LEAD_ERASED';
}

function settingsOf(record: RunRecord, { out }: RetryOptions): NewRunSettings {
  const {
    run,
    writeBack,
    counts: _,
    rows: __,
    startedAt: ___,
    endedAt: ____,
    resumable: _____,
    ...same
  } = record;
  const { cwd } = processEnvironment();
  return {
    ...same,
    kind: 'retry',
    ofRun: run,
    planHash: null,
    writeBack: writeBack ?? undefined,
    out: (id) => resolve(cwd, out ?? `leadferry-${id}`),
  };
}

function* entriesOf(
  { run }: RunRecord,
  places: ReadonlyMap<number, number>,
  ledger: Ledger,
): Generator<RunEntry> {
  const origins = new Map<number, { sheet: string | null; row: number }[]>();
  for (const { row, restated, seq } of ledger.rows(run)) {
    if (seq === null || !places.has(seq)) continue;
    const ofLead = origins.get(seq) ?? [];
    ofLead.push({ sheet: row.sheet, row: row.row });
    origins.set(seq, ofLead);
    yield { kind: 'row', row: { ...row, issues: [] }, restated: restated ?? undefined };
  }
  for (const { seq, partnerLeadOpportunityId, lead, state } of ledger.leads(run)) {
    const place = places.get(seq);
    if (place === undefined || statusOf[state] === 'done') continue;
    yield {
      kind: 'lead',
      lead: { seq: place, partnerLeadOpportunityId, lead, rejection: null },
      origins: origins.get(seq) ?? [],
    };
  }
}
