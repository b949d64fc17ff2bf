import { basename, extname } from 'node:path';
import { processEnvironment } from '../config/environment.js';
import { type LocalSettings, resolveLocalSettings } from '../config/settings.js';
import type { RemoteLead } from '../lead/lead.js';
import type { Ledger } from '../lead/ledger.js';
import { existingLedger } from './existing-ledger.js';
import { selectLeads } from './export-leads.js';
import type { LeadSelection } from './export-selection.js';
import { leadsOfLines } from './lead-source-lines.js';
import { keyOf, type LeadFileOptions, leadsOfSheet } from './lead-source-sheet.js';
import { withServerSession } from './server-session.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';

/** Where the leads of a report come from: 3DS (the default), or files that `export leads` wrote. */
export interface LeadSourceOptions extends LeadSelection, SourceOptions, MappingOptions {
  /** Files in place of 3DS: .xlsx, .csv or .jsonl. A lead that several of them have is the one of the first. */
  readonly files?: readonly string[] | undefined;
}

/** Leads to report on, with what there is to say of where they are from. */
export interface LeadSource {
  /** The server's origin, or the names of the files. */
  readonly origin: string;
  /** What was asked for, by name: `{ 'Modified since': '30d' }`. Empty for everything. */
  readonly criteria: Readonly<Record<string, string>>;
  /** Each lead once. Can be taken once. */
  readonly leads: AsyncIterable<RemoteLead>;
  readonly settings: LocalSettings;
  /** The ledger of the chosen server and partner; null where there is none. */
  readonly ledger: Ledger | null;
  /** Leads that were found but are not among `leads`; complete after the last lead. */
  missing(): MissingLeads;
  /** What else is not among the leads, one sentence each; complete after the last lead. */
  notes(): readonly string[];
}

export interface MissingLeads {
  /** No longer in scope of this partner (ERROR_048). */
  readonly outOfScope: number;
  /** Could not be read. */
  readonly failed: number;
}

/** How far back leads are read from 3DS where nothing is said. */
const defaultSince = '365d';

/** Opens the source for the work and closes it afterwards. Throws what settings, criteria, server, files and ledger throw. */
export async function withLeadSource<T>(
  options: LeadSourceOptions,
  work: (source: LeadSource) => Promise<T>,
): Promise<T> {
  const { files = [] } = options;
  return files.length > 0 ? await withFiles(files, options, work) : await withServer(options, work);
}

/** The leads of one file that `export leads` wrote, in any layout or format. Throws what its reader throws. */
export async function* leadsOfFile(path: string, options: LeadFileOptions = {}): AsyncGenerator<RemoteLead> {
  if (extname(path).toLowerCase() === '.jsonl') yield* leadsOfLines(path, options.signal);
  else yield* leadsOfSheet(path, options);
}

async function withServer<T>(
  options: LeadSourceOptions,
  work: (source: LeadSource) => Promise<T>,
): Promise<T> {
  const selection = withDefaultSpan(options);
  return await withServerSession(selection, async (session) => {
    const { settings, ledger } = session;
    const collection = selectLeads(session, selection);
    return await work({
      origin: settings.origin,
      criteria: criteriaOf(selection),
      leads: collection.leads,
      settings,
      ledger,
      missing: () => {
        const { outOfScope, failed } = collection.coverage();
        return { outOfScope: outOfScope.length, failed: failed.length };
      },
      notes: () => [],
    });
  });
}

async function withFiles<T>(
  files: readonly string[],
  options: LeadSourceOptions,
  work: (source: LeadSource) => Promise<T>,
): Promise<T> {
  const settings = await resolveLocalSettings(options, processEnvironment());
  const notes: string[] = [];
  const onNote = (note: string): void => {
    notes.push(note);
  };
  const ledger = await existingLedger(settings);
  try {
    return await work({
      origin: files.map((file) => basename(file)).join(', '),
      criteria: {},
      leads: leadsOfFiles(files, { ...options, apiVersion: settings.apiVersion, onNote }),
      settings,
      ledger,
      missing: () => ({ outOfScope: 0, failed: 0 }),
      notes: () => notes,
    });
  } finally {
    ledger?.close();
  }
}

async function* leadsOfFiles(files: readonly string[], options: LeadFileOptions): AsyncGenerator<RemoteLead> {
  const seen = new Set<string>();
  for (const file of files) {
    let repeated = 0;
    for await (const lead of leadsOfFile(file, options)) {
      const key = leadKey(lead);
      if (seen.has(key)) {
        repeated += 1;
        continue;
      }
      if (files.length > 1) seen.add(key);
      yield lead;
    }
    if (repeated > 0) {
      options.onNote?.(`${basename(file)}: leads left out because an earlier file has them: ${repeated}.`);
    }
  }
}

/** How a lead is known among those of a report: by its 3DS id, else by its partner lead id. */
export function leadKey({ dsLeadOpportunityId, partnerLeadOpportunityId }: RemoteLead): string {
  return keyOf({ ds: dsLeadOpportunityId || null, partner: partnerLeadOpportunityId }) ?? '';
}

function withDefaultSpan(options: LeadSourceOptions): LeadSourceOptions {
  const { modifiedSince, modifiedUntil, partnerIds, partnerIdFiles, ids, idFiles, unassigned } = options;
  const given = [modifiedSince, modifiedUntil, partnerIds, partnerIdFiles, ids, idFiles];
  const selected = unassigned === true || given.some((criterion) => criterion !== undefined);
  return selected ? options : { ...options, modifiedSince: defaultSince };
}

function criteriaOf({
  modifiedSince,
  modifiedUntil,
  partnerIds,
  unassigned,
}: LeadSelection): Record<string, string> {
  return {
    ...(modifiedSince === undefined ? {} : { 'Modified since': modifiedSince }),
    ...(modifiedUntil === undefined ? {} : { 'Modified until': modifiedUntil }),
    ...(partnerIds === undefined ? {} : { 'Partner ids': `${partnerIds.length} given` }),
    ...(unassigned === true ? { 'Partner id': 'none yet' } : {}),
  };
}
