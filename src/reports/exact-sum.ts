import Big from 'big.js';

/**
 * An amount, exact. Most amounts have two decimals at most and are whole numbers of hundredths (a plain number), which add up quickly
 * and without error; all others are decimals.
 */
export type ExactAmount = number | Big;

const hundredths = 100;

/** The amount that a number or a decimal text means; a number means the shortest decimal that is written for it. */
export function exactAmount(value: number | string): ExactAmount {
  if (typeof value === 'string') return new Big(value);
  const whole = Math.round(value * hundredths);
  return Number.isSafeInteger(whole) && whole / hundredths === value ? whole : new Big(value);
}

/** The amount in units of its currency. */
export function decimalOf(amount: ExactAmount): Big {
  return typeof amount === 'number' ? new Big(amount).div(hundredths) : amount;
}

/** Of two amounts, below zero where the first is the smaller one. */
export function compareAmounts(one: ExactAmount, other: ExactAmount): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return decimalOf(one).cmp(decimalOf(other));
}

/** Adds up amounts without losing a digit, in any order with the same result. */
export class ExactSum {
  #whole = 0;
  #rest = new Big(0);

  add(amount: ExactAmount): void {
    if (typeof amount !== 'number') {
      this.#rest = this.#rest.plus(amount);
      return;
    }
    const sum = this.#whole + amount;
    if (Number.isSafeInteger(sum)) this.#whole = sum;
    else this.#rest = this.#rest.plus(decimalOf(amount));
  }

  /** In units of the currency. */
  value(): Big {
    return decimalOf(this.#whole).plus(this.#rest);
  }
}
