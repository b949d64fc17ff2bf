import { basename } from 'node:path';
import type { Row } from '../core/row.js';
import type { RestatedCells, RetakenSheet, UploadMode } from '../lead/ledger.js';
import { withCheckedFile } from './check-file.js';
import { keptReferences } from './kept-references.js';
import { knownToLedger } from './known-to-ledger.js';
import type { ServerSession } from './server-session.js';
import type { ValidateResult } from './sheet-options.js';
import { isSendable, runEntries } from './upload-file.js';
import type { ResumeOptions } from './upload-report.js';

/** A sheet that was read again for a run. */
export interface ReadAgain {
  readonly retaken: RetakenSheet;
  readonly validation: ValidateResult;
  /** False where its errors keep it from being sent. */
  readonly sendable: boolean;
}

interface ReadAgainRequest {
  readonly file: string;
  readonly session: ServerSession;
  readonly options: ResumeOptions;
}

/** Reads and checks a sheet by the rules of a run and compares it with what the run has. Nothing of the run changes yet. */
export async function readSheetAgain(
  { run, mode }: { readonly run: string; readonly mode: UploadMode },
  { file, session, options }: ReadAgainRequest,
): Promise<ReadAgain> {
  const { settings, ledger } = session;
  const references = keptReferences(ledger, settings);
  const rows: Row[] = [];
  const restated = new WeakMap<Row, RestatedCells>();
  const request = {
    file,
    options: { ...options, mode },
    context: { settings, references, ...knownToLedger(ledger) },
    onRow: (row: Row) => void rows.push(row),
    onRestated: (row: Row, cells: RestatedCells) => void restated.set(row, cells),
  };
  return await withCheckedFile(request, async (checked) => {
    const retaken = await ledger.retakeSheet(
      run,
      { file: basename(file) },
      { sheets: checked.sheets, entries: runEntries(checked, { options, rows, restated }) },
    );
    return { retaken, validation: checked.result(), sendable: isSendable(checked, options) };
  });
}
