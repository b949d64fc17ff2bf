import { LeadferryError } from '../core/error.js';
import type { Progress } from '../core/progress.js';
import type { PortfolioItem } from '../lead/lead.js';
import type { LeadApi } from '../lead/lead-api.js';

export interface PortfolioOptions {
  readonly api: Pick<LeadApi, 'portfolioPage'>;
  /** Items per request; the API's own default where it is left out. */
  readonly pageSize?: number | undefined;
  readonly progress: Progress;
  readonly signal?: AbortSignal | undefined;
}

/** The whole catalogue, as one reading without drift gave it. */
export interface Portfolio {
  /** Unique by salesPortfolioId, in the order answered. */
  readonly items: readonly PortfolioItem[];
  /** How many items 3DS announced; equal to the number of items. */
  readonly estimatedTotal: number;
  readonly pages: number;
  /** Readings from the start that it took, 1 to 3. */
  readonly readings: number;
}

/** `top` of searchPortfolioItems in api/sales-2.0.openapi.yaml. */
const defaultPageSize = 9_999;

const maxReadings = 3;

/** One pass over all pages, as far as it went. `announced` holds every total that its pages named. */
interface Reading {
  readonly items: Map<string, PortfolioItem>;
  readonly announced: Set<number>;
  pages: number;
  answered: number;
  /** Pages that did not begin with the item with which the page before them ended. */
  shifted: number;
}

/**
 * Reads the catalogue to its end and checks it against the total that 3DS announces. Every page begins with the last item of the one
 * before it, so that an item that came or went in between shows even where the total stays. Where pages drift (a page begins with another item, an
 * item comes twice, the total changes, fewer or more items than announced) everything is read again from the start.
 * Throws LeadferryError CATALOGUE_UNSTABLE with the figures after the third reading, USAGE for a page size that is no whole number above 0.
 */
export async function collectPortfolio(options: PortfolioOptions): Promise<Portfolio> {
  const pageSize = checkedPageSize(options.pageSize ?? defaultPageSize);
  const drifts: string[] = [];
  for (let readings = 1; readings <= maxReadings; readings += 1) {
    const reading = await readPages(options, pageSize);
    const drift = driftOf(reading);
    if (drift === null) {
      const items = [...reading.items.values()];
      return { items, estimatedTotal: items.length, pages: reading.pages, readings };
    }
    drifts.push(`reading ${readings}: ${drift}`);
  }
  throw new LeadferryError(
    'CATALOGUE_UNSTABLE',
    `The portfolio could not be read without gaps: expected as many different items as 3DS announces, found ${drifts.join('; ')}.`,
  );
}

async function readPages({ api, progress, signal }: PortfolioOptions, top: number): Promise<Reading> {
  const reading: Reading = { items: new Map(), announced: new Set(), pages: 0, answered: 0, shifted: 0 };
  let last: PortfolioItem | null = null;
  let overlap = 0;
  let atEnd = false;
  while (!atEnd) {
    const skip = reading.answered - overlap;
    const { items, estimatedTotal } = await api.portfolioPage({ skip, top }, { signal });
    if (overlap > 0 && items[0]?.salesPortfolioId !== last?.salesPortfolioId) reading.shifted += 1;
    const fresh = items.slice(overlap);
    reading.pages += 1;
    reading.answered += fresh.length;
    reading.announced.add(estimatedTotal);
    for (const item of fresh) reading.items.set(item.salesPortfolioId, item);
    progress({ phase: 'fetch', done: reading.items.size, total: estimatedTotal });
    // A short page is no end (a server may cap `top`); a skip past the total may answer 400.
    atEnd = fresh.length === 0 || reading.answered >= estimatedTotal;
    last = items.at(-1) ?? null;
    // A server that gives one item at a time would never come further.
    overlap = items.length > 1 ? 1 : 0;
  }
  return reading;
}

/** What is wrong with a reading, with its figures; null when nothing is. */
function driftOf({ items, announced, answered, pages, shifted }: Reading): string | null {
  const moved = shifted === 0 ? '' : `, ${shifted} of them moved against the one before`;
  const figures = `${items.size} different items among ${answered} on ${pages} pages${moved}, announced ${[...announced].join(', then ')}`;
  const steady =
    announced.size === 1 && announced.has(items.size) && answered === items.size && shifted === 0;
  return steady ? null : figures;
}

function checkedPageSize(pageSize: number): number {
  if (Number.isSafeInteger(pageSize) && pageSize > 0) return pageSize;
  throw new LeadferryError(
    'USAGE',
    `Expected a page size that is a whole number above 0, found ${pageSize}.`,
    {
      next: `Leave the page size out to use ${defaultPageSize}.`,
    },
  );
}
