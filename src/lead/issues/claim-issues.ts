import type { IssueEntry } from './issue-entry.js';

/** What keeps a lead of 3DS from getting an id of the partner, or is to be known beside it. */
export const claimIssues = {
  LEAD_CLAIMED: {
    stage: 'plan',
    severity: 'error',
    title: 'The 3DS lead has another partner lead id already',
    explanation:
      'Since the sheet was exported somebody gave the lead an id, or the row has the 3DS id of another lead. `leadferry claim` never takes the place of an id.',
    remedy:
      'Look at the lead in MySalesPipeline. If its id is wrong, have it changed there; else empty the cell.',
    example: 'The sheet gives QK7P-2ZT9MA the id A-1, and 3DS shows it with A-2.',
  },
  CLAIM_ID_IN_USE: {
    stage: 'plan',
    severity: 'error',
    title: 'Another 3DS lead has this partner lead id',
    explanation:
      'An id of your CRM belongs to one lead of 3DS. Giving it to a second one would make two of one.',
    remedy:
      'Correct the id. If both leads are the same business, keep the one that has the id and ask 3DS to close the other.',
    example: 'The sheet gives QK7P-2ZT9MA the id A-1, and 9YEL-Y3W56Q has it.',
  },
  CLAIM_UNCONFIRMED: {
    stage: 'plan',
    severity: 'warning',
    title: '3DS answered that it updated the lead, and reading it does not show the id',
    explanation:
      'Whether 3DS takes a partner lead id for a lead that has none is not published, so each claim is read back. This one is looked up again until --settle has passed.',
    remedy: 'Run `leadferry resume`; it looks the lead up again.',
    example: 'The answer to the claim of QK7P-2ZT9MA was good, and reading the lead failed.',
  },
  CLAIM_NOT_TAKEN: {
    stage: 'plan',
    severity: 'error',
    title: '3DS did not take the partner lead id',
    explanation:
      '3DS answered that it updated the lead, and through the whole settling time the lead showed no partner lead id.',
    remedy: 'Give it the id in MySalesPipeline, and quote the trace id to 3DS.',
    example: 'QK7P-2ZT9MA was claimed as A-1, and 3DS still shows it without an id.',
  },
  CLAIM_OTHER_EDITS: {
    stage: 'plan',
    severity: 'warning',
    title: 'Other cells of the row were edited as well',
    explanation: '`leadferry claim` sends the partner lead id and nothing else of the sheet.',
    remedy: 'Upload the sheet afterwards: `leadferry upload FILE` sends the other cells.',
    example: 'The row of QK7P-2ZT9MA has a new id and another close date.',
  },
} as const satisfies Record<string, IssueEntry>;
