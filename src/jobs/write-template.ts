import { processEnvironment } from '../config/environment.js';
import { type LocalSettings, resolveLocalSettings } from '../config/settings.js';
import type { PortfolioItem } from '../lead/lead.js';
import { writeTemplate as writeSheet } from '../writers/xlsx-template.js';
import type { JobOptions } from './job-options.js';
import { existingLedger } from './state-ledger.js';

export interface TemplateOptions extends JobOptions {
  /** Target file, .xlsx. */
  readonly out: string;
  readonly layout?: 1 | 2 | 3 | undefined;
}

export interface TemplateResult {
  readonly files: readonly string[];
  readonly layout: 1 | 2 | 3;
  /** Portfolio items on the sheet of products; 0 where `export portfolio` was never run. */
  readonly portfolioItems: number;
}

/** Writes the blank lead sheet; the catalogue that `export portfolio` kept for the chosen server goes along. */
export async function writeTemplate(options: TemplateOptions): Promise<TemplateResult> {
  const settings = await resolveLocalSettings(options, processEnvironment());
  const portfolio = keptPortfolio(settings);
  const layout = options.layout ?? 3;
  const file = await writeSheet(options.out, { layout, apiVersion: settings.apiVersion, portfolio });
  return { files: [file], layout, portfolioItems: portfolio.length };
}

function keptPortfolio(settings: LocalSettings): readonly PortfolioItem[] {
  const ledger = existingLedger(settings);
  try {
    return ledger?.catalogue()?.items ?? [];
  } finally {
    ledger?.close();
  }
}
