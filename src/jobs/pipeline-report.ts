import { extname } from 'node:path';
import { LeadferryError } from '../core/error.js';
import { pipelineFigures } from '../reports/pipeline-report.js';
import { type PipelineReportDocument, pipelineReportJson } from '../reports/pipeline-report-json.js';
import { pipelineReportMarkdown } from '../reports/pipeline-report-md.js';
import { selectLeads } from './export-leads.js';
import type { LeadSelection } from './export-selection.js';
import { withServerSession } from './server-session.js';
import { systemClock } from './system-clock.js';
import { jsonText, writeTextFile } from './write-text-file.js';

export interface PipelineReportOptions extends LeadSelection {
  /** Files to write, each .md or .json by its ending. */
  readonly out?: readonly string[] | undefined;
}

export interface PipelineReportResult {
  /** The figures as the published JSON document. */
  readonly report: PipelineReportDocument;
  /** The same as a Markdown document. */
  readonly markdown: string;
  readonly files: readonly string[];
}

/** How far back the report looks where nothing is said. */
const defaultSince = '365d';

/** Reads the selected leads and adds them up. Throws what settings, criteria and server throw, FORMAT_UNKNOWN for a file that is neither .md nor .json. */
export async function pipelineReport(options: PipelineReportOptions): Promise<PipelineReportResult> {
  const targets = (options.out ?? []).map((path) => ({ path, render: rendererOf(path) }));
  return await withServerSession(options, async (session) => {
    const selection = withDefaultSpan(options);
    const collection = selectLeads(session, selection);
    const figures = await pipelineFigures(collection.leads, {
      asOf: new Date(systemClock.now()).toISOString(),
      source: { origin: session.settings.origin, criteria: criteriaOf(selection) },
      missing: () => {
        const { outOfScope, failed } = collection.coverage();
        return { outOfScope: outOfScope.length, failed: failed.length };
      },
    });
    const result = { report: pipelineReportJson(figures), markdown: pipelineReportMarkdown(figures) };
    const files: string[] = [];
    for (const { path, render } of targets) files.push(await writeTextFile(path, render(result)));
    return { ...result, files };
  });
}

type Rendered = Omit<PipelineReportResult, 'files'>;

const renderers: Readonly<Record<string, (result: Rendered) => string>> = {
  '.md': ({ markdown }) => markdown,
  '.json': ({ report }) => jsonText(report),
};

function rendererOf(path: string): (result: Rendered) => string {
  const extension = extname(path).toLowerCase();
  const render = Object.hasOwn(renderers, extension) ? renderers[extension] : undefined;
  if (render !== undefined) return render;
  throw new LeadferryError(
    'FORMAT_UNKNOWN',
    `${path}: expected a name that ends in .md or .json, found "${extension}".`,
  );
}

function withDefaultSpan(options: LeadSelection): LeadSelection {
  const { modifiedSince, modifiedUntil, partnerIds, unassigned = false } = options;
  const selected =
    modifiedSince !== undefined || modifiedUntil !== undefined || partnerIds !== undefined || unassigned;
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
