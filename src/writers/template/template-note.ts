import type { SheetLanguage } from '../../lead/sheet-language.js';
import { sheetWords } from '../../lead/sheet-words.js';
import type { TemplateColumn } from './template-columns.js';
import { templateTexts } from './texts-by-language.js';

/** What the note on a column's name says: what the field is, whether it must be filled in, and how. */
export function templateNote(
  { field, need }: TemplateColumn,
  { language, hasPortfolio }: { readonly language: SheetLanguage; readonly hasPortfolio: boolean },
): string {
  const { needs, types, product } = templateTexts[language];
  const isProduct = field.path === 'offerLines.offerNameId';
  const lines = [
    sheetWords(field, language).help,
    need === 'optional' ? null : needs[need],
    isProduct ? product[hasPortfolio ? 'listed' : 'unlisted'] : types[field.type],
  ];
  return lines.filter((line) => line !== null).join('\n');
}
