import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { faultModes } from '../../../src/sandbox/fault-modes.js';
import { faultAction, parseFaultRule, settleFaultRule } from '../../../src/sandbox/fault-rule.js';

describe('a fault as --fault takes it', () => {
  it.each([
    ['reset', { mode: 'reset' }],
    ['hang-after-save@3', { mode: 'hang-after-save', nth: 3 }],
    ['503@id=A-7', { mode: '503', id: 'A-7' }],
    ['503:date*2@create:3', { mode: '503', value: 'date', times: 2, operation: 'create', nth: 3 }],
    ['html@search', { mode: 'html', operation: 'search' }],
    ['html*always@search:id=a:b@c 1', { mode: 'html', times: 'always', operation: 'search', id: 'a:b@c 1' }],
    ['search-lag:250', { mode: 'search-lag', value: '250' }],
    ['redirect-307:http://127.0.0.1:9/x', { mode: 'redirect-307', value: 'http://127.0.0.1:9/x' }],
  ])('%s is read', (text, rule) => {
    expect(parseFaultRule(text)).toEqual(rule);
  });

  it.each([
    '',
    'hang@',
    'hang@x',
    'hang@create:',
    'hang@create3',
    'hang@-1',
    'hang*@3',
    'hang@delete:1',
    '@3',
  ])('"%s" is refused, with an example', (text) => {
    expect(() => parseFaultRule(text)).toThrow(/Expected a fault such as hang-after-save@3/);
  });

  it.each([
    [{ mode: 'reset' }, { first: 1, times: Number.POSITIVE_INFINITY, operation: null, id: null }],
    [
      { mode: 'reset', nth: 4 },
      { first: 4, times: 1, operation: null, id: null },
    ],
    [
      { mode: 'reset', id: 'A-7' },
      { first: 1, times: 1, operation: null, id: 'A-7' },
    ],
    [
      { mode: 'reset', nth: 2, times: 'always' as const },
      { first: 2, times: Number.POSITIVE_INFINITY },
    ],
  ])('%j strikes where and as often as it says', (rule, settled) => {
    expect(settleFaultRule(rule)).toMatchObject(settled);
  });

  it.each([
    ['hang', { kind: 'hang', when: 'before-saving' }],
    ['hang-after-save', { kind: 'hang', when: 'after-saving' }],
    ['reset-before-save', { kind: 'reset', when: 'before-saving' }],
    ['html-before-save', { kind: 'alter', alteration: 'html', when: 'before-saving' }],
    ['html', { kind: 'alter', alteration: 'html', when: 'after-saving' }],
    ['504-late-save', { kind: 'late-save', delayMs: 1000, status: 504 }],
  ])('%s means its moment', (mode, action) => {
    expect(faultAction(mode)).toEqual(action);
  });

  it.each([
    ['explode', undefined, /There is no fault "explode". Known are 429, .*hang, reset,/],
    ['slow-body-before-save', undefined, /There is no fault "slow-body-before-save"/],
    ['hang', 3, /The fault hang takes no value, found "3"/],
    ['late-save', 'soon', /takes milliseconds up to 3600000, found "soon"/],
    ['huge-body', 5000, /takes mebibytes up to 4096, found "5000"/],
    ['429', 'later', /takes Retry-After: whole seconds, or date, past, .*, found "later"/],
    ['redirect-302', 'ftp://x', /takes an http address, found "ftp:\/\/x"/],
  ])('%s with %j is refused', (mode, value, message) => {
    expect(() => faultAction(mode, value)).toThrow(message);
  });

  it('is described in docs/sandbox.md, each and no other', async () => {
    const page = await readFile(new URL('../../../docs/sandbox.md', import.meta.url), 'utf8');
    const described = [...page.matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map(([, name]) => name);
    expect(new Set(described)).toEqual(new Set(Object.keys(faultModes)));
    expect(described).toHaveLength(Object.keys(faultModes).length);
  });
});
