import { once } from 'node:events';
import type { Writable } from 'node:stream';

/** JSON on one line for every reader of lines: U+2028 and U+2029, line ends for some, are escaped. */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** Writes one value as a line of JSON and waits where the output is full. */
export async function writeLine(output: Writable, value: unknown): Promise<void> {
  if (output.errored !== null) throw output.errored;
  if (!output.write(`${jsonLine(value)}\n`)) await once(output, 'drain');
}
