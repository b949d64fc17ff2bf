import { createIssue } from '../../lead/issue-catalogue.js';
import { placedValue } from '../assembly/lead-draft.js';
import { amountCurrencies } from '../parsing/parse-amount.js';
import { quoted } from '../quoted.js';
import { attributeOf } from './attribute-of.js';
import { cellPlace, type LeadCheck } from './check-context.js';

/** The sign or code beside an amount is the currency of the lead. A lead without a valid currency has nothing to compare. */
export const checkAmountCurrency: LeadCheck = (under, { source }) => {
  const { draft } = under;
  const currency = attributeOf(under, 'currency');
  if (typeof currency !== 'string') return [];
  const cells = [draft.cells, ...draft.items.offerLines.map((item) => item.cells)].flatMap((all) => [
    ...all.values(),
  ]);
  return cells.flatMap((placed) => {
    const { column, text } = placed.cell;
    if (column.field.type !== 'amount' || typeof placedValue(placed) !== 'number') return [];
    const named = amountCurrencies(text);
    if (named === null || named.includes(currency)) return [];
    const message = `expected an amount in ${currency}, the currency of the lead, found ${quoted(text)}.`;
    return [createIssue('AMOUNT_CURRENCY_DIFFERS', cellPlace(placed, source), { message })];
  });
};
