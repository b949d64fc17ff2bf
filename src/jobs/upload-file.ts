import { basename, resolve } from 'node:path';
import { processEnvironment } from '../config/environment.js';
import { errorCatalogue, LeadferryError } from '../core/error.js';
import type { Row } from '../core/row.js';
import type { RestatedCells, RunEntry } from '../lead/ledger.js';
import { carryOut } from './carry-out-run.js';
import { type CheckedFile, withCheckedFile } from './check-file.js';
import { eraseOldValues } from './erase-old-values.js';
import { firstError } from './first-error.js';
import { type JobOptions, progressOf } from './job-options.js';
import { keptReferences } from './kept-references.js';
import { knownToLedger } from './known-to-ledger.js';
import { unclaimedRule } from './plan-report.js';
import { type ServerSession, withServerSession } from './server-session.js';
import type { ValidateResult } from './sheet-options.js';
import { unsentReport } from './unsent-report.js';
import type { UploadOptions, UploadReport } from './upload-report.js';
import { writeBackHeaders } from './write-back-headers.js';

/**
 * Checks the sheet, takes it into the ledger as a run, and carries the run out. Where the sheet has errors nothing is sent, unless
 * `skipInvalid` sends the other leads; mistakes in columns or sheets concern all leads and always stop it.
 */
export async function uploadFile(file: string, options: UploadOptions): Promise<UploadReport> {
  return await withServerSession(options, async (session) => {
    const { settings, ledger } = session;
    if (options.dryRun !== true) eraseOldValues(session, options);
    const references = keptReferences(ledger, settings);
    const context = { settings, references, ...knownToLedger(ledger) };
    const rows: Row[] = [];
    const restated = new WeakMap<Row, RestatedCells>();
    const onRow = (row: Row) => void rows.push(row);
    const onRestated = (row: Row, cells: RestatedCells) => void restated.set(row, cells);
    const { run, validation, sendable } = await withCheckedFile(
      { file, options, context, onRow, onRestated },
      async (checked) => {
        const started = await startRun(checked, session, { file, options, rows, restated });
        return { run: started, validation: checked.result(), sendable: isSendable(checked, options) };
      },
    );
    if (!sendable) {
      ledger.discardRun(run);
      return refusal(validation, session, options);
    }
    return await carryOut(run, {
      session,
      options,
      validation,
      dryRun: options.dryRun ?? false,
      isNew: true,
    });
  });
}

export interface UploadedSheet {
  readonly file: string;
  readonly options: UploadOptions;
  /** The data rows that have passed and are not in the ledger yet. */
  readonly rows: Row[];
  readonly restated: WeakMap<Row, RestatedCells>;
}

async function startRun(
  checked: CheckedFile,
  { settings, ledger }: ServerSession,
  { file, ...sheet }: UploadedSheet,
): Promise<string> {
  const { options } = sheet;
  const { cwd } = processEnvironment();
  const run = {
    file: basename(file),
    out: (id: string) => resolve(cwd, options.out ?? `leadferry-${id}`),
    mode: options.mode ?? 'upsert',
    lists: options.lists ?? 'keep',
    apiVersion: settings.apiVersion,
    onConflict: options.onConflict ?? 'skip',
    unclaimed: unclaimedRule(options),
    planHash: null,
    writeBack: await writeBackHeaders(checked),
  } as const;
  return await ledger.startRun(run, {
    sheets: checked.sheets,
    entries: runEntries(checked, sheet),
  });
}

/** Every row and every lead of the sheet, each lead behind all of its rows. */
export async function* runEntries(
  checked: CheckedFile,
  { options, ...taken }: Pick<UploadedSheet, 'rows' | 'restated'> & { readonly options: JobOptions },
): AsyncGenerator<RunEntry> {
  const progress = progressOf(options);
  let done = 0;
  for await (const { seq, partnerLeadOpportunityId, lead, origins, rejected, issues } of checked.leads) {
    yield* takenRows(taken);
    const rejection = rejected ? firstError(issues) : null;
    yield {
      kind: 'lead',
      lead: { seq, partnerLeadOpportunityId, lead: rejected ? null : lead, rejection },
      origins,
    };
    done += 1;
    progress({ phase: 'read', done, total: null });
  }
  yield* takenRows(taken);
}

/** The rows that have passed since it was asked last. */
export function* takenRows({
  rows,
  restated,
}: Pick<UploadedSheet, 'rows' | 'restated'>): Generator<RunEntry> {
  for (const row of rows.splice(0)) yield { kind: 'row', row, restated: restated.get(row) };
}

export function isSendable(
  checked: CheckedFile,
  { skipInvalid = false }: Pick<UploadOptions, 'skipInvalid'>,
): boolean {
  if (checked.hasFileErrors()) return false;
  return skipInvalid || checked.result().issueCounts.error === 0;
}

export function refusal(
  validation: ValidateResult,
  session: ServerSession,
  options: Pick<UploadOptions, 'skipInvalid' | 'dryRun'>,
): UploadReport {
  const { issueCounts, leads, rows: _rows, inLeads, inNone, file } = validation;
  const remedy =
    options.skipInvalid === true
      ? 'Correct the columns or sheets that the issues name; they concern every lead.'
      : errorCatalogue.SHEET_HAS_ERRORS.remedy;
  const error = new LeadferryError(
    'SHEET_HAS_ERRORS',
    `${file} has ${issueCounts.error} errors in ${leads.rejected} of its ${leads.total} leads. Nothing was sent.`,
    { next: remedy.replace('FILE', file) },
  );
  return unsentReport(session, {
    dryRun: options.dryRun ?? false,
    rows: { inLeads, inNone },
    leads: [],
    validation,
    requests: null,
    unsent: leads.total,
    error,
  });
}
