import type { RemoteLead } from '../lead/lead.js';
import {
  type BreakdownOptions,
  type CurrencyFigures,
  CurrencyTally,
  compareCodes,
} from './pipeline-breakdown.js';
import { type ConvertedFigures, convertedFigures, type Rates } from './pipeline-convert.js';
import { leadFacts } from './pipeline-lead.js';
import { type LeadLine, type LeadLists, ListCollector } from './pipeline-lists.js';

export interface PipelineOptions extends BreakdownOptions {
  /** Days without a change after which an open lead is stale. */
  readonly staleDays: number;
  /** How many of the largest open leads are listed for each currency. */
  readonly top: number;
  /** What amounts are converted with; null converts nothing. */
  readonly rates: Rates | null;
}

/** The leads of one currency. */
export interface CurrencyReport extends CurrencyFigures {
  /** The open leads with the largest amounts. */
  readonly topOpen: readonly LeadLine[];
}

/** Everything that the leads themselves say. */
export interface PipelineFigures extends LeadLists {
  readonly counted: number;
  /** Leads without a partner lead id. */
  readonly unclaimed: number;
  /** By code, the leads without a currency last. Amounts of different currencies are never added. */
  readonly currencies: readonly CurrencyReport[];
  /** All that could be converted, in one currency; null without rates. */
  readonly converted: ConvertedFigures | null;
}

/** Counts leads; their order makes no difference. The amount of a lead is the sum of its offer lines, exact to the last digit. */
export async function pipelineFigures(
  leads: AsyncIterable<RemoteLead>,
  options: PipelineOptions,
): Promise<PipelineFigures> {
  const tallies = new Map<string | null, CurrencyTally>();
  const collector = new ListCollector(options);
  let counted = 0;
  let unclaimed = 0;
  for await (const lead of leads) {
    counted += 1;
    if ((lead.partnerLeadOpportunityId ?? '') === '') unclaimed += 1;
    const facts = leadFacts(lead);
    const tally = tallies.get(facts.currency) ?? new CurrencyTally();
    tallies.set(facts.currency, tally);
    tally.add(facts, options.asOf);
    collector.add(facts);
  }
  const currencies = [...tallies]
    .toSorted(([one], [other]) => compareCodes(one, other))
    .map(([currency, tally]) => ({
      ...tally.figures(currency, options),
      topOpen: collector.top(currency),
    }));
  const { rates } = options;
  return {
    counted,
    unclaimed,
    currencies,
    converted: rates === null ? null : convertedFigures(currencies, rates, options.top),
    ...collector.lists(),
  };
}
