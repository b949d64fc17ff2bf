import type { Issue } from '../../../core/issue.js';
import { calendar } from '../../../lead/calendar.js';
import { createIssue } from '../../../lead/issue-catalogue.js';
import type { CheckContext, FileCheck } from '../check-context.js';

const field = 'offerLines.offerNameId';

/** Says once per file with offers that there is nothing to compare them with, or that what there is is old. */
export function checkCatalogueAge(context: CheckContext): FileCheck {
  let hasOffers = false;
  return {
    add: (lead): void => {
      hasOffers ||= lead.hasOffers;
    },
    issues: () => (hasOffers ? ageIssues(context) : []),
  };
}

function ageIssues({ source, options: { references, today } }: CheckContext): readonly Issue[] {
  if (references === null) return [];
  const { offers, refreshCommand, maxAgeDays } = references;
  if (offers === null) {
    const message = 'expected a product catalogue to compare the offers with, found none on this computer.';
    const hint = `Run \`${refreshCommand}\` once, or \`leadferry refs add offers.xlsx --kind offers\` with the list that 3DS mailed.`;
    return [createIssue('CATALOGUE_MISSING', { source, field }, { message, hint })];
  }
  const [newest] = offers.sources;
  const age = daysBetween(newest.savedOn, today);
  if (age <= maxAgeDays) return [];
  const message = `expected offers to compare with that are at most ${maxAgeDays} days old, found ${newest.name} of ${newest.savedOn}, ${age} days old.`;
  const hint = `Run \`${refreshCommand}\` to read the catalogue anew.`;
  return [createIssue('CATALOGUE_OUTDATED', { source, field }, { message, hint })];
}

function daysBetween(first: string, last: string): number {
  return calendar().PlainDate.from(first).until(last, { largestUnit: 'day' }).days;
}
