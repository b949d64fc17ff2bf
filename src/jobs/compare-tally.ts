import type { ComparedCounts, ComparedLead, ComparedState, FieldTally } from '../lead/compared-lead.js';
import { differenceLabel, unnumbered } from '../lead/field-difference.js';

/** A comparison as it adds up. Equal leads are only counted, so that a long sheet takes little memory. */
export interface ComparisonTally {
  readonly counts: ComparedCounts;
  /** Every lead that is not equal. */
  readonly leads: readonly ComparedLead[];
  add(lead: ComparedLead): void;
  /** Fields that differ, the most frequent first. */
  fields(): readonly FieldTally[];
  /** Fields that could not be compared, the most frequent first. */
  notComparable(): readonly FieldTally[];
}

export function createComparisonTally(): ComparisonTally {
  const counts: Record<ComparedState, number> = {
    differs: 0,
    onlyInSheet: 0,
    onlyAt3ds: 0,
    unclear: 0,
    equal: 0,
  };
  const leads: ComparedLead[] = [];
  const fields = new Map<string, number>();
  const notComparable = new Map<string, number>();
  return {
    counts,
    leads,
    add(lead) {
      counts[lead.state] += 1;
      if (lead.state !== 'equal') leads.push(lead);
      count(
        fields,
        lead.differences.map(({ field }) => field),
      );
      count(notComparable, lead.notComparable);
    },
    fields: () => mostFirst(fields),
    notComparable: () => mostFirst(notComparable),
  };
}

/** Counts a lead once for each of its fields, however many items of a list it concerns. */
function count(counts: Map<string, number>, paths: readonly string[]): void {
  for (const field of new Set(paths.map(unnumbered))) counts.set(field, (counts.get(field) ?? 0) + 1);
}

function mostFirst(counts: ReadonlyMap<string, number>): readonly FieldTally[] {
  return [...counts]
    .map(([field, leads]) => ({ field, label: differenceLabel(field), leads }))
    .toSorted((one, other) => other.leads - one.leads);
}
