/**
 * Where a lead stands when a run ends. Every assembled lead is in exactly one of these.
 * done: its outcome at 3DS was proven (also: nothing had to be changed). failed: 3DS refused it. unknown: a request was
 * sent and its outcome could not be settled. unsent: nothing was sent (rejected, blocked, conflict, or not reached).
 */
export type LeadStatus = 'done' | 'failed' | 'unknown' | 'unsent';

/** What the plan decided for a lead. */
export type LeadAction = 'create' | 'update' | 'unchanged' | 'conflict' | 'blocked';

/** One field that differs: the catalogue path, and its value at 3DS (or as last sent) and in the sheet. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** Leads per status; the sum is the number of assembled leads. */
export type StatusCounts = Readonly<Record<LeadStatus, number>>;
