import type { Issue } from '../../../core/issue.js';
import { createIssue, type IssuePlace } from '../../../lead/issue-catalogue.js';
import { quoted } from '../../quoted.js';
import type { CheckContext, FileCheck } from '../check-context.js';
import { factFields } from '../fact-fields.js';
import type { LeadFacts } from '../lead-facts.js';
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
  /** The least of them once there are 20. */
  least: number;
}

/** Names amounts of more than 1,000 times the median of their currency, in files with ten or more amounts of it. */
export function findAmountOutliers({ source }: CheckContext): FileCheck {
  const currencies = new Map<string, CurrencyAmounts>();
  return {
    add(lead: LeadFacts): void {
      const currency = lead.amountCount === 0 ? null : lead.text(factFields.currency);
      if (currency === null) return;
      const seen = amountsOf(currency, currencies);
      for (let place = 0; place < lead.amountCount; place += 1) {
        const amount = lead.amount(place);
        seen.histogram.add(amount);
        if (amount > seen.least) keep({ amount, place: lead.amountPlace(place) }, seen);
      }
    },
    issues: () => [...currencies].flatMap(([currency, seen]) => outliers(currency, seen, source)),
  };
}

function amountsOf(currency: string, currencies: Map<string, CurrencyAmounts>): CurrencyAmounts {
  const known = currencies.get(currency);
  if (known !== undefined) return known;
  const created: CurrencyAmounts = { histogram: createAmountHistogram(), largest: [], least: 0 };
  currencies.set(currency, created);
  return created;
}

function keep(large: Large, seen: CurrencyAmounts): void {
  const { largest, least } = seen;
  if (largest.length >= mostListed) {
    largest.splice(
      largest.findIndex(({ amount }) => amount === least),
      1,
    );
  }
  largest.push(large);
  if (largest.length >= mostListed) seen.least = Math.min(...largest.map(({ amount }) => amount));
}

function outliers(currency: string, { histogram, largest }: CurrencyAmounts, source: string): Issue[] {
  if (histogram.count() < fewestAmounts) return [];
  const median = histogram.median();
  const limit = median * timesMedian;
  const above = histogram.countAbove(limit);
  if (above === 0) return [];
  const usual = Number(median.toPrecision(2)).toLocaleString('en-US');
  const issues = largest
    .filter(({ amount }) => amount > limit)
    .map(({ place }) =>
      createIssue('AMOUNT_OUTLIER', place, {
        message: `expected an amount like the others in ${currency}, of which half are below about ${usual}, found ${quoted(place.value ?? '')}, more than 1,000 times that.`,
      }),
    );
  const more = above - issues.length;
  if (more <= 0) return issues;
  const message = `found ${more} more amounts in ${currency} above 1,000 times the median of about ${usual}, beside the ${issues.length} largest.`;
  return [...issues, createIssue('AMOUNT_OUTLIER', { source, field: 'offerLines.amount' }, { message })];
}
