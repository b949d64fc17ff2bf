import { createIssue } from '../../../lead/issue-catalogue.js';
import { folded } from '../../../lead/references/folded.js';
import { likelyTexts, type TextIndex } from '../../../lead/references/text-index.js';
import { placedValue } from '../../assembly/lead-draft.js';
import { quoted } from '../../quoted.js';
import { cellPlace, type LeadCheck } from '../check-context.js';
import { nearest } from './nearest.js';

const share = 0.25;

/** Every competitor is in the list that 3DS mailed, where it was added. */
export const checkCompetitors: LeadCheck = ({ draft }, { source, options }) => {
  const competitors = options.references?.competitors ?? null;
  const placed = draft.cells.get('leadOpportunity.competitors');
  const names = placedValue(placed);
  if (competitors === null || placed === undefined || !Array.isArray(names)) return [];
  const { index, source: from } = competitors;
  const unknown = names.filter((name) => name !== 'EMPTY' && !index.byFold.has(folded(name)));
  return unknown.map((name) => {
    const suggestion = nearName(name, index);
    return createIssue(
      'COMPETITOR_UNKNOWN',
      { ...cellPlace(placed, source), value: name },
      {
        message: `expected a competitor of ${from.name} of ${from.savedOn}, found ${quoted(name)}.`,
        hint: suggestion === null ? undefined : `Write ${quoted(suggestion)} if that is meant.`,
        suggestion,
        severity: options.strict ? 'error' : undefined,
      },
    );
  });
};

function nearName(name: string, index: TextIndex): string | null {
  return nearest(name, likelyTexts(index, name), Math.max(1, Math.floor(folded(name).length * share)));
}
