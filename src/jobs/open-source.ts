import { LeadferryError } from '../core/error.js';
import type { RowReader } from '../core/row.js';
import type { CheckOptions } from '../pipeline/check-options.js';
import { openReader } from '../readers/open-reader.js';
import { defaultReadLimits, type ReadLimits, type ReadOptions } from '../readers/read-options.js';
import type { ReadSource } from '../readers/read-source.js';
import type { SourceOptions } from './sheet-options.js';

/** Opens a lead sheet as the options say. Throws what the reader throws, and USAGE for a limit that there is not. */
export async function openSource(
  source: ReadSource,
  options: SourceOptions & Pick<ReadOptions, 'name' | 'signal' | 'keepsRows' | 'provesLater'>,
): Promise<RowReader> {
  const { sheet, encoding, delimiter, quote, name, signal, keepsRows, provesLater, limits = {} } = options;
  return await openReader(source, {
    sheet,
    encoding,
    delimiter,
    quote,
    name,
    signal,
    keepsRows,
    provesLater,
    limits: knownLimits(limits),
  });
}

function knownLimits(limits: Readonly<Record<string, number>>): Partial<ReadLimits> {
  const unknown = Object.keys(limits).find((name) => !Object.hasOwn(defaultReadLimits, name));
  if (unknown === undefined) return limits;
  throw new LeadferryError('USAGE', `There is no limit "${unknown}".`, {
    next: `The limits are: ${Object.keys(defaultReadLimits).join(', ')}.`,
  });
}

/** The part of the options that the pipeline reads by. */
export function readingRules({
  headerRow,
  dates,
  decimal,
}: SourceOptions): Pick<CheckOptions, 'headerRow' | 'dates' | 'decimal'> {
  return { headerRow, dates, decimal };
}

/** Of a sheet whose columns and cells are looked at without judging any lead: what only judging depends on. */
export const unjudged = {
  mode: 'upsert',
  partnerId: null,
  strict: false,
  known: () => null,
  references: null,
  today: '1970-01-01',
} as const satisfies Partial<CheckOptions>;
