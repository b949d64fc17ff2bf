import {
  closedStages,
  enumerationLabel,
  leadStages,
  openForecasts,
  openStages,
} from '../../lead/enumerations.js';
import { createIssue, type IssueCode, type IssueDetails } from '../../lead/issue-catalogue.js';
import { placedValue } from '../assembly/lead-draft.js';
import { listed } from '../quoted.js';
import { attributeOf } from './attribute-of.js';
import { cellPlace, type LeadCheck, nothing } from './check-context.js';

const ignoredIn: ReadonlySet<string> = new Set(leadStages);
const setIn: ReadonlySet<string> = new Set(closedStages);
const chosenIn: ReadonlySet<string> = new Set(openStages);
const choices: ReadonlySet<string> = new Set(openForecasts);

interface Finding extends IssueDetails {
  readonly code: IssueCode;
}

/** Whether there is something to say of a forecast category in a stage. */
export function isUnfitForecast(stage: string, forecast: string): boolean {
  return forecast !== 'EMPTY' && judged(stage, forecast) !== null;
}

/** 3DS ignores the forecast category of leads, takes four of them for open opportunities, and sets that of closed ones itself. */
export const checkForecast: LeadCheck = (under, { source }) => {
  const placed = under.draft.cells.get('leadOpportunity.forecastCategory');
  const forecast = placedValue(placed);
  if (placed === undefined || typeof forecast !== 'string' || forecast === 'EMPTY') return nothing;
  const stage = attributeOf(under, 'status');
  if (typeof stage !== 'string') return nothing;
  const finding = judged(stage, forecast);
  return finding === null ? nothing : [createIssue(finding.code, cellPlace(placed, source), finding)];
};

function judged(stage: string, forecast: string): Finding | null {
  const named = `stage ${stage} (${enumerationLabel('status', stage)})`;
  if (ignoredIn.has(stage)) {
    const message = `expected no forecast category in ${named}, found ${forecast}. 3DS ignores it.`;
    return { code: 'FORECAST_IGNORED', message };
  }
  if (setIn.has(stage) && forecast !== stage) {
    const message = `expected no forecast category in ${named}, found ${forecast}. 3DS sets ${stage}.`;
    return { code: 'FORECAST_SET_BY_3DS', message, suggestion: stage };
  }
  if (chosenIn.has(stage) && !choices.has(forecast)) {
    const message = `expected one of ${listed(openForecasts)} in ${named}, found ${forecast}. 3DS sets ${forecast} once the stage is ${forecast}.`;
    return { code: 'FORECAST_UNFIT', message };
  }
  return null;
}
