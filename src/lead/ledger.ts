import type { FieldChange, LeadAction, LeadStatus, StatusCounts } from '../core/outcome.js';
import type { Cell, Origin, Row } from '../core/row.js';
import type { ListRule } from './compare-lists.js';
import type { ConflictRule } from './conflict.js';
import type { ApiVersion } from './field-catalogue.js';
import type { LeadParts, PortfolioItem, RemoteLead, SheetLead } from './lead.js';
import type { ReferenceKind, ReferenceList } from './references/reference-list.js';

export type UploadMode = 'upsert' | 'create' | 'update';

/** What a run does. claim: gives leads of 3DS the partner's ids, and changes nothing else. */
export type RunMode = UploadMode | 'claim';

/** What a run was made from: a sheet, what another run left over, or what another run changed. */
export type RunKind = 'upload' | 'claim' | 'retry' | 'undo';

/** The headers of the sheet's own CRM for what goes back to it. */
export interface WriteBackHeaders {
  /** The CRM, such as `salesforce`; null where the sheet is of no CRM that is known. */
  readonly preset: string | null;
  readonly partnerLeadId: string;
}

/** Leads of 3DS that nobody has claimed yet, before a create: not looked for; shown where one is alike; the create blocked by it. */
export type UnclaimedRule = 'off' | 'warn' | 'block';

/** A value of a lead that 3DS holds otherwise than it was sent, found by reading it back. `sent` is null where nothing was. */
export interface ReadBackDifference {
  /** Path in the field catalogue; of a list, the list or one of its items. */
  readonly field: string;
  readonly sent: unknown;
  readonly held: unknown;
}

/** What a run was started with; `resume` goes on with the same. */
export interface RunSettings {
  /** The file's name, without folders. */
  readonly file: string;
  /** The folder for results, absolute. */
  readonly out: string;
  readonly mode: RunMode;
  readonly lists: ListRule;
  readonly apiVersion: ApiVersion;
  /** What becomes of fields that were changed both in the sheet and at 3DS. */
  readonly onConflict: ConflictRule;
  readonly unclaimed: UnclaimedRule;
  /** The hash of the plan file that the run applies as it is; null where it plans itself. */
  readonly planHash: string | null;
}

/** The settings of a run that has no id yet; the folder for its results may depend on it. */
export type NewRunSettings = Omit<RunSettings, 'out'> & {
  readonly out: (run: string) => string;
  /** upload where nothing is said. */
  readonly kind?: RunKind | undefined;
  readonly ofRun?: string | undefined;
  readonly writeBack?: WriteBackHeaders | undefined;
};

export interface RunRecord extends RunSettings {
  readonly run: string;
  readonly kind: RunKind;
  /** The run that a retry or an undo was made from; null for an upload. */
  readonly ofRun: string | null;
  /** Null where it is not known, and for runs of older versions. */
  readonly writeBack: WriteBackHeaders | null;
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
  /** The lead as 3DS held it when planned; null where it was not there or nothing was compared. */
  readonly before: RemoteLead | null;
  /** What the planned update will carry. */
  readonly update: LeadParts | null;
  /** What the open or last request carried. */
  readonly sent: LeadParts | null;
  /** Wall clock in ms of the last intent, or of the moment at which its outcome became unknown. */
  readonly sentAt: number | null;
  /** Requests that were sent for it in this run so far; those that had no effect are not counted. */
  readonly attempts: number;
  /** What an undo left as it is: what 3DS holds (`from`) and what would have been put back (`to`). */
  readonly kept: readonly FieldChange[];
  readonly code: string | null;
  readonly message: string | null;
  readonly traceId: string | null;
  /** What 3DS holds otherwise than it was sent; null where it was not read back. */
  readonly readBack: readonly ReadBackDifference[] | null;
}

/** A lead to take into a run. */
export interface NewRunLead {
  readonly seq: number;
  readonly partnerLeadOpportunityId: string;
  readonly lead: SheetLead | null;
  /** Why it is unsent from the start: the first error of the checks. */
  readonly rejection: { readonly code: string; readonly message: string } | null;
  /** What a plan file decided for it, which this run applies; absent where the run plans itself. */
  readonly planned?: PlannedAction | undefined;
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
  /** Values that 3DS keeps (`from`) in place of others (`to`). */
  readonly kept?: readonly FieldChange[] | undefined;
}

/** The plan of one lead of a run. */
export interface LeadPlan extends PlannedAction {
  readonly seq: number;
  /** What is to be kept of 3DS's present values as last seen; null where nothing was compared. */
  readonly seen?: RemoteLead | null | undefined;
  /** What is to be kept as last seen once the update is at 3DS. */
  readonly seenWhenSent?: RemoteLead | null | undefined;
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

/** As KnownLead, with what tells a change made at 3DS from one made in the sheet. */
export interface SeenLead extends KnownLead {
  /** The lead as 3DS showed it when it and the sheet last agreed, field by field; null before it was first read. */
  readonly lastSeen: RemoteLead | null;
}

/** What a lead's rows show of it. */
export type LeadResult = Pick<
  RunLead,
  'state' | 'action' | 'dsLeadOpportunityId' | 'code' | 'message' | 'traceId' | 'readBack' | 'kept'
>;

/** What became of a lead of a run, without its values. */
export interface RunLeadResult
  extends LeadResult,
    Pick<RunLead, 'seq' | 'partnerLeadOpportunityId' | 'attempts'> {
  /** False where the checks rejected the lead, and where its values were erased. */
  readonly hasValues: boolean;
}

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

/** What undoing a run needs of one of its leads. */
export interface UndoLead {
  readonly partnerLeadOpportunityId: string;
  readonly dsLeadOpportunityId: string;
  /** created: the run made the lead. updated: the run changed it. */
  readonly what: 'created' | 'updated';
  /** What the update changed, with the values before it. */
  readonly changes: readonly FieldChange[];
  readonly before: RemoteLead | null;
  readonly sent: LeadParts | null;
  /** True where these values were erased. */
  readonly erased: boolean;
}

/** What a sheet that was read again says otherwise than the run that was made from it. Leads by partner lead id. */
export interface SheetDifference {
  readonly same: number;
  /** Not sent yet, and other values now. */
  readonly changed: readonly string[];
  /** Done already, and other values now: this run sends them no more. */
  readonly changedSinceDone: readonly string[];
  /** A request is open, and other values now: settled first, not sent again by this run. */
  readonly changedWhileOpen: readonly string[];
  /** In the sheet only. */
  readonly added: readonly string[];
  /** In the run only, and not sent yet. */
  readonly gone: readonly string[];
  /** Leads whose values had been erased and are there again. */
  readonly restored: readonly string[];
}

/** A sheet that was read again for a run and waits to take the place of what the run has of it. */
export interface RetakenSheet {
  readonly difference: SheetDifference;
  /** From now on the run is what the sheet says; leads that are done or open stay as they are. */
  adopt(): void;
  discard(): void;
}

/** Whose values are erased. */
export type Erasure =
  /** By partner lead id or 3DS id. */
  | { readonly by: 'lead'; readonly id: string }
  | { readonly by: 'email'; readonly address: string }
  /** Everything from before a moment, an ISO date-time in UTC. */
  | { readonly by: 'age'; readonly before: string };

export interface ErasureResult {
  /** Leads of runs, rows of sheets, last-sent copies and the history's copies that held values. */
  readonly erased: {
    readonly leads: number;
    readonly rows: number;
    readonly lastSent: number;
    /** Copies of leads as 3DS showed them. */
    readonly copies: number;
  };
  /** Partner lead ids, at most a thousand; 3DS ids of leads that have none. */
  readonly leads: readonly string[];
  /** The runs they are of, newest first, with the folders of their results. */
  readonly runs: readonly { readonly run: string; readonly out: string }[];
  /** Of these runs, those that can no longer go on or be undone as a whole. */
  readonly unfinished: readonly string[];
  /** False where another process kept the ledger open, so that parts of the old values may be in its files until that ends. */
  readonly overwritten: boolean;
}

/** A lead as 3DS showed it at a moment of the past. Instants are ISO date-times in UTC. */
export interface LeadCopy {
  readonly lead: RemoteLead;
  /** The first reading that showed it so. */
  readonly seenAt: string;
  /** The last reading, up to the moment asked for, that showed it so. */
  readonly confirmedAt: string;
  /** Since when 3DS no longer shows the lead to this partner; null while it does. */
  readonly goneSince: string | null;
}

/** A reading of many leads, after which the history holds what 3DS held: a point to compare with. Instants are ISO date-times in UTC. */
export interface LeadReading {
  readonly startedAt: string;
  readonly endedAt: string;
  /** What was asked for, in words: `modified since 2026-10-01`. */
  readonly criteria: string;
  readonly leads: number;
}

export interface RunSheet {
  readonly sheet: string | null;
  readonly headers: readonly string[];
}

/**
 * What leadferry remembers, for one server and one partner. Every method that changes something has reached the disk when it returns, or
 * when its promise resolves; until then nothing of it shows.
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
  /** The same leads without their values, which is several times as fast. */
  results(run: string, states?: readonly LeadState[]): Iterable<RunLeadResult>;
  rows(run: string): Iterable<RunRow>;
  sheets(run: string): readonly RunSheet[];
  /**
   * Takes a run for this process, until it is released or the process is gone, however it ended. Throws RUN_IN_USE, which names the process
   * that works on the run, or on another one that has leads in common with it.
   */
  claimRun(run: string): void;
  releaseRun(run: string): void;
  /** Reads the sheet of a run again. Throws RUN_NOT_FOUND, and what the source of entries throws. */
  retakeSheet(run: string, settings: { readonly file: string }, content: RunContent): Promise<RetakenSheet>;
  /** The leads that a run created or changed. */
  undoLeads(run: string): Iterable<UndoLead>;
  /** Erases values, so that no byte of them stays in the ledger's files; ids, hashes and outcomes stay. Throws RUN_IN_USE where a run of them is under way. */
  erase(erasure: Erasure, options: { readonly dryRun: boolean }): ErasureResult;
  /** The run, other than this one, that has requests open on leads which this one has still to send. */
  openElsewhere(run: string): OtherRun | null;
  /**
   * Writes the plan of leads that are in state planned, all of them or none; moves each to the state of `plannedState`. One with
   * `undecidedCode` stays planned with what an earlier plan says of it; only the code and the message are written.
   */
  plan(run: string, plans: readonly LeadPlan[]): void;
  /** Before a request for a lead in state planned, which may go out once this resolves: then it is synced to disk. */
  intend(run: string, seq: number, sent: LeadParts): Promise<void>;
  /** Takes an intent back, because its request had no effect at 3DS. */
  withdraw(run: string, seq: number): Promise<void>;
  /** After an answer or a look-up was judged, for a lead in state intent or unknown. */
  settle(run: string, seq: number, outcome: LeadOutcome): Promise<void>;
  endRun(run: string): void;
  known(partnerLeadOpportunityId: string): SeenLead | null;
  /** Those of these leads of which something is known, by their ids. */
  knownAmong(partnerLeadOpportunityIds: readonly string[]): ReadonlyMap<string, SeenLead>;
  /** True where `known` answers null for every id. */
  knowsNone(): boolean;
  /** The 3DS ids of all leads that are known. */
  knownDsIds(): Iterable<string>;
  /** Keeps a lead as last seen, outside of a run. */
  see(partnerLeadOpportunityId: string, lead: RemoteLead): void;
  /** Notes where a done lead at 3DS differs from what was sent; its state stays. */
  noteReadBack(run: string, seq: number, found: ReadBack): void;
  saveCatalogue(items: Iterable<PortfolioItem>): void;
  catalogue(): { readonly items: readonly PortfolioItem[]; readonly savedAt: string } | null;
  /** Keeps a list in place of the one of its kind. */
  saveReferenceList(list: Omit<ReferenceList, 'savedAt'>): void;
  /** By kind. */
  referenceLists(): readonly ReferenceList[];
  /** False where there was none. */
  removeReferenceList(kind: ReferenceKind): boolean;
  /** Keeps leads as they were read at an instant, all of them or none; of a lead that stands as before only that it does. */
  keepCopies(leads: Iterable<RemoteLead>, seenAt: string): void;
  /** Notes that 3DS no longer shows these leads (ERROR_048); ids that were never read are passed over. */
  markGone(dsLeadOpportunityIds: Iterable<string>, seenAt: string): void;
  /** Each lead as last read not later than the instant, by 3DS id; leads that were gone by then too. */
  copiesAsOf(instant: string): Iterable<LeadCopy>;
  /** When the first copy was read; null where none ever was. */
  firstCopyAt(): string | null;
  /** How many leads copiesAsOf leaves out, because their copies were erased. */
  erasedCopiesAsOf(instant: string): number;
  /** Notes a reading, once all of its copies are kept. */
  noteReading(reading: LeadReading): void;
  /** Newest first. */
  readings(): readonly LeadReading[];
  close(): void;
}

/** What reading a lead back has shown. */
export interface ReadBack {
  readonly differences: readonly ReadBackDifference[];
  /** A code for the results; null where nothing is to be said. */
  readonly code: string | null;
  /** The lead as 3DS showed it, to be kept in its history. */
  readonly lead?: RemoteLead | null | undefined;
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

/** The code of a lead that could not be read, so that nothing can be decided about it now: it waits to be planned again. */
export const undecidedCode = 'LEAD_UNREADABLE';

/** The status that a state stands for once a run has stopped. */
export const statusOf = {
  planned: 'unsent',
  unsent: 'unsent',
  intent: 'unknown',
  unknown: 'unknown',
  done: 'done',
  failed: 'failed',
} as const satisfies Record<LeadState, LeadStatus>;
