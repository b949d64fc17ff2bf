import { closedStages, enumerationLabel, leadStages } from '../../lead/enumerations.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import { placedValue } from '../assembly/lead-draft.js';
import { cellPlace, type LeadCheck } from './check-context.js';

const ignoredIn: ReadonlySet<unknown> = new Set(leadStages);
const setIn: ReadonlySet<unknown> = new Set(closedStages);

/** 3DS ignores the forecast category of leads and sets that of closed opportunities itself. */
export const checkForecast: LeadCheck = ({ draft }, { source }) => {
  const placed = draft.cells.get('leadOpportunity.forecastCategory');
  const forecast = placedValue(placed);
  const stage = placedValue(draft.cells.get('leadOpportunity.status'));
  if (placed === undefined || typeof stage !== 'string' || forecast === undefined || forecast === 'EMPTY')
    return [];
  const named = `${stage} (${enumerationLabel('status', stage)})`;
  if (ignoredIn.has(stage)) {
    return [
      createIssue('FORECAST_IGNORED', cellPlace(placed, source), {
        message: `expected no forecast category in stage ${named}, found ${forecast}. 3DS ignores it.`,
      }),
    ];
  }
  if (!setIn.has(stage) || forecast === stage) return [];
  return [
    createIssue('FORECAST_SET_BY_3DS', cellPlace(placed, source), {
      message: `expected no forecast category in stage ${named}, found ${forecast}. 3DS sets ${stage}.`,
      suggestion: stage,
    }),
  ];
};
