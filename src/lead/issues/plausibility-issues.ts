import type { IssueEntry } from './issue-entry.js';

/** What is possible but looks wrong. 3DS would take all of it, so these are warnings and the lead is sent. */
export const plausibilityIssues = {
  CLOSE_DATE_PAST: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The close date of an open lead has passed',
    explanation:
      'The stage says that the order is still expected, the close date says that it was expected earlier. The day of the run itself is not past.',
    remedy: 'Set the day on which the order is expected now, or set the stage to won or lost.',
    example: 'Close date 2026-09-30 in stage VALIDATED, checked on 2026-11-21.',
  },
  CLOSE_DATE_FAR: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The close date lies more than five years ahead',
    explanation: 'Few orders are planned that long ahead; mostly a digit of the year is wrong.',
    remedy: 'Check the year of the close date.',
    example: 'Close date 2062-01-15 for 2026-01-15.',
  },
  MILESTONE_MISSING: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'Opportunities have no next milestone',
    explanation:
      'The sheet gives next milestones, but not for every new lead in the stages -3 to -1. It is said once for the whole file, and never where no lead of the file has one.',
    remedy: 'Fill in "Next milestone" and "Next milestone date" where there is a next step.',
    example: 'Nine opportunities with a next milestone and one without.',
  },
  MILESTONE_LATE: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The next milestone comes after the close date',
    explanation: 'A step towards the order can hardly follow the day of the order.',
    remedy: 'Correct the date of the next milestone or the close date.',
    example: 'Next milestone date 2027-03-01 and close date 2027-01-10.',
  },
  AMOUNT_ZERO: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The lead is worth nothing',
    explanation:
      'The amount is zero, and no other offer line of the lead has an amount above zero. Lost leads, and free lines beside paid ones, are not warned about.',
    remedy: 'Fill in the expected amount, or leave the cell blank if it is not known yet.',
    example: '0.00 in the only "Offer amount" of a lead.',
  },
  AMOUNT_NEGATIVE: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The amount is negative',
    explanation: 'An offer line is what the customer pays. leadferry sends the amount as it is.',
    remedy: 'Remove the minus sign or the parentheses, or reduce the amount of another line.',
    example: '(4,800.00) in "Offer amount".',
  },
  AMOUNT_OUTLIER: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The amount is more than 1,000 times the usual one',
    explanation:
      'It is compared with the median of all amounts above zero in the same currency, in files with at least ten of them. Such an amount mostly lacks its decimal sign, or is in another currency.',
    remedy: 'Check the decimal sign and the currency of the amount.',
    example: '13800000000 in a file of which half of the amounts are below 13,800.',
  },
  EMAIL_DOMAIN_TYPO: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The domain of the e-mail address looks mistyped',
    explanation:
      'Only misspellings of well-known mail providers, and endings that do not exist, such as .con, are named.',
    remedy: 'Correct the part after the @.',
    example: 'anna.keller@gmial.com, or anna.keller@example.con.',
  },
  PHONE_IMPLAUSIBLE: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'This cannot be a phone number of that country',
    explanation:
      'A number with a country code is judged by it, any other by the country of the customer. Too few or too many digits, and area codes that do not exist, are named; extensions may follow the number.',
    remedy: 'Write the number with its country code, such as +49 7771 555010.',
    example: '+49 711 in "Contact 1 phone".',
  },
  VAT_IMPLAUSIBLE: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'This cannot be a VAT number of that country',
    explanation:
      'The form of the number is compared, for the countries of the European Union, the United Kingdom, Switzerland and Norway; its check digit is not. Letters of the country, spaces, dots and hyphens may be there or not.',
    remedy: 'Copy the VAT number from an invoice of the customer, with the letters of its country.',
    example: 'DE12821219 (eight digits instead of nine).',
  },
  DUNS_IMPLAUSIBLE: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'This cannot be a DUNS number',
    explanation:
      'A DUNS number has nine digits; hyphens and spaces between them are allowed. It has held no check digit since 2006. Spreadsheets drop its leading zeros.',
    remedy: 'Write all nine digits. Format the column as Text in Excel to keep leading zeros.',
    example: '4215987 in "Customer DUNS number", which was 004215987.',
  },
  ZIP_IMPLAUSIBLE: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'This cannot be a postal code of that country',
    explanation:
      'The form of the code is compared for some sixty countries; spaces, hyphens, capitals and letters of the country before it do not matter. Spreadsheets drop leading zeros.',
    remedy:
      'Correct the postal code or the country. Format the column as Text in Excel to keep leading zeros.',
    example: '1067 with the country Germany, which was 01067.',
  },
  COUNTRY_UNKNOWN: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The country is not known',
    explanation:
      'The text is no name of a country in any of the languages that leadferry knows, and no code of ISO 3166.',
    remedy: 'Write the English name of the country, such as Germany.',
    example: 'Bavaria, or Germny, in "Customer country".',
  },
  COUNTRY_NOT_ENGLISH: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The country is not given by its English name',
    explanation: 'The contract names countries by their English names. leadferry sends what the cell says.',
    remedy:
      'Write the English name. `leadferry map` proposes it for the whole column, and `validate --mapping` uses it.',
    example: 'Deutschland, DE or BRD in "Customer country" instead of Germany.',
  },
  CUSTOMER_ID_SHARED: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'One VAT or DUNS number under two customer names',
    explanation:
      'The number belongs to one company. Case, punctuation and legal forms of the names do not matter, and a name may be a part of the other. Each pair of names is said once.',
    remedy: 'Correct the number, or write the name of the customer the same way in both rows.',
    example: 'DE128212199 for "Bergmann Anlagenbau GmbH" in row 2 and for "Kestrel Optics Ltd" in row 9.',
  },
  CUSTOMER_IN_TWO_COUNTRIES: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'One customer in two countries',
    explanation:
      'The same name stands with two countries, and either the city is the same or the name has a legal form, as one company does. Customers that differ in VAT, DUNS, registration or 3DS site id are two, and a name without a legal form may be a group. Each pair is said once.',
    remedy: 'Correct the country, or give both customers their own VAT or DUNS number.',
    example: '"Bergmann Anlagenbau GmbH" in Germany in row 2 and in Austria in row 9.',
  },
  LEAD_NEAR_DUPLICATE: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'Two leads look like the same one',
    explanation:
      'Two partner lead ids have the same customer, close date and offers, and the same lead name apart from case, punctuation, the order of the words or one letter. 3DS would have the lead twice.',
    remedy: 'Remove one of the two leads, or tell them apart in the name or the close date.',
    example: '"Pump line Stockach" as A-1 in row 2 and "Pump Line, Stockach" as A-7 in row 8.',
  },
  STAGE_BACKWARDS: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The stage goes backwards',
    explanation: 'The lead was last sent in a later stage than the one in the sheet.',
    remedy: 'Check that the sheet is not older than what was sent.',
    example: 'Stage QUALIFIED for a lead that was last sent as VALIDATED.',
  },
  LEAD_REOPENED: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'A closed lead is opened again',
    explanation: 'The lead was last sent as won or lost, and the sheet gives it an open stage.',
    remedy: 'Check that the sheet is not older than what was sent.',
    example: 'Stage VALIDATED for a lead that was last sent as WON.',
  },
  TEXT_MISREAD: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'The text was read in the wrong charset',
    explanation:
      'UTF-8 that a program took for Windows-1252 turns ü into Ã¼ and ’ into â€™. The repair is proposed only where turning it back gives the same text again.',
    remedy: 'Write the text as it should be, or export the file anew as UTF-8.',
    example: '"MÃ¼ller" in "Contact 1 last name" instead of "Müller".',
  },
  NUMBER_SHORTENED: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'A spreadsheet shortened a long number',
    explanation:
      'Excel writes long numbers as 4.97772E+11 into CSV files. The digits that were typed are gone.',
    remedy: 'Format the column as Text in Excel, then type the value again.',
    example: '4.97772E+11 in "Contact 1 phone".',
  },
  TIME_TAIL: {
    stage: 'plausibility',
    severity: 'warning',
    title: 'A time of day hangs at a date in a text',
    explanation: 'A program wrote a date cell into a text with the time 00:00:00, which nobody typed.',
    remedy: 'Write the date alone, or what the text should say.',
    example: '2026-03-01 00:00:00 in "Next milestone".',
  },
} as const satisfies Record<string, IssueEntry>;
