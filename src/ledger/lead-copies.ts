import { z } from 'zod';
import type { RemoteLead } from '../lead/lead.js';
import type { LeadCopy, LeadReading, Ledger } from '../lead/ledger.js';
import { guarded } from './database-error.js';
import { inTransaction, type LedgerContext } from './ledger-context.js';
import { copyDigest, copyText, packedCopy, unpackedCopy } from './packed-copy.js';

/** Read in pages, because SQLite lets nothing be written on a connection that still reads. */
const copiesPerPage = 200;

const span = z.object({ id: z.number(), gone: z.number(), digest: z.instanceof(Buffer), erased: z.number() });

const copyRow = z
  .object({
    copy: z.instanceof(Buffer).transform(unpackedCopy),
    seenAt: z.string(),
    confirmedAt: z.string(),
    goneSince: z.string().nullable(),
  })
  .transform(({ copy, ...facts }) => ({ lead: copy, ...facts })) satisfies z.ZodType<LeadCopy>;

const readingRow = z.object({
  startedAt: z.string(),
  endedAt: z.string(),
  criteria: z.string(),
  leads: z.number(),
}) satisfies z.ZodType<LeadReading>;

const noDigest = Buffer.alloc(0);

// Of each lead, the last span that began by then and holds a copy.
// CROSS JOIN keeps SQLite to the order of the spans, which their index has already.
const spansAsOf = `lead_spans AS span CROSS JOIN lead_copies ON lead_copies.span_id = span.id
  WHERE span.scope_id = :scopeId AND span.seen_at <= :instant AND span.id = (
    SELECT id FROM lead_spans AS latest WHERE latest.scope_id = span.scope_id AND latest.ds_lead_id = span.ds_lead_id
      AND latest.seen_at <= :instant AND latest.gone = 0 ORDER BY latest.seen_at DESC LIMIT 1)`;
const goneSince = `(SELECT min(seen_at) FROM lead_spans AS later WHERE later.scope_id = span.scope_id
  AND later.ds_lead_id = span.ds_lead_id AND later.gone = 1 AND later.seen_at > span.seen_at AND later.seen_at <= :instant)`;

export interface LeadCopies
  extends Pick<
    Ledger,
    'keepCopies' | 'markGone' | 'copiesAsOf' | 'firstCopyAt' | 'erasedCopiesAsOf' | 'noteReading' | 'readings'
  > {
  /** As keepCopies, of one lead, called within a transaction. */
  keepCopy(lead: RemoteLead, seenAt: string): void;
}

/**
 * The history of what 3DS showed of each lead. A span is a time in which a lead stood unchanged: from the first reading that showed it so to the
 * last one; only its beginning brings a copy. A span without a copy says that the lead was gone.
 */
export function leadCopies(context: LedgerContext): LeadCopies {
  const { database, path, scopeId } = context;
  const latest = database.prepare(
    `SELECT id, gone, digest, lead_copies.copy_json IS NULL AS erased
     FROM lead_spans LEFT JOIN lead_copies ON lead_copies.span_id = id
     WHERE scope_id = ? AND ds_lead_id = ? AND seen_at <= ? ORDER BY seen_at DESC LIMIT 1`,
  );
  const confirm = database.prepare('UPDATE lead_spans SET confirmed_at = max(confirmed_at, ?) WHERE id = ?');
  const begin = database.prepare(
    `INSERT INTO lead_spans (scope_id, ds_lead_id, partner_lead_id, seen_at, confirmed_at, gone, digest)
     VALUES (:scopeId, :dsLeadId, :partnerLeadId, :seenAt, :seenAt, :gone, :digest)
     ON CONFLICT (scope_id, ds_lead_id, seen_at) DO UPDATE SET gone = excluded.gone, digest = excluded.digest,
       partner_lead_id = coalesce(excluded.partner_lead_id, partner_lead_id) RETURNING id`,
  );
  const putCopy = database.prepare(
    `INSERT INTO lead_copies (span_id, copy_json) VALUES (?, ?)
     ON CONFLICT (span_id) DO UPDATE SET copy_json = excluded.copy_json`,
  );
  const dropCopy = database.prepare('DELETE FROM lead_copies WHERE span_id = ?');
  const page = database.prepare(
    `SELECT copy_json AS copy, seen_at AS seenAt, min(confirmed_at, :instant) AS confirmedAt, ${goneSince} AS goneSince
     FROM ${spansAsOf} AND copy_json IS NOT NULL AND span.ds_lead_id > :after
     ORDER BY span.ds_lead_id LIMIT ${copiesPerPage}`,
  );
  const first = database.prepare('SELECT min(seen_at) FROM lead_spans WHERE scope_id = ?').pluck();
  const erased = database.prepare(`SELECT count(*) FROM ${spansAsOf} AND copy_json IS NULL`).pluck();
  const insertReading = database.prepare(
    'INSERT INTO lead_readings (scope_id, started_at, ended_at, criteria, leads) VALUES (?, ?, ?, ?, ?)',
  );
  const readings = database.prepare(
    `SELECT started_at AS startedAt, ended_at AS endedAt, criteria, leads FROM lead_readings
     WHERE scope_id = ? ORDER BY ended_at DESC, id DESC`,
  );

  function spanBefore(dsLeadId: string, seenAt: string) {
    return span.nullable().parse(latest.get(scopeId, dsLeadId, seenAt) ?? null);
  }

  function newSpan(values: {
    dsLeadId: string;
    partnerLeadId: string | null;
    seenAt: string;
    digest: Buffer;
  }) {
    const gone = values.digest.length === 0 ? 1 : 0;
    return z.object({ id: z.number() }).parse(begin.get({ scopeId, gone, ...values })).id;
  }

  function keepCopy(lead: RemoteLead, seenAt: string): void {
    const { dsLeadOpportunityId: dsLeadId, partnerLeadOpportunityId: partnerLeadId } = lead;
    const text = copyText(lead);
    const digest = copyDigest(text);
    const before = spanBefore(dsLeadId, seenAt);
    if (before !== null && before.erased === 0 && before.digest.equals(digest)) {
      confirm.run(seenAt, before.id);
      return;
    }
    putCopy.run(newSpan({ dsLeadId, partnerLeadId, seenAt, digest }), packedCopy(text));
  }

  function markGone(dsLeadId: string, seenAt: string): void {
    const before = spanBefore(dsLeadId, seenAt);
    // Of a lead that was never read there is nothing to end.
    if (before === null) return;
    if (before.gone === 1) confirm.run(seenAt, before.id);
    else dropCopy.run(newSpan({ dsLeadId, partnerLeadId: null, seenAt, digest: noDigest }));
  }

  function* copiesAsOf(instant: string): Generator<LeadCopy> {
    for (let after = ''; ; ) {
      const found = guarded(path, () => z.array(copyRow).parse(page.all({ scopeId, instant, after })));
      yield* found;
      const last = found.at(-1);
      if (last === undefined || found.length < copiesPerPage) return;
      after = last.lead.dsLeadOpportunityId;
    }
  }

  return {
    keepCopy,
    keepCopies: (leads, seenAt) =>
      inTransaction(context, () => {
        for (const lead of leads) keepCopy(lead, seenAt);
      }),
    markGone: (dsLeadIds, seenAt) =>
      inTransaction(context, () => {
        for (const id of dsLeadIds) markGone(id, seenAt);
      }),
    copiesAsOf,
    firstCopyAt: () => guarded(path, () => z.string().nullable().parse(first.get(scopeId))),
    erasedCopiesAsOf: (instant) => guarded(path, () => Number(erased.get({ scopeId, instant }))),
    noteReading: ({ startedAt, endedAt, criteria, leads }) =>
      inTransaction(context, () => {
        insertReading.run(scopeId, startedAt, endedAt, criteria, leads);
      }),
    readings: () => guarded(path, () => z.array(readingRow).parse(readings.all(scopeId))),
  };
}
