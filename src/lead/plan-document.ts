import { z } from 'zod';
import type { FieldChange, LeadAction } from '../core/outcome.js';
import type { Cell, Origin } from '../core/row.js';
import { conflictRules, type FieldConflict } from './conflict.js';
import type { LeadParts, RemoteLead, SheetLead } from './lead.js';
import { cell, fieldChange, leadParts, remoteLead, sheetLead } from './lead-shapes.js';
import type { RestatedCells, RunSettings, RunSheet } from './ledger.js';

/** The version of plan files that this program writes and reads. */
export const planVersion = 1;

/** Something to look at before the lead is sent. */
export interface PlanWarning {
  readonly code: string;
  readonly message: string;
}

/** A lead of a plan, as people and programs see it. */
export interface PlannedLeadValue {
  readonly partnerLeadOpportunityId: string;
  readonly dsLeadOpportunityId: string | null;
  readonly action: LeadAction;
  readonly changes: readonly FieldChange[];
  /** Fields that both sides changed to different values. */
  readonly conflicts: readonly FieldConflict[];
  /** Fields in which 3DS keeps its value although the sheet has another one. */
  readonly keptAt3ds: readonly FieldConflict[];
  /** Why a conflicting or blocked lead will not be sent. */
  readonly code: string | null;
  readonly message: string | null;
  /** What is to be looked at although the lead is sent: warnings of the checks, unclaimed leads that are alike. */
  readonly warnings: readonly PlanWarning[];
  /** Fields that 3DS does not show, so that they could not be compared. */
  readonly notComparable: readonly string[];
  /** modifiedDate of the lead at 3DS. */
  readonly modifiedDate: string | null;
}

/** One lead of a plan file. */
export interface PlanDocumentLead extends PlannedLeadValue {
  readonly seq: number;
  readonly lead: SheetLead | null;
  readonly update: LeadParts | null;
  readonly before: RemoteLead | null;
}

/** One row of the sheet that was planned. */
export interface PlanDocumentRow extends Origin {
  readonly cells: readonly Cell[];
  readonly restated: RestatedCells | null;
  readonly seq: number | null;
}

/** What a plan file holds: what an upload of it sends, lead by lead, and the rows of the sheet for its results. */
export interface PlanDocument extends Omit<RunSettings, 'file' | 'out' | 'unclaimed' | 'planHash'> {
  readonly leadferryPlan: typeof planVersion;
  readonly madeAt: string;
  readonly server: string;
  readonly partnerId: string;
  readonly errors: { readonly ofFile: boolean; readonly count: number };
  readonly source: { readonly file: string; readonly sha256: string };
  readonly sheets: readonly RunSheet[];
  readonly leads: readonly PlanDocumentLead[];
  readonly rows: readonly PlanDocumentRow[];
  readonly hash: string;
}

const fieldConflict = z.strictObject({
  field: z.string(),
  mine: z.unknown(),
  base: z.unknown(),
  theirs: z.unknown(),
});
const remark = z.strictObject({ code: z.string(), message: z.string() });
const count = z.int().min(0);

const plannedLead = z.strictObject({
  /** Its place in the sheet, from 0. */
  seq: count,
  partnerLeadOpportunityId: z.string(),
  dsLeadOpportunityId: z.string().nullable(),
  action: z.enum(['create', 'update', 'unchanged', 'conflict', 'blocked']),
  changes: z.array(fieldChange),
  conflicts: z.array(fieldConflict),
  keptAt3ds: z.array(fieldConflict),
  /** Why it is not sent. */
  code: z.string().nullable(),
  message: z.string().nullable(),
  warnings: z.array(remark),
  notComparable: z.array(z.string()),
  /** modifiedDate of the lead at 3DS when the plan was made. */
  modifiedDate: z.string().nullable(),
  /** What the sheet says, which is what a create sends; null for a lead that the checks rejected. */
  lead: sheetLead.nullable(),
  /** What an update sends. */
  update: leadParts.nullable(),
  /** The lead at 3DS when the plan was made. */
  before: remoteLead.nullable(),
}) satisfies z.ZodType<PlanDocumentLead>;

const planRow = z.strictObject({
  sheet: z.string().nullable(),
  row: z.int().min(1),
  cells: z.array(cell),
  restated: z.record(z.string().regex(/^\d+$/), cell).nullable(),
  /** The lead that it belongs to; null where it made none. */
  seq: count.nullable(),
}) satisfies z.ZodType<PlanDocumentRow>;

/** The shape of a plan file; its schema is published from here. */
export const planDocument = z.strictObject({
  leadferryPlan: z.literal(planVersion),
  madeAt: z.string(),
  server: z.string(),
  partnerId: z.string(),
  apiVersion: z.enum(['v0', 'v1']),
  mode: z.enum(['upsert', 'create', 'update']),
  lists: z.enum(['keep', 'replace']),
  onConflict: z.enum(conflictRules),
  /** Whether mistakes concern all leads, and how many there are in all. */
  errors: z.strictObject({ ofFile: z.boolean(), count }),
  source: z.strictObject({ file: z.string(), sha256: z.string() }),
  sheets: z.array(z.strictObject({ sheet: z.string().nullable(), headers: z.array(z.string()) })),
  leads: z.array(plannedLead),
  rows: z.array(planRow),
  /** SHA-256 of the document without this key, as hexadecimal digits. */
  hash: z.string(),
}) satisfies z.ZodType<PlanDocument>;
