import type { Io, StopSignal, TextSink } from '../../../src/cli/io.js';

export interface FakeIoOptions {
  /** Terminals on stdout and stderr, this wide. Without it both are pipes. */
  readonly columns?: number;
  readonly stdinIsTty?: boolean;
  readonly env?: Io['env'];
  /** What the terminal's user answers. */
  readonly answer?: boolean;
  /** The error that every write to stdout ends with. */
  readonly stdoutError?: Error;
}

export interface FakeIo extends Io {
  out(): string;
  err(): string;
  /** The questions that were asked. */
  readonly questions: readonly string[];
  /** The exit codes with which the process was ended at once. */
  readonly exits: readonly number[];
  /** How many listeners wait for signals. */
  listeners(): number;
  send(signal: StopSignal): void;
  advance(ms: number): void;
}

/** The outside world of the command, in memory. */
export function createFakeIo(options: FakeIoOptions = {}): FakeIo {
  const { columns, stdinIsTty = false, env = {}, answer = false, stdoutError } = options;
  const stdout = fakeSink(columns, stdoutError);
  const stderr = fakeSink(columns, undefined);
  const stopListeners = new Set<(signal: StopSignal) => void>();
  const questions: string[] = [];
  const exits: number[] = [];
  let nowMs = 0;
  return {
    stdout,
    stderr,
    stdinIsTty,
    env,
    monotonic: () => nowMs,
    onStop: (listener) => {
      stopListeners.add(listener);
      return () => stopListeners.delete(listener);
    },
    exitNow: (exitCode) => {
      exits.push(exitCode);
    },
    ask: (question) => {
      questions.push(question);
      return Promise.resolve(answer);
    },
    out: stdout.text,
    err: stderr.text,
    questions,
    exits,
    listeners: () => stopListeners.size,
    send: (signal) => {
      for (const listener of stopListeners) listener(signal);
    },
    advance: (ms) => {
      nowMs += ms;
    },
  };
}

function fakeSink(columns: number | undefined, error: Error | undefined): TextSink & { text(): string } {
  let text = '';
  let onError: (error: Error) => void = () => undefined;
  return {
    isTTY: columns !== undefined,
    columns,
    write: (chunk, done) => {
      if (error === undefined) text += chunk;
      queueMicrotask(() => {
        done(error);
        if (error !== undefined) onError(error);
      });
    },
    on: (_event, listener) => {
      onError = listener;
    },
    text: () => text,
  };
}
