import { describe, expect, test } from 'vitest';
import { createOpenRate } from '../../../src/api/open-rate.js';
import { createFakeClock } from '../../support/fake-clock.js';

describe('a rate without a limit', () => {
  test('lets every request go out at once', async () => {
    const clock = createFakeClock();
    const rate = createOpenRate(clock);
    for (let request = 0; request < 1000; request += 1) expect((await rate.take()).sent()).toBe(true);
    expect(clock.monotonic()).toBe(0);
  });

  test('keeps the pause that the server asks for, and the longest of several', async () => {
    const clock = createFakeClock();
    const rate = createOpenRate(clock);
    rate.pause(500);
    rate.pause(200);
    let taken = false;
    const slot = rate.take().then((one) => {
      taken = true;
      return one;
    });
    await clock.advance(499);
    expect(taken).toBe(false);
    await clock.advance(1);
    expect((await slot).sent()).toBe(true);
  });

  test('holds back a request whose connection stands only after a pause began', async () => {
    const rate = createOpenRate(createFakeClock());
    const slot = await rate.take();
    rate.pause(500);
    expect(slot.sent()).toBe(false);
  });

  test('sends with one right only once', async () => {
    const slot = await createOpenRate(createFakeClock()).take();
    expect([slot.sent(), slot.sent()]).toEqual([true, false]);
  });

  test('waits no longer for who gave up', async () => {
    const clock = createFakeClock();
    const rate = createOpenRate(clock);
    rate.pause(500);
    const stop = new AbortController();
    const taken = rate.take(stop.signal);
    stop.abort(new Error('enough'));
    await expect(taken).rejects.toThrow('enough');
    await expect(rate.take(stop.signal)).rejects.toThrow('enough');
  });
});
