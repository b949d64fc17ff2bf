import { processEnvironment } from '../config/environment.js';
import { resolveSettings } from '../config/settings.js';
import type { Ledger } from '../lead/ledger.js';
import type { ReferenceKind, ReferenceList } from '../lead/references/reference-list.js';
import type { JobOptions } from './job-options.js';
import { openSource } from './open-source.js';
import { type ReferenceColumn, readReferences } from './read-references.js';
import type { SourceOptions } from './sheet-options.js';
import { openStateLedger } from './state-ledger.js';

/** A kept list without its entries. */
export interface ReferenceSummary {
  readonly kind: ReferenceKind | 'catalogue';
  readonly entries: number;
  /** The file that it came from; null for the catalogue, which came from 3DS. */
  readonly file: string | null;
  /** ISO date-time, UTC. */
  readonly savedAt: string;
}

export interface AddReferencesOptions extends JobOptions, SourceOptions {
  readonly kind: ReferenceKind;
  /** The column of the ids or names, by its header or as `[F]`; found where it is left out. */
  readonly column?: string | undefined;
}

export interface AddReferencesResult {
  readonly server: string;
  readonly partnerId: string;
  readonly kind: ReferenceKind;
  readonly file: string;
  /** Null in CSV. */
  readonly sheet: string | null;
  /** The column of what a lead sheet must hold. */
  readonly column: ReferenceColumn;
  /** The columns that make up the names of offers. */
  readonly names: readonly ReferenceColumn[];
  readonly entries: number;
  /** Rows that are blank in that column, repeat an entry or cannot be read. */
  readonly skippedRows: number;
  /** The first entries, to look at. */
  readonly examples: readonly string[];
  /** The list that this one took the place of. */
  readonly replaced: ReferenceSummary | null;
}

export interface ListReferencesResult {
  readonly server: string;
  readonly partnerId: string;
  readonly lists: readonly ReferenceSummary[];
}

export interface RemoveReferencesOptions extends JobOptions {
  readonly kind: ReferenceKind;
}

export interface RemoveReferencesResult {
  readonly server: string;
  readonly partnerId: string;
  /** Null where there was no such list. */
  readonly removed: ReferenceSummary | null;
}

const shownExamples = 3;

/**
 * Takes a list that 3DS mailed from a file and keeps it for the checks, in place of the list of its kind.
 * Throws what the reader throws, COLUMN_UNKNOWN where the column is not found, and FILE_EMPTY where it holds nothing.
 */
export async function addReferences(
  file: string,
  options: AddReferencesOptions,
): Promise<AddReferencesResult> {
  const { kind, column, headerRow } = options;
  const reader = await openSource(file, options);
  try {
    const { entries, ...found } = await readReferences(reader, { kind, column, headerRow });
    return await withLedger(options, ({ ledger, ...place }) => {
      const replaced = summaries(ledger).find((list) => list.kind === kind) ?? null;
      ledger.saveReferenceList({ kind, file: reader.source, entries });
      const examples = entries.slice(0, shownExamples).map(({ value }) => value);
      return { ...place, kind, file: reader.source, ...found, entries: entries.length, examples, replaced };
    });
  } finally {
    await reader.close();
  }
}

/** The catalogue and the lists that are kept for a server and partner. */
export async function listReferences(options: JobOptions): Promise<ListReferencesResult> {
  return await withLedger(options, ({ ledger, ...place }) => ({ ...place, lists: summaries(ledger) }));
}

/** Forgets a list. */
export async function removeReferences(options: RemoveReferencesOptions): Promise<RemoveReferencesResult> {
  return await withLedger(options, ({ ledger, ...place }) => {
    const removed = summaries(ledger).find(({ kind }) => kind === options.kind) ?? null;
    ledger.removeReferenceList(options.kind);
    return { ...place, removed };
  });
}

interface KeptAt {
  readonly server: string;
  readonly partnerId: string;
  readonly ledger: Ledger;
}

async function withLedger<T>(options: JobOptions, work: (kept: KeptAt) => T): Promise<T> {
  const { origin, partnerId, stateDir } = await resolveSettings(options, processEnvironment());
  const ledger = openStateLedger({ stateDir, origin, partnerId });
  try {
    return work({ server: origin, partnerId, ledger });
  } finally {
    ledger.close();
  }
}

function summaries(ledger: Ledger): readonly ReferenceSummary[] {
  const catalogue = ledger.catalogue();
  const lists = ledger.referenceLists().map(summary);
  if (catalogue === null) return lists;
  const { items, savedAt } = catalogue;
  return [{ kind: 'catalogue', entries: items.length, file: null, savedAt }, ...lists];
}

function summary({ kind, entries, file, savedAt }: ReferenceList): ReferenceSummary {
  return { kind, entries: entries.length, file, savedAt };
}
