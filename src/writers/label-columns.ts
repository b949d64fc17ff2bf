import type { Cell } from '../core/row.js';
import { type EnumerationName, enumerationLabel } from '../lead/enumerations.js';
import { type ApiVersion, enumerationOf, type Field } from '../lead/field-catalogue.js';
import type { PartValues } from '../lead/lead.js';
import type { LeadColumn, LeadSheet, WrittenLead } from './lead-sheets.js';
import { listSeparator } from './lead-value.js';
import type { ColumnSpec, SheetSpec } from './sheet-spec.js';

/** A column of a sheet for people: one of a field, or what its codes mean. */
export interface ShownColumn extends ColumnSpec {
  cell(lead: WrittenLead, item: PartValues | undefined): Cell;
}

/** A sheet for people, with the columns of a sheet of leads and more. */
export interface ShownSheet extends SheetSpec {
  readonly columns: readonly ShownColumn[];
  items(lead: WrittenLead): readonly (PartValues | undefined)[];
}

export interface LabelOptions {
  readonly apiVersion: ApiVersion;
  /** What the products of the portfolio are called, by id. */
  readonly offerNames: ReadonlyMap<string, string>;
}

const idFields: ReadonlySet<string> = new Set([
  'partnerId',
  'dsLeadOpportunityId',
  'partnerLeadOpportunityId',
]);

/**
 * The sheets with a column beside each column of codes that says what they mean (`-2 Validated` beside VALIDATED). Their headers begin with
 * `leadferry`, by which an upload knows that they are not to be read. Columns of ids at the left stay in sight.
 */
export function withLabels(sheets: readonly LeadSheet[], options: LabelOptions): readonly ShownSheet[] {
  return sheets.map((sheet) => ({
    ...sheet,
    columns: sheet.columns.flatMap((column) => [
      { ...column, isMuted: column.field.readOnly },
      ...labelColumn(column, options),
    ]),
    frozenColumns: leadingIds(sheet.columns),
  }));
}

function leadingIds(columns: readonly LeadColumn[]): number {
  const first = columns.findIndex(({ field }) => !idFields.has(field.name));
  return first === -1 ? columns.length : first;
}

function labelColumn(column: LeadColumn, { apiVersion, offerNames }: LabelOptions): readonly ShownColumn[] {
  const { field, header } = column;
  const names = enumerationsOf(field, apiVersion);
  const isOffer = field.path === 'offerLines.offerNameId' && offerNames.size > 0;
  if (names.length === 0 && !isOffer) return [];
  const labelOf = (code: string): string => {
    if (isOffer) return offerNames.get(code) ?? '';
    return names.map((name) => enumerationLabel(name, code)).find((label) => label !== code) ?? '';
  };
  const labels = (cell: Cell): Cell =>
    typeof cell === 'string'
      ? cell
          .split(listSeparator)
          .map(labelOf)
          .filter((label) => label !== '')
          .join(listSeparator)
      : '';
  const what = isOffer ? header.replace(/ id$/, ' name') : `${header} label`;
  return [
    {
      header: `leadferry ${what}`,
      kind: 'text',
      isMuted: true,
      cell: (lead, item) => labels(column.cell(lead, item)),
    },
  ];
}

/** 3DS answers revenue types of either version (SUPPORT_SERVICES). */
function enumerationsOf(field: Field, apiVersion: ApiVersion): readonly EnumerationName[] {
  const name = enumerationOf(field, apiVersion);
  if (name === null) return [];
  return field.enumeration === 'revenueType' ? [name, 'revenueTypeV1', 'revenueTypeV0'] : [name];
}
