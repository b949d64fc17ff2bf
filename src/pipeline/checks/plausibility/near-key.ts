import { JoinedHash } from './text-hash.js';

/** What leads are likely the same by, each as a number that stands for it. */
export interface NearFacts {
  readonly customer: number;
  readonly city: number;
  readonly closeDate: number;
  /** By offer line, in the order of these numbers. */
  readonly offers: ArrayLike<number>;
  /** How many offer lines there are; all of `offers` where it is left out. */
  readonly count?: number;
}

/** A number of 53 bits that is the same for leads of one customer with the same close date and offers, in whatever order. */
export function nearKey({ customer, city, closeDate, offers, count = offers.length }: NearFacts): number {
  joined.begin();
  joined.add(customer);
  joined.add(city);
  joined.add(closeDate);
  for (let offer = 0; offer < count; offer += 1) joined.add(offers[offer] ?? 0);
  return joined.value;
}

const joined = new JoinedHash();
