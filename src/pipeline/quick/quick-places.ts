import {
  fieldCatalogue,
  fieldsOf,
  type ListPart,
  listPartOf,
  listParts,
} from '../../lead/field-catalogue.js';
import type { MappedSheet } from '../mapping/map-columns.js';

/** An offer line or contact of numbered columns. */
export interface QuickItem {
  readonly part: ListPart;
  /** The places of its columns. */
  readonly places: readonly number[];
  /** The places of what is looked at; -1 where there is no such column. */
  readonly offer: number;
  readonly amount: number;
  readonly revenueType: number;
  readonly startDate: number;
  readonly endDate: number;
  readonly phone: number;
  /** The places of what it must have; -1 for one without a column. */
  readonly needed: readonly number[];
}

/** Where the columns of a sheet stand among each other. */
export interface QuickPlaces {
  /** The place of a field that a lead has once, by catalogue path; -1 where there is no such column. */
  of(path: string): number;
  readonly items: readonly QuickItem[];
  /** The places of what a new lead must have. */
  readonly needed: readonly number[];
}

/** Null where a new lead lacks a column, so that none is sound, or where columns of two items are mixed up. */
export function quickPlaces({ columns }: Pick<MappedSheet, 'columns'>): QuickPlaces | null {
  const single = new Map<string, number>();
  const numbered = new Map<string, Map<string, number>>();
  const parts = new Map<string, ListPart>();
  for (const [place, { field, item }] of columns.entries()) {
    const part = listPartOf(field);
    if (part === null) single.set(field.path, place);
    else {
      const key = `${part} ${item ?? 1}`;
      parts.set(key, part);
      numbered.set(key, (numbered.get(key) ?? new Map<string, number>()).set(field.name, place));
    }
  }
  const of = (path: string): number => single.get(path) ?? -1;
  const needed = neededToCreate.map(of);
  const items = [...numbered].flatMap(([key, places]) => {
    const part = parts.get(key);
    return part === undefined ? [] : [quickItem(part, places)];
  });
  return needed.includes(-1) || !areApart(items) ? null : { of, items, needed };
}

const neededToCreate = fieldCatalogue
  .filter((field) => field.required === 'create' || field.required === 'entity')
  .map((field) => field.path);
const neededInItems = new Map(
  listParts.map((part) => [part, fieldsOf(part).filter((field) => field.required === 'item')] as const),
);

function quickItem(part: ListPart, places: ReadonlyMap<string, number>): QuickItem {
  const of = (name: string): number => places.get(name) ?? -1;
  const needed = (neededInItems.get(part) ?? []).map((field) => of(field.name));
  return {
    part,
    places: [...places.values()],
    offer: of('offerNameId'),
    amount: of('amount'),
    revenueType: of('revenueType'),
    startDate: of('startDate'),
    endDate: of('endDate'),
    phone: of('phoneNumber'),
    needed,
  };
}

// Only then do the items of a lead come in the order of their first columns.
function areApart(items: readonly QuickItem[]): boolean {
  const offers = items.filter(({ part }) => part === 'offerLines');
  return offers.every(({ places }, index) =>
    offers.slice(index + 1).every((other) => Math.max(...places) < Math.min(...other.places)),
  );
}
