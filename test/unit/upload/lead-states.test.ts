import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type LeadState, plannedState, statusOf } from '../../../src/lead/ledger.js';
import { type LeadEvent, stateAfter, transitions } from '../../../src/upload/lead-states.js';

const doc = readFileSync(new URL('../../../docs/delivery.md', import.meta.url), 'utf8');

/** The body rows of the table in docs/delivery.md that begins with a column. */
function documented(column: string): readonly (readonly string[])[] {
  const lines = doc.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${column} |`));
  const rest = lines.slice(start + 2);
  return rest.slice(0, rest.indexOf('')).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('the states of a lead', () => {
  it('are documented with what each is counted as', () => {
    const counted = documented('state').map(([state, , status]) => [state, status]);
    expect(Object.fromEntries(counted)).toEqual(statusOf);
  });

  it('change by the events that are documented', () => {
    const events = documented('event').map(([event, from = '', to]) => [
      event,
      { from: from.split(', '), to },
    ]);
    expect(Object.fromEntries(events)).toEqual(transitions);
  });

  it('are final once done, failed or unsent', () => {
    const starts = Object.values(transitions).flatMap(({ from }): readonly LeadState[] => from);
    expect([...new Set(starts)].toSorted()).toEqual(['intent', 'planned', 'unknown']);
  });

  it.each<[LeadEvent, keyof typeof plannedState]>([
    ['plan-to-send', 'create'],
    ['plan-to-send', 'update'],
    ['plan-unchanged', 'unchanged'],
    ['plan-withheld', 'conflict'],
    ['plan-withheld', 'blocked'],
  ])('after %s are what the ledger writes for a plan to %s', (event, action) => {
    expect(stateAfter('planned', event)).toBe(plannedState[action]);
  });

  it('refuse an event that cannot happen', () => {
    expect(() => stateAfter('done', 'lost')).toThrow('a lead in state done cannot meet the event lost');
  });
});
