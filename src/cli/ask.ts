import type { Readable, Writable } from 'node:stream';
import { confirm } from '@clack/prompts';

export interface AskOptions {
  readonly input: Readable;
  readonly output: Writable;
  readonly signal: AbortSignal;
}

/** Asks a question whose default is no. Escape, Ctrl-C and an aborted signal count as no. */
export async function askYesOrNo(question: string, { input, output, signal }: AskOptions): Promise<boolean> {
  const answer = await confirm({ message: question, initialValue: false, input, output, signal });
  return answer === true;
}
