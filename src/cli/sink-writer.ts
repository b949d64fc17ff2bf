import type { TextSink } from './io.js';
import { printableLines } from './printable.js';

/** Writes text to a stream until its reader goes away, which is no failure. */
export interface SinkWriter {
  /** Lines of text; every control character but colour becomes visible. */
  lines(text: string): void;
  /** Text that the caller made safe. */
  raw(text: string): void;
  /** Resolves when everything was handed on. Rejects where a write failed for another reason than a closed pipe. */
  flush(): Promise<void>;
}

const colourSequence = new RegExp(`(${String.fromCharCode(27)}\\[\\d+m)`);

export function createSinkWriter(sink: TextSink): SinkWriter {
  let failure: Error | null = null;
  let closed = false;

  function note(error: Error | null | undefined): void {
    if (error === null || error === undefined) return;
    closed = true;
    if (!isReaderGone(error, sink)) failure ??= error;
  }

  function raw(text: string): void {
    if (!closed) sink.write(text, note);
  }

  /** Writes are handed on in their order, so that an empty one comes back last. */
  function drained(): Promise<void> {
    return new Promise((resolve) => {
      sink.write('', (error) => {
        note(error);
        resolve();
      });
    });
  }

  sink.on('error', note);
  return {
    lines: (text) => raw(`${withoutControls(text)}\n`),
    raw,
    flush: async () => {
      if (!closed) await drained();
      if (failure !== null) throw failure;
    },
  };
}

function withoutControls(text: string): string {
  const parts = text.split(colourSequence);
  return parts.map((part, index) => (index % 2 === 1 ? part : printableLines(part))).join('');
}

/** A closed pipe, or a terminal that was closed, which answers EIO. */
function isReaderGone(error: Error, { isTTY }: TextSink): boolean {
  if (!('code' in error)) return false;
  const { code } = error;
  return code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED' || (code === 'EIO' && isTTY === true);
}
