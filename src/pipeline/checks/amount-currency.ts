import { createIssue } from '../../lead/issue-catalogue.js';
import { placedValue } from '../assembly/lead-draft.js';
import { amountCurrencies } from '../parsing/parse-amount.js';
import { quoted } from '../quoted.js';
import { attributeOf } from './attribute-of.js';
import { cellPlace, foundIn, type LeadCheck, nothing } from './check-context.js';

/** The sign or code beside an amount is the currency of the lead. A lead without a valid currency has nothing to compare. */
export const checkAmountCurrency: LeadCheck = (under, { source }) => {
  const currency = attributeOf(under, 'currency');
  if (typeof currency !== 'string') return nothing;
  return foundIn(under.draft.items.offerLines, ({ cells }) => {
    const placed = cells.get('amount');
    if (placed === undefined || typeof placedValue(placed) !== 'number') return null;
    const { text } = placed.cell;
    const named = amountCurrencies(text);
    if (named === null || named.includes(currency)) return null;
    const message = `expected an amount in ${currency}, the currency of the lead, found ${quoted(text)}.`;
    return createIssue('AMOUNT_CURRENCY_DIFFERS', cellPlace(placed, source), { message });
  });
};
