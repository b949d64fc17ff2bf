import type { Issue } from '../../../core/issue.js';
import { fieldAt } from '../../../lead/field-catalogue.js';
import { createIssue, type IssuePlace } from '../../../lead/issue-catalogue.js';
import type { MappedSheet } from '../../mapping/map-columns.js';
import { listed } from '../../quoted.js';
import type { FileCheck } from '../check-context.js';
import { factFields } from '../fact-fields.js';
import type { LeadFacts } from '../lead-facts.js';

const { milestone: milestoneField, milestoneDate } = factFields;
const milestone = fieldAt(milestoneField.path);
// From here on steps towards an order are planned.
const stages: ReadonlySet<string | null> = new Set(['OPPY_OPEN', 'VALIDATED', 'ESTABLISHED']);
const mostNamed = 6;

/** Counts new opportunities without a next milestone, in files that have the column and fill it for some lead. */
export function countMissingMilestones(): FileCheck {
  const places: IssuePlace[] = [];
  const sheets = new Map<MappedSheet, boolean>();
  let missing = 0;
  let isUsed = false;
  return {
    add(lead: LeadFacts): void {
      const isFilled = lead.has(milestoneField);
      if (isFilled) isUsed = true;
      if (isFilled || lead.has(milestoneDate) || !lead.isCreate || !stages.has(lead.stage)) return;
      if (milestone === undefined || !hasColumn(lead.sheet, sheets)) return;
      missing += 1;
      if (places.length < mostNamed) places.push(lead.blankPlace(milestone));
    },
    issues: () => (isUsed ? missingIssue(places, missing) : []),
  };
}

function hasColumn(sheet: MappedSheet, sheets: Map<MappedSheet, boolean>): boolean {
  const known = sheets.get(sheet);
  if (known !== undefined) return known;
  const found = sheet.columns.some(({ field }) => field.path === milestoneField.path);
  sheets.set(sheet, found);
  return found;
}

function missingIssue(places: readonly IssuePlace[], missing: number): readonly Issue[] {
  const [first] = places;
  if (first === undefined) return [];
  const rows = places.map(({ row }) => `row ${row}`);
  const found =
    missing === 1
      ? 'a blank cell'
      : `blank cells for ${missing} new opportunities (${listed(rows.slice(0, mostNamed - 1), missing)})`;
  const place = missing === 1 ? first : { ...first, row: null };
  return [
    createIssue('MILESTONE_MISSING', place, {
      message: `expected a next milestone in the stages -3 to -1, found ${found}.`,
    }),
  ];
}
