import type { IssueEntry } from './issue-entry.js';

/** What the lists of 3DS do not have. */
export const referenceIssues = {
  OFFER_UNKNOWN: {
    stage: 'reference',
    severity: 'warning',
    title: 'The offer is not in the product catalogue',
    explanation:
      'leadferry compares offer ids with the catalogue that `leadferry export portfolio` kept and with the list of offers that was added. An id that is in neither is mostly a mistake; it is sent all the same. With --strict this is an error.',
    remedy:
      'Write the id as the catalogue has it. If the product is new, run `leadferry export portfolio` again.',
    example: '"Offer id" MBSE Workbench, the name of a product in place of its id.',
  },
  OFFER_NOT_ORDERABLE: {
    stage: 'reference',
    severity: 'warning',
    title: 'The offer cannot be ordered any more',
    explanation:
      'The catalogue has the product and says that it is not orderable. An offer that an earlier upload sent for the lead is left alone. With --strict this is an error.',
    remedy: 'Choose the product that took its place, or ask your 3DS partner sales manager.',
    example: '"Offer id" of a product whose column "Orderable" says FALSE in the exported portfolio.',
  },
  CATALOGUE_OUTDATED: {
    stage: 'reference',
    severity: 'warning',
    title: 'The kept product catalogue is old',
    explanation:
      'Offers are compared with a copy of the catalogue on this computer. Products come and go; an old copy says too much and too little. The setting catalogueMaxAge (days, 30 where nothing is said) decides what is old.',
    remedy: 'Run `leadferry export portfolio -o portfolio.xlsx` to read it anew.',
    example: 'A catalogue that was exported 45 days ago.',
  },
  CATALOGUE_MISSING: {
    stage: 'reference',
    severity: 'info',
    title: 'There is no product catalogue to compare offers with',
    explanation:
      'Whether an offer id is one of 3DS is seen only with a copy of the catalogue. Without it offer ids are sent as they are.',
    remedy:
      'Run `leadferry export portfolio -o portfolio.xlsx` once, or `leadferry refs add offers.xlsx --kind offers` with the list that 3DS mailed.',
    example: 'The first sheet that is validated on a computer.',
  },
  COMPETITOR_UNKNOWN: {
    stage: 'reference',
    severity: 'warning',
    title: 'The competitor is not in the list of 3DS',
    explanation:
      '3DS hands the valid names to partners; `leadferry refs add FILE --kind competitors` keeps them. Upper and lower case and punctuation make no difference here. With --strict this is an error.',
    remedy: 'Write the name as the list has it. If the list is old, add the newest one.',
    example: '"Competitors" Globx where the list has Globex.',
  },
} as const satisfies Record<string, IssueEntry>;
