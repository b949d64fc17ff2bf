import { carryOutExport, type ExportWork } from '../export/carry-out-export.js';
import { collectLeads, type LeadCollection, type LeadCollectionOptions } from '../export/export-leads.js';
import type { LeadCriteria } from '../export/lead-criteria.js';
import { movedWatermark } from '../export/watermark.js';
import { isoInstant } from '../export/windows.js';
import type { RemoteLead } from '../lead/lead.js';
import type { LeadCoverage } from '../lead/lead-coverage.js';
import type { LeadExport, LeadExports, Watermark } from '../lead/lead-exports.js';
import type { KnownOffer } from '../lead/references/offer-index.js';
import { openExportStore } from '../ledger/export-store.js';
import { eraseOldValues } from './erase-old-values.js';
import { type WrittenFiles, writeExport } from './export-files.js';
import { type ExportPlan, planExport, spanOfExport } from './export-plan.js';
import type { ExportCoverage, ExportLeadsOptions, ExportLeadsResult } from './export-report.js';
import { criteriaText, type LeadSelection, settleCriteria } from './export-selection.js';
import { goneOnWith } from './export-stop.js';
import { type JobOptions, progressOf } from './job-options.js';
import { keptReferences } from './kept-references.js';
import { type ServerSession, withServerSession } from './server-session.js';
import { systemClock } from './system-clock.js';

/**
 * Finds, reads and writes the leads. An export that was stopped is gone on with by the same call. Throws what settings, criteria, server and
 * writer throw, and RUN_IN_USE while another process exports the same leads.
 */
export async function exportLeads(options: ExportLeadsOptions): Promise<ExportLeadsResult> {
  return await withServerSession(options, async (session) => {
    const { stateDir, origin, partnerId } = session.settings;
    // Who only exports has copies of leads in the ledger as well.
    eraseOldValues(session, {});
    const plan = await planExport(options, session.settings);
    const exports = openExportStore({ stateDir, scope: { origin, partnerId }, clock: systemClock });
    try {
      const before = plan.isIncremental ? exports.watermark(plan.criteriaKey) : null;
      const kept = openExport(plan, exports, before);
      try {
        return await runExport({ plan, kept, before, session, options });
      } finally {
        kept.release();
      }
    } finally {
      exports.close();
    }
  });
}

/** The leads that the options select, read as they are taken. `leads` throws what settling the criteria and the server throw. */
export function selectLeads(session: ServerSession, options: LeadSelection): LeadCollection {
  let coverage = () => noCoverage;
  async function* leads(): AsyncGenerator<RemoteLead> {
    const collection = collectLeads(toolsOf(session, options, await settleCriteria(options)));
    coverage = collection.coverage;
    yield* collection.leads;
  }
  return { leads: leads(), coverage: () => coverage() };
}

const noCoverage: LeadCoverage = {
  windows: [],
  ids: 0,
  fetched: 0,
  outOfScope: [],
  failed: [],
  notYetRead: 0,
};

function toolsOf(
  { api, limit, window }: ServerSession,
  options: JobOptions,
  criteria: LeadCriteria,
): LeadCollectionOptions {
  return {
    api,
    limit,
    window,
    criteria,
    clock: systemClock,
    progress: progressOf(options),
    signal: options.signal,
  };
}

function openExport(plan: ExportPlan, exports: LeadExports, before: Watermark | null): LeadExport {
  const { key, restart } = plan;
  return exports.open({ key, restart, span: () => spanOfExport(plan, before) });
}

interface ExportRun {
  readonly plan: ExportPlan;
  readonly kept: LeadExport;
  readonly before: Watermark | null;
  readonly session: ServerSession;
  readonly options: ExportLeadsOptions;
}

async function runExport(run: ExportRun): Promise<ExportLeadsResult> {
  const { plan, kept, before, session, options } = run;
  const tools = toolsOf(session, options, { ...plan.criteria, modified: kept.span });
  const write = { ...plan.write, offerNames: offerNames(session) };
  const { coverage, written } = await goneOnWith(kept, async () => {
    const found = await readAll(run, tools);
    const files = await writeExport({ ...plan, ...tools, write, kept, coverage: found });
    return { coverage: found, written: files };
  });
  session.ledger.noteReading({
    startedAt: kept.startedAt,
    endedAt: isoInstant(systemClock.now()),
    criteria: criteriaText(tools.criteria),
    leads: coverage.fetched,
  });
  const watermark =
    plan.isIncremental && kept.span !== null ? movedWatermark(kept.span, coverage, before) : null;
  kept.finish(watermark === null ? null : { criteria: plan.criteriaKey, watermark });
  return resultOf(run, { coverage, written, watermark });
}

/** How many times more leads than usual may be ahead of the slowest one: order is made when the file is written. */
const readAhead = 8;

async function readAll({ kept, session }: ExportRun, tools: LeadCollectionOptions): Promise<ExportCoverage> {
  const window = session.window * readAhead;
  await carryOutExport({ ...tools, window, kept, onRead: historyOf(session) });
  return { ...kept.coverage(), partnerIdsNotFound: notFound(tools.criteria, kept) };
}

/** What the catalogue and the list of offers that are kept call each product. */
function offerNames({ ledger, settings }: ServerSession): ReadonlyMap<string, string> {
  const offers = keptReferences(ledger, settings).offers?.index.byId ?? new Map<string, KnownOffer>();
  return new Map([...offers.values()].flatMap(({ id, name }) => (name === '' ? [] : [[id, name]])));
}

/** Keeps what was read in the history of leads, from which reports are made. */
function historyOf({ ledger }: ServerSession): ExportWork['onRead'] {
  return (answers, readAt) => {
    const leads = answers.flatMap(({ answer }) => (answer.kind === 'found' ? [answer.lead] : []));
    if (leads.length > 0) ledger.keepCopies(leads, readAt);
    const gone = answers.flatMap(({ id, answer }) => (answer.kind === 'out-of-scope' ? [id] : []));
    if (gone.length > 0) ledger.markGone(gone, readAt);
  };
}

/** Partner lead ids that no lead has. Within a span an id may be missing only because its lead was not modified in it. */
function notFound({ partnerIds, modified }: LeadCriteria, kept: LeadExport): readonly string[] {
  if (partnerIds === null || modified !== null) return [];
  const found = new Set(kept.partnerLeadIds());
  return partnerIds.filter((id) => !found.has(id));
}

interface Exported {
  readonly coverage: ExportCoverage;
  readonly written: WrittenFiles;
  readonly watermark: Watermark | null;
}

function resultOf(
  { kept, session }: ExportRun,
  { coverage, written, watermark }: Exported,
): ExportLeadsResult {
  const { origin, partnerId } = session.settings;
  const { ids, fetched, outOfScope, failed } = coverage;
  const { startedAt, resumed } = kept;
  return {
    server: origin,
    partnerId,
    counts: {
      found: ids,
      fetched,
      outOfScope: outOfScope.length,
      failed: failed.length,
      written: written.written,
    },
    span: kept.span,
    resumed: resumed === null ? null : { startedAt, fetched: resumed.fetched },
    watermark,
    files: written.files,
    split: written.split,
    coverage,
  };
}
