import type { UploadReport } from '../index.js';
import { printable } from './printable.js';
import type { Paint } from './style.js';

type SentTo = Pick<UploadReport, 'run' | 'dryRun' | 'server' | 'partnerId'>;

/** `1 lead`, `2 leads`. */
export function counted(count: number, noun: string): string {
  return `${count} ${count === 1 ? noun : `${noun}s`}`;
}

/** Seconds as a person says them: `8 s`, `3 min`, `1 h 5 min`. */
export function durationText(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The files below each other, indented; nothing where there are none. */
export function fileLines(files: readonly string[], paint: Paint): string[] {
  if (files.length === 0) return [];
  return [paint('bold', 'Files'), ...files.map((file) => `  ${printable(file)}`)];
}

/** A file or an id as it can be typed into a shell. */
export function asArgument(text: string): string {
  const shown = printable(text);
  return /^[\w./\\:@-]+$/.test(shown) ? shown : `"${shown}"`;
}

/** Whether and as which run something was sent, and to whom. */
export function runLine({ run, dryRun, server, partnerId }: SentTo): string {
  const sent = run === null ? 'Nothing was sent' : `Run ${printable(run)}`;
  return `${dryRun ? 'Dry run, nothing was sent' : sent}: ${printable(server)}, partner ${printable(partnerId)}`;
}
