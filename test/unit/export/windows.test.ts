import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countWindows, searchWindows } from '../../../src/export/windows.js';
import { dayMs, testClock } from '../../support/fake-export-api.js';

const clock = testClock('2026-03-20T12:00:00.000Z');

describe('searchWindows', () => {
  test.each([
    {
      title: 'a short span is one window with its own bounds',
      span: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-01T00:00:00.001Z' },
      windows: [['2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.001Z']],
    },
    {
      title: 'a span of exactly 7 days is one window',
      span: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.000Z' },
      windows: [['2026-03-01T00:00:00.000Z', '2026-03-08T00:00:00.000Z']],
    },
    {
      title: 'one millisecond more takes a second window that overlaps the first by 5 seconds',
      span: { from: '2026-03-01T00:00:00.000Z', to: '2026-03-08T00:00:00.001Z' },
      windows: [
        ['2026-03-01T00:00:00.000Z', '2026-03-08T00:00:00.000Z'],
        ['2026-03-07T23:59:55.000Z', '2026-03-08T00:00:00.001Z'],
      ],
    },
    {
      title: 'an open span reaches an hour past now',
      span: { from: '2026-03-10T00:00:00.000Z', to: null },
      windows: [
        ['2026-03-10T00:00:00.000Z', '2026-03-17T00:00:00.000Z'],
        ['2026-03-16T23:59:55.000Z', '2026-03-20T13:00:00.000Z'],
      ],
    },
  ])('$title', ({ span, windows }) => {
    const cut = [...searchWindows(span, clock)];
    expect(cut.map(({ from, to }) => [from, to])).toEqual(windows);
    expect(countWindows(span, clock)).toBe(windows.length);
  });

  test('an open span ends an hour after its last window is taken, however long the others took', () => {
    const moving = testClock('2026-03-20T12:00:00.000Z');
    const windows = searchWindows({ from: '2026-03-14T00:00:00.000Z', to: null }, moving);
    expect(windows.next().value?.to).toBe('2026-03-20T13:00:00.000Z');
    moving.set(Date.parse('2026-03-20T18:00:00.000Z'));
    expect(windows.next().done).toBe(true);

    const slow = searchWindows({ from: '2026-03-12T00:00:00.000Z', to: null }, moving);
    expect(slow.next().value?.to).toBe('2026-03-19T00:00:00.000Z');
    moving.set(Date.parse('2026-03-21T18:00:00.000Z'));
    expect(slow.next().value?.to).toBe('2026-03-21T19:00:00.000Z');
    expect(slow.next().done).toBe(true);
  });

  test.each([
    ['the end is the start', '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['the end lies before the start', '2026-03-02T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
    ['an open span starts in the future', '2026-03-20T14:00:00.000Z', null],
    ['the start is no instant', 'last week', null],
  ])('refuses a span of which %s', (_, from, to) => {
    expect(() => [...searchWindows({ from, to }, clock)]).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringContaining(from) }),
    );
  });

  test('windows are at most 7 days wide, ascend, overlap their neighbour and cover the span exactly', () => {
    const from = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2027, 0, 1) });
    const width = fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 400 * dayMs }));
    fc.assert(
      fc.property(from, width, (start, widthMs) => {
        const span = { from: iso(start), to: iso(start + widthMs) };
        const windows = [...searchWindows(span, clock)];
        expect(windows[0]?.from).toBe(span.from);
        expect(windows.at(-1)?.to).toBe(span.to);
        for (const [at, window] of windows.entries()) {
          const [low, high] = [Date.parse(window.from), Date.parse(window.to)];
          expect(low).toBeLessThan(high);
          expect(high - low).toBeLessThanOrEqual(7 * dayMs);
          const before = windows[at - 1];
          if (before !== undefined) expect(Date.parse(before.to) - low).toBe(5_000);
        }
      }),
    );
  });
});

function iso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
