import type { DataValidation, Worksheet } from 'exceljs';
import type { Field } from '../../lead/field-catalogue.js';
import type { SheetLanguage } from '../../lead/sheet-language.js';
import { templateTexts } from './texts-by-language.js';

declare module 'exceljs' {
  interface Worksheet {
    // exceljs has it and leaves it out of its types; by range, because cell by cell it writes overlapping ranges.
    readonly dataValidations: { add(range: string, validation: DataValidation): unknown };
  }
}

/** The cells of one column that Excel is to check. */
export interface ValidatedCells {
  readonly field: Field;
  /** The column's name, shown above the warning. */
  readonly header: string;
  /** `C2:C1001`. */
  readonly range: string;
  /** The texts of its drop-down, as a range or a formula; null for none. */
  readonly choices: string | null;
}

// Excel cuts off what is longer.
const maxTitle = 32;
const firstDay = new Date('2000-01-01T00:00:00Z');

/** Gives cells their drop-down, or a warning where they hold no date or no amount. Whatever is typed can be kept. */
export function addValidation(tab: Worksheet, cells: ValidatedCells, language: SheetLanguage): void {
  const validation = validationOf(cells, language);
  if (validation !== null) tab.dataValidations.add(cells.range, validation);
}

function validationOf(
  { field, header, choices }: ValidatedCells,
  language: SheetLanguage,
): DataValidation | null {
  const { notListed, noDate, noAmount } = templateTexts[language];
  const warning = {
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'warning',
    errorTitle: header.slice(0, maxTitle),
  } as const;
  if (choices !== null) {
    // Several reasons are typed, and ids of products without their name.
    const only = field.type === 'enumeration' || field.type === 'currency';
    return { ...warning, type: 'list', formulae: [choices], showErrorMessage: only, error: notListed };
  }
  switch (field.type) {
    case 'date':
    case 'day':
      return { ...warning, type: 'date', operator: 'greaterThan', formulae: [firstDay], error: noDate };
    case 'amount':
      return { ...warning, type: 'decimal', operator: 'greaterThanOrEqual', formulae: [0], error: noAmount };
    default:
      return null;
  }
}
