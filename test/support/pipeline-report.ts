import type { RemoteLead } from '../../src/lead/lead.js';
import { type PipelineOptions, pipelineFigures } from '../../src/reports/pipeline-figures.js';
import type { PipelineReport, QualityFigures } from '../../src/reports/pipeline-report.js';

export const probabilities = {
  LEAD_OPEN: 5,
  QUALIFIED: 12.5,
  ACCEPTED: 20,
  OPPY_OPEN: 30,
  VALIDATED: 50,
  ESTABLISHED: 75,
} as const;

const options: PipelineOptions = {
  asOf: '2026-03-31',
  probabilities,
  staleDays: 30,
  top: 3,
  rates: null,
  offerName: (id) => (id === 'OFFER_A' ? 'Brand › Product A' : null),
};

/** The report of leads, as of 2026-03-31. */
export async function reportOf(
  leads: readonly RemoteLead[],
  given: Partial<PipelineOptions> & { readonly quality?: QualityFigures } = {},
): Promise<PipelineReport> {
  const { quality = null, ...own } = given;
  const settings = { ...options, ...own };
  return {
    asOf: settings.asOf,
    madeAt: '2026-03-31T09:30:00.000Z',
    source: { origin: 'http://127.0.0.1:4010', criteria: {} },
    coverage: { outOfScope: 0, failed: 0 },
    settings: { probabilities: settings.probabilities, staleDays: settings.staleDays, top: settings.top },
    figures: await pipelineFigures(streamed(leads), settings),
    quality,
    notes: [],
  };
}

async function* streamed(leads: readonly RemoteLead[]): AsyncGenerator<RemoteLead> {
  for (const lead of leads) yield await Promise.resolve(lead);
}
