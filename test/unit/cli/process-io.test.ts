import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { run } from '../../../src/cli/main.js';
import { type HostProcess, processIo } from '../../../src/cli/process-io.js';

function fakeProcess(words: readonly string[]) {
  const emitter = new EventEmitter();
  const stdin = new PassThrough();
  const stdout = new PassThrough();
  const stderr = new PassThrough();
  const exits: number[] = [];
  const host: HostProcess = {
    argv: ['node', 'leadferry', ...words],
    env: { NO_COLOR: '1' },
    stdin,
    stdout,
    stderr,
    on: (name, listener) => emitter.on(name, listener),
    off: (name, listener) => emitter.off(name, listener),
    exit: (exitCode) => {
      exits.push(exitCode);
    },
  };
  return { host, emitter, stdin, stdout, exits };
}

describe('the process', () => {
  test('gets its exit code, and its streams what was said', async () => {
    const { host, emitter, stdout } = fakeProcess(['--version']);
    await run(host);
    expect(host.exitCode).toBe(0);
    expect(String(stdout.read())).toMatch(/^\d+\.\d+\.\d+/);
    expect(emitter.eventNames()).toEqual([]);
  });

  test('gets the exit code of a failure', async () => {
    const { host } = fakeProcess(['explain', 'NO_SUCH_CODE']);
    await run(host);
    expect(host.exitCode).toBe(2);
  });

  test('hands signals on as long as somebody listens', () => {
    const { host, emitter } = fakeProcess([]);
    const received: string[] = [];
    const end = processIo(host).onStop((signal) => received.push(signal));
    emitter.emit('SIGINT', 'SIGINT', 2);
    emitter.emit('SIGTERM', 'SIGTERM', 15);
    end();
    emitter.emit('SIGINT', 'SIGINT', 2);
    expect(received).toEqual(['SIGINT', 'SIGTERM']);
  });

  test('is ended at once when that is asked for', () => {
    const { host, exits } = fakeProcess([]);
    processIo(host).exitNow(130);
    expect(exits).toEqual([130]);
  });

  test('is no terminal where stdin is none, and has a clock that goes on', () => {
    const io = processIo(fakeProcess([]).host);
    expect(io.stdinIsTty).toBe(false);
    expect(io.env['NO_COLOR']).toBe('1');
    const before = io.monotonic();
    expect(io.monotonic()).toBeGreaterThanOrEqual(before);
  });

  test('of Node fits', () => {
    const io = processIo(process);
    expect(io.stdout).toBe(process.stdout);
    expect(io.env).toBe(process.env);
  });

  test('asks on its own streams', async () => {
    const { host, stdin } = fakeProcess([]);
    const answer = processIo(host).ask('Go on?', new AbortController().signal);
    stdin.write('y');
    expect(await answer).toBe(true);
  });
});
