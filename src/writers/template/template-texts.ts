import type { FieldType } from '../../lead/field-catalogue.js';
import type { LeadLayout } from '../lead-sheets.js';

/**
 * Whether a column must be filled in. always: in every row. create: for a new lead. item: wherever its offer line or contact is
 * filled in. optional: never.
 */
export type Need = 'always' | 'create' | 'item' | 'optional';

/** What the sheet that explains a template is told about it. */
export interface TemplateFacts {
  readonly layout: LeadLayout;
  readonly hasPortfolio: boolean;
  readonly hasExample: boolean;
  /** The name under which the file was written. */
  readonly file: string;
  /** Names of the sheets as they are in this workbook. */
  readonly sheets: { readonly lists: string; readonly portfolio: string };
  /** Labels of the columns that the text speaks of, as they are in this workbook. */
  readonly labels: { readonly leadId: string; readonly offer: string };
}

/** Everything that a template says in one language, beside the words of its fields. */
export interface TemplateTexts {
  readonly title: string;
  readonly howTo: string;
  steps(facts: TemplateFacts): readonly string[];
  readonly colours: string;
  readonly needs: Readonly<Record<Need, string>>;
  readonly afterwards: string;
  /** What to run then, each with a word on what it does. */
  commands(facts: TemplateFacts): readonly (readonly [command: string, does: string])[];
  readonly columns: string;
  /** Headers of the table of columns. */
  readonly table: readonly [
    column: string,
    newLead: string,
    update: string,
    version: string,
    content: string,
    sheet: string,
  ];
  /** Words of that table; the rest stands in `notInVersion`. */
  readonly uses: Readonly<Record<Need | 'leaveBlank', string>>;
  notInVersion(version: string): string;
  readonly types: Readonly<Record<FieldType, string | null>>;
  /** Added to the note of the product's column, with a portfolio and without. */
  readonly product: { readonly listed: string; readonly unlisted: string };
  /** Warnings of Excel where a typed value is not of its list, no date, or no amount. */
  readonly notListed: string;
  readonly noDate: string;
  readonly noAmount: string;
  /** Added to the headers of the sheet of lists. */
  readonly code: string;
  /** Header of the texts that the drop-down of products offers. */
  readonly choose: string;
  /** What the example lead is called. */
  readonly exampleName: string;
}
