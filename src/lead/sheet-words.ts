import type { Field } from './field-catalogue.js';
import type { FieldWordTable } from './field-help/field-words.js';
import { frenchWords } from './field-help/french.js';
import { germanWords } from './field-help/german.js';
import { japaneseWords } from './field-help/japanese.js';
import type { LabelLanguage } from './field-labels.js';
import type { SheetLanguage } from './sheet-language.js';
import { partNamesIn } from './sheet-names.js';

const words = {
  de: germanWords,
  fr: frenchWords,
  ja: japaneseWords,
} as const satisfies Record<LabelLanguage, FieldWordTable>;

/** What a lead sheet in one language calls a field. */
export interface SheetWords {
  /** As the header of layout 2 and 3 shows it: `Close date`, `Angebot Betrag`. */
  readonly label: string;
  /** The label without the part's own name: `amount`, `Betrag`. */
  readonly itemLabel: string;
  readonly help: string;
}

/** The words of a field in a language; English ones for a field that only 3DS fills, which templates do not have. */
export function sheetWords(field: Field, language: SheetLanguage): SheetWords {
  const own = language === 'en' ? undefined : words[language][field.path];
  if (own === undefined) return field;
  const { prefix } = partNamesIn(field.part, language);
  return {
    label: prefix === '' ? own.label : `${prefix} ${own.label}`,
    itemLabel: own.label,
    help: own.help,
  };
}

/** The label of a numbered column: `Offer 2 amount`, `Angebot 2 Betrag`. */
export function numberedLabelIn(field: Field, number: number, language: SheetLanguage): string {
  return `${partNamesIn(field.part, language).prefix} ${number} ${sheetWords(field, language).itemLabel}`;
}
