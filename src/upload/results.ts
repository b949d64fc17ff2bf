import type { LeadAction, LeadStatus, StatusCounts } from '../core/outcome.js';
import type { Cell } from '../core/row.js';
import {
  type LeadResult,
  type Ledger,
  type RunLeadResult,
  type RunRecord,
  statusOf,
  undecidedCode,
} from '../lead/ledger.js';
import { isOwnName, resultHeaders } from '../lead/own-columns.js';
import { readBackText } from './read-back.js';
import { keptText } from './undo-plan.js';

/** One sheet of a results file; `sheet` is null where the input was CSV. Rows are read from the ledger as they are taken. */
export interface ResultSheet {
  readonly sheet: string | null;
  readonly headers: readonly string[];
  rows(): Iterable<readonly Cell[]>;
}

/** What became of one lead, as `--json` and people see it. */
export interface LeadReport {
  readonly partnerLeadOpportunityId: string;
  readonly dsLeadOpportunityId: string | null;
  readonly status: LeadStatus;
  readonly action: LeadAction | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly traceId: string | null;
}

/** The value of `run.json`. */
export interface RunSummary extends Omit<RunRecord, 'out' | 'writeBack'> {
  readonly counts: StatusCounts;
}

/** What a row says that made no lead. */
const noLead = 'no lead';

const doneMessages = {
  create: 'created',
  update: 'updated',
  unchanged: 'nothing had to be changed',
} as const satisfies Partial<Record<LeadAction, string>>;

/** Every row of the input with what became of its lead. Columns that an earlier run or check put into the input are left out. */
export function resultSheets(ledger: Ledger, run: string): readonly ResultSheet[] {
  return ledger.sheets(run).map(({ sheet, headers }) => {
    const own = headers.flatMap((header, index) => (isOwnName(header) ? [] : [index]));
    return {
      sheet,
      headers: [...own.map((index) => headers[index] ?? ''), ...resultHeaders],
      *rows() {
        for (const { row, result } of ledger.rows(run)) {
          if (row.sheet !== sheet) continue;
          yield [...own.map((index) => row.cells[index] ?? ''), ...resultCells(result)];
        }
      },
    };
  });
}

/**
 * The rows of the leads with a status, with the input's own columns only, so that they upload again as they are: in the layouts with
 * several rows per lead, all rows of these leads. Every sheet of the input is there, also without rows.
 * Dates and amounts that were understood stand in a form with one meaning: the rows that proved how their column is written may not be
 * among these.
 */
export function sheetsOf(ledger: Ledger, run: string, status: LeadStatus): readonly ResultSheet[] {
  return ledger.sheets(run).map(({ sheet, headers }) => ({
    sheet,
    headers,
    *rows() {
      for (const { row, restated, result } of ledger.rows(run)) {
        if (row.sheet !== sheet || result === null || statusOf[result.state] !== status) continue;
        yield restated === null ? row.cells : row.cells.map((cell, index) => restated[index] ?? cell);
      }
    },
  }));
}

/**
 * What the CRM that the sheet came from needs to keep: the 3DS id of each lead that has one. The column of the partner lead id has the header
 * of the sheet's own CRM, where that was recognised, so that the file imports there as it is.
 */
export function writeBackSheet(
  { writeBack }: Pick<RunRecord, 'writeBack'>,
  leads: Iterable<LeadReport>,
): ResultSheet {
  return {
    sheet: null,
    headers: [writeBack?.partnerLeadId ?? 'Partner lead id', '3DS lead id', resultHeaders[0]],
    *rows() {
      for (const { partnerLeadOpportunityId, dsLeadOpportunityId, status } of leads) {
        if (dsLeadOpportunityId !== null) yield [partnerLeadOpportunityId, dsLeadOpportunityId, status];
      }
    },
  };
}

/** What became of each lead, in the sheet's order. */
export function* leadReports(ledger: Ledger, run: string): Generator<LeadReport> {
  for (const lead of ledger.results(run)) yield leadReport(lead);
}

export function leadReport(lead: RunLeadResult): LeadReport {
  const { partnerLeadOpportunityId, dsLeadOpportunityId, action, traceId } = lead;
  const { status, code, message } = verdictOf(lead);
  return { partnerLeadOpportunityId, dsLeadOpportunityId, status, action, code, message, traceId };
}

/** The run as `run.json` keeps it; the folder it lies in is left out, so that the file says nothing about the machine. */
export function runSummary({ out: _, writeBack: __, ...record }: RunRecord): RunSummary {
  return record;
}

function resultCells(result: LeadResult | null): readonly Cell[] {
  if (result === null) return [noLead, '', '', '', ''];
  const { status, code, message } = verdictOf(result);
  return [status, result.dsLeadOpportunityId ?? '', code ?? '', message ?? '', result.traceId ?? ''];
}

type LeadVerdict = Pick<LeadReport, 'status' | 'code' | 'message'>;

function verdictOf({ state, action, code, message, kept, readBack }: LeadResult): LeadVerdict {
  const status = statusOf[state];
  switch (state) {
    case 'done':
      return kept.length === 0
        ? { status, code, message: doneText({ action, message, readBack }) }
        : { status, code: 'UNDO_CONFLICT', message: `${doneMessage(action)}. ${keptText(kept)}` };
    case 'planned':
      if (code === undecidedCode) {
        return { status, code, message: `${message ?? ''} \`leadferry resume\` tries again.` };
      }
      return {
        status,
        code: 'NOT_REACHED',
        // Not "before it was sent": a lead that was sent and that 3DS did not have waits here as well.
        message: 'The run stopped before its turn came; `leadferry resume` goes on with it.',
      };
    case 'intent':
      return {
        status,
        code: 'OUTCOME_UNKNOWN',
        message:
          'The run stopped while a request for it was under way; `leadferry resume` looks it up before anything is sent again.',
      };
    default:
      return { status, code, message };
  }
}

/** What was done, what 3DS keeps in place of the sheet's values, and what it holds otherwise than it was sent. */
function doneText({
  action,
  message,
  readBack,
}: Pick<LeadResult, 'action' | 'message' | 'readBack'>): string | null {
  const parts = [doneMessage(action), message, readBackText(readBack ?? [])];
  return parts.filter((part) => part !== null && part !== '').join('. ') || null;
}

function doneMessage(action: LeadAction | null): string | null {
  return action === 'create' || action === 'update' || action === 'unchanged' ? doneMessages[action] : null;
}
