import { z } from 'zod';
import type { CoveredWindow, LeadCoverage, UnreadLead } from '../lead/lead-coverage.js';
import type { AnsweredId, ExportCounts, LeadExport } from '../lead/lead-exports.js';
import { guarded } from './database-error.js';
import { inTransaction, type LedgerContext, stamp } from './ledger-context.js';

const countRow = z.object({
  ids: z.number(),
  fetched: z.number(),
  outOfScope: z.number(),
  failed: z.number(),
}) satisfies z.ZodType<ExportCounts>;
const windowRow = countRow.omit({ ids: true }).extend({
  from: z.string().nullable(),
  to: z.string().nullable(),
  found: z.number(),
  newIds: z.number(),
  searchedAt: z.string(),
}) satisfies z.ZodType<CoveredWindow>;
const unreadLead = z.object({
  dsLeadOpportunityId: z.string(),
  code: z.string(),
  message: z.string(),
  traceId: z.string().nullable(),
}) satisfies z.ZodType<UnreadLead>;
const foundRow = z.object({ position: z.number(), id: z.string() });

/** Read in pages, because SQLite lets nothing be written on a connection that still reads. */
const idsPerPage = 500;

const states = {
  found: 'fetched',
  'out-of-scope': 'out-of-scope',
  unreadable: 'failed',
} as const satisfies Record<AnsweredId['answer']['kind'], string>;

const tallies = `coalesce(sum(state = 'fetched'), 0) AS fetched, coalesce(sum(state = 'out-of-scope'), 0) AS outOfScope,
  coalesce(sum(state = 'failed'), 0) AS failed`;

type ReadSteps = Pick<LeadExport, 'unread' | 'keep' | 'counts' | 'coverage'>;

/** What became of the ids of an export. */
export function readSteps(context: LedgerContext, exportId: number): ReadSteps {
  const { database, path, clock } = context;
  const page = database.prepare(
    `SELECT position, ds_lead_id AS id FROM export_leads
     WHERE export_id = ? AND position > ? AND state IN ('found', 'failed') ORDER BY position LIMIT ${idsPerPage}`,
  );
  const settle = database.prepare(
    `UPDATE export_leads SET state = :state, partner_lead_id = :partnerLeadId, code = :code, trace_id = :traceId,
       message = :message, lead_json = :lead WHERE export_id = :exportId AND ds_lead_id = :id`,
  );
  const step = database.prepare('UPDATE exports SET stepped_at = ? WHERE id = ?');
  const counted = database.prepare(
    `SELECT count(*) AS ids, ${tallies} FROM export_leads WHERE export_id = ?`,
  );
  const windows = database.prepare(
    `SELECT windows.from_at AS "from", windows.to_at AS "to", windows.found AS found, windows.new_ids AS newIds,
       windows.searched_at AS searchedAt, coalesce(fetched, 0) AS fetched, coalesce(outOfScope, 0) AS outOfScope,
       coalesce(failed, 0) AS failed
     FROM export_windows AS windows
     LEFT JOIN (SELECT window, ${tallies} FROM export_leads WHERE export_id = :exportId GROUP BY window) AS leads
       ON leads.window = windows.position
     WHERE windows.export_id = :exportId ORDER BY windows.position`,
  );
  const notRead = database.prepare(
    `SELECT ds_lead_id AS dsLeadOpportunityId, code, message, trace_id AS traceId FROM export_leads
     WHERE export_id = ? AND state = ? ORDER BY position`,
  );

  function* unread(): Generator<string> {
    let after = -1;
    for (;;) {
      const found = guarded(path, () => z.array(foundRow).parse(page.all(exportId, after)));
      for (const { id } of found) yield id;
      const last = found.at(-1);
      if (last === undefined) return;
      after = last.position;
    }
  }

  function keepOne({ id, answer }: AnsweredId): void {
    settle.run({ exportId, id, state: states[answer.kind], ...answered(answer) });
  }

  const counts = (): ExportCounts => countRow.parse(counted.get(exportId));
  const leadsNotRead = (state: string) => z.array(unreadLead).parse(notRead.all(exportId, state));

  function coverage(): LeadCoverage {
    const { ids, fetched, outOfScope, failed } = counts();
    return {
      windows: z.array(windowRow).parse(windows.all({ exportId })),
      ids,
      fetched,
      outOfScope: leadsNotRead('out-of-scope'),
      failed: leadsNotRead('failed'),
      notYetRead: ids - fetched - outOfScope - failed,
    };
  }

  return {
    unread,
    keep: (answers) =>
      inTransaction(context, () => {
        for (const answer of answers) keepOne(answer);
        step.run(stamp(clock), exportId);
      }),
    counts: () => guarded(path, counts),
    coverage: () => guarded(path, coverage),
  };
}

interface Answered {
  readonly partnerLeadId: string | null;
  readonly code: string | null;
  readonly message: string | null;
  readonly traceId: string | null;
  readonly lead: string | null;
}

function answered(answer: AnsweredId['answer']): Answered {
  if (answer.kind !== 'found') {
    const { code, message, traceId } = answer;
    return { partnerLeadId: null, code, message, traceId, lead: null };
  }
  const { lead, traceId } = answer;
  const partnerLeadId = lead.partnerLeadOpportunityId;
  return { partnerLeadId, code: null, message: null, traceId, lead: JSON.stringify(lead) };
}
