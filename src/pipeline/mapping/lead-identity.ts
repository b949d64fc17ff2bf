import { cellText } from '../../core/row.js';
import { fieldAt } from '../../lead/field-catalogue.js';
import type { MappedColumn, MappedSheet } from './map-columns.js';

/**
 * By which of the two ids rows are known to be one lead.
 * partner: the partner lead id, as for everything that is uploaded.
 * 3ds: the 3DS lead id; the lead then carries it as its `partnerLeadOpportunityId`, and what stands in the partner's column as its
 * `dsLeadOpportunityId`.
 * either: the partner lead id, and where that is blank the 3DS lead id in its place; such a lead has both ids alike.
 */
export type LeadIdentity = 'partner' | '3ds' | 'either';

const partnerField = fieldAt('leadOpportunity.partnerLeadOpportunityId');
const dsField = fieldAt('dsLeadOpportunityId');

/** The sheet with the columns of its ids read as the identity asks for. */
export function identifiedBy(identity: LeadIdentity, sheet: MappedSheet): MappedSheet {
  switch (identity) {
    case 'partner':
      return sheet;
    case '3ds':
      return keyedAnew(sheet, sheet.columns.map(exchanged));
    case 'either':
      return keyedAnew(sheet, withEither(sheet.columns));
  }
}

function keyedAnew(sheet: MappedSheet, columns: readonly MappedColumn[]): MappedSheet {
  return { ...sheet, columns, keyed: columns.some(({ field }) => field === partnerField) };
}

function exchanged(column: MappedColumn): MappedColumn {
  if (partnerField === undefined || dsField === undefined) return column;
  if (column.field === partnerField) return { ...column, field: dsField };
  return column.field === dsField ? { ...column, field: partnerField } : column;
}

function withEither(columns: readonly MappedColumn[]): readonly MappedColumn[] {
  const ds = columns.find(({ field }) => field === dsField);
  if (ds === undefined || partnerField === undefined) return columns;
  const partner = columns.find(({ field }) => field === partnerField);
  if (partner === undefined) return [...columns, { ...ds, field: partnerField }];
  const filled: MappedColumn = {
    ...partner,
    take: (row) => {
      const own = partner.take?.(row) ?? row.cells[partner.index] ?? '';
      return cellText(own).trim() === '' ? (ds.take?.(row) ?? row.cells[ds.index] ?? '') : own;
    },
  };
  return columns.map((column) => (column === partner ? filled : column));
}
