import { describe, expect, it } from 'vitest';
import { incrementalSpan, movedWatermark } from '../../../src/export/watermark.js';
import type { CoveredWindow, LeadCoverage } from '../../../src/lead/lead-coverage.js';

const day = (number: number): string => `2026-11-${String(number).padStart(2, '0')}T00:00:00.000Z`;

function covered(from: string, to: string, counts: Partial<CoveredWindow> = {}): CoveredWindow {
  return {
    from,
    to,
    found: 2,
    newIds: 2,
    fetched: 2,
    outOfScope: 0,
    failed: 0,
    searchedAt: day(20),
    ...counts,
  };
}

function coverage(...windows: readonly CoveredWindow[]): LeadCoverage {
  return { windows, ids: 0, fetched: 0, outOfScope: [], failed: [], notYetRead: 0 };
}

describe('the watermark of an incremental export', () => {
  const span = { from: day(1), to: null };

  it('stays an hour before the last search began', () => {
    const windows = [
      covered(day(1), day(8)),
      covered(day(8), day(15), { searchedAt: '2026-11-20T10:30:00.000Z' }),
    ];
    expect(movedWatermark(span, coverage(...windows), null)).toEqual({
      from: day(1),
      until: '2026-11-20T09:30:00.000Z',
    });
  });

  it.each([
    ['a lead that could not be read', { fetched: 1, failed: 1 }, day(8)],
    ['a lead that nobody read yet', { fetched: 1 }, day(8)],
    ['a lead that is out of scope', { fetched: 1, outOfScope: 1 }, '2026-11-19T23:00:00.000Z'],
  ])('with %s it is right', (_, counts, until) => {
    const windows = [covered(day(1), day(8)), covered(day(8), day(15), counts), covered(day(15), day(20))];
    expect(movedWatermark(span, coverage(...windows), null).until).toBe(until);
  });

  it('does not go back behind the start of its span, and keeps the earliest start', () => {
    const early = coverage(covered(day(19), day(20), { searchedAt: day(19) }));
    const later = { from: day(19), to: null };
    expect(movedWatermark(later, early, { from: day(1), until: day(19) })).toEqual({
      from: day(1),
      until: day(19),
    });
  });
});

describe('the span of an incremental export', () => {
  const watermark = { from: day(5), until: day(10) };

  it.each([
    { title: 'nothing asked and nothing brought', before: null, since: null, span: null },
    { title: 'nothing brought', before: null, since: day(1), span: { from: day(1), to: null } },
    { title: 'the watermark', before: watermark, since: null, span: { from: day(10), to: null } },
    {
      title: 'a later start, which leaves no gap',
      before: watermark,
      since: day(12),
      span: { from: day(10), to: null },
    },
    { title: 'an earlier start', before: watermark, since: day(1), span: { from: day(1), to: null } },
  ])('$title', ({ before, since, span }) => {
    expect(incrementalSpan(before, since)).toEqual(span);
  });
});
