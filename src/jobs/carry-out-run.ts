import { secondsAtPace } from '../api/rate-outlook.js';
import { type ErrorCode, LeadferryError } from '../core/error.js';
import type { Ledger, RunRecord } from '../lead/ledger.js';
import { looksAhead, looksClosely } from '../upload/look-again.js';
import { requestBudget } from '../upload/request-budget.js';
import { type LeadReport, leadReport } from '../upload/results.js';
import { runUpload } from '../upload/run-upload.js';
import type { ActionCounts, UploadDeps } from '../upload/upload-session.js';
import { withDeadline } from './deadline.js';
import { failureValue, progressOf } from './job-options.js';
import { writeResults } from './run-results.js';
import type { ServerSession } from './server-session.js';
import type { ValidateResult } from './sheet-options.js';
import { systemClock } from './system-clock.js';
import type { LeadWarning, ReadBackValue, RunOptions, UploadReport } from './upload-report.js';

interface CarryOutContext {
  readonly session: ServerSession;
  readonly options: RunOptions;
  /** What the checks found; null for a resumed run. */
  readonly validation: ValidateResult | null;
  readonly dryRun: boolean;
  /** Of a claim: what else the sheet says of a lead than 3DS holds, by label. */
  readonly otherEdits?: UploadDeps['otherEdits'];
  /** False for a run that was stopped before: its history is kept whatever happens now. */
  readonly isNew: boolean;
}

/**
 * Carries a run out, new or stopped before, and writes its results, however it ended. A dry run leaves neither run nor files.
 * Throws what stopped a new run before anything was sent; it leaves nothing behind either.
 */
export async function carryOut(run: string, context: CarryOutContext): Promise<UploadReport> {
  const { session, options, dryRun } = context;
  // A dry run sends nothing, so nobody has to be kept away.
  if (dryRun) return await carryOutAlone(run, context);
  claim(run, context);
  try {
    return await withDeadline(options, systemClock, (signal) =>
      carryOutAlone(run, { ...context, options: { ...options, signal } }),
    );
  } finally {
    session.ledger.releaseRun(run);
  }
}

/** A new run that must not start is not kept. */
function claim(run: string, { session: { ledger }, isNew }: CarryOutContext): void {
  try {
    ledger.claimRun(run);
  } catch (thrown) {
    if (isNew) ledger.discardRun(run);
    throw thrown;
  }
}

async function carryOutAlone(run: string, context: CarryOutContext): Promise<UploadReport> {
  const { session, options, validation, dryRun } = context;
  const { settings, api, ledger, limit, window, log, figures } = session;
  log.runStarted(run);
  const warnings: LeadWarning[] = [];
  const kept = runRecord(ledger, run);
  const isClaim = kept.mode === 'claim';
  // Only reading a lead proves a claim.
  const readBack = isClaim ? 'all' : (options.readBack ?? 'sample');
  const result = await runUpload(run, {
    api,
    ledger,
    limit,
    window,
    signal: options.signal,
    progress: progressOf(options),
    clock: systemClock,
    settleMs: settings.settleMs,
    maxFailures: options.maxFailures ?? null,
    dryRun,
    readBack,
    warn: (partnerLeadOpportunityId, warning) => warnings.push({ partnerLeadOpportunityId, ...warning }),
    otherEdits: context.otherEdits,
    confirm: confirmation(
      session,
      { ...options, readBack },
      { warnings, isClaim, isClose: looksClosely(kept) },
    ),
  });
  log.runStopped(result.counts, result.stoppedBy?.code ?? null);
  if (context.isNew && result.stoppedBy !== null && !wasSent(ledger, run)) {
    ledger.discardRun(run);
    throw nothingSent(result.stoppedBy);
  }
  const { leads, readBack: differences } = outcomesOf(ledger, run);
  const record = runRecord(ledger, run);
  const report = {
    run,
    server: settings.origin,
    partnerId: settings.partnerId,
    dryRun,
    counts: result.counts,
    actions: countDone(leads),
    rows: record.rows,
    leads,
    error: result.stoppedBy === null ? null : failureValue(result.stoppedBy),
    resumable: result.resumable && !dryRun,
    readBack: differences,
    warnings,
    validation,
    requests: figures.summary(),
  };
  if (dryRun) {
    ledger.discardRun(run);
    return { ...report, files: [] };
  }
  return { ...report, files: await writeResults(ledger, record, report) };
}

function wasSent(ledger: Ledger, run: string): boolean {
  for (const { attempts } of ledger.results(run)) if (attempts > 0) return true;
  return false;
}

/** Codes whose remedy is to resume. */
const resumeRemedies: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'INTERRUPTED',
  'SERVER_BUSY',
  'DEADLINE_REACHED',
]);

/** There is nothing to resume: whatever the remedy, the same command starts anew. */
function nothingSent(stop: LeadferryError): LeadferryError {
  const { code, message, next } = stop;
  const remedy = resumeRemedies.has(code) ? 'Run the same command again.' : next;
  return new LeadferryError(code, `${message} Nothing was sent.`, { next: remedy, cause: stop });
}

/** The run's record. Throws LeadferryError RUN_NOT_FOUND. */
export function runRecord(ledger: Ledger, run: string): RunRecord {
  const record = ledger.run(run);
  if (record !== null) return record;
  throw new LeadferryError('RUN_NOT_FOUND', `There is no run ${run} of this server and partner.`);
}

interface Asked {
  readonly warnings: readonly LeadWarning[];
  readonly isClaim: boolean;
  /** True where the leads are looked at again shortly before they are sent. */
  readonly isClose: boolean;
}

/** Tells the plan, and asks the caller before anything goes to production; without anybody to ask, production is refused. */
function confirmation(
  { settings, figures }: ServerSession,
  { confirm, onPlan, readBack = 'sample' }: RunOptions,
  { warnings, isClaim, isClose }: Asked,
): (counts: ActionCounts) => Promise<boolean> {
  const { origin: server, partnerId, production, rps } = settings;
  return async (counts) => {
    const writes = counts.create + counts.update;
    // Planning has brought the pace under way.
    const { total } = figures.summary();
    const secondsFor = (requests: number) => secondsAtPace(requests, rps, total);
    const reads = looksAhead({
      updates: counts.update,
      ofPlanFile: isClose,
      planSeconds: secondsAtPace(total, rps),
      sendSeconds: secondsFor(writes),
    });
    const budget = requestBudget({ searches: 0, reads, writes, readBack, secondsFor });
    onPlan?.(counts, { budget, warnings });
    if (!production) return true;
    const { create: creates, update: updates } = counts;
    if (confirm !== undefined) {
      return await confirm({ server, partnerId, creates, updates, ...(isClaim ? { claims: updates } : {}) });
    }
    throw new LeadferryError(
      'NOT_CONFIRMED',
      `${server} is the production server: ${creates} creates and ${updates} updates for partner ${partnerId} wait for a confirmation.`,
    );
  };
}

/** What became of each lead of the run, read once. */
function outcomesOf(ledger: Ledger, run: string): Pick<UploadReport, 'leads' | 'readBack'> {
  const leads: LeadReport[] = [];
  const readBack: ReadBackValue[] = [];
  for (const lead of ledger.results(run)) {
    leads.push(leadReport(lead));
    const { partnerLeadOpportunityId } = lead;
    for (const difference of lead.readBack ?? []) readBack.push({ partnerLeadOpportunityId, ...difference });
  }
  return { leads, readBack };
}

function countDone(leads: readonly LeadReport[]): UploadReport['actions'] {
  const counts = { create: 0, update: 0, unchanged: 0 };
  for (const { status, action } of leads) {
    if (status !== 'done') continue;
    if (action === 'create' || action === 'update' || action === 'unchanged') counts[action] += 1;
  }
  return counts;
}
