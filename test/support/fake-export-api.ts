import type { Clock } from '../../src/core/clock.js';
import type { PortfolioItem, RemoteLead } from '../../src/lead/lead.js';
import type {
  CallOptions,
  LeadApi,
  PortfolioPage,
  ReadAnswer,
  SearchCriteria,
} from '../../src/lead/lead-api.js';

export const dayMs = 24 * 3_600_000;

/** A clock that stands still until it is told otherwise. */
export interface TestClock extends Clock {
  set(epochMs: number): void;
}

export function testClock(iso: string): TestClock {
  let now = Date.parse(iso);
  return {
    now: () => now,
    monotonic: () => now,
    sleep: () => Promise.resolve(),
    set: (epochMs) => {
      now = epochMs;
    },
  };
}

/** A lead as the fake keeps it. Leads without an answer are read as found. */
export interface KeptLead {
  readonly id: string;
  modifiedMs: number;
  readonly partnerId?: string;
  readonly answer?: Exclude<ReadAnswer, { kind: 'found' }>;
}

export interface FakeExportApi extends Pick<LeadApi, 'search' | 'read'> {
  readonly searches: SearchCriteria[];
  /** Ids in the order in which they were asked for. */
  readonly reads: string[];
}

export interface FakeExportOptions {
  /** Whether an instant equal to a bound counts as within. */
  readonly bounds?: 'included' | 'excluded-below' | 'excluded-above';
  /** Called before the search with this number (from 0) is answered: the place to modify leads. */
  readonly beforeSearch?: (search: number) => void;
}

/** Searches and reads leads in memory, and refuses a window as the API does (over 7 days wide, or the wrong way round). */
export function fakeExportApi(leads: readonly KeptLead[], options: FakeExportOptions = {}): FakeExportApi {
  const searches: SearchCriteria[] = [];
  const reads: string[] = [];
  return {
    searches,
    reads,
    search: async (criteria: SearchCriteria, call?: CallOptions) => {
      await Promise.resolve();
      call?.signal?.throwIfAborted();
      options.beforeSearch?.(searches.length);
      searches.push(criteria);
      return leads
        .filter((lead) => matches(lead, criteria, options.bounds ?? 'included'))
        .map(({ id }) => id);
    },
    read: async (id: string, call?: CallOptions): Promise<ReadAnswer> => {
      await Promise.resolve();
      call?.signal?.throwIfAborted();
      reads.push(id);
      const kept = leads.find((lead) => lead.id === id);
      if (kept === undefined) throw new Error(`nobody knows ${id}`);
      return kept.answer ?? { kind: 'found', lead: remoteLead({ id }), traceId: null };
    },
  };
}

function matches(
  lead: KeptLead,
  { modified, partnerIds }: SearchCriteria,
  bounds: 'included' | 'excluded-below' | 'excluded-above',
): boolean {
  const partnerId = lead.partnerId ?? '';
  if (partnerIds === '' && partnerId !== '') return false;
  if (Array.isArray(partnerIds) && !partnerIds.includes(partnerId)) return false;
  if (modified === undefined) return true;
  const from = Date.parse(modified.from);
  const to = Date.parse(modified.to);
  if (!(from < to) || to - from > 7 * dayMs) throw new Error(`ERROR_043 ${modified.from} ${modified.to}`);
  const above = bounds === 'excluded-below' ? lead.modifiedMs > from : lead.modifiedMs >= from;
  return above && (bounds === 'excluded-above' ? lead.modifiedMs < to : lead.modifiedMs <= to);
}

export interface RemoteLeadParts {
  readonly id: string;
  readonly status?: string | null;
  readonly forecastCategory?: string | null;
  readonly currency?: string | null;
  /** One offer line each; null is a line without an amount. */
  readonly amounts?: readonly (number | string | null)[] | null;
}

export function remoteLead({ id, amounts = null, ...attributes }: RemoteLeadParts): RemoteLead {
  return {
    dsLeadOpportunityId: id,
    partnerLeadOpportunityId: `P-${id}`,
    leadOpportunity: { name: `Lead ${id}`, ...attributes },
    customerLegalEntity: null,
    offerLines:
      amounts?.map((amount) => ({ offerNameId: 'CLASS00002_ONPR_PRTF077_SOL001277', amount })) ?? null,
    customerContacts: null,
    partnerContacts: null,
  };
}

export function portfolioItem(number: number): PortfolioItem {
  return {
    salesPortfolioId: `CLASS0000${number}_ONPR_TESTV1_SOL${number}`,
    salesPortfolioType: 'Brand',
    salesPortfolioInfrastructure: 'On Premise',
    orderable: number % 2 === 0,
    salesPortfolioLevel1: 'TESTIA',
    salesPortfolioLevel2: 'TESTIA V1',
    salesPortfolioLevel3: `PART ${number}`,
  };
}

export interface FakePortfolioOptions {
  /** Items in all and the announced total, as they are when the request with this number (from 0) comes. */
  readonly at: (request: number) => { readonly items: readonly PortfolioItem[]; readonly announced?: number };
  /** The most items that a page holds, whatever was asked for. */
  readonly cap?: number;
}

/** Pages of a catalogue that may change between requests. A skip past the end is refused, as the API may do. */
export function fakePortfolioApi({ at, cap = Number.POSITIVE_INFINITY }: FakePortfolioOptions) {
  const asked: { skip: number; top: number }[] = [];
  return {
    asked,
    portfolioPage: async (page: { skip: number; top: number }): Promise<PortfolioPage> => {
      await Promise.resolve();
      const { items, announced } = at(asked.length);
      asked.push(page);
      if (page.skip > 0 && page.skip >= items.length + (announced ?? 0)) throw new Error('ERROR_004');
      const end = page.skip + Math.min(page.top, cap);
      return { items: items.slice(page.skip, end), estimatedTotal: announced ?? items.length };
    },
  };
}

export async function taken<T>(source: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of source) items.push(item);
  return items;
}
