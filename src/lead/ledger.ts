import type { FieldChange, LeadAction, LeadStatus, StatusCounts } from '../core/outcome.js';
import type { Cell, Origin, Row } from '../core/row.js';
import type { ListRule } from './compare-lists.js';
import type { ApiVersion } from './field-catalogue.js';
import type { LeadParts, PortfolioItem, RemoteLead, SheetLead } from './lead.js';
import type { ReferenceKind, ReferenceList } from './references/reference-list.js';

export type UploadMode = 'upsert' | 'create' | 'update';

/** What a run was started with; `resume` goes on with the same. */
export interface RunSettings {
  /** The file's name, without folders. */
  readonly file: string;
  /** The folder for results, absolute. */
  readonly out: string;
  readonly mode: UploadMode;
  readonly lists: ListRule;
  readonly apiVersion: ApiVersion;
}

/** The settings of a run that has no id yet; the folder for its results may depend on it. */
export type NewRunSettings = Omit<RunSettings, 'out'> & { readonly out: (run: string) => string };

export interface RunRecord extends RunSettings {
  readonly run: string;
  /** ISO date-times, UTC. `endedAt` is null while the run is under way, and after a crash. */
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly counts: StatusCounts;
  /** Data rows of the file that became part of a lead, and rows that made none. */
  readonly rows: { readonly inLeads: number; readonly inNone: number };
  /** True while some lead is neither done nor failed for good and could still be sent. */
  readonly resumable: boolean;
}

/**
 * Where a lead stands within a run.
 * planned: nothing was sent. intent: a request may be on its way (also after a crash). unknown: it was sent, its outcome is not settled.
 * done, failed: settled. unsent: will not be sent by this run (rejected, blocked, conflict).
 */
export type LeadState = 'planned' | 'intent' | 'unknown' | 'done' | 'failed' | 'unsent';

/** One lead of a run. `seq` is its place in the sheet, from 0. */
export interface RunLead {
  readonly seq: number;
  readonly partnerLeadOpportunityId: string;
  /** Null for a lead that the checks rejected. */
  readonly lead: SheetLead | null;
  readonly state: LeadState;
  readonly action: LeadAction | null;
  readonly changes: readonly FieldChange[];
  readonly dsLeadOpportunityId: string | null;
  /** What the planned update will carry. */
  readonly update: LeadParts | null;
  /** What the open or last request carried. */
  readonly sent: LeadParts | null;
  /** Wall clock in ms of the last intent, or of the moment at which its outcome became unknown. */
  readonly sentAt: number | null;
  /** Requests that were sent for it in this run so far; those that had no effect are not counted. */
  readonly attempts: number;
  readonly code: string | null;
  readonly message: string | null;
  readonly traceId: string | null;
}

/** A lead to take into a run. */
export interface NewRunLead {
  readonly seq: number;
  readonly partnerLeadOpportunityId: string;
  readonly lead: SheetLead | null;
  /** Why it is unsent from the start: the first error of the checks. */
  readonly rejection: { readonly code: string; readonly message: string } | null;
}

/** What is written once the plan for a lead is known. */
export interface PlannedAction {
  readonly action: LeadAction;
  readonly changes: readonly FieldChange[];
  readonly dsLeadOpportunityId: string | null;
  /** The lead as 3DS held it when planned: the before-image of an update. */
  readonly before: RemoteLead | null;
  /** What an update has to carry; null for every other action. */
  readonly update: LeadParts | null;
  /** For blocked and conflict. */
  readonly code: string | null;
  readonly message: string | null;
}

/** The plan of one lead of a run. */
export interface LeadPlan extends PlannedAction {
  readonly seq: number;
}

/** How a request, or a look-up after it, ended. */
export interface LeadOutcome {
  readonly state: 'done' | 'failed' | 'unknown' | 'planned';
  /** True where what was sent is proven to be at 3DS; it then becomes part of what is known of the lead. */
  readonly delivered: boolean;
  readonly dsLeadOpportunityId: string | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly traceId: string | null;
}

/** What is known of a lead from earlier runs at this server and partner. */
export interface KnownLead {
  readonly dsLeadOpportunityId: string;
  /** Everything that was ever proven to be sent, the latest value of each field. */
  readonly lastSent: LeadParts | null;
}

/** What a lead's rows show of it. */
export type LeadResult = Pick<
  RunLead,
  'state' | 'action' | 'dsLeadOpportunityId' | 'code' | 'message' | 'traceId'
>;

/** Cells of a row, by index, in a form that has one meaning whatever else their column holds. */
export type RestatedCells = Readonly<Record<number, Cell>>;

/** A row of the input with the lead it belongs to; `seq` and `result` are null where the row made no lead. */
export interface RunRow {
  readonly row: Omit<Row, 'issues'>;
  /** Null where all of its cells have one meaning as they are, or none. */
  readonly restated: RestatedCells | null;
  readonly seq: number | null;
  readonly result: LeadResult | null;
}

/** Another run that has requests open on leads of this one. */
export interface OtherRun {
  readonly run: string;
  /** How many leads the two have in common, and one of them. */
  readonly leads: number;
  readonly example: string;
}

export interface RunSheet {
  readonly sheet: string | null;
  readonly headers: readonly string[];
}

/**
 * What leadferry remembers, for one server and one partner. Every method that changes something has reached the disk when it returns.
 * Throws LeadferryError LEDGER_UNUSABLE where it cannot; LEADS_IN_USE for an intent on a lead that another run has open, and
 * for a step that does not fit the lead's state, which means that another process works on the same run.
 */
export interface Ledger {
  /** Starts a run with all its leads and rows; if the source of entries throws, nothing of the run remains. Returns the run's id. */
  startRun(settings: NewRunSettings, content: RunContent): Promise<string>;
  /** Forgets a run of which nothing was sent; any other run is kept. */
  discardRun(run: string): void;
  /** Marks a run as under way again. Throws RUN_NOT_FOUND. */
  reopenRun(run: string): void;
  run(run: string): RunRecord | null;
  /** Newest first. */
  runs(): readonly RunRecord[];
  leads(run: string, states?: readonly LeadState[]): Iterable<RunLead>;
  rows(run: string): Iterable<RunRow>;
  sheets(run: string): readonly RunSheet[];
  /** The run, other than this one, that has requests open on leads which this one has still to send. */
  openElsewhere(run: string): OtherRun | null;
  /** Writes the plan of leads that are in state planned, all of them or none; moves each to the state of `plannedState`. */
  plan(run: string, plans: readonly LeadPlan[]): void;
  /** Before a request for a lead in state planned: synced to disk on return. */
  intend(run: string, seq: number, sent: LeadParts): void;
  /** Takes an intent back, because its request had no effect at 3DS. */
  withdraw(run: string, seq: number): void;
  /** After an answer or a look-up was judged, for a lead in state intent or unknown. */
  settle(run: string, seq: number, outcome: LeadOutcome): void;
  endRun(run: string): void;
  known(partnerLeadOpportunityId: string): KnownLead | null;
  saveCatalogue(items: Iterable<PortfolioItem>): void;
  catalogue(): { readonly items: readonly PortfolioItem[]; readonly savedAt: string } | null;
  /** Keeps a list in place of the one of its kind. */
  saveReferenceList(list: Omit<ReferenceList, 'savedAt'>): void;
  /** By kind. */
  referenceLists(): readonly ReferenceList[];
  /** False where there was none. */
  removeReferenceList(kind: ReferenceKind): boolean;
  close(): void;
}

/** What goes into a new run: every data row once, and every lead after all of its rows. */
export type RunEntry =
  | { readonly kind: 'row'; readonly row: Row; readonly restated?: RestatedCells | undefined }
  | { readonly kind: 'lead'; readonly lead: NewRunLead; readonly origins: readonly Origin[] };

export interface RunContent {
  readonly sheets: readonly RunSheet[];
  readonly entries: AsyncIterable<RunEntry>;
}

/** The state of a lead once its plan is known. */
export const plannedState = {
  create: 'planned',
  update: 'planned',
  unchanged: 'done',
  conflict: 'unsent',
  blocked: 'unsent',
} as const satisfies Record<LeadAction, LeadState>;

/** The status that a state stands for once a run has stopped. */
export const statusOf = {
  planned: 'unsent',
  unsent: 'unsent',
  intent: 'unknown',
  unknown: 'unknown',
  done: 'done',
  failed: 'failed',
} as const satisfies Record<LeadState, LeadStatus>;
