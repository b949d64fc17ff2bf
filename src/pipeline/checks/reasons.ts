import { enumerationLabel } from '../../lead/enumerations.js';
import { createIssue } from '../../lead/issue-catalogue.js';
import { isAbsent } from '../../lead/same-value.js';
import { placedValue } from '../assembly/lead-draft.js';
import { quoted } from '../quoted.js';
import { attributeOf } from './attribute-of.js';
import { cellPlace, foundIn, type LeadCheck } from './check-context.js';

const rules = [
  { path: 'leadOpportunity.reasonWon', stage: 'WON', preset: 'STRNG_VAL_PROP' },
  { path: 'leadOpportunity.reasonLost', stage: 'LOST', preset: 'NO_PROJECT' },
] as const;

/** Reasons won belong to won leads and reasons lost to lost ones. */
export const checkReasons: LeadCheck = (under, { source }) =>
  foundIn(rules, ({ path, stage: own, preset }) => {
    const placed = under.draft.cells.get(path);
    const reasons = placedValue(placed);
    if (placed === undefined || !Array.isArray(reasons) || isAbsent(reasons)) return null;
    const stage = attributeOf(under, 'status');
    if (typeof stage !== 'string' || stage === own) return null;
    // 3DS answers its own preset in every stage (the published example), so an exported sheet holds it.
    if (!under.isCreate && reasons.every((reason) => reason === preset)) return null;
    const { label } = placed.cell.column.field;
    const message = `expected "${label}" only in stage ${own}, found ${quoted(placed.cell.text)} in stage ${stage} (${enumerationLabel('status', stage)}).`;
    return createIssue('REASON_MISPLACED', cellPlace(placed, source), { message });
  });
