import type { Issue } from '../../../core/issue.js';
import { createIssue, type IssuePlace } from '../../../lead/issue-catalogue.js';
import { placedValue } from '../../assembly/lead-draft.js';
import { quoted } from '../../quoted.js';
import { type CheckContext, cellPlace, type FileCheck, type JudgedLead } from '../check-context.js';
import { type AmountHistogram, createAmountHistogram } from './amount-histogram.js';

const fewestAmounts = 10;
const timesMedian = 1000;
const mostListed = 20;

interface Large {
  readonly amount: number;
  readonly place: IssuePlace;
}

interface CurrencyAmounts {
  readonly histogram: AmountHistogram;
  /** The largest ones in the order of the file, at most 20. */
  readonly largest: Large[];
}

/** Names amounts of more than 1,000 times the median of their currency, in files with ten or more amounts of it. */
export function findAmountOutliers({ source }: CheckContext): FileCheck {
  const currencies = new Map<string, CurrencyAmounts>();
  return {
    add({ draft }: JudgedLead): void {
      const currency = placedValue(draft.cells.get('leadOpportunity.currency'));
      if (typeof currency !== 'string') return;
      for (const item of draft.items.offerLines) {
        const placed = item.cells.get('amount');
        const amount = placedValue(placed);
        if (placed === undefined || typeof amount !== 'number' || amount <= 0) continue;
        const seen = amountsOf(currency, currencies);
        seen.histogram.add(amount);
        if (isAmongLargest(amount, seen)) keep({ amount, place: cellPlace(placed, source) }, seen);
      }
    },
    issues: () => [...currencies].flatMap(([currency, seen]) => outliers(currency, seen, source)),
  };
}

function amountsOf(currency: string, currencies: Map<string, CurrencyAmounts>): CurrencyAmounts {
  const known = currencies.get(currency);
  if (known !== undefined) return known;
  const created: CurrencyAmounts = { histogram: createAmountHistogram(), largest: [] };
  currencies.set(currency, created);
  return created;
}

function isAmongLargest(amount: number, { largest }: CurrencyAmounts): boolean {
  return largest.length < mostListed || largest.some((large) => large.amount < amount);
}

function keep(large: Large, { largest }: CurrencyAmounts): void {
  if (largest.length >= mostListed) {
    const least = Math.min(...largest.map(({ amount }) => amount));
    largest.splice(
      largest.findIndex(({ amount }) => amount === least),
      1,
    );
  }
  largest.push(large);
}

function outliers(currency: string, { histogram, largest }: CurrencyAmounts, source: string): Issue[] {
  if (histogram.count() < fewestAmounts) return [];
  const median = histogram.median();
  const limit = median * timesMedian;
  const usual = Number(median.toPrecision(2)).toLocaleString('en-US');
  const issues = largest
    .filter(({ amount }) => amount > limit)
    .map(({ place }) =>
      createIssue('AMOUNT_OUTLIER', place, {
        message: `expected an amount like the others in ${currency}, of which half are below about ${usual}, found ${quoted(place.value ?? '')}, more than 1,000 times that.`,
      }),
    );
  const more = histogram.countAbove(limit) - issues.length;
  if (more <= 0) return issues;
  const message = `found ${more} more amounts in ${currency} above 1,000 times the median of about ${usual}, beside the ${issues.length} largest.`;
  return [...issues, createIssue('AMOUNT_OUTLIER', { source, field: 'offerLines.amount' }, { message })];
}
