import type { PortfolioItem } from '../lead/lead.js';

/** What became of a product. `renamed`: another level, type or infrastructure under the same id. */
export type PortfolioChangeKind = 'new' | 'gone' | 'orderable' | 'no longer orderable' | 'renamed';

export interface PortfolioChange {
  readonly kind: PortfolioChangeKind;
  /** The product as it is now; of one that is gone, as it was. */
  readonly item: PortfolioItem;
  /** Of one that was renamed, what it was called: its levels, type and infrastructure. */
  readonly was: string | null;
}

/** What changed from one reading of the portfolio to the next, in the order of `now`; what is gone comes last. */
export function portfolioChanges(
  before: readonly PortfolioItem[],
  now: readonly PortfolioItem[],
): readonly PortfolioChange[] {
  const known = new Map(before.map((item) => [item.salesPortfolioId, item]));
  const changes = now.flatMap((item) => changesOf(known.get(item.salesPortfolioId), item));
  const present = new Set(now.map(({ salesPortfolioId }) => salesPortfolioId));
  const gone = before.filter(({ salesPortfolioId }) => !present.has(salesPortfolioId));
  return [...changes, ...gone.map((item) => ({ kind: 'gone', item, was: null }) as const)];
}

function changesOf(before: PortfolioItem | undefined, item: PortfolioItem): readonly PortfolioChange[] {
  if (before === undefined) return [{ kind: 'new', item, was: null }];
  const was = nameOf(before);
  return [
    ...(before.orderable === item.orderable
      ? []
      : [{ kind: item.orderable ? 'orderable' : 'no longer orderable', item, was: null } as const]),
    ...(was === nameOf(item) ? [] : [{ kind: 'renamed', item, was } as const]),
  ];
}

function nameOf(item: PortfolioItem): string {
  return [...levelsOf(item), item.salesPortfolioType, item.salesPortfolioInfrastructure].join(' › ');
}

function levelsOf(item: PortfolioItem): readonly string[] {
  return [item.salesPortfolioLevel1, item.salesPortfolioLevel2, item.salesPortfolioLevel3];
}

/** The portfolio by its three levels, then by id: all of a level stand together. */
export function groupedByLevels(items: readonly PortfolioItem[]): readonly PortfolioItem[] {
  const keyed = items.map((item) => ({ item, key: [...levelsOf(item), item.salesPortfolioId] }));
  return keyed.toSorted((one, other) => compareKeys(one.key, other.key)).map(({ item }) => item);
}

function compareKeys(one: readonly string[], other: readonly string[]): number {
  for (const [index, text] of one.entries()) {
    const against = other[index] ?? '';
    if (text !== against) return text < against ? -1 : 1;
  }
  return 0;
}
