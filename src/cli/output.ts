import type { FailureValue, Progress, WaitInfo } from '../index.js';
import { type Io, lineWidth } from './io.js';
import { printable, printableJson } from './printable.js';
import { createProgressLine } from './progress-line.js';
import { createSinkWriter } from './sink-writer.js';
import { type Paint, paintFor } from './style.js';

export interface OutputOptions {
  /** One JSON document on stdout and nothing else. */
  readonly json: boolean;
  /** No progress and no hints. */
  readonly quiet: boolean;
  readonly noColor: boolean;
}

const usualWidth = 80;

/** What a command says: its answer on stdout, everything else for people on stderr. */
export interface Output {
  readonly json: boolean;
  /** Colour for the answer. */
  readonly paint: Paint;
  /** Characters per line of the answer; null where no terminal shows it, so that nothing is cut. */
  readonly columns: number | null;
  readonly progress: Progress;
  /** Says what the work waits for, as progress does. */
  wait(info: WaitInfo): void;
  /** Takes the progress line off the terminal, for whatever else is shown there. */
  clearProgress(): void;
  /** The one answer of the command: the document with --json, else the text. */
  answer(document: unknown, text: () => string): void;
  /** Help and version: text on stdout, whatever the flags. */
  show(text: string): void;
  /** A hint on stderr. Silent with --quiet and with --json. */
  hint(text: string): void;
  /** What went wrong beside the work: on stderr, whatever the flags. */
  warn(text: string): void;
  /** Why there is no answer: on stderr, or as the one document with --json. */
  fail(failure: FailureValue): void;
  /** As fail, for a failure that the answer already holds. */
  failBeside(failure: FailureValue): void;
  /** What went wrong inside, for debugging. */
  trace(stack: string): void;
  /** Resolves when everything was handed on. */
  flush(): Promise<void>;
}

export function createOutput(io: Io, { json, quiet, noColor }: OutputOptions): Output {
  const stdout = createSinkWriter(io.stdout);
  const stderr = createSinkWriter(io.stderr);
  const paintNote = paintFor(io.stderr, io.env, noColor);
  const progress = createProgressLine({
    write: quiet ? () => undefined : stderr.raw,
    terminal: io.stderr.isTTY === true,
    columns: lineWidth(io.stderr, usualWidth),
    monotonic: io.monotonic,
  });

  function say(text: string): void {
    progress.clear();
    stderr.lines(text);
  }

  return {
    json,
    paint: paintFor(io.stdout, io.env, noColor),
    columns: io.stdout.isTTY === true ? lineWidth(io.stdout, usualWidth) : null,
    progress: progress.report,
    wait: progress.wait,
    clearProgress: progress.clear,
    answer: (document, text) => {
      progress.clear();
      if (json) stdout.raw(`${printableJson(document)}\n`);
      else stdout.lines(text());
    },
    show: stdout.lines,
    hint: (text) => {
      if (!quiet && !json) say(text);
    },
    warn: (text) => say(`${paintNote('yellow', 'Warning:')} ${printable(text)}`),
    fail: (failure) => {
      progress.clear();
      if (json) stdout.raw(`${printableJson({ error: failure })}\n`);
      else say(failureText(failure, paintNote));
    },
    failBeside: (failure) => {
      if (!json) say(failureText(failure, paintNote));
    },
    trace: say,
    flush: async () => {
      progress.clear();
      await Promise.all([stdout.flush(), stderr.flush()]);
    },
  };
}

/** Two lines: what happened, and what to do. */
function failureText({ code, message, next }: FailureValue, paint: Paint): string {
  return `${paint('red', 'Error:')} ${printable(message)} ${paint('dim', `(${printable(code)})`)}\n${paint('bold', 'Next:')}  ${printable(next)}`;
}
