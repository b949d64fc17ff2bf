import { afterAll, describe, expect, it } from 'vitest';
import { createCases, lateCases, lookUpCases, planCases, randomCases, updateCases } from './fault-cases.js';
import { openElsewhere, sweep } from './fault-sweep.js';

const elsewhere = await openElsewhere();

afterAll(elsewhere.close);

const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

describe.each([
  ['an upload', createCases(elsewhere.url)],
  ['a look-up', lookUpCases(elsewhere.url)],
  ['an update', updateCases(elsewhere.url)],
  ['a plan file', planCases(elsewhere.url)],
  ['what comes too late', lateCases()],
  ['anything', randomCases(elsewhere.url, seeds)],
])('%s', (_title, cases) => {
  it.concurrent.for(cases.map((one) => [one.title, one] as const))('%s', async ([, one], context) => {
    context.expect(await sweep(one)).toEqual([]);
  });
});

it('sends nothing to where redirects lead', () => {
  expect(elsewhere.connections()).toBe(0);
});
