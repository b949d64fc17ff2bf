import { listed } from '../quoted.js';
import type { Outcome, RowCount, Side } from './tally.js';
import type { EvidenceKind, Way } from './ways.js';
import { wayNames } from './ways.js';

/** How a column of dates or amounts is read, and why. */
export interface ColumnEvidence {
  /** Null in CSV. */
  readonly sheet: string | null;
  /** Column letters. */
  readonly column: string;
  readonly header: string;
  /** Catalogue path. */
  readonly field: string;
  /** The number of a numbered column. */
  readonly item: number | null;
  readonly kind: EvidenceKind;
  /** `day first`, `decimal comma` …, `unknown`, `mixed`; null where no cell depends on it. */
  readonly decision: string | null;
  /** The first rows that prove the decision, or both sides of a mixed column. */
  readonly provenBy: readonly number[];
  /** `day first, proven by rows 14 and 31`. */
  readonly text: string;
}

/** What a person chose for a column, or what its rows show. */
export type Finding = Outcome<Way> | { readonly kind: 'set'; readonly choice: Way };

const nothingDepends = {
  dates: 'no date depends on the order of day and month',
  decimal: 'no amount depends on the decimal sign',
} as const satisfies Record<EvidenceKind, string>;

type Told = Pick<ColumnEvidence, 'decision' | 'provenBy' | 'text'>;

/** A finding in words. */
export function tellFinding(finding: Finding, kind: EvidenceKind): Told {
  switch (finding.kind) {
    case 'set': {
      const decision = wayNames[finding.choice];
      return { decision, provenBy: [], text: `${decision}, as it was set` };
    }
    case 'not needed':
      return { decision: null, provenBy: [], text: nothingDepends[kind] };
    case 'proven': {
      const decision = waysText(finding.choices);
      return {
        decision,
        provenBy: finding.by.rows,
        text: `${decision}, proven by ${rowsText(finding.by)}`,
      };
    }
    case 'unknown': {
      const text = `unknown: ${waysText(finding.choices)} in ${rowsText(finding.open)}`;
      return { decision: 'unknown', provenBy: [], text };
    }
    case 'mixed': {
      const rows = finding.sides.flatMap((side) => side.by.rows).toSorted((a, b) => a - b);
      return { decision: 'mixed', provenBy: rows, text: `mixed: ${sidesText(finding.sides)}` };
    }
  }
}

/** `day first in rows 2 and 5, month first in row 7`. */
export function sidesText(sides: readonly Side<Way>[]): string {
  return sides
    .map(({ choice, by }) => `${choice === null ? 'another way' : wayNames[choice]} in ${rowsText(by)}`)
    .join(', ');
}

/** `row 7`, `rows 2 and 5`, `rows 2, 5, 9 and 31 more`. */
export function rowsText({ rows, total }: RowCount): string {
  return `${total === 1 ? 'row' : 'rows'} ${listed(rows.map(String), total)}`;
}

function waysText(ways: readonly Way[]): string {
  return ways.map((way) => wayNames[way]).join(' or ');
}
