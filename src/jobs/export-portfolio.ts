import { collectPortfolio } from '../export/export-portfolio.js';
import { writePortfolio } from '../writers/portfolio-rows.js';
import { type JobOptions, progressOf } from './job-options.js';
import { withServerSession } from './server-session.js';

export interface ExportPortfolioOptions extends JobOptions {
  /** Target file: .xlsx, .csv or .jsonl. */
  readonly out: string;
}

export interface ExportPortfolioResult {
  readonly server: string;
  readonly counts: { readonly items: number; readonly orderable: number };
  readonly files: readonly string[];
  readonly coverage: { readonly estimatedTotal: number; readonly pages: number; readonly readings: number };
}

/** Reads all pages, writes them, and keeps a copy in the ledger. Throws what settings, server and writer throw. */
export async function exportPortfolio(options: ExportPortfolioOptions): Promise<ExportPortfolioResult> {
  return await withServerSession(options, async ({ settings, api, ledger }) => {
    const { items, ...coverage } = await collectPortfolio({
      api,
      progress: progressOf(options),
      signal: options.signal,
    });
    const file = await writePortfolio(options.out, items);
    ledger.saveCatalogue(items);
    return {
      server: settings.origin,
      counts: { items: items.length, orderable: items.filter((item) => item.orderable).length },
      files: [file],
      coverage,
    };
  });
}
