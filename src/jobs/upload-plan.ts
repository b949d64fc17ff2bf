import { basename, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { processEnvironment } from '../config/environment.js';
import { LeadferryError } from '../core/error.js';
import type { NewRunLead, RunEntry } from '../lead/ledger.js';
import type { PlanDocument, PlanDocumentLead } from '../lead/plan-document.js';
import { carryOut } from './carry-out-run.js';
import { readPlanDocument } from './plan-file.js';
import { type ServerSession, withServerSession } from './server-session.js';
import type { UploadPlanOptions, UploadReport } from './upload-report.js';

/**
 * Uploads exactly what a plan file shows, as far as 3DS still is as the plan saw it. Throws LeadferryError PLAN_UNUSABLE for a plan that was
 * edited or made for another server, partner or API version, and SHEET_HAS_ERRORS where its sheet has errors, before anything is sent.
 */
export async function uploadPlan(path: string, options: UploadPlanOptions): Promise<UploadReport> {
  const plan = await readPlanDocument(path);
  return await withServerSession(options, async (session) => {
    refuseOtherTarget(path, plan, session);
    refuseErrors(plan, options);
    const { mode, lists, onConflict, apiVersion, hash, source, sheets } = plan;
    const { cwd } = processEnvironment();
    const run = await session.ledger.startRun(
      {
        file: source.file,
        out: (id) => resolve(cwd, options.out ?? `leadferry-${id}`),
        mode,
        lists,
        apiVersion,
        onConflict,
        unclaimed: 'off',
        planHash: hash,
      },
      { sheets, entries: Readable.from(planEntries(plan)) },
    );
    const dryRun = options.dryRun ?? false;
    return await carryOut(run, { session, options, validation: null, dryRun, isNew: true });
  });
}

function refuseOtherTarget(path: string, plan: PlanDocument, { settings }: ServerSession): void {
  const pairs = [
    ['server', plan.server, settings.origin],
    ['partner', plan.partnerId, settings.partnerId],
    ['API version', plan.apiVersion, settings.apiVersion],
  ] as const;
  for (const [what, planned, chosen] of pairs) {
    if (planned === chosen) continue;
    throw new LeadferryError(
      'PLAN_UNUSABLE',
      `${basename(path)} was made for the ${what} ${planned}, and the settings say ${chosen}. Nothing was sent.`,
      { next: `Choose the ${what} of the plan, or make a new plan for this one.` },
    );
  }
}

function refuseErrors({ errors, source: { file } }: PlanDocument, { skipInvalid }: UploadPlanOptions): void {
  if (errors.count === 0 || (skipInvalid === true && !errors.ofFile)) return;
  throw new LeadferryError(
    'SHEET_HAS_ERRORS',
    `The plan was made of ${file}, which has ${errors.count} errors. Nothing was sent.`,
    errors.ofFile
      ? { next: `Correct what \`leadferry validate ${file}\` lists; it concerns every lead.` }
      : {},
  );
}

/** The rows of the sheet and its leads, each behind all of its rows. */
function* planEntries({ rows, leads }: PlanDocument): Generator<RunEntry> {
  const origins = new Map<number, { sheet: string | null; row: number }[]>();
  for (const { sheet, row, cells, restated, seq } of rows) {
    yield { kind: 'row', row: { sheet, row, cells, issues: [] }, restated: restated ?? undefined };
    if (seq === null) continue;
    const ofLead = origins.get(seq) ?? [];
    ofLead.push({ sheet, row });
    origins.set(seq, ofLead);
  }
  for (const lead of leads) {
    yield { kind: 'lead', lead: newRunLead(lead), origins: origins.get(lead.seq) ?? [] };
  }
}

function newRunLead({ seq, partnerLeadOpportunityId, lead, ...planned }: PlanDocumentLead): NewRunLead {
  const { action, changes, dsLeadOpportunityId, before, update, code, message } = planned;
  const isWithheld = action === 'conflict' || action === 'blocked';
  return {
    seq,
    partnerLeadOpportunityId,
    lead,
    rejection: isWithheld ? { code: code ?? '', message: message ?? '' } : null,
    planned: { action, changes, dsLeadOpportunityId, before, update, code, message },
  };
}
