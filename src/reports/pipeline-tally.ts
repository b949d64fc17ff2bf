import Big from 'big.js';
import { type ExactAmount, ExactSum } from './exact-sum.js';
import type { LeadPhase } from './pipeline-lead.js';

/** Leads and their money, in one currency. */
export interface Totals {
  readonly leads: number;
  /** Leads of which no offer line has an amount; they add nothing to `amount`. */
  readonly withoutAmount: number;
  /** Sum of all offer lines, in units of the currency, exact. */
  readonly amount: Big;
}

/** The totals of each phase; `weighted` is what the open amount is worth by the probabilities of the stages, exact. */
export interface PhaseTotals {
  readonly phases: Readonly<Record<LeadPhase, Totals>>;
  readonly weighted: Big;
}

export const noTotals: Totals = { leads: 0, withoutAmount: 0, amount: new Big(0) };

/** The sum of two totals of the same currency. */
export function plusTotals(one: Totals, other: Totals): Totals {
  return {
    leads: one.leads + other.leads,
    withoutAmount: one.withoutAmount + other.withoutAmount,
    amount: one.amount.plus(other.amount),
  };
}

/** Totals while leads are counted. */
export class Tally {
  #leads = 0;
  #withoutAmount = 0;
  readonly #amount = new ExactSum();

  add(amount: ExactAmount | null): void {
    this.#leads += 1;
    if (amount === null) this.#withoutAmount += 1;
    else this.#amount.add(amount);
  }

  totals(): Totals {
    return { leads: this.#leads, withoutAmount: this.#withoutAmount, amount: this.#amount.value() };
  }
}

/** How likely a stage is to be won, in percent, by the code of the stage; what is not listed is 0. */
export type Probabilities = Readonly<Record<string, number>>;

/** Totals by phase while leads are counted, and the open amounts by stage, which are weighted at the end. */
export class PhaseTally {
  readonly #phases: Readonly<Record<LeadPhase, Tally>> = {
    open: new Tally(),
    won: new Tally(),
    lost: new Tally(),
    other: new Tally(),
  };
  readonly #openByStage = new Map<string, ExactSum>();

  add(
    { phase, stage }: { readonly phase: LeadPhase; readonly stage: string | null },
    amount: ExactAmount | null,
  ): void {
    this.#phases[phase].add(amount);
    if (phase !== 'open' || amount === null || stage === null) return;
    const sum = this.#openByStage.get(stage) ?? new ExactSum();
    this.#openByStage.set(stage, sum);
    sum.add(amount);
  }

  totals(probabilities: Probabilities): PhaseTotals {
    const { open, won, lost, other } = this.#phases;
    return {
      phases: { open: open.totals(), won: won.totals(), lost: lost.totals(), other: other.totals() },
      weighted: [...this.#openByStage].reduce(
        (sum, [stage, amount]) =>
          sum.plus(weightedAmount(amount.value(), probabilityOf(stage, probabilities))),
        new Big(0),
      ),
    };
  }
}

/** In percent; a stage comes from 3DS and may be any text. */
export function probabilityOf(stage: string, probabilities: Probabilities): number {
  return Object.hasOwn(probabilities, stage) ? (probabilities[stage] ?? 0) : 0;
}

/** A part of an amount, exact. */
export function weightedAmount(amount: Big, percent: number): Big {
  return amount.times(percent).times(new Big('0.01'));
}
