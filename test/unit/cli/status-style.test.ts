import { expect, it } from 'vitest';
import { statusStyle } from '../../../src/cli/status-style.js';

it.each([
  ['done', null, 'green'],
  ['failed', 'ERR801', 'red'],
  ['unknown', null, 'yellow'],
  ['unsent', 'CONFLICT', 'red'],
  ['unsent', 'NOT_REACHED', 'dim'],
] as const)('a lead that is %s (%s) is %s', (status, code, style) => {
  expect(statusStyle({ status, code })).toBe(style);
});
