import type { Progress, ProgressEvent, WaitInfo } from '../index.js';
import { durationText } from './wording.js';

export interface ProgressLineOptions {
  write(text: string): void;
  /** One line that is written over, in place of a new line now and then. */
  readonly terminal: boolean;
  readonly columns: number;
  monotonic(): number;
}

export interface ProgressLine {
  readonly report: Progress;
  /** Says what the work waits for, and how long; as seldom as progress. */
  wait(info: WaitInfo): void;
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
  let waitShownMs = Number.NEGATIVE_INFINITY;
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
    show(progressText(event, nowMs - startedMs));
  }

  function wait(info: WaitInfo): void {
    const nowMs = monotonic();
    if (nowMs - waitShownMs < intervalMs) return;
    waitShownMs = nowMs;
    show(waitText(info));
  }

  function show(text: string): void {
    write(terminal ? `${eraseLine}${text.slice(0, columns - 1)}` : `${text}\n`);
    onScreen = terminal;
  }

  function clear(): void {
    if (onScreen) write(eraseLine);
    onScreen = false;
  }

  return { report, wait, clear };
}

function progressText({ phase, done, total, failed }: ProgressEvent, elapsedMs: number): string {
  const amount = total === null ? `${done}` : `${done}/${total}`;
  const rate = elapsedMs >= 1000 && done > 0 ? `, ${((done * 1000) / elapsedMs).toFixed(1)}/s` : '';
  const failures = failed === undefined || failed === 0 ? '' : `, ${failed} failed`;
  return `${phaseNames[phase]}: ${amount}${rate}${failures}`;
}

/** `Waiting 12 s: the server is busy (429); 888 s of --max-wait left`. */
function waitText({ reason, status, waitMs, leftMs }: WaitInfo): string {
  const answer = status === null ? '' : ` (${status})`;
  const why = {
    busy: status === null ? 'another process was asked to wait' : `the server is busy${answer}`,
    unreachable: 'no connection to the server',
    'no-answer': `no usable answer${answer}`,
  } as const satisfies Record<WaitInfo['reason'], string>;
  const left = `${durationText(leftMs / 1000)} of --max-wait left`;
  return `Waiting ${durationText(waitMs / 1000)}: ${why[reason]}; ${left}`;
}
