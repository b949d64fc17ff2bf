import { joinedHash } from './text-hash.js';

/** What leads are likely the same by, each as a number that stands for it. */
export interface NearFacts {
  readonly customer: number;
  readonly city: number;
  readonly closeDate: number;
  /** By offer line. */
  readonly offers: readonly number[];
}

/** A number of 53 bits that is the same for leads of one customer with the same close date and offers, in whatever order. */
export function nearKey({ customer, city, closeDate, offers }: NearFacts): number {
  const sorted = offers.length < 2 ? offers : offers.toSorted((one, other) => one - other);
  return joinedHash([customer, city, closeDate, ...sorted]);
}
