import { describe, expect, it } from 'vitest';
import { createCases, lateCases, lookUpCases, planCases, updateCases } from '../soak/fault-cases.js';
import { openElsewhere, type SweepCase, sweep } from '../soak/fault-sweep.js';

const seed = 5;

/** Each `every`-th case. The list goes through the places of a fault before the next fault, so the places change as the faults do. */
function sample(cases: readonly SweepCase[], every: number): readonly SweepCase[] {
  return cases.filter((_, index) => index % every === seed % every);
}

const elsewhere = await openElsewhere();

describe('every lead is on the server once in the end, and no report tells an untruth', () => {
  const cases = [
    ...sample(createCases(elsewhere.url), 16),
    ...sample(lookUpCases(elsewhere.url), 43),
    ...sample(updateCases(elsewhere.url), 37),
    ...sample(planCases(elsewhere.url), 58),
    ...sample(lateCases(), 6),
  ];
  it.concurrent.for(cases.map((one) => [one.title, one] as const))('%s', async ([, one], context) => {
    context.expect(await sweep(one)).toEqual([]);
  });

  it('is shown by some seventy uploads', () => {
    expect(cases.length).toBeGreaterThan(64);
  });
});

it('sends nothing to where redirects lead', () => {
  elsewhere.close();
  expect(elsewhere.connections()).toBe(0);
});
