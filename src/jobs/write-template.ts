import { processEnvironment } from '../config/environment.js';
import { resolveLocalSettings } from '../config/settings.js';
import type { SheetLanguage } from '../lead/sheet-language.js';
import { writeTemplate as writeSheet } from '../writers/xlsx-template.js';
import { existingLedger } from './existing-ledger.js';
import type { JobOptions } from './job-options.js';
import { judgedDay } from './judged-day.js';
import { fileLeads, ledgerLeads, type PrefillContext, type PrefilledLeads } from './prefill-leads.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';
import { systemClock } from './system-clock.js';

/** Options of reading and mapping are for the file of `prefill`. */
export interface TemplateOptions extends JobOptions, SourceOptions, MappingOptions {
  /** Target file, .xlsx. */
  readonly out: string;
  readonly layout?: 1 | 2 | 3 | undefined;
  /** The language of the column names and explanations; English where it is left out. */
  readonly language?: SheetLanguage | undefined;
  /** Adds a row that shows how a lead is filled in; it is never sent. */
  readonly example?: boolean | undefined;
  /** Fills in the leads of a file, or with `ledger` every lead that was sent to the chosen server, as it was last sent. */
  readonly prefill?: string | undefined;
}

export interface TemplateResult {
  readonly files: readonly string[];
  readonly layout: 1 | 2 | 3;
  readonly language: SheetLanguage;
  /** Portfolio items on the sheet of products; 0 where `export portfolio` was never run. */
  readonly portfolioItems: number;
  /** Leads that were filled in. */
  readonly leads: number;
  /** Those of them in which something is wrong; what was not understood is blank. */
  readonly rejected: number;
  /** Rows of the file that make no lead; they are not in the sheet. */
  readonly inNone: number;
}

const none: PrefilledLeads = { leads: [], rejected: 0, inNone: 0 };

/**
 * Writes the lead sheet, blank or filled in; the catalogue that `export portfolio` kept for the chosen server goes along.
 * Throws LeadferryError FORMAT_UNKNOWN, FILE_WRITE_FAILED, USAGE where the ledger has nothing to fill in, and what reading the file throws.
 */
export async function writeTemplate(options: TemplateOptions): Promise<TemplateResult> {
  const settings = await resolveLocalSettings(options, processEnvironment());
  const ledger = await existingLedger(settings);
  try {
    const portfolio = ledger?.catalogue()?.items ?? [];
    const { leads, rejected, inNone } = await prefilled(options, { settings, ledger });
    const { layout = 3, language = 'en', example = false } = options;
    const file = await writeSheet(options.out, {
      layout,
      language,
      apiVersion: settings.apiVersion,
      portfolio,
      exampleOf: example ? judgedDay(undefined, systemClock) : undefined,
      leads,
    });
    return {
      files: [file],
      layout,
      language,
      portfolioItems: portfolio.length,
      leads: leads.length,
      rejected,
      inNone,
    };
  } finally {
    ledger?.close();
  }
}

async function prefilled(options: TemplateOptions, context: PrefillContext): Promise<PrefilledLeads> {
  if (options.prefill === undefined) return none;
  if (options.prefill === 'ledger') return ledgerLeads(context);
  return await fileLeads(options.prefill, options);
}
