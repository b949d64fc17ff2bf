/** A stream that people or programs read. */
export interface TextSink {
  /** True where a terminal shows it. */
  readonly isTTY?: boolean | undefined;
  /** Characters per line of the terminal; undefined where there is none. */
  readonly columns?: number | undefined;
  /** Calls back when the text was handed on, with an error where it could not be. */
  write(text: string, done: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** Characters per line; some terminals say 0 where they do not know. */
export function lineWidth({ columns = 0 }: TextSink, otherwise: number): number {
  return columns > 0 ? columns : otherwise;
}

/** Ctrl-C, a polite end, and a terminal that was closed. */
export type StopSignal = 'SIGINT' | 'SIGTERM' | 'SIGHUP';

/** Everything the command has of the outside world, so that tests run it in process. */
export interface Io {
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Nothing is asked where this is false. */
  readonly stdinIsTty: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds that never run backwards. */
  monotonic(): number;
  /** Calls the listener for every signal that asks the process to stop, and returns what ends that. */
  onStop(listener: (signal: StopSignal) => void): () => void;
  /** Ends the process at once, without waiting for anything. */
  exitNow(exitCode: number): void;
  /** Asks a yes-or-no question on the terminal; no is the default, also when the signal aborts.. */
  ask(question: string, signal: AbortSignal): Promise<boolean>;
}
