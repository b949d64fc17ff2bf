import { z } from 'zod';
import { isCells, isRestated } from '../lead/lead-guards.js';
import type { Ledger, RunRow } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import { leadResultIn, resultColumns } from './lead-row.js';
import type { LedgerContext } from './ledger-context.js';
import { inRun } from './run-step.js';
import { storedHeaders } from './stored-values.js';
import { jsonIn, jsonOrNullIn, numberIn, numberOrNullIn, rowOf, textOrNullIn } from './typed-columns.js';

const rowsPerPage = 500;

const storedSheet = z.object({ sheet: z.string().nullable(), headers: storedHeaders });

/** The rows of a run as they were read, with what became of the lead that each belongs to. */
export function runRows({ database, path, scopeId }: LedgerContext): Pick<Ledger, 'rows' | 'sheets'> {
  // With the run as one value, and not joined, a page is read in the order of the index; joined, SQLite would sort all that is left of the run.
  const page = database.prepare(
    `SELECT sheets.sheet AS sheet, rows.sheet_position AS position, rows.row AS row, rows.cells_json AS cells,
       rows.restated_json AS restated, rows.seq AS seq, ${resultColumns}
     FROM rows JOIN sheets ON sheets.run_id = rows.run_id AND sheets.position = rows.sheet_position
     LEFT JOIN leads ON leads.run_id = rows.run_id AND leads.seq = rows.seq
     WHERE rows.${inRun} AND (rows.sheet_position, rows.row) > (:position, :after)
     ORDER BY rows.sheet_position, rows.row LIMIT ${rowsPerPage}`,
  );
  const sheets = database.prepare(
    `SELECT sheets.sheet AS sheet, sheets.headers_json AS headers
     FROM sheets WHERE ${inRun} ORDER BY sheets.position`,
  );

  function* rows(run: string): Generator<RunRow> {
    let from = { position: -1, after: -1 };
    for (;;) {
      const found = guarded(path, () => page.all({ scopeId, run, ...from }).map(asPlacedRow));
      for (const { runRow } of found) yield runRow;
      const last = found.at(-1);
      if (last === undefined || found.length < rowsPerPage) return;
      from = { position: last.position, after: last.runRow.row.row };
    }
  }

  return {
    rows,
    sheets: (run) => guarded(path, () => z.array(storedSheet).parse(sheets.all({ scopeId, run }))),
  };
}

function asPlacedRow(found: unknown): { position: number; runRow: RunRow } {
  const row = rowOf(found);
  const seq = numberOrNullIn(row, 'seq');
  return {
    position: numberIn(row, 'position'),
    runRow: {
      row: {
        sheet: textOrNullIn(row, 'sheet'),
        row: numberIn(row, 'row'),
        cells: jsonIn(row, 'cells', isCells),
      },
      restated: jsonOrNullIn(row, 'restated', isRestated),
      seq,
      result: seq === null ? null : leadResultIn(row),
    },
  };
}
