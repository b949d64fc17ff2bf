import { enumerationLabel } from '../../../lead/enumerations.js';
import { createIssue } from '../../../lead/issue-catalogue.js';
import { cellPlace, type LeadCheck, nothing } from '../check-context.js';
import { filledText, isOpen, stageOf } from './filled-text.js';

const farYears = 5;

/** The last day on which a lead may close; days are `YYYY-MM-DD`, which sort as text. */
export function lastPlausibleDay(today: string): string {
  return `${Number(today.slice(0, 4)) + farYears}${today.slice(4)}`;
}

/** An open lead closes today or later, and any lead within five years. A weekend is a day like others. */
export const checkCloseDate: LeadCheck = (lead, { source, options: { today } }) => {
  const date = filledText(lead.draft.cells, 'leadOpportunity.closeDate');
  if (date === null) return nothing;
  const last = lastPlausibleDay(today);
  if (date.text > last) {
    const message = `expected a close date up to ${last}, five years from the day of the run, found ${date.text}.`;
    return [createIssue('CLOSE_DATE_FAR', cellPlace(date.placed, source), { message })];
  }
  const stage = date.text >= today ? null : stageOf(lead);
  if (stage === null || !isOpen(stage)) return nothing;
  const message = `expected a close date on or after ${today}, the day of the run, in stage ${stage} (${enumerationLabel('status', stage)}), found ${date.text}.`;
  return [createIssue('CLOSE_DATE_PAST', cellPlace(date.placed, source), { message })];
};

/** The next step of an open lead comes before its order. */
export const checkMilestoneDate: LeadCheck = (lead, { source }) => {
  const milestone = filledText(lead.draft.cells, 'leadOpportunity.nextMilestoneDate');
  const close = filledText(lead.draft.cells, 'leadOpportunity.closeDate');
  if (milestone === null || close === null || milestone.text <= close.text || !isOpen(stageOf(lead)))
    return nothing;
  const message = `expected a next milestone up to the close date ${close.text}, found ${milestone.text}.`;
  return [createIssue('MILESTONE_LATE', cellPlace(milestone.placed, source), { message })];
};
