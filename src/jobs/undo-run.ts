import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { processEnvironment } from '../config/environment.js';
import { LeadferryError } from '../core/error.js';
import type { Ledger, NewRunSettings, RunContent, RunEntry, RunRecord, UndoLead } from '../lead/ledger.js';
import { carryOut, runRecord } from './carry-out-run.js';
import { makeFolder, writeSheets } from './run-results.js';
import { type ServerSession, withServerSession } from './server-session.js';
import { unsentReport } from './unsent-report.js';
import type { CreatedLead, UndoOptions, UndoReport, UploadReport } from './upload-report.js';

const headers = ['Partner lead id', '3DS lead id'] as const;

/**
 * Puts the values back that a run changed, as a run of its own: where 3DS still holds what the run sent. What the run created is listed, because the
 * API has no delete. Throws LeadferryError RUN_NOT_FOUND, NOTHING_TO_DO, and DATA_ERASED where the ledger has none of the old values any more.
 */
export async function undoRun(run: string, options: UndoOptions): Promise<UndoReport> {
  return await withServerSession(options, async (session) => {
    const { ledger } = session;
    const record = runRecord(ledger, run);
    const { updated, created } = leadsOf(record, ledger);
    const { cwd } = processEnvironment();
    const out = (id: string) => resolve(cwd, options.out ?? `leadferry-${id}`);
    if (updated.length === 0) {
      const folder = out(`undo-${run}`);
      await makeFolder(folder);
      const files = [await writeCreated(folder, created)];
      return { ...onlyCreated(session), ofRun: run, created, files };
    }
    const undo = await ledger.startRun(settingsOf(record, out), contentOf(updated));
    const report = await carryOut(undo, { session, options, validation: null, dryRun: false, isNew: true });
    const files = created.length === 0 ? [] : [await writeCreated(out(undo), created)];
    return { ...report, ofRun: run, created, files: [...report.files, ...files] };
  });
}

interface LeadsToUndo {
  readonly updated: readonly UndoLead[];
  readonly created: readonly CreatedLead[];
}

function leadsOf({ run }: RunRecord, ledger: Ledger): LeadsToUndo {
  const updated: UndoLead[] = [];
  const created: CreatedLead[] = [];
  for (const lead of ledger.undoLeads(run)) {
    const { partnerLeadOpportunityId, dsLeadOpportunityId } = lead;
    if (lead.what === 'created') created.push({ partnerLeadOpportunityId, dsLeadOpportunityId });
    else updated.push(lead);
  }
  if (updated.length + created.length === 0) {
    throw new LeadferryError('NOTHING_TO_DO', `Run ${run} changed nothing at 3DS that could be undone.`);
  }
  if (updated.length > 0 && updated.every(({ erased }) => erased)) {
    throw new LeadferryError(
      'DATA_ERASED',
      `What the ${updated.length} leads that run ${run} updated held before was erased, so nothing can be put back.`,
      { next: 'Correct the leads in MySalesPipeline, or upload a sheet with the right values.' },
    );
  }
  return { updated, created };
}

function settingsOf(
  { run, file, lists: _, mode: __, apiVersion, onConflict }: RunRecord,
  out: (id: string) => string,
): NewRunSettings {
  return {
    file,
    out,
    mode: 'update',
    lists: 'replace',
    apiVersion,
    onConflict,
    unclaimed: 'off',
    planHash: null,
    kind: 'undo',
    ofRun: run,
  };
}

function contentOf(leads: readonly UndoLead[]): RunContent {
  return { sheets: [{ sheet: null, headers: [...headers] }], entries: Readable.from(entriesOf(leads)) };
}

function* entriesOf(leads: readonly UndoLead[]): Generator<RunEntry> {
  for (const [seq, { partnerLeadOpportunityId, dsLeadOpportunityId }] of leads.entries()) {
    const origin = { sheet: null, row: seq + 2 };
    const cells = [partnerLeadOpportunityId, dsLeadOpportunityId];
    yield { kind: 'row', row: { ...origin, cells, issues: [] } };
    const lead = { partnerLeadOpportunityId, dsLeadOpportunityId, ...noValues };
    yield {
      kind: 'lead',
      lead: { seq, partnerLeadOpportunityId, lead, rejection: null },
      origins: [origin],
    };
  }
}

/** What is put back is decided when the run is planned, by what 3DS holds then. */
const noValues = {
  leadOpportunity: {},
  customerLegalEntity: null,
  offerLines: null,
  customerContacts: null,
  partnerContacts: null,
} as const;

async function writeCreated(folder: string, created: readonly CreatedLead[]): Promise<string> {
  const rows = created.map(({ partnerLeadOpportunityId, dsLeadOpportunityId }) => [
    partnerLeadOpportunityId,
    dsLeadOpportunityId,
  ]);
  return await writeSheets(join(folder, 'created.csv'), [
    { sheet: null, headers: [...headers], rows: () => rows },
  ]);
}

/** The report of an undo that has nothing to send. */
function onlyCreated(session: ServerSession): UploadReport {
  return unsentReport(session, {
    dryRun: false,
    rows: { inLeads: 0, inNone: 0 },
    leads: [],
    validation: null,
    requests: session.figures.summary(),
    unsent: 0,
    error: null,
  });
}
