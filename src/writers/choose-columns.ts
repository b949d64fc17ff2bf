import { LeadferryError } from '../core/error.js';
import {
  type ApiVersion,
  type Field,
  fieldCatalogue,
  fieldsOf,
  listPartOf,
  listParts,
  type Part,
} from '../lead/field-catalogue.js';
import { fieldsMeant, nameKey } from '../lead/field-named.js';
import type { PartValues } from '../lead/lead.js';
import type { LeadColumn, LeadSheet, WrittenLead } from './lead-sheets.js';

const parts = ['leadOpportunity', 'customerLegalEntity', ...listParts] as const satisfies readonly Part[];
const alwaysPath = 'leadOpportunity.partnerLeadOpportunityId';

/**
 * The fields that columns are named by, in the order in which they are named: by label (`Close date`), API name (`closeDate`), path
 * (`offerLines.amount`), or a part (`offerLines`) for all of its fields. Case, spaces and punctuation make no difference. The partner lead id
 * stands first where it is not named, because no sheet can be uploaded without it.
 * Throws LeadferryError COLUMN_UNKNOWN for a name that means no field of this API version, or several.
 */
export function chosenFields(names: readonly string[], apiVersion: ApiVersion): readonly Field[] {
  const fields = new Set(names.flatMap((name) => fieldsNamed(name, apiVersion)));
  const id = fieldCatalogue.filter(({ path }) => path === alwaysPath);
  return [...id.filter((field) => !fields.has(field)), ...fields];
}

function fieldsNamed(name: string, apiVersion: ApiVersion): readonly Field[] {
  const key = nameKey(name);
  const part = parts.find((one) => nameKey(one) === key);
  if (part !== undefined) return fieldsOf(part).filter(({ versions }) => versions.includes(apiVersion));
  const found = fieldsMeant(name, apiVersion);
  const [only, ...others] = found;
  if (only !== undefined && others.length === 0) return [only];
  throw unknownColumn(name, found);
}

function unknownColumn(name: string, found: readonly Field[]): LeadferryError {
  const labels = (found.length > 0 ? found : fieldCatalogue).map(({ label }) => `"${label}"`).join(', ');
  return new LeadferryError(
    'COLUMN_UNKNOWN',
    found.length > 0
      ? `Columns: "${name}" is the name of several fields: ${labels}.`
      : `Columns: expected the label, the API name or the path of a field, found "${name}".`,
    {
      next:
        found.length > 0
          ? 'Give the label or the path of the one that is meant.'
          : `Choose among ${labels}, or name a part: ${parts.join(', ')}.`,
    },
  );
}

/** A lead with the values of these fields alone; its two ids stay, and a part without any of the fields is null. */
export function chosenValues(lead: WrittenLead, fields: readonly Field[]): WrittenLead {
  const { leadOpportunity, customerLegalEntity } = lead;
  return {
    ...lead,
    leadOpportunity: picked([leadOpportunity], 'leadOpportunity', fields)?.[0] ?? {},
    customerLegalEntity:
      customerLegalEntity === null
        ? null
        : (picked([customerLegalEntity], 'customerLegalEntity', fields)?.[0] ?? null),
    offerLines: picked(lead.offerLines, 'offerLines', fields),
    customerContacts: picked(lead.customerContacts, 'customerContacts', fields),
    partnerContacts: picked(lead.partnerContacts, 'partnerContacts', fields),
  };
}

function picked(
  items: readonly PartValues[] | null,
  part: Part,
  fields: readonly Field[],
): readonly PartValues[] | null {
  const names = new Set(fields.filter((field) => field.part === part).map(({ name }) => name));
  if (items === null || names.size === 0) return null;
  return items.map((item) => Object.fromEntries(Object.entries(item).filter(([name]) => names.has(name))));
}

/** The sheets with the columns of these fields alone, in their order; numbered columns stay together, number by number. */
export function chosenColumns(sheets: readonly LeadSheet[], fields: readonly Field[]): readonly LeadSheet[] {
  const placeOf = new Map(fields.map((field, index) => [field, index]));
  return sheets
    .filter(({ part }) => part === null || fields.some((field) => field.part === part))
    .map((sheet) => {
      const columns = sheet.columns
        .filter(({ field }) => placeOf.has(field) || (sheet.part !== null && field.part !== sheet.part))
        .toSorted((one, other) => compareColumns(one, other, placesOn(sheet, placeOf)));
      const hasLines = columns.some(({ field, item }) => listPartOf(field) !== null && item === null);
      return { ...sheet, columns, items: hasLines ? sheet.items : oneRow };
    });
}

const oneRow: LeadSheet['items'] = () => [undefined];

/** The ids of a joined sheet stand in front, in their own order. */
function placesOn({ part }: LeadSheet, placeOf: ReadonlyMap<Field, number>): ReadonlyMap<Field, number> {
  return part === null ? placeOf : new Map([...placeOf].filter(([field]) => field.part === part));
}

function compareColumns(one: LeadColumn, other: LeadColumn, placeOf: ReadonlyMap<Field, number>): number {
  const [block, otherBlock] = [one, other].map((column) => blockPlace(column, placeOf));
  return (
    (block ?? 0) - (otherBlock ?? 0) ||
    (one.item ?? 0) - (other.item ?? 0) ||
    (placeOf.get(one.field) ?? 0) - (placeOf.get(other.field) ?? 0)
  );
}

/** Where a column stands: a numbered one where the first of its part does, the ids of a joined sheet in front. */
function blockPlace({ field, item }: LeadColumn, placeOf: ReadonlyMap<Field, number>): number {
  if (item === null) return placeOf.get(field) ?? -1;
  const [first = 0] = [...placeOf].filter(([one]) => one.part === field.part).map(([, place]) => place);
  return first;
}
