import { extname } from 'node:path';
import type { RequestSummary } from '../api/request-figures.js';
import { LeadferryError } from '../core/error.js';
import { parseSpan } from '../export/parse-span.js';
import type { ComparedLead, ComparisonSummary } from '../lead/compared-lead.js';
import type { ExportSpan } from '../lead/lead-exports.js';
import type { ComparisonWriter } from '../writers/comparison-columns.js';
import { comparisonTables } from '../writers/comparison-table.js';
import { type CheckedFile, withCheckedFile } from './check-file.js';
import { leadsBeyond } from './compare-beyond.js';
import { comparedLead, singleValues } from './compare-leads.js';
import { idsMet, matchLeads } from './compare-matches.js';
import { type ComparisonTally, createComparisonTally } from './compare-tally.js';
import { usualSince } from './export-selection.js';
import { progressOf } from './job-options.js';
import { keptReferences } from './kept-references.js';
import { type ServerSession, withServerSession } from './server-session.js';
import type { SheetOptions } from './sheet-options.js';
import { systemClock } from './system-clock.js';
import { jsonText, writeTextFile } from './write-text-file.js';

export interface CompareOptions extends Omit<SheetOptions, 'mode' | 'checkLead'> {
  /** Leads that the sheet lacks are looked for among those modified in this span; the last 365 days where nothing is said. */
  readonly modifiedSince?: string | undefined;
  readonly modifiedUntil?: string | undefined;
  /** Looks for leads that the sheet lacks among all that the ledger knows, too. */
  readonly known?: boolean | undefined;
  /** Counts a blank cell as a difference where 3DS has a value. */
  readonly blanks?: boolean | undefined;
  /** Files to write: .xlsx, .csv or .json. */
  readonly out?: string | readonly string[] | undefined;
}

export interface CompareResult extends ComparisonSummary {
  /** Every lead that is not equal: those of the sheet in its order, then those that only 3DS has. */
  readonly leads: readonly ComparedLead[];
  readonly requests: RequestSummary;
  /** The paths really written. */
  readonly files: readonly string[];
}

/**
 * Compares a sheet with 3DS, both ways: reads 3DS, changes nothing there and nothing in the ledger.
 * Throws FORMAT_UNKNOWN for a file of another kind, and what settings, reader, server and writer throw.
 */
export async function compareFile(file: string, options: CompareOptions): Promise<CompareResult> {
  const targets = [options.out ?? []].flat().map(asTarget);
  const comparedAt = new Date(systemClock.now()).toISOString();
  const span = spanOf(options);
  return await withServerSession(options, async (session) => {
    const request = {
      file,
      options: { ...options, mode: 'update' as const },
      context: {
        settings: session.settings,
        // Whether an offer is in the catalogue is no matter here.
        references: keptReferences(null, session.settings),
        known: () => null,
      },
      identity: 'either' as const,
    };
    return await withCheckedFile(request, async (checked) => {
      const work = { session, options, span };
      const tally = createComparisonTally();
      const tables = await openTables(targets);
      try {
        for await (const lead of comparedLeads(checked, work)) {
          tally.add(lead);
          for (const table of tables.values()) await table.add(lead);
        }
      } catch (thrown) {
        for (const table of tables.values()) await table.abort();
        throw thrown;
      }
      const summary = { comparedAt, ...summaryOf(checked, tally, work) };
      const result = { ...summary, leads: tally.leads, requests: session.figures.summary() };
      return { ...result, files: await written(targets, tables, result) };
    });
  });
}

interface CompareWork {
  readonly session: ServerSession;
  readonly options: CompareOptions;
  readonly span: ExportSpan;
}

/** Every lead of the sheet, then those that only 3DS has. */
async function* comparedLeads(
  checked: CheckedFile,
  { session, options, span }: CompareWork,
): AsyncGenerator<ComparedLead> {
  const { api, ledger, limit, window, settings } = session;
  const progress = progressOf(options);
  const known = (id: string) => ledger.known(id);
  const lookUp = { api, limit, window, signal: options.signal };
  const rules = {
    known,
    apiVersion: settings.apiVersion,
    blanks: singleValues(options.blanks === true ? usedFields(checked) : []),
  };
  const met = new Set<string>();
  let done = 0;
  for await (const matched of matchLeads(checked.leads, { ...lookUp, known })) {
    for (const id of idsMet(matched)) met.add(id);
    done += 1;
    progress({ phase: 'compare', done, total: null });
    yield comparedLead(matched.checked, matched.match, rules);
  }
  const remembered = options.known === true ? ledger.knownDsIds() : [];
  yield* leadsBeyond({ ...lookUp, span, met, known: remembered, progress });
}

function usedFields({ columns }: CheckedFile): readonly (string | null)[] {
  return columns.filter(({ use }) => use === 'used').map(({ field }) => field);
}

function summaryOf(
  checked: CheckedFile,
  tally: ComparisonTally,
  { session: { settings }, options, span }: CompareWork,
): Omit<ComparisonSummary, 'comparedAt'> {
  const { file, inLeads, inNone, issueCounts } = checked.result();
  return {
    file,
    server: settings.origin,
    partnerId: settings.partnerId,
    span: { since: span.from, until: span.to },
    knownLookedFor: options.known ?? false,
    counts: tally.counts,
    rows: { inLeads, inNone },
    sheetErrors: issueCounts.error,
    fields: tally.fields(),
    notComparable: tally.notComparable(),
  };
}

function spanOf({ modifiedSince = usualSince, modifiedUntil }: CompareOptions): ExportSpan {
  const span = parseSpan({ since: modifiedSince, until: modifiedUntil }, systemClock);
  if (span === null) throw new Error('a span with a start is never null');
  return span;
}

type TableExtension = keyof typeof comparisonTables;

interface Target {
  readonly path: string;
  readonly extension: TableExtension | '.json';
}

function asTarget(path: string): Target {
  const extension = extname(path).toLowerCase();
  if (extension === '.json' || isTable(extension)) return { path, extension };
  throw new LeadferryError(
    'FORMAT_UNKNOWN',
    `${path}: a comparison is written to .xlsx, .csv or .json, found "${extension}".`,
    { next: 'Name it comparison.xlsx to look at it, or comparison.json for a program.' },
  );
}

function isTable(extension: string): extension is TableExtension {
  return Object.hasOwn(comparisonTables, extension);
}

async function openTables(targets: readonly Target[]): Promise<ReadonlyMap<Target, ComparisonWriter>> {
  const tables = new Map<Target, ComparisonWriter>();
  try {
    for (const target of targets) {
      const { extension, path } = target;
      if (extension !== '.json') tables.set(target, await comparisonTables[extension](path));
    }
  } catch (thrown) {
    for (const table of tables.values()) await table.abort();
    throw thrown;
  }
  return tables;
}

async function written(
  targets: readonly Target[],
  tables: ReadonlyMap<Target, ComparisonWriter>,
  result: Omit<CompareResult, 'files'>,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const target of targets) {
    const table = tables.get(target);
    files.push(
      table === undefined ? await writeTextFile(target.path, jsonText(result)) : await table.finish(result),
    );
  }
  return files;
}
