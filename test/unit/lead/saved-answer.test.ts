import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createAnswer, savedAnswer } from '../../../src/lead/contracts/write-answers.js';

const value = fc.constantFrom<unknown>(
  undefined,
  null,
  true,
  false,
  '',
  'A-1',
  7,
  [],
  {},
  { code: 'ERR801' },
);
const sound = fc.record({ success: fc.boolean(), traceId: fc.constantFrom('T-1', null, undefined) });
const info = fc.record({ success: value, timeStamp: value, traceId: value, estimateSearchCount: value });
const text = fc.constantFrom('A-1', '');

it('reads the answer to a create as its schema does', () => {
  const answer = fc.record({
    partnerLeadOpportunityId: fc.oneof(text, value),
    dsLeadOpportunityId: fc.oneof(text, value),
    action: fc.oneof(text, value),
    info: fc.oneof(sound, info, value),
    error: fc.oneof(fc.constantFrom(null, undefined), value),
  });
  const kinds = { saved: 0, none: 0 };
  fc.assert(
    fc.property(fc.oneof(answer, value), (body) => {
      const parsed = createAnswer.safeParse(body);
      const said = savedAnswer(body);
      kinds[parsed.success ? 'saved' : 'none'] += 1;
      expect(said === null).toBe(!parsed.success);
      if (parsed.success) expect(parsed.data).toMatchObject({ ...said, info: { ...said?.info } });
    }),
    { numRuns: 3000 },
  );
  expect(Math.min(kinds.saved, kinds.none)).toBeGreaterThan(100);
});
