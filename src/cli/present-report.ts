import { clockNote, type Outlook, type PlanResult, type UploadReport } from '../index.js';
import type { CommandContext } from './command.js';
import { exitCodeOfReport, issuesFound } from './exit-code.js';
import { repeatedFlags } from './job-flags.js';
import { budgetText, planCounts } from './plan-text.js';
import { printable } from './printable.js';
import { reportText } from './report-text.js';
import type { TableView } from './table.js';
import { type ListingLimit, screenful, validationText } from './validation-text.js';
import { asArgument } from './wording.js';

const mostWarnings = 5;

/** Beside the leads of the report only the first issues have room. */
const beside: ListingLimit = { lines: 20 };

/** Says what will be sent, before it is. */
export function planHint({
  output,
}: CommandContext): (counts: PlanResult['counts'], outlook: Outlook) => void {
  return (counts, { budget, warnings }) => {
    output.hint(`Plan: ${planCounts(counts)}`);
    if (budget.requests > 0) output.hint(`${budgetText(budget)} from now on`);
    for (const { partnerLeadOpportunityId, message } of warnings.slice(0, mostWarnings)) {
      output.hint(`Look at ${printable(partnerLeadOpportunityId)}: ${printable(message)}`);
    }
    const more = warnings.length - mostWarnings;
    if (more > 0) output.hint(`… and ${more} more of these; \`leadferry plan\` lists them.`);
  };
}

/** Shows what became of an upload or a resumed run, and says its exit code. `text` is shown in place of the usual one. */
export function presentReport(
  { flags, output, stopSignal }: CommandContext,
  report: UploadReport,
  text?: () => string,
): number {
  const exitCode = exitCodeOfReport(report, stopSignal());
  output.answer(report, text ?? (() => reportAnswer(report, output, exitCode)));
  if (report.error !== null) output.failBeside(report.error);
  const clock = clockNote(report.requests?.serverClockAheadSeconds ?? null);
  if (clock !== null) output.hint(`Note: ${clock}`);
  if (report.resumable && report.run !== null) {
    const lead = report.error === null ? 'Next' : 'To go on';
    output.hint(`${lead}: leadferry resume ${asArgument(report.run)}${repeatedFlags(flags)}`);
  }
  return exitCode;
}

function reportAnswer(report: UploadReport, view: TableView, exitCode: number): string {
  const { validation } = report;
  const text = reportText(report, view);
  if (validation === null || validation.issueCounts.error + validation.issueCounts.warning === 0) return text;
  const limit = exitCode === issuesFound ? screenful : beside;
  return `${validationText(validation, view, limit)}\n\n${text}`;
}
