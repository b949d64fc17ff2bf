import { describe, expect, it } from 'vitest';
import { deadlineMs, withDeadline } from '../../../src/jobs/deadline.js';
import { createFakeClock } from '../../support/fake-clock.js';

const now = new Date(2026, 10, 21, 17, 30, 0).getTime();
const local = (day: number, hours: number, minutes = 0) => new Date(2026, 10, day, hours, minutes).getTime();

describe('deadlineMs', () => {
  it.each([
    ['18:00', local(21, 18)],
    ['17:30', local(22, 17, 30)],
    ['6:05', local(22, 6, 5)],
    ['90s', now + 90_000],
    ['1.5h', now + 5_400_000],
    ['2d', now + 172_800_000],
    ['2026-11-21T18:00', local(21, 18)],
    ['2026-11-22T00:00:00Z', Date.UTC(2026, 10, 22)],
  ])('%s', (text, ms) => {
    expect(deadlineMs(text, now)).toBe(ms);
  });

  it.each(['', '24:00', '18', '2 hours', '2026-11-22', '-1h', '2026-11-21T17:00', '0h'])(
    'refuses "%s"',
    (text) => {
      expect(() => deadlineMs(text, now)).toThrow(expect.objectContaining({ code: 'USAGE' }));
    },
  );
});

describe('withDeadline', () => {
  it('aborts the work at the deadline, also where the wall clock jumps over it', async () => {
    const clock = createFakeClock();
    const reasons: unknown[] = [];
    const work = withDeadline({ deadline: '1h' }, clock, async (signal) => {
      await clock.sleep(7_200_000, signal).catch((reason) => reasons.push(reason));
      return 'ended';
    });
    await clock.advance(3_599_000);
    expect(reasons).toEqual([]);
    await clock.advance(1_000);
    expect(await work).toBe('ended');
    expect(reasons).toMatchObject([{ code: 'DEADLINE_REACHED' }]);
  });

  it('leaves the caller its own signal, and stops watching when the work is done', async () => {
    const clock = createFakeClock();
    const caller = new AbortController();
    const work = withDeadline({ deadline: '1h', signal: caller.signal }, clock, async (signal) => {
      await clock.sleep(10_000, signal);
    });
    caller.abort(new Error('the caller'));
    await expect(work).rejects.toThrow('the caller');
    expect(await withDeadline({ deadline: '1h' }, clock, async () => 'done')).toBe('done');
    expect(await withDeadline({}, clock, async (signal) => signal)).toBeUndefined();
  });
});
