import type { IssueEntry } from './issue-entry.js';

/** What keeps rows from making a lead. */
export const rowIssues = {
  ID_MISSING: {
    stage: 'row',
    severity: 'error',
    title: 'The row has no partner lead id',
    explanation: '3DS knows a lead by the id of your CRM. The row makes no lead and is not sent.',
    remedy: 'Fill in "Partner lead id", or delete the row.',
    example: 'A row with a lead name and a blank "Partner lead id".',
  },
  UNCLAIMED_LEAD: {
    stage: 'row',
    severity: 'warning',
    title: 'The row is a 3DS lead without an id of yours',
    explanation:
      '3DS handed this lead to you and it has no partner lead id yet. Uploading is for leads that have one, so the row is left out.',
    remedy: 'Write the id that the lead has in your CRM into "Partner lead id".',
    example: 'An exported row with "3DS lead id" QK7P-2ZT9MA and a blank "Partner lead id".',
  },
  DUPLICATE_ID: {
    stage: 'row',
    severity: 'error',
    title: 'Several rows have the same partner lead id',
    explanation:
      'One row is one lead in this layout. Which of the rows counts cannot be told, so none of them is sent.',
    remedy:
      'Keep one of the rows, or give the others ids of their own. For one row per offer line use offer columns without numbers.',
    example: 'Rows 4 and 9 both with "Partner lead id" A-1.',
  },
  JOIN_MISSING: {
    stage: 'row',
    severity: 'error',
    title: 'The row belongs to a lead that is not in the sheet "Leads"',
    explanation:
      'Offer lines and contacts find their lead by the partner lead id. This one finds none and is not sent.',
    remedy: 'Add the lead to the sheet "Leads", or correct the id.',
    example: 'A row for A-7 in "Offer lines", and no A-7 in "Leads".',
  },
  VALUES_DIFFER: {
    stage: 'row',
    severity: 'error',
    title: 'Rows of one lead say different things',
    explanation:
      'With one row per offer line the cells of the lead repeat or stay blank. Two different values cannot both be right.',
    remedy: 'Make the two cells equal, or leave one of them blank.',
    example: 'Rows 2 and 3 of lead A-1 with "Close date" 2026-09-30 and 2026-10-31.',
  },
} as const satisfies Record<string, IssueEntry>;
