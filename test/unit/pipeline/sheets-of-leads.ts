import type { Cell } from '../../../src/core/row.js';
import {
  type Field,
  fieldsOf,
  type ListPart,
  listParts,
  numberedLabel,
  partNames,
} from '../../../src/lead/field-catalogue.js';
import type { FieldValue, PartValues, SheetLead } from '../../../src/lead/lead.js';
import type { FakeSheet } from './fake-reader.js';

const idLabel = 'Partner lead id';
const dsIdLabel = '3DS lead id';
const once = ['leadOpportunity', 'customerLegalEntity'] as const;

/** Leads written as sheets of one of the three layouts, every field with its own column. */
export function sheetsOf(leads: readonly SheetLead[], layout: 1 | 2 | 3): readonly FakeSheet[] {
  if (layout === 1) return [sheet(leads.map((lead) => ({ ...whole(lead), ...numbered(lead, listParts) })))];
  if (layout === 2) return [sheet(leads.flatMap(linesOf))];
  const joined = listParts.map((part) => ({
    ...sheet(
      leads.flatMap((lead) => (lead[part] ?? []).map((item) => ({ ...idOf(lead), ...single(item, part) }))),
      [idLabel, ...fieldsOf(part).map((field) => field.label)],
    ),
    sheet: partNames[part].sheet,
  }));
  return [{ ...sheet(leads.map(whole), [idLabel]), sheet: 'Leads' }, ...joined];
}

type Line = Readonly<Record<string, Cell>>;

function sheet(lines: readonly Line[], always: readonly string[] = []): FakeSheet {
  const headers = [...new Set([...always, ...lines.flatMap((line) => Object.keys(line))])];
  return { headers, rows: lines.map((line) => headers.map((header) => line[header] ?? '')) };
}

function linesOf(lead: SheetLead): Line[] {
  const first = {
    ...whole(lead),
    ...numbered(lead, ['customerContacts', 'partnerContacts']),
    'Offer id': '',
  };
  const [line, ...others] = (lead.offerLines ?? []).map((item) => single(item, 'offerLines'));
  return [{ ...first, ...line }, ...others.map((other) => ({ ...idOf(lead), ...other }))];
}

function idOf(lead: SheetLead): Line {
  return { [idLabel]: lead.partnerLeadOpportunityId };
}

function whole(lead: SheetLead): Line {
  const ds = lead.dsLeadOpportunityId === null ? {} : { [dsIdLabel]: lead.dsLeadOpportunityId };
  const parts = once.map((part) => labelled(lead[part] ?? {}, fieldsOf(part), (field) => field.label));
  return Object.assign({}, idOf(lead), ds, ...parts);
}

function numbered(lead: SheetLead, parts: readonly ListPart[]): Line {
  const lines = parts.flatMap((part) =>
    (lead[part] ?? []).map((item, index) =>
      labelled(item, fieldsOf(part), (field) => numberedLabel(field, index + 1)),
    ),
  );
  return Object.assign({}, ...lines);
}

function single(item: PartValues, part: ListPart): Line {
  return labelled(item, fieldsOf(part), (field) => field.label);
}

function labelled(values: PartValues, fields: readonly Field[], label: (field: Field) => string): Line {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const value = values[field.name];
      return value === undefined ? [] : [[label(field), cellOf(value)]];
    }),
  );
}

function cellOf(value: FieldValue): Cell {
  if (value === null) return '(clear)';
  if (typeof value === 'number') return { kind: 'number', digits: String(value) };
  return typeof value === 'string' ? value : value.join('; ');
}
