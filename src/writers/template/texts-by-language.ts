import type { SheetLanguage } from '../../lead/sheet-language.js';
import type { TemplateTexts } from './template-texts.js';
import { englishTexts } from './texts-english.js';
import { frenchTexts } from './texts-french.js';
import { germanTexts } from './texts-german.js';
import { japaneseTexts } from './texts-japanese.js';

export const templateTexts = {
  en: englishTexts,
  de: germanTexts,
  fr: frenchTexts,
  ja: japaneseTexts,
} as const satisfies Record<SheetLanguage, TemplateTexts>;
