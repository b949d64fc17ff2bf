import { collectPortfolio } from '../export/export-portfolio.js';
import {
  groupedByLevels,
  type PortfolioChange,
  type PortfolioChangeKind,
  portfolioChanges,
} from '../export/portfolio-changes.js';
import { takeExportLock } from '../ledger/export-lock.js';
import { hashedCriteria } from '../ledger/export-rows.js';
import { writePortfolio } from '../writers/portfolio-rows.js';
import type { ColumnSpec, ExtraSheet } from '../writers/sheet-spec.js';
import { tableExtension } from '../writers/table-writer.js';
import { type JobOptions, progressOf } from './job-options.js';
import { type ServerSession, withServerSession } from './server-session.js';

export interface ExportPortfolioOptions extends JobOptions {
  /** Target file: .xlsx, .csv or .jsonl. */
  readonly out: string;
}

/** One product that is not as it was when the portfolio was exported last. */
export interface PortfolioChangeValue {
  readonly change: PortfolioChangeKind;
  readonly salesPortfolioId: string;
  /** Its three levels, joined. */
  readonly name: string;
  /** Of one that was renamed: levels, type and infrastructure as they were. */
  readonly was: string | null;
}

export interface ExportPortfolioResult {
  readonly server: string;
  readonly counts: { readonly items: number; readonly orderable: number };
  readonly files: readonly string[];
  readonly coverage: { readonly estimatedTotal: number; readonly pages: number; readonly readings: number };
  /** What changed since the copy that was kept before (`since`, ISO date-time in UTC); null where there was none. */
  readonly changes: { readonly since: string; readonly items: readonly PortfolioChangeValue[] } | null;
}

/**
 * Reads all pages, writes them with what changed since the last time, and keeps a copy in the ledger. Throws what settings, server and writer throw,
 * and RUN_IN_USE while another process does the same.
 */
export async function exportPortfolio(options: ExportPortfolioOptions): Promise<ExportPortfolioResult> {
  tableExtension(options.out);
  return await withServerSession(options, async (session) => {
    const { stateDir, origin, partnerId } = session.settings;
    const scope = hashedCriteria(JSON.stringify([origin, partnerId])).slice(0, 16);
    const lock = takeExportLock({ stateDir, name: `portfolio-${scope}`, doing: 'exporting the portfolio' });
    try {
      return await exportAll(session, options);
    } finally {
      lock.release();
    }
  });
}

async function exportAll(
  { settings, api, ledger }: ServerSession,
  options: ExportPortfolioOptions,
): Promise<ExportPortfolioResult> {
  const before = ledger.catalogue();
  const { signal } = options;
  const { items: read, ...coverage } = await collectPortfolio({ api, progress: progressOf(options), signal });
  const items = groupedByLevels(read);
  const changes =
    before === null ? null : { since: before.savedAt, all: portfolioChanges(before.items, items) };
  const files = await writePortfolio(options.out, items, { extraSheets: [changeSheet(changes)] });
  ledger.saveCatalogue(items);
  return {
    server: settings.origin,
    counts: { items: items.length, orderable: items.filter((item) => item.orderable).length },
    files,
    coverage,
    changes: changes === null ? null : { since: changes.since, items: changes.all.map(changeValue) },
  };
}

interface KnownChanges {
  readonly since: string;
  readonly all: readonly PortfolioChange[];
}

const columns: readonly ColumnSpec[] = [
  { header: 'Change', kind: 'text', width: 20 },
  { header: 'Level 1', kind: 'text' },
  { header: 'Level 2', kind: 'text' },
  { header: 'Level 3', kind: 'text' },
  { header: 'Portfolio id', kind: 'id', width: 42 },
  { header: 'Was', kind: 'text', width: 40 },
  { header: 'Since (UTC)', kind: 'text', width: 26 },
];

/** What changed, a row each; none where nothing did, or where no portfolio was exported before. */
function changeSheet(changes: KnownChanges | null): ExtraSheet {
  return {
    name: 'Changes',
    columns,
    rows: () =>
      (changes?.all ?? []).map(({ kind, item, was }) => [
        ...[kind, item.salesPortfolioLevel1, item.salesPortfolioLevel2, item.salesPortfolioLevel3],
        ...[item.salesPortfolioId, was ?? '', changes?.since ?? ''],
      ]),
  };
}

function changeValue({ kind, item, was }: PortfolioChange): PortfolioChangeValue {
  const levels = [item.salesPortfolioLevel1, item.salesPortfolioLevel2, item.salesPortfolioLevel3];
  const name = levels.filter((level) => level !== '').join(' › ');
  return { change: kind, salesPortfolioId: item.salesPortfolioId, name, was };
}
