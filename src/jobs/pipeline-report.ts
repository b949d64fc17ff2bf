import { processEnvironment } from '../config/environment.js';
import { documentMarkdown } from '../reports/document-md.js';
import { pipelineDocument } from '../reports/pipeline-document.js';
import { pipelineFigures } from '../reports/pipeline-figures.js';
import type { PipelineReport } from '../reports/pipeline-report.js';
import { type PipelineReportDocument, pipelineReportJson } from '../reports/pipeline-report-json.js';
import { judgedDay } from './judged-day.js';
import { keptReferences } from './kept-references.js';
import { withKnownCustomers } from './known-customers.js';
import { type LeadSource, type LeadSourceOptions, withLeadSource } from './lead-source.js';
import { checkedForQuality } from './pipeline-quality.js';
import { readRates } from './pipeline-rates.js';
import { type FigureOptions, pipelineSettings } from './pipeline-settings.js';
import { checkReportFiles, writeReportFiles } from './report-files.js';
import { systemClock } from './system-clock.js';

export interface PipelineReportOptions extends LeadSourceOptions, FigureOptions {
  /** Files to write: .html, .xlsx, .md or .json by their endings. */
  readonly out?: readonly string[] | undefined;
  /** The day that ages and overdue dates are counted to, `YYYY-MM-DD`; that of LEADFERRY_AS_OF, else today in UTC. */
  readonly asOf?: string | undefined;
  /** File of the rates that amounts are converted with: a sheet or YAML with currency, rate, source and date. */
  readonly rates?: string | undefined;
  /** False leaves out the checks of the leads. Default true. */
  readonly quality?: boolean | undefined;
}

export interface PipelineReportResult {
  /** The figures as the published JSON document. */
  readonly report: PipelineReportDocument;
  /** The same as a Markdown document. */
  readonly markdown: string;
  readonly files: readonly string[];
}

/**
 * Reads the selected leads and adds them up. Throws what settings, criteria, server, files and rates throw, FORMAT_UNKNOWN for a report
 * that cannot be written, USAGE for a setting of the figures that cannot be meant.
 */
export async function pipelineReport(options: PipelineReportOptions): Promise<PipelineReportResult> {
  const { out = [], files = [], rates } = options;
  checkReportFiles(out, [...files, ...(rates === undefined ? [] : [rates])]);
  const asOf = judgedDay(options.asOf ?? dayOfEnvironment(), systemClock);
  const asked = options.from === 'ledger' ? { ...options, asOf } : options;
  return await withLeadSource(asked, async (source) => {
    const report = await reportOf(source, options, asOf);
    const document = pipelineDocument(report);
    const json = pipelineReportJson(report);
    return {
      report: json,
      markdown: documentMarkdown(document),
      files: await writeReportFiles(out, { document, json }),
    };
  });
}

async function reportOf(
  source: LeadSource,
  options: PipelineReportOptions,
  asOf: string,
): Promise<PipelineReport> {
  const { settings: connection, ledger } = source;
  const settings = pipelineSettings(options, connection);
  const rates = options.rates === undefined ? null : await readRates(options.rates);
  const references = keptReferences(ledger, connection);
  const known = withKnownCustomers(source.leads, ledger);
  const checked =
    options.quality === false ? null : checkedForQuality(known, { ...connection, references, asOf });
  const figures = await pipelineFigures(checked?.leads ?? known, {
    ...settings,
    asOf,
    rates,
    offerName: (id) => references.offers?.index.byId.get(id)?.name || null,
  });
  return {
    asOf,
    madeAt: new Date(systemClock.now()).toISOString(),
    source: { origin: source.origin, criteria: source.criteria },
    coverage: source.missing(),
    settings,
    figures,
    quality: checked?.figures() ?? null,
    notes: source.notes(),
  };
}

/** As everywhere, a variable that is empty counts as not set. */
function dayOfEnvironment(): string | undefined {
  return processEnvironment().variables['LEADFERRY_AS_OF'] || undefined;
}
