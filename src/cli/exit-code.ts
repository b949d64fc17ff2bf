import { type ErrorCode, type ErrorKind, errorCatalogue, type UploadReport } from '../index.js';
import type { StopSignal } from './io.js';

export const allWell = 0;
/** Issues were found, or leads would stay behind; nothing was sent. */
export const issuesFound = 4;
/** Some leads failed, or were left unsent because they are rejected, blocked or in conflict. */
export const someFailed = 5;
/** The run stopped early, the outcome of a lead is unknown, or a lead could not be read: `resume` has something left to do. */
export const stoppedEarly = 6;

/** Leads changed at 3DS since the plan was made; they were left unsent. */
export const planOutdated = 7;

/** What the kind of an error says as exit code. Other signals than Ctrl-C have codes of their own. */
export const exitCodeOfKind = {
  unexpected: 1,
  usage: 2,
  authorisation: 3,
  data: issuesFound,
  stopped: stoppedEarly,
  outdated: planOutdated,
  interrupted: 130,
} as const satisfies Record<ErrorKind, number>;

/** 128 and the number of the signal, as shells say it. */
const exitCodeOfSignal = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const satisfies Record<
  StopSignal,
  number
>;

/** Where several codes hold, the first of these counts. */
const ranking = [3, 6, 7, 1, 2, 5] as const;

/** The exit code of a failure. */
export function exitCodeOf(code: ErrorCode, signal: StopSignal | null): number {
  const { kind } = errorCatalogue[code];
  if (kind === 'interrupted' && signal !== null) return exitCodeOfSignal[signal];
  return exitCodeOfKind[kind];
}

/** The exit code of an upload or of its resumption. */
export function exitCodeOfReport(
  report: Pick<UploadReport, 'error' | 'counts' | 'dryRun' | 'leads' | 'resumable'>,
  signal: StopSignal | null,
): number {
  const ofError = report.error === null ? allWell : exitCodeOf(report.error.code, signal);
  if (ofError === issuesFound || ofError >= exitCodeOfSignal.SIGHUP) return ofError;
  if (report.dryRun && ofError === allWell) return report.leads.some(staysBehind) ? issuesFound : allWell;
  const codes = new Set([ofError]);
  const isLeftToDo = report.error === null && report.resumable;
  if (isLeftToDo || report.counts.unknown > 0) codes.add(stoppedEarly);
  if (report.leads.some(({ code }) => code === 'PLAN_OUTDATED')) codes.add(planOutdated);
  if (report.counts.failed > 0 || report.leads.some(staysBehind)) codes.add(someFailed);
  return ranking.find((code) => codes.has(code)) ?? allWell;
}

/** Whether a lead was left unsent for a reason of its own; one that the run did not reach says nothing about itself. */
function staysBehind({ status, code }: UploadReport['leads'][number]): boolean {
  return status === 'unsent' && code !== null && code !== 'NOT_REACHED' && code !== 'PLAN_OUTDATED';
}
