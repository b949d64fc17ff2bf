/** The languages in which lead sheets can be written. */
export const sheetLanguages = ['en', 'de', 'fr', 'ja'] as const;

export type SheetLanguage = (typeof sheetLanguages)[number];
