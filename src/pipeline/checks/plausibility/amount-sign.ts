import { createIssue } from '../../../lead/issue-catalogue.js';
import { placedValue } from '../../assembly/lead-draft.js';
import { quoted } from '../../quoted.js';
import { cellPlace, type LeadCheck } from '../check-context.js';
import { stageOf } from './filled-text.js';

/** Amounts are above zero. A free line beside a paid one is usual, and so is a lost lead that is worth nothing any more. */
export const checkAmountSign: LeadCheck = (lead, { source }) => {
  const amounts = lead.draft.items.offerLines.flatMap((item) => {
    const placed = item.cells.get('amount');
    const value = placedValue(placed);
    return placed === undefined || typeof value !== 'number' ? [] : [{ placed, value }];
  });
  const isWorthless = amounts.every(({ value }) => value <= 0) && stageOf(lead) !== 'LOST';
  return amounts.flatMap(({ placed, value }) => {
    if (value > 0 || (value === 0 && !isWorthless)) return [];
    const found = quoted(placed.cell.text);
    const code = value < 0 ? 'AMOUNT_NEGATIVE' : 'AMOUNT_ZERO';
    return [
      createIssue(code, cellPlace(placed, source), {
        message: `expected an amount above 0, found ${found}.`,
      }),
    ];
  });
};
