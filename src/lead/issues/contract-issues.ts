import type { IssueEntry } from './issue-entry.js';

/** What 3DS would refuse, ignore or fill in itself. */
export const contractIssues = {
  AMOUNT_CURRENCY_DIFFERS: {
    stage: 'lead',
    severity: 'error',
    title: 'The amount names another currency than the lead',
    explanation:
      'All amounts of a lead are in the currency of the lead. The sign or code in the cell contradicts it, and leadferry converts nothing.',
    remedy: 'Correct "Currency", or write the amount in the currency of the lead.',
    example: '€ 1.200,00 in "Offer amount" of a lead with the currency USD.',
  },
  FIELD_MISSING: {
    stage: 'lead',
    severity: 'error',
    title: 'A value that 3DS needs is missing',
    explanation:
      'A new lead needs a name, stage, close date, currency, and the name, city and country of the customer. An update needs these three of the customer too, as soon as another cell of the customer is filled in, unless an earlier upload has sent them.',
    remedy: 'Fill in the cell.',
    example: 'A new lead with a blank "Close date".',
  },
  OFFER_MISSING: {
    stage: 'lead',
    severity: 'error',
    title: 'The lead has no offer line',
    explanation: 'A new lead needs at least one offer line.',
    remedy: 'Add an offer line with at least the offer id. `leadferry export portfolio` lists all offers.',
    example: 'A new lead of which all offer cells are blank.',
  },
  ITEM_FIELD_MISSING: {
    stage: 'lead',
    severity: 'error',
    title: 'An offer line or contact is incomplete',
    explanation: 'An offer line needs its offer id; a contact needs email, first name and last name.',
    remedy: 'Fill in the cell, or empty all cells of this offer line or contact.',
    example: '"Contact 1 first name" filled in and "Contact 1 email" blank.',
  },
  CUSTOMER_PARTIAL: {
    stage: 'lead',
    severity: 'warning',
    title: 'A change of the customer would need its name, city and country',
    explanation:
      '3DS takes a customer only together with these three, and no earlier upload sent them. As long as the customer is the same nothing of it is sent; a change of it keeps the whole lead from being sent (CUSTOMER_INCOMPLETE).',
    remedy: 'Fill in the cell, or empty all cells of the customer: an update leaves alone what is blank.',
    example: 'An update with a new "Customer zip code" and no "Customer city".',
  },
  PARTNER_OTHER: {
    stage: 'lead',
    severity: 'error',
    title: 'The lead belongs to another partner',
    explanation: 'The partner id in the sheet is not the one of your settings.',
    remedy: 'Remove the row, or set the right partner with --partner-id or --profile.',
    example: '"Partner id" 200000000014443 while --partner-id is 200000000014442.',
  },
  FORECAST_IGNORED: {
    stage: 'lead',
    severity: 'warning',
    title: '3DS ignores the forecast category in this stage',
    explanation: 'A forecast category counts from stage -3 on. In the stages -6 to -4 it is ignored.',
    remedy: 'Leave the forecast category blank until the lead is an opportunity.',
    example: 'Stage LEAD_OPEN with forecast category COMMIT.',
  },
  FORECAST_SET_BY_3DS: {
    stage: 'lead',
    severity: 'warning',
    title: '3DS sets the forecast category of a closed lead itself',
    explanation: 'Once won or lost, the forecast category is WON or LOST, whatever the sheet says.',
    remedy: 'Leave the forecast category blank.',
    example: 'Stage WON with forecast category COMMIT.',
  },
  FORECAST_UNFIT: {
    stage: 'lead',
    severity: 'warning',
    title: 'The forecast category does not fit an open opportunity',
    explanation:
      'In the stages -3 to -1 a forecast category is SAFE, COMMIT, UPSIDE or LONGSHOT. WON and LOST are set by 3DS, with the stage.',
    remedy: 'Choose SAFE, COMMIT, UPSIDE or LONGSHOT, or correct the stage.',
    example: 'Stage VALIDATED with forecast category WON.',
  },
  REASON_MISPLACED: {
    stage: 'lead',
    severity: 'warning',
    title: 'A reason won or lost does not fit the stage',
    explanation:
      'Reasons won belong to leads in stage WON, reasons lost to leads in stage LOST. What 3DS makes of others is not published; they are sent as they are.',
    remedy: 'Empty the cell, or correct the stage.',
    example: 'Stage WON with the reason lost FUNC_GAP.',
  },
  RENTAL_DATES_IGNORED: {
    stage: 'lead',
    severity: 'warning',
    title: 'Start and end date count for rentals only',
    explanation: '3DS uses these dates only with a yearly (YxC) or quarterly (QxC) rental.',
    remedy: 'Leave the dates blank, or choose a rental revenue type.',
    example: 'An Upfront line with a start date.',
  },
  DATES_REVERSED: {
    stage: 'lead',
    severity: 'error',
    title: 'The start date lies after the end date',
    explanation: 'A rental ends on or after the day on which it starts.',
    remedy: 'Correct one of the two dates.',
    example: 'Start date 2026-12-31 and end date 2026-01-01.',
  },
  OFFER_REPEATED: {
    stage: 'lead',
    severity: 'warning',
    title: 'The same offer line stands in the lead twice',
    explanation: 'Offer, revenue type, start date and amount are equal. Both lines are sent.',
    remedy: 'Delete one of the lines if it was copied by mistake.',
    example: 'Two lines with the same offer id, both Upfront and 13800.',
  },
  REASON_WON_DEFAULT: {
    stage: 'lead',
    severity: 'warning',
    title: '3DS sets the reason won itself',
    explanation:
      'A new lead that is won and names no reason gets STRNG_VAL_PROP (Stronger value proposition).',
    remedy: 'Fill in "Reasons won" if another reason is right.',
    example: 'A new lead in stage WON with a blank "Reasons won".',
  },
  REASON_LOST_DEFAULT: {
    stage: 'lead',
    severity: 'warning',
    title: '3DS sets the reason lost itself',
    explanation: 'A new lead that is lost and names no reason gets NO_PROJECT (No Project).',
    remedy: 'Fill in "Reasons lost" if another reason is right.',
    example: 'A new lead in stage LOST with a blank "Reasons lost".',
  },
  FORECAST_DEFAULT: {
    stage: 'lead',
    severity: 'info',
    title: '3DS sets the forecast category itself',
    explanation:
      'A new lead without a forecast category gets the one of its stage: UPSIDE in the stages -3 to -1, WON once won, LOST once lost. In the stages -6 to -4 it has none.',
    remedy: 'Fill in "Forecast category" if SAFE, COMMIT or LONGSHOT is right.',
    example: 'A new lead in stage VALIDATED with a blank "Forecast category".',
  },
  OWNER_DEFAULT: {
    stage: 'lead',
    severity: 'info',
    title: '3DS sets the owner itself',
    explanation: 'A new lead without an owner goes to the primary partner sales manager of your company.',
    remedy: 'Fill in "3DS owner email" if another manager is right.',
    example: 'A new lead with a blank "3DS owner email".',
  },
} as const satisfies Record<string, IssueEntry>;
