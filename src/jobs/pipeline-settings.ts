import type { LocalSettings } from '../config/settings.js';
import { LeadferryError } from '../core/error.js';
import { enumerationCode, leadStages, openStages } from '../lead/enumerations.js';
import type { PipelineSettings } from '../reports/pipeline-report.js';

/** How likely an open stage is to be won, in percent, where nobody says otherwise. docs/reporting.md explains them. */
export const defaultProbabilities = {
  LEAD_OPEN: 5,
  QUALIFIED: 10,
  ACCEPTED: 20,
  OPPY_OPEN: 30,
  VALIDATED: 50,
  ESTABLISHED: 75,
} as const satisfies Record<OpenStage, number>;

type OpenStage = (typeof leadStages)[number] | (typeof openStages)[number];

const defaults = { staleDays: 30, top: 20 } as const;

/** What may be said of the figures; it goes before the configuration file. */
export interface FigureOptions {
  /** Percent by stage, by its code or label: `{ VALIDATED: 60 }`. */
  readonly probabilities?: Readonly<Record<string, number>> | undefined;
  /** Days without a change after which an open lead is stale. Default 30. */
  readonly staleDays?: number | undefined;
  /** How many of the largest open leads are listed for each currency. Default 20. */
  readonly top?: number | undefined;
}

/** Options, configuration file and defaults, in this order. Throws LeadferryError USAGE for a stage or a number that cannot be meant. */
export function pipelineSettings(
  { probabilities = {}, staleDays, top }: FigureOptions,
  { pipelineReport }: Pick<LocalSettings, 'pipelineReport'>,
): PipelineSettings {
  const given = Object.fromEntries(Object.entries(probabilities).map(givenProbability));
  return {
    probabilities: { ...defaultProbabilities, ...pipelineReport.probabilities, ...given },
    staleDays: wholeNumber('stale-days', staleDays ?? pipelineReport.staleDays ?? defaults.staleDays),
    top: wholeNumber('top', top ?? pipelineReport.top ?? defaults.top),
  };
}

function givenProbability([stage, percent]: readonly [string, number]): readonly [string, number] {
  const code = enumerationCode('status', stage);
  const open: readonly string[] = [...leadStages, ...openStages];
  if (code === null || !open.includes(code)) {
    throw new LeadferryError(
      'USAGE',
      `--probability: expected an open stage (${open.join(', ')}), found "${stage}".`,
      { next: 'Give each as STAGE=PERCENT, such as --probability VALIDATED=60.' },
    );
  }
  if (percent >= 0 && percent <= 100) return [code, percent];
  throw new LeadferryError(
    'USAGE',
    `--probability: expected 0 to 100 percent for ${code}, found ${percent}.`,
    {
      next: 'Give each as STAGE=PERCENT, such as --probability VALIDATED=60.',
    },
  );
}

function wholeNumber(name: string, value: number): number {
  if (Number.isInteger(value) && value >= 1) return value;
  throw new LeadferryError('USAGE', `--${name}: expected a whole number of at least 1, found ${value}.`);
}
