import type { Issue } from '../../core/issue.js';
import { createIssue, type IssueCode } from '../../lead/issue-catalogue.js';
import { rowsText, sidesText } from './column-evidence.js';
import type { FoundColumn } from './gather-evidence.js';
import type { EvidenceKind, Way } from './ways.js';

const undecided = {
  dates: { code: 'DATE_ORDER_UNKNOWN', what: 'dates', proof: 'a row that shows the order of day and month' },
  decimal: { code: 'DECIMAL_UNKNOWN', what: 'amounts', proof: 'a row that shows the decimal sign' },
} as const satisfies Record<EvidenceKind, { code: IssueCode; what: string; proof: string }>;

const mixed = {
  dates: { code: 'DATE_ORDER_MIXED', what: 'dates', one: 'one order of day and month' },
  decimal: { code: 'DECIMAL_MIXED', what: 'amounts', one: 'one decimal sign' },
} as const satisfies Record<EvidenceKind, { code: IssueCode; what: string; one: string }>;

/** What has to be settled by a person, one issue per column. The cells themselves are refused where they stand. */
export function evidenceIssues(found: readonly FoundColumn[], source: string): readonly Issue[] {
  return found.flatMap(({ sheet, column, kind, finding }) => {
    const place = {
      source,
      sheet: sheet.table.sheet,
      row: sheet.table.header.row,
      column: column.column,
      header: column.header,
      field: column.field.path,
    };
    if (finding.kind === 'unknown') {
      const { code, what, proof } = undecided[kind];
      const message = `expected ${proof}, found none: the ${what} of ${rowsText(finding.open)} can be read in two ways and are not read.`;
      return [createIssue(code, place, { message, hint: settingHint(finding.choices, kind) })];
    }
    if (finding.kind === 'mixed') {
      const { code, what, one } = mixed[kind];
      const message = `expected ${one} in the whole column, found ${sidesText(finding.sides)}. The ${what} that can be read in two ways are not read.`;
      return [createIssue(code, place, { message })];
    }
    return [];
  });
}

function settingHint(choices: readonly Way[], kind: EvidenceKind): string {
  const flags = choices.map((choice) => `\`--${kind} ${choice}\``).join(' or ');
  return `Run with ${flags}, or set \`${kind}: ${choices[0]}\` at the column in the mapping file.`;
}
