import type { Io, StopSignal } from './io.js';

/** The parts of a Node process that the command works with. */
export type HostProcess = Pick<
  NodeJS.Process,
  'argv' | 'env' | 'stdin' | 'stdout' | 'stderr' | 'on' | 'off' | 'exit' | 'exitCode'
>;

const stopSignals = ['SIGINT', 'SIGTERM'] as const satisfies readonly StopSignal[];

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
    exitNow: (exitCode) => host.exit(exitCode),
    ask: async (question, signal) => {
      const { askYesOrNo } = await import('./ask.js');
      return askYesOrNo(question, { input: host.stdin, output: host.stderr, signal });
    },
  };
}
