import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { createFakeApi, report } from './fake-api.js';
import { createFakeIo } from './fake-io.js';

/** An upload that goes on until its signal aborts, and then ends as `ending` says. */
function uploadUntilAbort(ending: (reason: unknown) => Promise<typeof report>) {
  let begun: () => void = () => undefined;
  const started = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const api = createFakeApi({
    upload: async (_file, { signal } = {}) => {
      begun();
      await new Promise((resolve) => {
        signal?.addEventListener('abort', resolve, { once: true });
      });
      return ending(signal?.reason);
    },
  });
  return { api, started };
}

const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const;

describe('a signal', () => {
  test.each(signals)('%s ends a run whose reason is thrown with %i', async (signal, exitCode) => {
    const { api, started } = uploadUntilAbort((reason) => Promise.reject(reason));
    const io = createFakeIo();
    const done = main(['upload', 'a'], io, api);
    await started;
    io.send(signal);
    expect(await done).toBe(exitCode);
    expect(io.err()).toContain('Stopping: what is under way is finished first.');
    expect(io.err()).toContain(`Stopped by ${signal} before the work was done. (INTERRUPTED)`);
    expect(io.exits).toEqual([]);
    expect(io.listeners()).toBe(0);
  });

  test.each(signals)('%s ends a run that an AbortError left with %i', async (signal, exitCode) => {
    const { api, started } = uploadUntilAbort(() =>
      Promise.reject(new DOMException('aborted', 'AbortError')),
    );
    const io = createFakeIo();
    const done = main(['upload', 'a'], io, api);
    await started;
    io.send(signal);
    expect(await done).toBe(exitCode);
  });

  test('leaves a run that was done all the same its own exit code', async () => {
    const { api, started } = uploadUntilAbort(() => Promise.resolve(report));
    const io = createFakeIo();
    const done = main(['upload', 'a'], io, api);
    await started;
    io.send('SIGINT');
    expect(await done).toBe(0);
  });

  test('does not hide a fault that has nothing to do with it', async () => {
    const { api, started } = uploadUntilAbort(() => Promise.reject(new TypeError('broken')));
    const io = createFakeIo();
    const done = main(['upload', 'a'], io, api);
    await started;
    io.send('SIGINT');
    expect(await done).toBe(1);
    expect(io.err()).toContain('broken (UNEXPECTED)');
  });

  test.each(signals)('a second %s ends the process at once with %i', async (signal, exitCode) => {
    const { api, started } = uploadUntilAbort(() => Promise.resolve(report));
    const io = createFakeIo();
    const done = main(['upload', 'a'], io, api);
    await started;
    io.send('SIGINT');
    io.send(signal);
    expect(io.exits).toEqual([exitCode]);
    await done;
  });

  test('with --json leaves one document with the failure', async () => {
    const { api, started } = uploadUntilAbort((reason) => Promise.reject(reason));
    const io = createFakeIo();
    const done = main(['upload', 'a', '--json'], io, api);
    await started;
    io.send('SIGTERM');
    expect(await done).toBe(143);
    expect(JSON.parse(io.out()).error.code).toBe('INTERRUPTED');
    expect(io.err()).toBe('');
  });
});

describe('the sandbox', () => {
  async function sandboxOf(line: string) {
    const io = createFakeIo();
    const api = createFakeApi();
    const done = main(line.split(' '), io, api);
    await new Promise(setImmediate);
    await new Promise(setImmediate);
    const before = api.calls.length;
    io.send('SIGINT');
    return { exitCode: await done, io, api, before };
  }

  test('runs until a signal, then closes and is content', async () => {
    const { exitCode, io, api, before } = await sandboxOf('sandbox');
    expect(exitCode).toBe(0);
    expect(before).toBe(1);
    expect(api.calls.at(-1)).toEqual(['close']);
    expect(io.out()).toBe('');
    expect(io.err()).toContain('The sandbox listens on http://127.0.0.1:4010. Ctrl-C stops it.');
    expect(io.err()).toContain(
      'LEADFERRY_API_KEY=demo npx leadferry plan samples/leads.xlsx --env sandbox\n',
    );
  });

  test('says with --json where it is', async () => {
    const { io } = await sandboxOf('sandbox --json');
    expect(JSON.parse(io.out())).toEqual({ url: 'http://127.0.0.1:4010' });
    expect(io.err()).toBe('');
  });

  test('on another port names a next command that reaches it', async () => {
    const io = createFakeIo();
    const url = 'http://127.0.0.1:5555';
    const { startSandbox } = createFakeApi();
    const api = createFakeApi({
      startSandbox: async (options) => ({ ...(await startSandbox(options)), url }),
    });
    const done = main(['sandbox', '--port', '5555'], io, api);
    await new Promise(setImmediate);
    io.send('SIGTERM');
    expect(await done).toBe(0);
    expect(io.err()).toContain(`--base-url ${url} --partner-id 200000000014442\n`);
  });
});
