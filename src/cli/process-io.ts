import type { Readable, Writable } from 'node:stream';
import type { Io, StopSignal, TextSink } from './io.js';

/** The parts of a Node process that the command works with. */
export interface HostProcess {
  readonly argv: readonly string[];
  readonly env: Io['env'];
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & Pick<TextSink, 'isTTY' | 'columns'>;
  readonly stderr: Writable & Pick<TextSink, 'isTTY' | 'columns'>;
  on(signal: StopSignal, listener: (signal: StopSignal) => void): unknown;
  off(signal: StopSignal, listener: (signal: StopSignal) => void): unknown;
  exit(exitCode: number): void;
  exitCode?: number | string | null | undefined;
}

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const satisfies readonly StopSignal[];

/** The command's ports on a real process. */
export function processIo(host: HostProcess): Io {
  return {
    stdout: host.stdout,
    stderr: host.stderr,
    stdinIsTty: host.stdin.isTTY === true,
    env: host.env,
    monotonic: () => performance.now(),
    onStop: (listener) => {
      for (const signal of stopSignals) host.on(signal, listener);
      return () => {
        for (const signal of stopSignals) host.off(signal, listener);
      };
    },
    exitNow: (exitCode) => {
      host.exit(exitCode);
    },
    ask: async (question, signal) => {
      const { askYesOrNo } = await import('./ask.js');
      return askYesOrNo(question, { input: host.stdin, output: host.stderr, signal });
    },
  };
}
