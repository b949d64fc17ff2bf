import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ConditionKind } from '../../../src/api/condition.js';
import { type Action, responsePolicy, withoutProof } from '../../../src/api/response-policy.js';

const doc = readFileSync(new URL('../../../docs/delivery.md', import.meta.url), 'utf8');

/** The cells of the row of docs/delivery.md that begins with these words; one that says "the same" has those of the cell before. */
function documented(answer: string): readonly string[] {
  const row = doc.split('\n').find((line) => line.startsWith(`| ${answer}`)) ?? '';
  const cells = row
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
  return cells.map((cell) => (cell === 'the same' ? (cells[0] ?? '') : cell));
}

const failed = 'other 4xx, 500 ERROR_048';
const noAnswer = 'no answer, a cut or too large one, 408, 5xx';

const rows = {
  unsent: 'nothing could be sent',
  lost: noAnswer,
  garbled: noAnswer,
  'request-timeout': noAnswer,
  'server-error': noAnswer,
  success: '2xx with the proof',
  'not-json': '2xx that is no JSON',
  redirect: 'a redirect',
  unauthorised: '401, 403',
  forbidden: '401, 403',
  limited: '429',
  unavailable: '503',
  exists: '400 ERR801',
  'out-of-scope': failed,
  'bad-request': failed,
  'too-large': failed,
  refused: failed,
} as const satisfies Record<ConditionKind, string>;

/** What the page says for an action. */
const words = {
  prove: /^(?:done|used)/,
  reconnect: /^tried again/,
  wait: /again after the wait$/,
  pause: /^unknown; all requests wait/,
  retry: /^asked again/,
  unknown: /^unknown/,
  exists: /^looked up/,
  refused: /^failed/,
  'out-of-scope': /GET: the lead is not there/,
  unreadable: /GET: .* cannot be read/,
  shrink: /search: fewer ids at a time/,
  invalid: /the run stops$/,
  unauthorised: /the run stops/,
  forbidden: /the run stops/,
} as const satisfies Record<Action, RegExp>;

describe('the page about delivery', () => {
  it.each(Object.entries(rows))('says what %s leads to', (kind, answer) => {
    const policy = Object.entries(responsePolicy).find(([one]) => one === kind)?.[1];
    if (policy === undefined) throw new Error('every condition has its policy');
    const [create, update, reading] = documented(answer);
    expect(create).toMatch(words[policy.create]);
    expect(update).toMatch(words[policy.update]);
    // ERR801 belongs to writes; a reading call never meets it.
    if (kind === 'exists') return;
    expect(reading).toMatch(words[policy.read]);
    expect(reading).toMatch(words[policy.search]);
  });

  it('says what an answer without proof leads to', () => {
    const [create, update, reading] = documented('2xx without it');
    expect(create).toMatch(words[withoutProof.create]);
    expect(update).toMatch(words[withoutProof.update]);
    expect(reading).toMatch(words[withoutProof.read]);
    expect(reading).toMatch(words[withoutProof.search]);
  });
});
