import type { IssueEntry } from './issue-entry.js';

/** What 3DS holds or answers. */
export const planIssues = {
  LEAD_NOT_FOUND: {
    stage: 'plan',
    severity: 'error',
    title: '3DS has no such lead',
    explanation: 'With --mode update only leads that 3DS already has are sent; it has none with this id.',
    remedy: 'Correct the id, or use --mode upsert to create what is missing.',
    example: 'A-1 in the sheet with --mode update, and no A-1 at 3DS.',
  },
  LEAD_EXISTS: {
    stage: 'plan',
    severity: 'error',
    title: '3DS already has this lead',
    explanation: 'With --mode create only new leads are sent; 3DS has one with this id.',
    remedy: 'Use --mode upsert or --mode update to change it.',
    example: 'A-1 in the sheet with --mode create, and A-1 at 3DS.',
  },
  IDS_DISAGREE: {
    stage: 'plan',
    severity: 'error',
    title: 'The two ids of the row mean two leads',
    explanation: 'The partner lead id and the 3DS lead id of the row belong to different leads at 3DS.',
    remedy: 'Correct one of the ids, or empty "3DS lead id".',
    example: 'A-1 with the 3DS lead id of A-2.',
  },
  ID_NOT_UNIQUE: {
    stage: 'plan',
    severity: 'error',
    title: '3DS has several leads with this partner lead id',
    explanation: 'Which of them is meant cannot be told, so none is changed.',
    remedy: 'Fill in "3DS lead id" to say which one is meant, and ask 3DS to remove the other.',
    example: 'QK7P-2ZT9MA and 9YEL-Y3W56Q both with partner lead id A-1.',
  },
  REVENUE_TYPE_BLOCKED: {
    stage: 'plan',
    severity: 'error',
    title: 'The offers cannot be sent because of a revenue type that only 3DS sets',
    explanation:
      'Offer lines are sent as a whole list, and 3DS takes none with this revenue type. Leaving the line out could delete it.',
    remedy: 'Leave the offers of this lead as they are at 3DS, or ask 3DS to change them.',
    example: 'A new amount for a lead that also has a SUPPORT_SERVICES line.',
  },
  CUSTOMER_INCOMPLETE: {
    stage: 'plan',
    severity: 'error',
    title: 'A change of the customer needs its name, city and country',
    explanation: '3DS takes a change of the customer only together with these three, and they are not known.',
    remedy: 'Fill in "Customer name", "Customer city" and "Customer country".',
    example: 'A new zip code in a sheet without the name of the customer.',
  },
  CONFLICT: {
    stage: 'plan',
    severity: 'error',
    title: 'The lead was changed both in the sheet and at 3DS',
    explanation:
      'A field has one value in the sheet, another one at 3DS, and both differ from what 3DS showed when the two last agreed. Sending the sheet would overwrite what somebody changed there, so the lead is not sent.',
    remedy:
      "Put the right value into the sheet; or send the sheet's values with --on-conflict mine, or keep those of 3DS with --on-conflict theirs.",
    example: 'Close date: you 2026-09-30, 3DS changed it from 2026-08-31 to 2026-10-15.',
  },
  PLAN_OUTDATED: {
    stage: 'plan',
    severity: 'error',
    title: 'The lead changed at 3DS since the plan was made',
    explanation:
      '`leadferry upload --plan` sends exactly what the plan file shows. This lead is no longer as the plan saw it, so nothing was sent for it; the other leads were.',
    remedy: 'Make a new plan: `leadferry plan FILE -o plan.json`, look at it, then upload that.',
    example: 'The plan says create A-1, and somebody has created A-1 meanwhile.',
  },
  LEAD_LIKE_UNCLAIMED: {
    stage: 'plan',
    severity: 'warning',
    title: '3DS may hold the lead already, with no partner lead id',
    explanation:
      'A lead that 3DS handed to you and that carries no id of your CRM yet is of the same customer or contact as one that is to be created. If it is the same business, creating it makes a second one. With --strict it is not created.',
    remedy:
      'Compare the two. If they are the same, claim the one of 3DS: put its 3DS id into the column "3DS lead id" beside your partner lead id, and run `leadferry claim FILE`. If they are not, go on.',
    example: 'A-1 of Bergmann Anlagenbau in Stockach, and an unclaimed lead of the same customer.',
  },
  LIST_NOT_AS_SENT: {
    stage: 'plan',
    severity: 'warning',
    title: '3DS holds another list than the one that was sent',
    explanation:
      'Offer lines and contacts are sent as whole lists. Reading the lead back showed a list with other, more or fewer items; the message says which.',
    remedy: 'Look at the lead in MySalesPipeline and correct the list there.',
    example: 'One offer line was sent, and 3DS holds that one and an older one.',
  },
  READ_BACK_DIFFERS: {
    stage: 'plan',
    severity: 'info',
    title: '3DS holds other values than those that were sent',
    explanation:
      'The lead was saved, and reading it back showed values that 3DS ignored or changed; the message names them.',
    remedy: 'Nothing has to be done where the value of 3DS is right. Else change it in MySalesPipeline.',
    example: 'You sent the forecast UPSIDE, 3DS holds PIPELINE.',
  },
  READ_BACK_FAILED: {
    stage: 'plan',
    severity: 'info',
    title: 'The lead was saved and could not be read back',
    explanation:
      'The answer of 3DS proves that the lead was saved; reading it to compare the values gave no lead.',
    remedy: 'Nothing has to be done; the next plan compares the lead again.',
    example: 'The server answered 503 to the GET after the create.',
  },
  LEAD_UNREADABLE: {
    stage: 'plan',
    severity: 'error',
    title: 'The lead could not be read at 3DS',
    explanation:
      '3DS lists the lead but does not answer with it, also when asked again, so nothing can be compared and nothing is sent for it. In an upload it waits for `leadferry resume`.',
    remedy:
      'Run `leadferry resume` after an upload, else the command again. If it stays so, send 3DS the trace id.',
    example: '3DS answers ERROR_048 for an id that its search returned.',
  },
  LEAD_UNCLAIMED: {
    stage: 'plan',
    severity: 'error',
    title: 'The 3DS lead has no partner lead id yet',
    explanation:
      'The 3DS lead id of the row belongs to a lead that 3DS handed to you and that nobody has given an id of your CRM. An upload does not do that by the way.',
    remedy: 'Give it the id with `leadferry claim FILE`, then upload again.',
    example: 'A-1 with the 3DS lead id of a marketing lead.',
  },
  NOT_REACHED: {
    stage: 'plan',
    severity: 'error',
    title: 'The run stopped before it came to the lead',
    explanation:
      'No request for it is open: it was not sent yet, or it was sent, looked up, and has to be sent again. What comes before it in the results says why the run stopped.',
    remedy: 'Run `leadferry resume` to go on.',
    example: 'The key was refused in the middle of the run.',
  },
  OUTCOME_UNKNOWN: {
    stage: 'plan',
    severity: 'error',
    title: 'It is not known whether 3DS has saved the lead',
    explanation: 'The request was sent and no usable answer came, and looking the lead up did not settle it.',
    remedy: 'Run `leadferry resume`; it looks the lead up before anything is sent again.',
    example: 'The connection broke after the request was sent.',
  },
  REJECTED: {
    stage: 'plan',
    severity: 'error',
    title: '3DS refused the lead',
    explanation:
      '3DS answered with an error that belongs to this lead; its code and message are in the results.',
    remedy: 'Correct what the message of 3DS names, then upload the failed sheet.',
    example: '400 with the message that the offer is not orderable.',
  },
  LEAD_REMOVED: {
    stage: 'plan',
    severity: 'error',
    title: 'The sheet no longer has the lead',
    explanation:
      'The run was resumed with the sheet, and the lead, which had not been sent yet, was not in it any more.',
    remedy: 'Nothing, if it was taken out on purpose; otherwise put it back and upload the sheet.',
    example: 'The row of A-1 was deleted before `leadferry resume leads.xlsx`.',
  },
  LEAD_ERASED: {
    stage: 'plan',
    severity: 'error',
    title: 'The values of the lead were erased from the ledger',
    explanation:
      'leadferry keeps what it sends for a limited time (90 days unless set) or until `leadferry forget`; without the values the lead cannot be sent from the ledger.',
    remedy: 'Run `leadferry resume RUN --file FILE` with the sheet, or upload the sheet again.',
    example: 'A run of last year that was stopped and is resumed now.',
  },
  UNDO_CONFLICT: {
    stage: 'plan',
    severity: 'error',
    title: 'The lead was changed at 3DS after the run',
    explanation:
      'A value that the run had sent is not there any more, so somebody changed it since. It is left as it is; the other values are put back.',
    remedy: 'Look at the lead in MySalesPipeline and decide which value is right.',
    example: 'The run set the close date, and a colleague moved it again the day after.',
  },
  UNDO_IMPOSSIBLE: {
    stage: 'plan',
    severity: 'error',
    title: 'The value before the run cannot be put back',
    explanation:
      'The field was empty, or its value is one that only 3DS may set, and 3DS takes no request that makes it so again.',
    remedy: 'Correct the value in MySalesPipeline.',
    example: 'The run set the first close date of a lead; a close date cannot be emptied.',
  },
} as const satisfies Record<string, IssueEntry>;
