import type { ChangesReportOptions, ChangesReportResult } from './jobs/changes-report.js';
import type { ClaimOptions, ClaimReport } from './jobs/claim-file.js';
import type { CompareOptions, CompareResult } from './jobs/compare-file.js';
import type { DoctorOptions, DoctorResult } from './jobs/doctor.js';
import type { CodeSummary, Explanation } from './jobs/explain-code.js';
import type { ExportPortfolioOptions, ExportPortfolioResult } from './jobs/export-portfolio.js';
import type { ExportLeadsOptions, ExportLeadsResult } from './jobs/export-report.js';
import type { ForgetOptions, ForgetResult } from './jobs/forget-data.js';
import type { InspectOptions, InspectResult } from './jobs/inspect-file.js';
import type { JobOptions } from './jobs/job-options.js';
import type { RunDetail, RunsOptions } from './jobs/list-runs.js';
import type { MapOptions, MapResult } from './jobs/map-columns.js';
import type { PipelineReportOptions, PipelineReportResult } from './jobs/pipeline-report.js';
import type { PlanOptions, PlanResult } from './jobs/plan-report.js';
import type { ReadRowsOptions, SheetRow } from './jobs/read-rows.js';
import type {
  AddReferencesOptions,
  AddReferencesResult,
  ListReferencesResult,
  RemoveReferencesOptions,
  RemoveReferencesResult,
} from './jobs/reference-lists.js';
import type { ValidateOptions, ValidateResult } from './jobs/sheet-options.js';
import type {
  ResumeOptions,
  RetryOptions,
  UndoOptions,
  UndoReport,
  UploadOptions,
  UploadPlanOptions,
  UploadReport,
} from './jobs/upload-report.js';
import type { TemplateOptions, TemplateResult } from './jobs/write-template.js';
import type { RunRecord } from './lead/ledger.js';
import type { ReadSource } from './readers/read-source.js';
import type { Sandbox, SandboxOptions } from './sandbox/sandbox-options.js';

/**
 * Yields the rows of a CSV or XLSX file (its path, its bytes, or a stream of them) as they are read, header texts beside each.
 * Throws LeadferryError FILE_NOT_FOUND, FORMAT_UNKNOWN, FILE_UNREADABLE, FILE_EMPTY or CHARSET_UNSUPPORTED.
 */
export async function* readRows(source: ReadSource, options: ReadRowsOptions = {}): AsyncGenerator<SheetRow> {
  const job = await import('./jobs/read-rows.js');
  yield* job.readRows(source, options);
}

/** What a file is and which field each of its columns is read as. Sends nothing. */
export async function inspectFile(file: string, options: InspectOptions = {}): Promise<InspectResult> {
  const job = await import('./jobs/inspect-file.js');
  return job.inspectFile(file, options);
}

/** Proposes a mapping file for a lead sheet, and writes it where `out` names one. Throws FILE_EXISTS for a file that exists, unless `force` is true. */
export async function mapColumns(file: string, options: MapOptions = {}): Promise<MapResult> {
  const job = await import('./jobs/map-columns.js');
  return job.mapColumns(file, options);
}

/** Every issue of the whole file. Sends nothing and needs neither server nor key. */
export async function validateFile(file: string, options: ValidateOptions = {}): Promise<ValidateResult> {
  const job = await import('./jobs/validate-file.js');
  return job.validateFile(file, options);
}

/** What an upload would create and change, field by field. Reads 3DS, sends nothing. */
export async function planUpload(file: string, options: PlanOptions = {}): Promise<PlanResult> {
  const job = await import('./jobs/plan-upload.js');
  return job.planUpload(file, options);
}

/**
 * Uploads a lead sheet. Failures of single leads and a run that stopped early are in the report, not thrown;
 * what is thrown (LeadferryError) ended the upload before any lead was sent.
 */
export async function upload(file: string, options: UploadOptions = {}): Promise<UploadReport> {
  const job = await import('./jobs/upload-file.js');
  return job.uploadFile(file, options);
}

/**
 * Uploads exactly what a plan file shows (`planUpload` with `out`). A lead that changed at 3DS since is left unsent with PLAN_OUTDATED.
 * Throws LeadferryError PLAN_UNUSABLE for a plan that was edited or is of another server, partner or API version.
 */
export async function uploadPlan(plan: string, options: UploadPlanOptions = {}): Promise<UploadReport> {
  const job = await import('./jobs/upload-plan.js');
  return job.uploadPlan(plan, options);
}

/**
 * Goes on with a run that was stopped, from what the ledger holds. Without `run`: the newest that can go on. With `file` the sheet is read again, and
 * what it says now takes the place of what the run has.
 */
export async function resume(options: ResumeOptions = {}): Promise<UploadReport> {
  const job = await import('./jobs/resume-run.js');
  return job.resumeRun(options);
}

/** Sends the failed and the unsent leads of a run again, from what the ledger holds, as a run of its own. */
export async function retry(run: string, options: RetryOptions = {}): Promise<UploadReport> {
  const job = await import('./jobs/retry-run.js');
  return job.retryRun(run, options);
}

/** Puts back what a run changed, as a run of its own, and lists what it created. */
export async function undo(run: string, options: UndoOptions = {}): Promise<UndoReport> {
  const job = await import('./jobs/undo-run.js');
  return job.undoRun(run, options);
}

/** Erases values of leads from the ledger of the state folder; ids, hashes and outcomes stay. Needs neither key nor server. */
export async function forget(options: ForgetOptions): Promise<ForgetResult> {
  const job = await import('./jobs/forget-data.js');
  return job.forgetData(options);
}

/** The runs at this server and partner, newest first. */
export async function listRuns(options: RunsOptions = {}): Promise<readonly RunRecord[]> {
  const job = await import('./jobs/list-runs.js');
  return job.listRuns(options);
}

/** One run with all its leads. Throws LeadferryError RUN_NOT_FOUND. */
export async function showRun(run: string, options: RunsOptions = {}): Promise<RunDetail> {
  const job = await import('./jobs/list-runs.js');
  return job.showRun(run, options);
}

/** Leads of 3DS to a spreadsheet that can be uploaded again as it is. */
export async function exportLeads(options: ExportLeadsOptions): Promise<ExportLeadsResult> {
  const job = await import('./jobs/export-leads.js');
  return job.exportLeads(options);
}

/** The product catalogue of 3DS to a spreadsheet; a copy is kept in the ledger. */
export async function exportPortfolio(options: ExportPortfolioOptions): Promise<ExportPortfolioResult> {
  const job = await import('./jobs/export-portfolio.js');
  return job.exportPortfolio(options);
}

/**
 * Gives leads of 3DS the partner lead ids that were filled into an exported sheet (`exportLeads` with `unassigned`), and sends nothing else of it.
 * What becomes of each lead is in the report, as for an upload.
 */
export async function claimLeads(file: string, options: ClaimOptions = {}): Promise<ClaimReport> {
  const job = await import('./jobs/claim-file.js');
  return job.claimFile(file, options);
}

/**
 * Compares a sheet with 3DS: leads in both and where they differ, leads that only the sheet has, leads that only 3DS has. Changes nothing.
 */
export async function compareFile(file: string, options: CompareOptions = {}): Promise<CompareResult> {
  const job = await import('./jobs/compare-file.js');
  return job.compareFile(file, options);
}

/** Totals of the pipeline by stage and forecast category, per currency. */
export async function pipelineReport(options: PipelineReportOptions = {}): Promise<PipelineReportResult> {
  const job = await import('./jobs/pipeline-report.js');
  return job.pipelineReport(options);
}

/** What changed between two points in time: exported files, runs, or what the ledger knew. Sends nothing and needs neither server nor key. */
export async function changesReport(options: ChangesReportOptions): Promise<ChangesReportResult> {
  const job = await import('./jobs/changes-report.js');
  return job.changesReport(options);
}

/** Writes the blank lead sheet. */
export async function writeTemplate(options: TemplateOptions): Promise<TemplateResult> {
  const job = await import('./jobs/write-template.js');
  return job.writeTemplate(options);
}

/**
 * Keeps a list of offers or competitors that 3DS mailed, for the checks of this server and partner.
 * Throws LeadferryError COLUMN_UNKNOWN where the file has no such column, FILE_EMPTY where it holds nothing.
 */
export async function addReferences(
  file: string,
  options: AddReferencesOptions,
): Promise<AddReferencesResult> {
  const job = await import('./jobs/reference-lists.js');
  return job.addReferences(file, options);
}

/** What offers and competitors are compared with: the catalogue and the lists that are kept, with their dates. */
export async function listReferences(options: JobOptions = {}): Promise<ListReferencesResult> {
  const job = await import('./jobs/reference-lists.js');
  return job.listReferences(options);
}

/** Forgets the list of a kind. */
export async function removeReferences(options: RemoveReferencesOptions): Promise<RemoveReferencesResult> {
  const job = await import('./jobs/reference-lists.js');
  return job.removeReferences(options);
}

/** Checks the set-up: settings, key, server, state folder. */
export async function doctor(options: DoctorOptions = {}): Promise<DoctorResult> {
  const job = await import('./jobs/doctor.js');
  return job.doctor(options);
}

/** What an issue or error code means and what to do about it. Throws LeadferryError CODE_UNKNOWN. */
export async function explainCode(code: string): Promise<Explanation> {
  const job = await import('./jobs/explain-code.js');
  return job.explainCode(code);
}

/** Every code in one line each. */
export async function listCodes(): Promise<readonly CodeSummary[]> {
  const job = await import('./jobs/explain-code.js');
  return job.listCodes();
}

/** Starts the stand-in for the 3DS API. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const job = await import('./jobs/start-sandbox.js');
  return job.startSandbox(options);
}

export type { WaitInfo } from './api/caller.js';
export type { RateOverTime } from './api/rate-over-time.js';
export type { LatencySummary, RequestSummary } from './api/request-figures.js';
export type { ConnectionOptions } from './config/settings.js';
export { type ErrorCode, type ErrorKind, errorCatalogue, LeadferryError } from './core/error.js';
export { type Issue, type IssueCounts, type IssueGroup, issuePlace, type Severity } from './core/issue.js';
export type { FieldChange, LeadAction, LeadStatus, StatusCounts } from './core/outcome.js';
export type { Progress, ProgressEvent } from './core/progress.js';
export type { Cell, FileFacts, Origin, Row, TypedCell } from './core/row.js';
export { cellText } from './core/row.js';
export type { ChangesReportOptions, ChangesReportResult } from './jobs/changes-report.js';
export type { ClaimedLead, ClaimOptions, ClaimReport } from './jobs/claim-file.js';
export { clockNote } from './jobs/clock-note.js';
export type { CompareOptions, CompareResult } from './jobs/compare-file.js';
export type { DoctorCheck, DoctorOptions, DoctorResult } from './jobs/doctor.js';
export type { CodeSummary, Explanation } from './jobs/explain-code.js';
export type {
  ExportPortfolioOptions,
  ExportPortfolioResult,
  PortfolioChangeValue,
} from './jobs/export-portfolio.js';
export type {
  ExportCoverage,
  ExportLeadsOptions,
  ExportLeadsResult,
  SplitFile,
} from './jobs/export-report.js';
export type { LeadSelection } from './jobs/export-selection.js';
export type { ForgetOptions, ForgetResult } from './jobs/forget-data.js';
export type { InspectedColumn, InspectOptions, InspectResult } from './jobs/inspect-file.js';
export type { HiddenIssues } from './jobs/issue-collector.js';
export type { HidingFlag } from './jobs/issue-filter.js';
export { maskedValue } from './jobs/issue-mask.js';
export type { FailureValue, JobOptions } from './jobs/job-options.js';
export type { RunDetail, RunsOptions } from './jobs/list-runs.js';
export type { MapOptions, MapResult } from './jobs/map-columns.js';
export type { MappedColumnValue, PickListValue } from './jobs/mapping-text.js';
export type { PipelineReportOptions, PipelineReportResult } from './jobs/pipeline-report.js';
export type { PlanOptions, PlanResult } from './jobs/plan-report.js';
export type { ReferenceColumn } from './jobs/read-references.js';
export type { ReadRowsOptions, SheetRow } from './jobs/read-rows.js';
export type {
  AddReferencesOptions,
  AddReferencesResult,
  ListReferencesResult,
  ReferenceSummary,
  RemoveReferencesOptions,
  RemoveReferencesResult,
} from './jobs/reference-lists.js';
export { resultNotes } from './jobs/result-notes.js';
export type {
  MappingOptions,
  SheetOptions,
  SourceOptions,
  SplitSheets,
  ValidateOptions,
  ValidateResult,
} from './jobs/sheet-options.js';
export type {
  Confirmation,
  CreatedLead,
  LeadWarning,
  Outlook,
  ReadBackValue,
  ResumeOptions,
  RetryOptions,
  UndoOptions,
  UndoReport,
  UploadedLeadValue,
  UploadOptions,
  UploadPlanOptions,
  UploadReport,
} from './jobs/upload-report.js';
export type { TemplateOptions, TemplateResult } from './jobs/write-template.js';
export {
  type ComparedCounts,
  type ComparedLead,
  type ComparedState,
  type ComparisonSummary,
  comparedStates,
  comparisonNotes,
  type FieldTally,
} from './lead/compared-lead.js';
export type { ConflictRule, FieldConflict } from './lead/conflict.js';
export { differenceText, type FieldDifference } from './lead/field-difference.js';
export { issueCatalogue } from './lead/issue-catalogue.js';
export type { PartValues, SheetLead } from './lead/lead.js';
export type { RunKind, RunRecord, SheetDifference } from './lead/ledger.js';
export type { PlannedLeadValue } from './lead/plan-document.js';
export type { ReferenceKind } from './lead/references/reference-list.js';
export type { CheckLead, LeadFinding } from './lead/rules/check-lead.js';
export type { ReadSource } from './readers/read-source.js';
export type {
  ChangedLeadJson,
  ChangedValueJson,
  ChangesReportDocument,
  FlowJson,
} from './reports/changes-report-json.js';
export type { FaultPlan } from './sandbox/fault-plan.js';
export type { Sandbox, SandboxCounts, SandboxOptions } from './sandbox/sandbox-options.js';
export type { ReadBackRule } from './upload/read-back-rule.js';
export type { RequestBudget } from './upload/request-budget.js';
