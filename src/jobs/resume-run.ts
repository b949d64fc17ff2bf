import { LeadferryError } from '../core/error.js';
import type { Ledger, RunRecord } from '../lead/ledger.js';
import { carryOut, runRecord } from './carry-out-run.js';
import { differenceText, isSameSheet } from './difference-text.js';
import { type ReadAgain, readSheetAgain } from './read-sheet-again.js';
import { type ServerSession, withServerSession } from './server-session.js';
import { refusal } from './upload-file.js';
import type { ResumeOptions, UploadReport } from './upload-report.js';

/**
 * Goes on with the run that was named, or with the newest that has something left to do. With a sheet: what the sheet says now takes the place of
 * what the run has, lead by lead; leads that are done stay done. Throws LeadferryError RUN_NOT_FOUND, RUN_IN_USE, and what reading the sheet throws.
 */
export async function resumeRun(options: ResumeOptions): Promise<UploadReport> {
  return await withServerSession(options, async (session) => {
    const { file } = options;
    if (file === undefined) {
      const { run } =
        options.run === undefined ? newestResumable(session.ledger) : named(options.run, session);
      return await carryOut(run, { session, options, validation: null, dryRun: false, isNew: false });
    }
    return await resumeWithSheet(file, session, options);
  });
}

function named(run: string, { ledger }: ServerSession): RunRecord {
  return runRecord(ledger, run);
}

function newestResumable(ledger: Ledger): RunRecord {
  const newest = ledger.runs().find((run) => run.resumable);
  if (newest !== undefined) return newest;
  throw new LeadferryError('RUN_NOT_FOUND', 'No run of this server and partner has anything left to do.');
}

async function resumeWithSheet(
  file: string,
  session: ServerSession,
  options: ResumeOptions,
): Promise<UploadReport> {
  const { ledger } = session;
  const { record, read } = await matchingRun(file, session, options);
  const { run } = record;
  try {
    const { retaken, validation, sendable } = read;
    const { difference } = retaken;
    if (!sendable) {
      retaken.discard();
      return refusal(validation, session, options);
    }
    await agree(read, options);
    retaken.adopt();
    const report = await carryOut(run, { session, options, validation, dryRun: false, isNew: false });
    return { ...report, difference };
  } finally {
    ledger.releaseRun(run);
  }
}

/** Says what the sheet says otherwise, and asks where there is somebody to ask. */
async function agree({ retaken }: ReadAgain, { onNote, confirmChanges }: ResumeOptions): Promise<void> {
  const { difference } = retaken;
  onNote?.(differenceText(difference));
  if (isSameSheet(difference) || confirmChanges === undefined || (await confirmChanges(difference))) return;
  retaken.discard();
  throw new LeadferryError(
    'NOT_CONFIRMED',
    'What the sheet says otherwise was not confirmed; nothing was sent.',
    {
      next: 'Run `leadferry resume RUN` without the file to go on with what the run had.',
    },
  );
}

/** The run that was named, or the newest resumable one that has leads in common with the sheet; one of a file of the same name goes first. */
async function matchingRun(
  file: string,
  session: ServerSession,
  options: ResumeOptions,
): Promise<{ record: RunRecord; read: ReadAgain }> {
  const { ledger } = session;
  const candidates =
    options.run === undefined ? resumableFor(file, ledger) : [runRecord(ledger, options.run)];
  for (const record of candidates) {
    const { run, mode } = record;
    if (mode === 'claim') throw claimWithSheet(run);
    ledger.claimRun(run);
    try {
      const read = await readSheetAgain({ run, mode }, { file, session, options });
      if (hasCommonLeads(read) || options.run !== undefined) return { record, read };
      read.retaken.discard();
    } catch (thrown) {
      ledger.releaseRun(record.run);
      throw thrown;
    }
    ledger.releaseRun(record.run);
  }
  throw new LeadferryError('RUN_NOT_FOUND', `No run that can go on has a lead in common with ${file}.`, {
    next: 'Run `leadferry runs` to see every run, or `leadferry upload FILE` to start a new one.',
  });
}

function resumableFor(file: string, ledger: Ledger): readonly RunRecord[] {
  const resumable = ledger.runs().filter((run) => run.resumable && run.mode !== 'claim');
  const isNamesake = (record: RunRecord) => file.endsWith(record.file);
  return [...resumable.filter(isNamesake), ...resumable.filter((record) => !isNamesake(record))];
}

/** What a claim sends are ids, which the ledger has. */
function claimWithSheet(run: string): LeadferryError {
  return new LeadferryError('USAGE', `Run ${run} is a claim, which goes on without its sheet.`, {
    next: `Run \`leadferry resume ${run}\`, then \`leadferry claim FILE\` for what the sheet says otherwise.`,
  });
}

function hasCommonLeads({ retaken: { difference } }: ReadAgain): boolean {
  const { same, changed, changedSinceDone, changedWhileOpen } = difference;
  return same + changed.length + changedSinceDone.length + changedWhileOpen.length > 0;
}
