import fc from 'fast-check';
import { expect, it } from 'vitest';
import { errorAnswer } from '../../../src/lead/contracts/error-answers.js';

const value = fc.constantFrom<unknown>(undefined, null, true, 'T-1', 7, [], {}, { code: 'ERR801' });
const info = fc.record({
  success: value,
  timeStamp: value,
  timestamp: value,
  traceId: value,
  estimatedSearchCount: value,
  estimateSearchCount: value,
});
const mostlySound = fc.record({
  success: fc.boolean(),
  timeStamp: fc.constant('2026-11-21T18:45:02Z'),
  traceId: fc.constantFrom('T-1', null, undefined),
});

it('says of an answer without an error what it says of one that has to be looked at closely', () => {
  const answer = fc.record({ info: fc.oneof(mostlySound, info, value), error: value, errors: value });
  fc.assert(
    fc.property(answer, (body) => {
      // A message that is no text says nothing, and is not what a plain answer has.
      expect({ body, said: errorAnswer(body) }).toEqual({ body, said: errorAnswer({ ...body, message: 0 }) });
    }),
    { numRuns: 1000 },
  );
});

it.each([
  [{ info: { success: true, traceId: 'T-1' } }, { code: null, message: null, traceId: 'T-1' }],
  [{ info: { success: 'yes', traceId: 'T-1' } }, { code: null, message: null, traceId: null }],
  [
    { info: { traceId: 'T-1' }, message: 'Forbidden' },
    { code: null, message: 'Forbidden', traceId: 'T-1' },
  ],
  [
    { info: { traceId: 'T-1' }, error: { code: 'ERR801', message: 'exists' } },
    { code: 'ERR801', message: 'exists', traceId: 'T-1' },
  ],
  [[], { code: null, message: null, traceId: null }],
  ['text', { code: null, message: null, traceId: null }],
])('reads %j', (body, said) => {
  expect(errorAnswer(body)).toEqual(said);
});
