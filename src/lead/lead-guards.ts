import type { FieldChange } from '../core/outcome.js';
import type { Cell } from '../core/row.js';
import type { FieldValue, LeadParts, PartValues, RemoteLead, SheetLead } from './lead.js';
import type { ReadBackDifference, RestatedCells } from './ledger.js';

// The same shapes as in lead-shapes.ts, told without making anything: for what the ledger itself wrote and reads thousands of times.

type Values = Readonly<Record<string, unknown>>;

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTextOrNull(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isFieldValue(value: unknown): value is FieldValue {
  return isTextOrNull(value) || typeof value === 'number' || (Array.isArray(value) && value.every(isText));
}

function isPartValues(value: unknown): value is PartValues {
  if (!isValues(value)) return false;
  for (const name in value) if (!isFieldValue(value[name])) return false;
  return true;
}

function isPartOrNull(value: unknown): value is PartValues | null {
  return value === null || isPartValues(value);
}

function isListOrNull(value: unknown): value is readonly PartValues[] | null {
  return value === null || (Array.isArray(value) && value.every(isPartValues));
}

type Parts = Omit<LeadParts, 'partnerLeadOpportunityId'>;

function hasParts(value: Values): value is Values & Parts {
  return (
    isPartValues(value['leadOpportunity']) &&
    isPartOrNull(value['customerLegalEntity']) &&
    isListOrNull(value['offerLines']) &&
    isListOrNull(value['customerContacts']) &&
    isListOrNull(value['partnerContacts'])
  );
}

export function isLeadParts(value: unknown): value is LeadParts {
  return isValues(value) && isText(value['partnerLeadOpportunityId']) && hasParts(value);
}

export function isSheetLead(value: unknown): value is SheetLead {
  return isLeadParts(value) && isTextOrNull('dsLeadOpportunityId' in value ? value.dsLeadOpportunityId : 0);
}

export function isRemoteLead(value: unknown): value is RemoteLead {
  return (
    isValues(value) &&
    isText(value['dsLeadOpportunityId']) &&
    isTextOrNull(value['partnerLeadOpportunityId']) &&
    hasParts(value)
  );
}

export function isFieldChanges(value: unknown): value is readonly FieldChange[] {
  return (
    Array.isArray(value) &&
    value.every((one) => isValues(one) && isText(one['field']) && 'from' in one && 'to' in one)
  );
}

export function isReadBack(value: unknown): value is readonly ReadBackDifference[] {
  return (
    Array.isArray(value) &&
    value.every((one) => isValues(one) && isText(one['field']) && 'sent' in one && 'held' in one)
  );
}

/** What each kind of typed cell holds. */
const heldByKind = {
  number: ({ digits, shown }) => isText(digits) && (shown === undefined || isText(shown)),
  date: ({ iso }) => isText(iso),
  boolean: ({ value }) => typeof value === 'boolean',
  error: ({ error }) => isText(error),
  'formula-without-value': ({ formula }) => isText(formula),
} as const satisfies Record<Exclude<Cell, string>['kind'], (cell: Values) => boolean>;

const holdsByKind: ReadonlyMap<unknown, (cell: Values) => boolean> = new Map(Object.entries(heldByKind));

export function isCell(value: unknown): value is Cell {
  return isText(value) || (isValues(value) && holdsByKind.get(value['kind'])?.(value) === true);
}

export function isCells(value: unknown): value is readonly Cell[] {
  return Array.isArray(value) && value.every(isCell);
}

export function isRestated(value: unknown): value is RestatedCells {
  return isValues(value) && Object.entries(value).every(([index, one]) => /^\d+$/.test(index) && isCell(one));
}
