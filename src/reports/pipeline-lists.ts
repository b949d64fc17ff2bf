import type Big from 'big.js';
import { compareAmounts, decimalOf, type ExactAmount } from './exact-sum.js';
import { compareCodes } from './pipeline-breakdown.js';
import { dayOf, daysBetween, type LeadFacts, textOf } from './pipeline-lead.js';

/** A lead as a line of a list. Days are `YYYY-MM-DD`; what is missing is null. */
export interface LeadLine {
  readonly partnerLeadOpportunityId: string | null;
  readonly dsLeadOpportunityId: string;
  readonly name: string | null;
  readonly customer: string | null;
  readonly owner: string | null;
  readonly stage: string | null;
  readonly forecastCategory: string;
  readonly closeDate: string | null;
  readonly modified: string | null;
  readonly nextMilestone: string | null;
  readonly nextMilestoneDate: string | null;
  readonly currency: string | null;
  /** In units of the currency; null where no line has an amount. */
  readonly amount: Big | null;
}

/** A lead that somebody should look at: overdue or stale for so many days. */
export interface LateLead extends LeadLine {
  readonly days: number;
}

/** missing: neither text nor date. undated: a milestone without a date. passed: its date lies before the day of the report. */
export type MilestoneProblem = 'missing' | 'undated' | 'passed';

export interface MilestoneLead extends LeadLine {
  readonly problem: MilestoneProblem;
}

/** The leads that need somebody's attention. All of them are open. */
export interface LeadLists {
  /** The close date lies before the day of the report; the longest overdue first. */
  readonly overdue: readonly LateLead[];
  /** Opportunities (stage -3 to -1) without a next milestone that lies ahead; those that close first come first. */
  readonly milestones: readonly MilestoneLead[];
  /** 3DS has not seen a change for more than `staleDays`; the longest first. */
  readonly stale: readonly LateLead[];
}

interface ListOptions {
  readonly asOf: string;
  readonly staleDays: number;
  readonly top: number;
}

const opportunityStages: ReadonlySet<string | null> = new Set(['OPPY_OPEN', 'VALIDATED', 'ESTABLISHED']);

/** The lists while leads are looked at. */
export class ListCollector {
  readonly #options: ListOptions;
  readonly #overdue: LateLead[] = [];
  readonly #milestones: MilestoneLead[] = [];
  readonly #stale: LateLead[] = [];
  readonly #top = new Map<string | null, TopLeads>();

  constructor(options: ListOptions) {
    this.#options = options;
  }

  add(facts: LeadFacts): void {
    if (facts.phase !== 'open') return;
    const { asOf, staleDays, top } = this.#options;
    const { closeDate, modified, currency } = facts;
    if (closeDate !== null && closeDate < asOf) {
      this.#overdue.push({ ...leadLine(facts), days: daysBetween(closeDate, asOf) });
    }
    const idle = modified === null ? 0 : daysBetween(modified, asOf);
    if (idle > staleDays) this.#stale.push({ ...leadLine(facts), days: idle });
    const problem = milestoneProblem(facts, asOf);
    if (problem !== null) this.#milestones.push({ ...leadLine(facts), problem });
    const largest = this.#top.get(currency) ?? new TopLeads(top);
    this.#top.set(currency, largest);
    largest.add(facts);
  }

  lists(): LeadLists {
    return {
      overdue: this.#overdue.toSorted(longestFirst),
      milestones: this.#milestones.toSorted(
        (one, other) => compareCodes(one.closeDate, other.closeDate) || byId(one, other),
      ),
      stale: this.#stale.toSorted(longestFirst),
    };
  }

  /** The open leads with the largest amounts of a currency. */
  top(currency: string | null): readonly LeadLine[] {
    return this.#top.get(currency)?.lines() ?? [];
  }
}

/** The largest leads so far; never more than twice as many as are wanted are held. */
class TopLeads {
  readonly #wanted: number;
  #held: { readonly facts: LeadFacts; readonly amount: ExactAmount }[] = [];

  constructor(wanted: number) {
    this.#wanted = wanted;
  }

  add(facts: LeadFacts): void {
    if (facts.amount === null) return;
    this.#held.push({ facts, amount: facts.amount });
    if (this.#held.length >= 2 * this.#wanted + 2) this.#held = this.#largest();
  }

  lines(): readonly LeadLine[] {
    return this.#largest().map(({ facts }) => leadLine(facts));
  }

  #largest() {
    return this.#held
      .toSorted(
        (one, other) =>
          compareAmounts(other.amount, one.amount) ||
          compareCodes(one.facts.lead.dsLeadOpportunityId, other.facts.lead.dsLeadOpportunityId),
      )
      .slice(0, this.#wanted);
  }
}

function leadLine({
  lead,
  stage,
  category,
  currency,
  owner,
  closeDate,
  modified,
  amount,
}: LeadFacts): LeadLine {
  const { dsLeadOpportunityId, partnerLeadOpportunityId, leadOpportunity, customerLegalEntity } = lead;
  return {
    partnerLeadOpportunityId: textOf(partnerLeadOpportunityId),
    dsLeadOpportunityId,
    name: textOf(leadOpportunity['name']),
    customer: textOf(customerLegalEntity?.['name']),
    owner,
    stage,
    forecastCategory: category,
    closeDate,
    modified,
    nextMilestone: textOf(leadOpportunity['nextMilestone']),
    nextMilestoneDate: dayOf(leadOpportunity['nextMilestoneDate']),
    currency,
    amount: amount === null ? null : decimalOf(amount),
  };
}

function milestoneProblem({ lead, stage }: LeadFacts, asOf: string): MilestoneProblem | null {
  if (!opportunityStages.has(stage)) return null;
  const date = dayOf(lead.leadOpportunity['nextMilestoneDate']);
  if (date !== null) return date < asOf ? 'passed' : null;
  return textOf(lead.leadOpportunity['nextMilestone']) === null ? 'missing' : 'undated';
}

function longestFirst(one: LateLead, other: LateLead): number {
  return other.days - one.days || byId(one, other);
}

function byId(one: LeadLine, other: LeadLine): number {
  return (
    compareCodes(one.partnerLeadOpportunityId, other.partnerLeadOpportunityId) ||
    compareCodes(one.dsLeadOpportunityId, other.dsLeadOpportunityId)
  );
}
