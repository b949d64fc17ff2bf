import type { MappedColumn, MappedSheet } from './map-columns.js';

/** True for a column that gives the partner lead id. */
export function isIdColumn({ field }: MappedColumn): boolean {
  return field.name === 'partnerLeadOpportunityId';
}

/** The columns that give the partner lead id. */
export function idColumns({ columns }: MappedSheet): ReadonlySet<number> {
  return new Set(columns.filter(isIdColumn).map(({ index }) => index));
}
