import { basename, dirname, extname, join } from 'node:path';
import { LeadferryError } from '../core/error.js';
import { fieldValues, isOncePerLead } from '../export/field-values.js';
import { filterField } from '../export/lead-filter.js';
import { enumerationLabel } from '../lead/enumerations.js';
import type { ApiVersion, Field } from '../lead/field-catalogue.js';
import type { RemoteLead } from '../lead/lead.js';

/** More files than this are no help to anybody. */
const mostFiles = 500;

const mostNameCharacters = 80;

/** The leads of one file. */
export interface LeadShare {
  readonly value: string;
  readonly path: string;
  /** 3DS ids. */
  readonly ids: readonly string[];
}

/** The field by which leads are split. Throws LeadferryError COLUMN_UNKNOWN, and USAGE for one that a lead has several times. */
export function splitField(name: string, apiVersion: ApiVersion): Field {
  const field = filterField(name, apiVersion, '--split-by');
  if (isOncePerLead(field)) return field;
  throw new LeadferryError(
    'USAGE',
    `--split-by: a lead can have several values of "${field.label}", so that it would belong into several files.`,
    { next: 'Choose a field that a lead has once, such as "Owner email", "Stage" or "Customer country".' },
  );
}

/** Which lead goes into which file: `leads.xlsx` becomes `leads-VALUE.xlsx` for each value, `leads-(blank).xlsx` for leads without one. */
export function sharesOf(leads: Iterable<RemoteLead>, field: Field, path: string): readonly LeadShare[] {
  const byValue = new Map<string, string[]>();
  for (const lead of leads) {
    const value = fieldValues(lead, field)
      .map((one) => shownValue(String(one), field))
      .join('; ');
    const ids = byValue.get(value) ?? [];
    if (ids.length === 0 && byValue.size === mostFiles) throw tooMany(field);
    byValue.set(value, ids);
    ids.push(lead.dsLeadOpportunityId);
  }
  const taken = new Set<string>();
  return [...byValue]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([value, ids]) => ({ value, ids, path: pathFor(path, value, taken) }));
}

function shownValue(value: string, { type, enumeration }: Field): string {
  if (type === 'timestamp') return value.slice(0, 'YYYY-MM-DD'.length);
  if (enumeration === null || enumeration === 'revenueType') return value;
  return enumerationLabel(enumeration, value);
}

function pathFor(path: string, value: string, taken: Set<string>): string {
  const extension = extname(path);
  const stem = `${basename(path, extension)}-${fileName(value)}`;
  for (let n = 1; ; n += 1) {
    const name = n === 1 ? stem : `${stem}-${n}`;
    const key = name.normalize('NFC').toLowerCase();
    if (taken.has(key)) continue;
    taken.add(key);
    return join(dirname(path), `${name}${extension}`);
  }
}

/** The value without what a file name cannot hold on some system. */
function fileName(value: string): string {
  const plain = value.replace(/[\p{Cc}\p{Cs}\\/:*?"<>|]+/gu, '_').trim();
  const cut = [...plain]
    .slice(0, mostNameCharacters)
    .join('')
    .replace(/[. ]+$/, '');
  return cut === '' ? '(blank)' : cut;
}

function tooMany(field: Field): LeadferryError {
  return new LeadferryError(
    'USAGE',
    `--split-by: "${field.label}" has more than ${mostFiles} different values, each of which would be a file.`,
    { next: 'Choose a field with fewer values, or narrow the leads down with --filter or --status.' },
  );
}
