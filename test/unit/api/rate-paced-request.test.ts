import { describe, expect, it } from 'vitest';
import type { WaitInfo } from '../../../src/api/caller.js';
import type { ApiRequest, Exchange, Transport } from '../../../src/api/exchange.js';
import { sendPaced } from '../../../src/api/paced-request.js';
import { createRateLimit } from '../../../src/api/rate-limit.js';
import { memoryRateStore } from '../../../src/api/rate-memory.js';
import { LeadferryError } from '../../../src/core/error.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { clientOf, created, dsId, found, lead, serverAndClient } from './api-fixture.js';
import { json } from './loopback-server.js';

const request: Omit<ApiRequest, 'onSent'> = {
  method: 'GET',
  path: '/',
  body: null,
  maxBytes: 10,
  mayBeCut: true,
  signal: undefined,
};
const answered: Exchange = { kind: 'answered', status: 200, headers: {}, text: '{}' };
const tooLate: Exchange = { kind: 'unsent', code: 'TOO_LATE', message: 'too late' };

/** A transport whose connections take this long, one after the other, and then none. */
function slowly(clock: ReturnType<typeof createFakeClock>, ...connectMs: number[]) {
  const written: number[] = [];
  const transport: Transport = async ({ onSent }) => {
    await clock.sleep(connectMs.shift() ?? 0);
    if (!onSent()) return tooLate;
    written.push(clock.monotonic());
    return answered;
  };
  return { transport, written };
}

const onTooLate = () => undefined;

describe('a paced request', () => {
  it('whose slot ran out while it connected waits for another one, and goes out once', async () => {
    const clock = createFakeClock();
    const rateLimit = createRateLimit({ rps: 1, clock });
    const { transport, written } = slowly(clock, 10_500);
    const slow = sendPaced(request, { transport, rateLimit, clock, onTooLate });
    const quick = sendPaced(request, { transport, rateLimit, clock, onTooLate });
    await clock.advance(60_000);
    await expect(quick).resolves.toMatchObject({ exchange: answered, startMs: 10_000 });
    await expect(slow).resolves.toMatchObject({ exchange: answered, startMs: 11_020 });
    expect(written).toEqual([10_000, 11_020]);
  });

  it('whose pool was paused while it connected waits for the end of the pause', async () => {
    const clock = createFakeClock();
    const rateLimit = createRateLimit({ rps: 5, clock });
    const { transport, written } = slowly(clock, 500);
    const sending = sendPaced(request, { transport, rateLimit, clock, onTooLate });
    await clock.advance(100);
    rateLimit.pause(4000);
    await clock.advance(10_000);
    await sending;
    expect(written).toEqual([4000]);
  });

  it('whose connections stand too late again and again comes to an end, and is never written', async () => {
    const clock = createFakeClock({ jumps: true });
    const rateLimit = createRateLimit({ rps: 1, clock });
    // Another request has the one slot whenever this one could be written.
    const transport: Transport = async ({ onSent }) => {
      await clock.sleep(10_500);
      const other = await rateLimit.take();
      const isSent = onSent();
      other.sent();
      return isSent ? answered : tooLate;
    };
    const startsMs: number[] = [];
    const sending = sendPaced(request, {
      transport,
      rateLimit,
      clock,
      onTooLate: (startMs) => {
        startsMs.push(startMs);
        if (startsMs.length === 3) throw new LeadferryError('SERVER_UNREACHABLE', 'enough');
      },
    });
    await expect(sending).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
    expect(startsMs).toEqual([0, 11_520, 23_040]);
  });

  it('is not written when the rate cannot be kept, and says why', async () => {
    const clock = createFakeClock();
    const memory = memoryRateStore();
    const broken = new LeadferryError('LEDGER_UNUSABLE', 'the disk is full');
    let steps = 0;
    const rateLimit = createRateLimit({
      rps: 5,
      clock,
      store: {
        exclusively: (step) => {
          steps += 1;
          if (steps > 1) throw broken;
          return memory.exclusively(step);
        },
      },
    });
    // So long after the slot was taken the store has to be asked again.
    const { transport, written } = slowly(clock, 100);
    const sending = sendPaced(request, { transport, rateLimit, clock, onTooLate }).catch(
      (error: unknown) => error,
    );
    await clock.advance(100);
    await expect(sending).resolves.toBe(broken);
    expect(written).toEqual([]);
  });

  it('that never found a connection gives its slot back', async () => {
    const clock = createFakeClock();
    const rateLimit = createRateLimit({ rps: 1, clock });
    const transport: Transport = () => Promise.resolve(tooLate);
    await sendPaced(request, { transport, rateLimit, clock, onTooLate });
    const next = rateLimit.take();
    await clock.advance(1020);
    await expect(next).resolves.toBeDefined();
  });
});

describe('clients that share a rate', () => {
  it('wait together when one of them is asked to, and say so', async () => {
    const clock = createFakeClock({ jumps: true });
    const rateStore = memoryRateStore();
    const waits: WaitInfo[] = [];
    const replies = [json(429, {}, { 'retry-after': '20' }), json(200, found)];
    const { server, api } = await serverAndClient(replies, { clock, rateStore, maxWaitMs: 5000 });
    await api.read(dsId);
    expect(clock.monotonic()).toBe(5000);
    const other = clientOf(server.origin, { clock, rateStore, onWait: (wait) => waits.push(wait) });
    const paused = createRateLimit({ rps: 5, clock, store: rateStore });
    paused.pause(clock.monotonic() + 7000);
    await other.read(dsId);
    expect(waits).toEqual([{ reason: 'busy', status: null, waitMs: 7000, leftMs: 893_000 }]);
    expect(clock.monotonic()).toBeGreaterThanOrEqual(12_000);
  });

  it('wait for each other no longer than --max-wait allows, and then send nothing', async () => {
    const clock = createFakeClock({ jumps: true });
    const rateStore = memoryRateStore();
    const { server, api } = await serverAndClient([json(201, created)], {
      clock,
      rateStore,
      maxWaitMs: 5000,
    });
    createRateLimit({ rps: 5, clock, store: rateStore }).pause(60_000);
    await expect(api.create(lead)).rejects.toMatchObject({
      code: 'SERVER_BUSY',
      message: expect.stringContaining('another leadferry process'),
    });
    expect(clock.monotonic()).toBe(5000);
    expect(server.seen).toHaveLength(0);
  });
});

describe('the longest wait', () => {
  it('of nothing means one try', async () => {
    const waits: WaitInfo[] = [];
    const api = clientOf('http://127.0.0.1:9', { maxWaitMs: 0, onWait: (wait) => waits.push(wait) });
    await expect(api.create(lead)).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      message: expect.stringContaining('--max-wait'),
    });
    expect(waits).toEqual([]);
  });

  it('counts refusals and failed connections together', async () => {
    const clock = createFakeClock({ jumps: true });
    const replies = [json(429, {}, { 'retry-after': '3' }), json(502, {}), json(502, {}), json(502, {})];
    const { server, api } = await serverAndClient(replies, { clock, maxWaitMs: 4000 });
    await expect(api.read(dsId)).resolves.toMatchObject({ kind: 'unreadable' });
    expect(clock.monotonic()).toBe(4000);
    expect(server.seen).toHaveLength(3);
  });
});
