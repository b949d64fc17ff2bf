import { collectLeads, type LeadCollection } from '../export/export-leads.js';
import { parseSpan } from '../export/parse-span.js';
import type { LeadCoverage } from '../lead/lead-coverage.js';
import { writeLeads } from '../writers/lead-rows.js';
import { type JobOptions, progressOf } from './job-options.js';
import { type ServerSession, withServerSession } from './server-session.js';
import { systemClock } from './system-clock.js';

export interface LeadSelection extends JobOptions {
  /** `YYYY-MM-DD` (UTC, inclusive), a date-time with zone, or `30d` back from now. */
  readonly modifiedSince?: string | undefined;
  readonly modifiedUntil?: string | undefined;
  readonly partnerIds?: readonly string[] | undefined;
  /** Leads that have no partner id yet. */
  readonly unassigned?: boolean | undefined;
}

export interface ExportLeadsOptions extends LeadSelection {
  /** Target file: .xlsx, .csv or .jsonl. */
  readonly out: string;
  /** Layout of the lead sheet; default 3 for .xlsx, 2 for .csv. */
  readonly layout?: 1 | 2 | 3 | undefined;
}

export interface ExportLeadsResult {
  readonly server: string;
  readonly partnerId: string;
  /** `found = fetched + outOfScope + failed`. */
  readonly counts: {
    readonly found: number;
    readonly fetched: number;
    readonly outOfScope: number;
    readonly failed: number;
  };
  readonly files: readonly string[];
  readonly coverage: LeadCoverage;
}

/** Finds, reads and writes the leads. Throws what settings, criteria, server and writer throw. */
export async function exportLeads(options: ExportLeadsOptions): Promise<ExportLeadsResult> {
  return await withServerSession(options, async (session) => {
    const collection = selectLeads(session, options);
    const { partnerId, apiVersion, origin } = session.settings;
    const file = await writeLeads(options.out, collection.leads, {
      apiVersion,
      partnerId,
      layout: options.layout,
    });
    const coverage = collection.coverage();
    const { ids, fetched, outOfScope, failed } = coverage;
    return {
      server: origin,
      partnerId,
      counts: { found: ids, fetched, outOfScope: outOfScope.length, failed: failed.length },
      files: [file],
      coverage,
    };
  });
}

/** The leads that the options select, read as they are taken. */
export function selectLeads(session: ServerSession, options: LeadSelection): LeadCollection {
  const { modifiedSince: since, modifiedUntil: until, partnerIds = null, unassigned = false } = options;
  return collectLeads({
    api: session.api,
    criteria: { modified: parseSpan({ since, until }, systemClock), partnerIds, unassigned },
    limit: session.limit,
    window: session.window,
    clock: systemClock,
    progress: progressOf(options),
    signal: options.signal,
  });
}
