import type { Origin } from '../core/row.js';
import type { FieldDifference } from './field-difference.js';

/**
 * Where a lead of a comparison is. equal: in both, and nothing differs. differs: in both, with differences. onlyInSheet, onlyAt3ds: in one
 * of them. unclear: nothing could be compared, and a code says why; one without a row is a lead that 3DS lists and did not answer with.
 */
export const comparedStates = ['differs', 'onlyInSheet', 'onlyAt3ds', 'unclear', 'equal'] as const;
export type ComparedState = (typeof comparedStates)[number];

/** Leads per state. */
export type ComparedCounts = Readonly<Record<ComparedState, number>>;

/** One lead of a comparison of a sheet with 3DS. */
export interface ComparedLead {
  readonly state: ComparedState;
  /** Null for a lead that has none. */
  readonly partnerLeadOpportunityId: string | null;
  readonly dsLeadOpportunityId: string | null;
  /** What tells people which lead it is: as 3DS holds it, or as the sheet says where 3DS does not have it. */
  readonly name: string | null;
  readonly status: string | null;
  /** `YYYY-MM-DD`. */
  readonly closeDate: string | null;
  readonly currency: string | null;
  /** The sum of its offer lines, exact, such as `13800.00`; null where no line has an amount. */
  readonly amount: string | null;
  /** When 3DS last changed it, as answered; null where 3DS does not have it. */
  readonly modifiedDate: string | null;
  /** Its first row in the sheet; null where it is not there. */
  readonly origin: Origin | null;
  /** `from` is the value at 3DS (or as last sent, where 3DS does not show it), `to` that of the sheet. */
  readonly differences: readonly FieldDifference[];
  /** Fields of which the sheet has a value that 3DS does not show and that leadferry never sent. */
  readonly notComparable: readonly string[];
  /** For `unclear`. */
  readonly code: string | null;
  readonly message: string | null;
}

/** A field, and in how many leads it is so. */
export interface FieldTally {
  /** Path in the field catalogue; of a list, the list or a field of its items, without numbers. */
  readonly field: string;
  readonly label: string;
  readonly leads: number;
}

/** A comparison in figures. */
export interface ComparisonSummary {
  readonly file: string;
  readonly server: string;
  readonly partnerId: string;
  /** When the comparison began, ISO date-time in UTC. */
  readonly comparedAt: string;
  /** The span of modification in which leads that the sheet lacks were looked for; `until` is null for "now". */
  readonly span: { readonly since: string; readonly until: string | null };
  /** True where leads that only the ledger knows were looked for, too. */
  readonly knownLookedFor: boolean;
  readonly counts: ComparedCounts;
  /** Data rows of the sheet. */
  readonly rows: { readonly inLeads: number; readonly inNone: number };
  /** Mistakes in the sheet; a cell that could not be understood is not compared. */
  readonly sheetErrors: number;
  /** Fields that differ, the most frequent first. */
  readonly fields: readonly FieldTally[];
  /** Fields that could not be compared, the most frequent first. */
  readonly notComparable: readonly FieldTally[];
}

/** What has to be said beside the figures, a sentence each. */
export function comparisonNotes(
  summary: Omit<ComparisonSummary, 'fields' | 'notComparable'>,
): readonly string[] {
  const { comparedAt, span, rows, sheetErrors } = summary;
  const until = span.until === null ? '' : ` until ${minute(span.until)}`;
  const known = summary.knownLookedFor ? ', and those that the ledger knows' : '';
  return [
    `Compared on ${minute(comparedAt)}. Leads that the sheet lacks were looked for among those modified since ${minute(span.since)}${until}${known}.`,
    ...(rows.inNone === 0
      ? []
      : [`Rows of the sheet that make no lead, and so were not compared: ${rows.inNone}.`]),
    ...(sheetErrors === 0
      ? []
      : [
          `Errors in the sheet: ${sheetErrors}. What could not be understood was not compared; \`leadferry validate\` lists them.`,
        ]),
  ];
}

/** `2026-03-05 10:12 UTC`. */
function minute(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;
}
