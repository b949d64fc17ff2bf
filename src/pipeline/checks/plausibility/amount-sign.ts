import { createIssue } from '../../../lead/issue-catalogue.js';
import type { FieldValue } from '../../../lead/lead.js';
import { type DraftItem, placedValue } from '../../assembly/lead-draft.js';
import { quoted } from '../../quoted.js';
import { cellPlace, foundIn, type LeadCheck, nothing } from '../check-context.js';
import { stageOf } from './filled-text.js';

/** Amounts are above zero. A free line beside a paid one is usual, and so is a lost lead that is worth nothing any more. */
export const checkAmountSign: LeadCheck = (lead, { source }) => {
  const { offerLines } = lead.draft.items;
  if (offerLines.every((item) => !isAtMostZero(amountOf(item)))) return nothing;
  const isWorthless = offerLines.every((item) => !isAboveZero(amountOf(item))) && stageOf(lead) !== 'LOST';
  return foundIn(offerLines, (item) => {
    const placed = item.cells.get('amount');
    const value = placedValue(placed);
    if (placed === undefined || typeof value !== 'number' || value > 0 || (value === 0 && !isWorthless))
      return null;
    const code = value < 0 ? 'AMOUNT_NEGATIVE' : 'AMOUNT_ZERO';
    const message = `expected an amount above 0, found ${quoted(placed.cell.text)}.`;
    return createIssue(code, cellPlace(placed, source), { message });
  });
};

function amountOf({ cells }: DraftItem): FieldValue | undefined {
  return placedValue(cells.get('amount'));
}

function isAtMostZero(amount: FieldValue | undefined): boolean {
  return typeof amount === 'number' && amount <= 0;
}

function isAboveZero(amount: FieldValue | undefined): boolean {
  return typeof amount === 'number' && amount > 0;
}
