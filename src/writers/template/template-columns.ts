import type { Cell } from '../../core/row.js';
import { enumerationLabel } from '../../lead/enumerations.js';
import { type ApiVersion, enumerationOf, type Field, type ListPart } from '../../lead/field-catalogue.js';
import type { PartValues } from '../../lead/lead.js';
import type { SheetLanguage } from '../../lead/sheet-language.js';
import { partNamesIn } from '../../lead/sheet-names.js';
import { numberedLabelIn, sheetWords } from '../../lead/sheet-words.js';
import {
  type LeadColumn,
  type LeadLayout,
  type LeadSheet,
  leadSheets,
  type PartCounts,
  type WrittenLead,
} from '../lead-sheets.js';
import type { SheetSpec } from '../sheet-spec.js';
import type { Need } from './template-texts.js';

/** Shows most products whole, from their name to their id. */
const productWidth = 75;

export interface TemplateSheetOptions {
  readonly layout: LeadLayout;
  readonly apiVersion: ApiVersion;
  readonly language: SheetLanguage;
  /** Numbered columns in layout 1 and 2. */
  readonly counts: PartCounts;
  /** What the drop-down of products shows for an id; ids that it does not have are written as they are. */
  readonly offers: ReadonlyMap<string, string>;
}

/** One column of a template: a field under its name in the chosen language, `*` behind it where a new lead needs it. */
export interface TemplateColumn extends LeadColumn {
  readonly need: Need;
}

/** One sheet of leads in a template. */
export interface TemplateSheet extends SheetSpec {
  readonly part: ListPart | null;
  readonly columns: readonly TemplateColumn[];
  items(lead: WrittenLead): readonly (PartValues | undefined)[];
}

/** The sheets of a template. What a new lead needs stands first, then the offers, then the rest in catalogue order. */
export function templateSheets(options: TemplateSheetOptions): readonly TemplateSheet[] {
  const { layout, apiVersion, counts, language } = options;
  return leadSheets(layout, { apiVersion, counts, partnerId: '', readOnly: false }).map((sheet) => ({
    ...sheet,
    name: sheet.part === null ? sheet.name : partNamesIn(sheet.part, language).sheet,
    columns: sheet.columns
      .filter((column) => !isNoise(column, sheet))
      .map((column) => templateColumn(column, sheet, options))
      .toSorted((one, other) => place(one, sheet) - place(other, sheet)),
  }));
}

// Joined sheets are joined by the partner's id alone.
function isNoise({ field }: LeadColumn, { part }: LeadSheet): boolean {
  return part !== null && field.name === 'dsLeadOpportunityId';
}

function templateColumn(column: LeadColumn, sheet: LeadSheet, options: TemplateSheetOptions): TemplateColumn {
  const { field, item } = column;
  const need = needOf(column, sheet);
  const label =
    item === null
      ? sheetWords(field, options.language).label
      : numberedLabelIn(field, item, options.language);
  return {
    ...column,
    header: need === 'always' || need === 'create' ? `${label} *` : label,
    need,
    ...(field.path === 'offerLines.offerNameId' && options.offers.size > 0 ? { width: productWidth } : {}),
    cell: (lead, part) => shown(column.cell(lead, part), field, options),
  };
}

function needOf({ field, item }: LeadColumn, { part }: LeadSheet): Need {
  switch (field.required) {
    case 'always':
      return 'always';
    case 'create':
    case 'entity':
      return 'create';
    case 'never':
      return 'optional';
    case 'item':
      if (part !== null) return 'always';
      return field.part === 'offerLines' && (item ?? 1) === 1 ? 'create' : 'item';
  }
}

function place({ field, need }: TemplateColumn, { part }: LeadSheet): number {
  if (part !== null) return 0;
  if (field.part === 'offerLines') return 1;
  if (need === 'always' || need === 'create') return 0;
  if (field.part === 'identity') return 4;
  return field.part === 'customerContacts' || field.part === 'partnerContacts' ? 3 : 2;
}

/** Codes as the labels that the drop-downs show, products by name. */
function shown(cell: Cell, field: Field, { apiVersion, offers }: TemplateSheetOptions): Cell {
  if (typeof cell !== 'string' || cell === '') return cell;
  if (field.path === 'offerLines.offerNameId') return offers.get(cell) ?? cell;
  const name = enumerationOf(field, apiVersion);
  if (name === null) return cell;
  if (field.type === 'enumeration') return enumerationLabel(name, cell);
  return cell
    .split('; ')
    .map((code) => enumerationLabel(name, code))
    .join('; ');
}
