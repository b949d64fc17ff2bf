import { closedStages, enumerationLabel, statusLabels } from '../../../lead/enumerations.js';
import { createIssue } from '../../../lead/issue-catalogue.js';
import { cellPlace, type LeadCheck, nothing } from '../check-context.js';
import { filledText } from './filled-text.js';

const order: readonly string[] = Object.keys(statusLabels);
const closed: ReadonlySet<string> = new Set(closedStages);

/** The stage goes on from the one that was last sent. From won to lost is a correction of its own and stays quiet. */
export const checkStageChange: LeadCheck = ({ draft, known }, { source }) => {
  const before = known?.lastSent?.leadOpportunity['status'];
  if (typeof before !== 'string') return nothing;
  const now = filledText(draft.cells, 'leadOpportunity.status');
  if (now === null || closed.has(now.text)) return nothing;
  if (order.indexOf(now.text) >= order.indexOf(before)) return nothing;
  const code = closed.has(before) ? 'LEAD_REOPENED' : 'STAGE_BACKWARDS';
  const expected = closed.has(before)
    ? `the lead to stay closed, as it was last sent as ${named(before)}`
    : `stage ${named(before)}, as it was last sent, or a later one`;
  const message = `expected ${expected}, found ${named(now.text)}.`;
  return [createIssue(code, cellPlace(now.placed, source), { message })];
};

function named(stage: string): string {
  return `${stage} (${enumerationLabel('status', stage)})`;
}
