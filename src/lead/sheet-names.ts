import { type ListPart, type Part, partNames } from './field-catalogue.js';
import { type SheetLanguage, sheetLanguages } from './sheet-language.js';

/** What leadferry names a part of a lead: before the numbers of its columns (`Offer 2 amount`), and on the tab of its joined sheet. */
export interface PartNames {
  readonly prefix: string;
  readonly sheet: string;
}

/** The names of the parts that a lead has several of. The sheet of the leads themselves is `Leads` in every language. */
const listNames = {
  en: partNames,
  de: {
    offerLines: { prefix: 'Angebot', sheet: 'Angebotszeilen' },
    customerContacts: { prefix: 'Kontakt', sheet: 'Kundenkontakte' },
    partnerContacts: { prefix: 'Partnerkontakt', sheet: 'Partnerkontakte' },
  },
  fr: {
    offerLines: { prefix: 'Offre', sheet: 'Lignes offre' },
    customerContacts: { prefix: 'Contact', sheet: 'Contacts client' },
    partnerContacts: { prefix: 'Contact partenaire', sheet: 'Contacts partenaire' },
  },
  ja: {
    offerLines: { prefix: 'オファー', sheet: 'オファー明細' },
    customerContacts: { prefix: '担当者', sheet: '顧客担当者' },
    partnerContacts: { prefix: 'パートナー担当者', sheet: 'パートナー担当者' },
  },
} as const satisfies Record<SheetLanguage, Readonly<Record<ListPart, PartNames>>>;

/** Sheets that a template has beside the leads: how to fill them, the lists of the drop-downs, the products. */
export const asideSheets = {
  en: { readMe: 'Read me', lists: 'Lists', portfolio: 'Portfolio' },
  de: { readMe: 'Bitte lesen', lists: 'Listen', portfolio: 'Portfolio' },
  fr: { readMe: 'Lisez-moi', lists: 'Listes', portfolio: 'Portefeuille' },
  ja: { readMe: 'お読みください', lists: 'リスト', portfolio: 'ポートフォリオ' },
} as const satisfies Record<SheetLanguage, Readonly<Record<'readMe' | 'lists' | 'portfolio', string>>>;

/** How a part is named in a language. */
export function partNamesIn(part: Part, language: SheetLanguage): PartNames {
  switch (part) {
    case 'offerLines':
    case 'customerContacts':
    case 'partnerContacts':
      return listNames[language][part];
    case 'identity':
    case 'leadOpportunity':
    case 'customerLegalEntity':
      return partNames[part];
  }
}

/** Every language's names of a part, English first. */
export function allPartNames(part: ListPart): readonly PartNames[] {
  return sheetLanguages.map((language) => listNames[language][part]);
}

/** Every language's names of the sheets beside the leads. */
export const asideSheetNames: readonly string[] = sheetLanguages.flatMap((language) =>
  Object.values(asideSheets[language]),
);
