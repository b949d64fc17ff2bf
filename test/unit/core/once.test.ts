import { expect, test } from 'vitest';
import { once } from '../../../src/core/once.js';

test('a value is made when it is first asked for, and only then', () => {
  let made = 0;
  const ask = once(() => {
    made += 1;
    return undefined;
  });
  expect(made).toBe(0);
  expect([ask(), ask()]).toEqual([undefined, undefined]);
  expect(made).toBe(1);
});

test('what making it throws is not kept', () => {
  const answers = ['right'];
  const ask = once(() => {
    if (answers.length === 1) throw new Error(`not yet ${answers.push('wrong')}`);
    return answers[0];
  });
  expect(ask).toThrow('not yet');
  expect(ask()).toBe('right');
});
