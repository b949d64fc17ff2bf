import { basename, extname } from 'node:path';
import { processEnvironment } from '../config/environment.js';
import { type LocalSettings, resolveLocalSettings } from '../config/settings.js';
import { LeadferryError } from '../core/error.js';
import type { RemoteLead } from '../lead/lead.js';
import type { LeadCopy, Ledger } from '../lead/ledger.js';
import { existingLedger } from './existing-ledger.js';
import { selectLeads } from './export-leads.js';
import { type LeadSelection, usualSince } from './export-selection.js';
import { keptLeads } from './kept-leads.js';
import { leadsOfLines } from './lead-source-lines.js';
import { keyOf, type LeadFileOptions, leadsOfSheet } from './lead-source-sheet.js';
import { withServerSession } from './server-session.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';

/** Where the leads of a report come from: 3DS (the default), the ledger, or files that `export leads` wrote. */
export interface LeadSourceOptions extends LeadSelection, SourceOptions, MappingOptions {
  /** ledger: the leads as exports have read them last, up to the end of a day. */
  readonly from?: 'api' | 'ledger' | undefined;
  /** The day up to whose end (UTC) the ledger is looked at, `YYYY-MM-DD`; up to now where it is left out. */
  readonly asOf?: string | undefined;
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

/** Opens the source for the work and closes it afterwards. Throws what settings, criteria, server, files and ledger throw. */
export async function withLeadSource<T>(
  options: LeadSourceOptions,
  work: (source: LeadSource) => Promise<T>,
): Promise<T> {
  const { files = [], from = 'api' } = options;
  if (files.length > 0) {
    if (options.from !== undefined) throw twoSources();
    return await withFiles(files, options, work);
  }
  return from === 'ledger' ? await withLedgerCopies(options, work) : await withServer(options, work);
}

function twoSources(): LeadferryError {
  return new LeadferryError('USAGE', 'Expected one source of leads, found files beside 3DS or the ledger.', {
    next: 'Give --from once for the ledger, or for each of the files.',
  });
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

/** The leads as they stood in the ledger. Throws USAGE where it holds none, and for criteria, by which only 3DS can search. */
async function withLedgerCopies<T>(
  options: LeadSourceOptions,
  work: (source: LeadSource) => Promise<T>,
): Promise<T> {
  const settings = await resolveLocalSettings(options, processEnvironment());
  const instant = options.asOf === undefined ? lastInstant : `${options.asOf}T23:59:59.999Z`;
  if (isSelective(options)) throw notSearchable();
  const ledger = await existingLedger(settings);
  if (ledger === null) throw nothingKept(settings.origin, options.asOf);
  try {
    const counts = { leads: 0, outOfScope: 0 };
    const erased = ledger.erasedCopiesAsOf(instant);
    return await work({
      origin: `${settings.origin ?? ''}, as kept in the ledger`,
      criteria: {},
      leads: ledgerLeads(keptLeads(ledger, instant, options.signal), counts, () =>
        nothingKept(settings.origin, options.asOf),
      ),
      settings,
      ledger,
      missing: () => ({ outOfScope: counts.outOfScope, failed: 0 }),
      notes: () =>
        erased === 0 ? [] : [`Leads left out because what the ledger kept of them was erased: ${erased}.`],
    });
  } finally {
    ledger.close();
  }
}

// Later than any reading.
const lastInstant = '9999-12-31T23:59:59.999Z';

async function* ledgerLeads(
  copies: AsyncIterable<LeadCopy>,
  counts: { leads: number; outOfScope: number },
  nothing: () => LeadferryError,
): AsyncGenerator<RemoteLead> {
  for await (const { lead, goneSince } of copies) {
    counts.leads += 1;
    if (goneSince === null) yield lead;
    else counts.outOfScope += 1;
  }
  if (counts.leads === 0) throw nothing();
}

function nothingKept(origin: string | null, asOf: string | undefined): LeadferryError {
  const where = origin === null ? 'no server is chosen' : `it holds none of ${origin}`;
  const when = asOf === undefined ? '' : ` up to ${asOf}`;
  return new LeadferryError('USAGE', `Expected leads in the ledger${when}, found that ${where}.`, {
    next: 'Run `leadferry export leads` with the same server and partner first; the ledger keeps what it reads.',
  });
}

function notSearchable(): LeadferryError {
  return new LeadferryError('USAGE', 'Only 3DS can search by modification, by ids or for unassigned leads.', {
    next: 'Leave these flags out with --from ledger, or leave out --from.',
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
  return isSelective(options) ? options : { ...options, modifiedSince: usualSince };
}

function isSelective(options: LeadSelection): boolean {
  const { modifiedSince, modifiedUntil, partnerIds, partnerIdFiles, ids, idFiles, unassigned } = options;
  const given = [modifiedSince, modifiedUntil, partnerIds, partnerIdFiles, ids, idFiles];
  return unassigned === true || given.some((criterion) => criterion !== undefined);
}

function criteriaOf(selection: LeadSelection): Record<string, string> {
  const { modifiedSince, modifiedUntil, unassigned, partnerIdFiles = [], idFiles = [] } = selection;
  const given = (ids: readonly string[] | undefined, files: readonly string[]): string | undefined => {
    const parts = [
      ...(ids === undefined ? [] : [`${ids.length} given`]),
      ...files.map((file) => `those of ${basename(file)}`),
    ];
    return parts.length === 0 ? undefined : parts.join(', ');
  };
  const criteria = {
    'Modified since': modifiedSince,
    'Modified until': modifiedUntil,
    'Partner ids': given(selection.partnerIds, partnerIdFiles),
    '3DS ids': given(selection.ids, idFiles),
    'Partner id': unassigned === true ? 'none yet' : undefined,
  };
  return Object.fromEntries(
    Object.entries(criteria).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
