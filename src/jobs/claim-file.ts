import { basename, resolve } from 'node:path';
import { processEnvironment } from '../config/environment.js';
import { errorCatalogue, LeadferryError } from '../core/error.js';
import type { LeadStatus } from '../core/outcome.js';
import type { Row } from '../core/row.js';
import { compareLead } from '../lead/compare.js';
import { fieldAt } from '../lead/field-catalogue.js';
import { differenceLabel, unnumbered } from '../lead/field-difference.js';
import type { RemoteLead } from '../lead/lead.js';
import type { NewRunLead, NewRunSettings, RestatedCells, RunEntry } from '../lead/ledger.js';
import type { LeadReport } from '../upload/results.js';
import { carryOut } from './carry-out-run.js';
import { type CheckedFile, withCheckedFile } from './check-file.js';
import { type ClaimTaker, createClaimTaker, type SheetClaim } from './claim-sheet.js';
import { eraseOldValues } from './erase-old-values.js';
import { progressOf } from './job-options.js';
import { keptReferences } from './kept-references.js';
import { type ServerSession, withServerSession } from './server-session.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';
import { unsentReport } from './unsent-report.js';
import { takenRows, type UploadedSheet } from './upload-file.js';
import type { RunOptions, UploadReport } from './upload-report.js';
import { writeBackHeaders } from './write-back-headers.js';

export interface ClaimOptions extends Omit<RunOptions, 'readBack'>, SourceOptions, MappingOptions {
  /** Folder for the results; default `leadferry-RUN` in the current folder. */
  readonly out?: string | undefined;
  /** Stops after planning. */
  readonly dryRun?: boolean | undefined;
  /** Claims the other leads although some ids of the sheet are wrong. */
  readonly skipInvalid?: boolean | undefined;
}

/** What became of a lead that the sheet gives an id. */
export interface ClaimedLead extends LeadReport {
  /** As the sheet has it. */
  readonly name: string | null;
  /** Other fields that the sheet says otherwise than 3DS, by label; a claim does not send them. */
  readonly otherEdits: readonly string[];
}

export interface ClaimReport extends UploadReport {
  /** The leads to which the sheet gives an id, in its order. */
  readonly claims: readonly ClaimedLead[];
  /** Leads of 3DS in the sheet whose partner lead id is blank; they are left alone. */
  readonly blank: number;
}

/**
 * Gives leads of 3DS the partner's ids that were filled into an exported sheet, and sends nothing else of it: a run like an upload, with a plan, a
 * ledger and results. Each claim is done only when reading the lead shows the id. Throws LeadferryError COLUMN_UNKNOWN for a sheet without one of the two
 * id columns and NOTHING_TO_DO where no id is filled in.
 */
export async function claimFile(file: string, options: ClaimOptions): Promise<ClaimReport> {
  return await withServerSession(options, async (session) => {
    const { settings, ledger } = session;
    const dryRun = options.dryRun ?? false;
    if (!dryRun) eraseOldValues(session, options);
    const taker = createClaimTaker();
    const rows: Row[] = [];
    const restated = new WeakMap<Row, RestatedCells>();
    const request = {
      file,
      // An id is given whatever else the row says.
      options: { ...options, mode: 'update' as const },
      context: { settings, references: keptReferences(null, settings), known: () => null },
      identity: '3ds' as const,
      onRow: (row: Row) => void rows.push(row),
      onRestated: (row: Row, cells: RestatedCells) => void restated.set(row, cells),
    };
    const { run, hasFileErrors } = await withCheckedFile(request, async (checked) => {
      requireColumns(file, checked);
      const settingsOfRun = await runSettings(checked, { session, file, options });
      const entries = claimEntries(checked, { options, taker, rows, restated });
      const started = await ledger.startRun(settingsOfRun, { sheets: checked.sheets, entries });
      return { run: started, hasFileErrors: checked.hasFileErrors() };
    });
    const sheet = { file, claims: taker.claims(), blank: taker.blank() };
    // A dry run shows what can be claimed beside what cannot.
    const skipInvalid = dryRun || options.skipInvalid === true;
    const stop = reasonToStop(sheet, { hasFileErrors, skipInvalid });
    if (stop !== null) {
      ledger.discardRun(run);
      if (stop.code === 'NOTHING_TO_DO') throw stop;
      return refused(sheet, stop, { session, dryRun });
    }
    const edits = createEdits(sheet.claims, session);
    const report = await carryOut(run, {
      session,
      options,
      validation: null,
      dryRun,
      isNew: true,
      otherEdits: edits.of,
    });
    return { ...report, ...claimedLeads(sheet, report.leads, edits.found) };
  });
}

/** A sheet whose ids are to be given. */
interface ClaimSheet {
  readonly file: string;
  readonly claims: readonly SheetClaim[];
  readonly blank: number;
}

const partnerIdPath = 'leadOpportunity.partnerLeadOpportunityId';

function requireColumns(file: string, { columns }: CheckedFile): void {
  const missing = ['dsLeadOpportunityId', partnerIdPath].filter(
    (path) => !columns.some(({ field, use }) => field === path && use === 'used'),
  );
  if (missing.length === 0) return;
  const named = missing.map((path) => `"${fieldAt(path)?.label ?? path}"`);
  throw new LeadferryError(
    'COLUMN_UNKNOWN',
    `${basename(file)}: expected the columns "3DS lead id" and "Partner lead id", found no ${named.join(' and no ')}.`,
    {
      next: 'Run `leadferry export leads --unassigned -o inbox.xlsx`, fill in "Partner lead id", then `leadferry claim inbox.xlsx`.',
    },
  );
}

interface RunOrigin {
  readonly session: ServerSession;
  readonly file: string;
  readonly options: ClaimOptions;
}

async function runSettings(
  checked: CheckedFile,
  { session: { settings }, file, options }: RunOrigin,
): Promise<NewRunSettings> {
  const { cwd } = processEnvironment();
  return {
    file: basename(file),
    out: (id) => resolve(cwd, options.out ?? `leadferry-${id}`),
    kind: 'claim',
    mode: 'claim',
    lists: 'keep',
    apiVersion: settings.apiVersion,
    onConflict: 'skip',
    unclaimed: 'off',
    planHash: null,
    writeBack: await writeBackHeaders(checked),
  };
}

interface Taking extends Pick<UploadedSheet, 'rows' | 'restated'> {
  readonly options: ClaimOptions;
  readonly taker: ClaimTaker;
}

/** Every row of the sheet, then every lead to which it gives an id. */
async function* claimEntries(
  checked: CheckedFile,
  { options, taker, ...taken }: Taking,
): AsyncGenerator<RunEntry> {
  const progress = progressOf(options);
  let done = 0;
  for await (const lead of checked.leads) {
    taker.add(lead);
    yield* takenRows(taken);
    done += 1;
    progress({ phase: 'read', done, total: null });
  }
  yield* takenRows(taken);
  for (const [seq, claim] of taker.claims().entries()) {
    yield { kind: 'lead', lead: runLeadOf(claim, seq), origins: claim.origins };
  }
}

/** The ledger keeps the two ids and nothing else of the sheet's lead, so that nothing else can be sent. */
function runLeadOf(claim: SheetClaim, seq: number): NewRunLead {
  const { partnerLeadOpportunityId, dsLeadOpportunityId, rejection } = claim;
  const lead = {
    partnerLeadOpportunityId,
    dsLeadOpportunityId,
    leadOpportunity: {},
    customerLegalEntity: null,
    offerLines: null,
    customerContacts: null,
    partnerContacts: null,
  };
  return { seq, partnerLeadOpportunityId, lead: rejection === null ? lead : null, rejection };
}

interface StopRules {
  readonly hasFileErrors: boolean;
  readonly skipInvalid: boolean;
}

function reasonToStop(
  { file, claims, blank }: ClaimSheet,
  { hasFileErrors, skipInvalid }: StopRules,
): LeadferryError | null {
  const name = basename(file);
  if (claims.length === 0) {
    const message = `${name} gives no lead of 3DS an id: of ${blank} rows with a "3DS lead id" none has a "Partner lead id".`;
    return new LeadferryError('NOTHING_TO_DO', message, {
      next: 'Fill in "Partner lead id" where a lead is yours, then run the command again.',
    });
  }
  const rejected = claims.filter(({ rejection }) => rejection !== null).length;
  if (hasFileErrors) {
    const message = `${name} has mistakes in its columns or sheets, which concern every lead. Nothing was sent.`;
    return new LeadferryError('SHEET_HAS_ERRORS', message, {
      next: errorCatalogue.SHEET_HAS_ERRORS.remedy.replace('FILE', name),
    });
  }
  if (rejected === 0 || skipInvalid) return null;
  return new LeadferryError(
    'SHEET_HAS_ERRORS',
    `${name}: the ids of ${rejected} of ${claims.length} leads are not usable. Nothing was sent.`,
    { next: 'Correct the ids that are listed, or claim only the others with --skip-invalid.' },
  );
}

interface Edits {
  /** What else the sheet says of a lead than 3DS holds, by label. What 3DS does not show is no edit. */
  of(remote: RemoteLead): readonly string[];
  /** What was found so far, by 3DS id. */
  readonly found: ReadonlyMap<string, readonly string[]>;
}

function createEdits(claims: readonly SheetClaim[], { settings: { apiVersion } }: ServerSession): Edits {
  const found = new Map<string, readonly string[]>();
  const byId = new Map(claims.map((claim) => [claim.dsLeadOpportunityId, claim.lead]));
  return {
    found,
    of(remote) {
      const sheet = byId.get(remote.dsLeadOpportunityId);
      if (sheet === undefined) return [];
      const { changes } = compareLead({ sheet, remote, lastSent: null, lists: 'keep', apiVersion });
      const labels = [...new Set(changes.map(({ field }) => differenceLabel(unnumbered(field))))];
      found.set(remote.dsLeadOpportunityId, labels);
      return labels;
    },
  };
}

function claimedLeads(
  { claims, blank }: ClaimSheet,
  leads: readonly LeadReport[],
  edited: Edits['found'],
): Pick<ClaimReport, 'claims' | 'blank'> {
  const claimed = claims.map((claim, index) => ({
    ...(leads[index] ?? reportOf(claim)),
    dsLeadOpportunityId: claim.dsLeadOpportunityId,
    name: nameOf(claim),
    otherEdits: edited.get(claim.dsLeadOpportunityId) ?? [],
  }));
  return { claims: claimed, blank };
}

function nameOf({ lead }: SheetClaim): string | null {
  const { name } = lead.leadOpportunity;
  return typeof name === 'string' && name !== '' ? name : null;
}

interface Refusal {
  readonly session: ServerSession;
  readonly dryRun: boolean;
}

const unsent: LeadStatus = 'unsent';

function reportOf({ partnerLeadOpportunityId, dsLeadOpportunityId, rejection }: SheetClaim): LeadReport {
  const { code, message } = rejection ?? { code: null, message: null };
  return {
    partnerLeadOpportunityId,
    dsLeadOpportunityId,
    status: unsent,
    action: null,
    code,
    message,
    traceId: null,
  };
}

function refused(sheet: ClaimSheet, stop: LeadferryError, { session, dryRun }: Refusal): ClaimReport {
  const leads = sheet.claims.map(reportOf);
  const rows = { inLeads: leads.length, inNone: sheet.blank };
  return {
    ...unsentReport(session, {
      ...{ dryRun, rows, leads, validation: null, requests: null },
      ...{ unsent: leads.length, error: stop },
    }),
    ...claimedLeads(sheet, leads, new Map()),
  };
}
