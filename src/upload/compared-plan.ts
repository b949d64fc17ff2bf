import { compareThreeWays } from '../lead/compare-three-ways.js';
import type { FieldConflict } from '../lead/conflict.js';
import { fieldAt } from '../lead/field-catalogue.js';
import type { RemoteLead, SheetLead } from '../lead/lead.js';
import type { SeenLead } from '../lead/ledger.js';
import { type Decision, nothingPlanned, type PlanRules } from './planned-lead.js';

/** What an upload would do with a lead that 3DS has: compares the two with what was last seen of it. */
export function comparedPlan(
  sheet: SheetLead,
  { remote, known }: { remote: RemoteLead; known: SeenLead | null },
  { lists, onConflict, apiVersion }: PlanRules,
): Decision {
  const id = remote.dsLeadOpportunityId;
  // Under another 3DS id it is another lead, of which nothing is known.
  const { lastSent, lastSeen } =
    known?.dsLeadOpportunityId === id ? known : { lastSent: null, lastSeen: null };
  const comparison = compareThreeWays({ sheet, remote, lastSent, lastSeen, lists, onConflict, apiVersion });
  const { changes, update, notComparable, conflicts, kept, seen, seenWhenSent } = comparison;
  const decided = {
    ...nothingPlanned,
    changes,
    notComparable,
    conflicts,
    keptAt3ds: kept,
    dsLeadOpportunityId: id,
    before: remote,
    seen,
  };
  if (conflicts.length > 0) {
    return { ...decided, action: 'conflict', code: 'CONFLICT', message: conflictMessage(conflicts) };
  }
  if (comparison.blocked !== null) return { ...decided, ...comparison.blocked, action: 'blocked' };
  if (update === null) {
    return { ...decided, action: 'unchanged', message: kept.length === 0 ? null : keptMessage(kept) };
  }
  return { ...decided, action: 'update', update, seenWhenSent };
}

function conflictMessage(conflicts: readonly FieldConflict[]): string {
  return `${conflicts.map(conflictText).join('; ')}. Put the right value into the sheet, or decide for all with --on-conflict mine or theirs.`;
}

function keptMessage(kept: readonly FieldConflict[]): string {
  const fields = kept.map(({ field, theirs }) => `${fieldLabel(field)} ${valueText(theirs)}`);
  return `3DS keeps what it changed since: ${fields.join('; ')}`;
}

/** `Close date: you 2026-09-30, 3DS changed it from 2026-08-31 to 2026-10-15`. */
export function conflictText({ field, mine, base, theirs }: FieldConflict): string {
  return `${fieldLabel(field)}: you ${valueText(mine)}, 3DS changed it from ${valueText(base)} to ${valueText(theirs)}`;
}

/** The label of a path; of an item, with its number: `Offer amount (2)`. */
export function fieldLabel(path: string): string {
  const [, part = '', number, name] = /^(\w+)\.(\d+)(?:\.(\w+))?$/.exec(path) ?? [];
  if (number === undefined) return fieldAt(path)?.label ?? path;
  return name === undefined
    ? `${part} ${number}`
    : `${fieldAt(`${part}.${name}`)?.label ?? path} (${number})`;
}

/** A value as a sentence shows it; an item of a list by its filled fields. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return '(blank)';
  if (Array.isArray(value)) return value.map(valueText).join('; ');
  if (typeof value !== 'object') return String(value);
  const filled = Object.values(value).filter((one) => one !== null && one !== '');
  return filled.map(valueText).join(', ');
}
