import type { Progress, ProgressEvent } from '../index.js';

export interface ProgressLineOptions {
  write(text: string): void;
  /** One line that is written over, in place of a new line now and then. */
  readonly terminal: boolean;
  readonly columns: number;
  monotonic(): number;
}

export interface ProgressLine {
  readonly report: Progress;
  /** Takes the line away, so that other text can be written. */
  clear(): void;
}

const phaseNames = {
  read: 'Reading the sheet',
  search: 'Searching 3DS',
  compare: 'Comparing with 3DS',
  send: 'Sending',
  settle: 'Settling unknown outcomes',
  fetch: 'Reading from 3DS',
  write: 'Writing files',
} as const satisfies Record<ProgressEvent['phase'], string>;

const terminalIntervalMs = 100;
const plainIntervalMs = 3000;
const eraseLine = '\r\u001b[2K';

/** Shows progress: done of total, rate and failures. Only as often as somebody can read it, and at the end of each phase. */
export function createProgressLine(options: ProgressLineOptions): ProgressLine {
  const { write, terminal, columns, monotonic } = options;
  const intervalMs = terminal ? terminalIntervalMs : plainIntervalMs;
  let phase: ProgressEvent['phase'] | null = null;
  let startedMs = 0;
  let shownMs = 0;
  let ended = false;
  let onScreen = false;

  function isDue(event: ProgressEvent, nowMs: number): boolean {
    const ends = event.total !== null && event.done >= event.total;
    if (ends && !ended) {
      ended = true;
      return true;
    }
    return nowMs - shownMs >= intervalMs;
  }

  function report(event: ProgressEvent): void {
    const nowMs = monotonic();
    if (event.phase !== phase) {
      phase = event.phase;
      startedMs = nowMs;
      shownMs = nowMs;
      ended = false;
    }
    if (!isDue(event, nowMs)) return;
    shownMs = nowMs;
    const text = progressText(event, nowMs - startedMs);
    write(terminal ? `${eraseLine}${text.slice(0, columns - 1)}` : `${text}\n`);
    onScreen = terminal;
  }

  function clear(): void {
    if (onScreen) write(eraseLine);
    onScreen = false;
  }

  return { report, clear };
}

function progressText({ phase, done, total, failed }: ProgressEvent, elapsedMs: number): string {
  const amount = total === null ? `${done}` : `${done}/${total}`;
  const rate = elapsedMs >= 1000 && done > 0 ? `, ${((done * 1000) / elapsedMs).toFixed(1)}/s` : '';
  const failures = failed === undefined || failed === 0 ? '' : `, ${failed} failed`;
  return `${phaseNames[phase]}: ${amount}${rate}${failures}`;
}
