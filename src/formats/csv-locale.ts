import { LeadferryError } from '../core/error.js';

/** How the Excel of a country takes a CSV file that is opened by a double click. */
export interface CsvLocale {
  /** What it splits cells at: the list separator of the country's Windows. */
  readonly delimiter: ';' | ',';
  /** What stands before the decimals of a number. */
  readonly decimal: ',' | '.';
}

const semicolon = { delimiter: ';', decimal: ',' } as const;
const comma = { delimiter: ',', decimal: '.' } as const;
/** Switzerland and Liechtenstein: a decimal point, and still a semicolon between cells. */
const alpine = { delimiter: ';', decimal: '.' } as const;

/**
 * The locales that files are written for; of a language, the first one stands for it (`de` is `de-DE`).
 * Source: Windows' regional settings (LOCALE_SLIST and LOCALE_SDECIMAL). All of them get UTF-8 with a byte order mark, which every
 * Excel since 2010 opens whatever its country, and which alone holds every character; and days as YYYY-MM-DD, which every Excel
 * takes for a day and shows in its own order, where 03/04/2026 has two meanings.
 */
export const csvLocales = {
  'bg-BG': semicolon,
  'cs-CZ': semicolon,
  'da-DK': semicolon,
  'de-DE': semicolon,
  'de-AT': semicolon,
  'de-CH': alpine,
  'de-LI': alpine,
  'el-GR': semicolon,
  'en-US': comma,
  'en-AU': comma,
  'en-CA': comma,
  'en-GB': comma,
  'en-IE': comma,
  'en-IN': comma,
  'en-NZ': comma,
  'en-SG': comma,
  'es-ES': semicolon,
  'es-AR': semicolon,
  'es-CL': semicolon,
  'es-CO': semicolon,
  'es-MX': comma,
  'et-EE': semicolon,
  'fi-FI': semicolon,
  'fr-FR': semicolon,
  'fr-BE': semicolon,
  'fr-CA': semicolon,
  'he-IL': comma,
  'hr-HR': semicolon,
  'hu-HU': semicolon,
  'it-IT': semicolon,
  'it-CH': alpine,
  'ja-JP': comma,
  'ko-KR': comma,
  'lt-LT': semicolon,
  'lv-LV': semicolon,
  'nb-NO': semicolon,
  'nl-NL': semicolon,
  'nl-BE': semicolon,
  'pl-PL': semicolon,
  'pt-BR': semicolon,
  'pt-PT': semicolon,
  'ro-RO': semicolon,
  'ru-RU': semicolon,
  'sk-SK': semicolon,
  'sl-SI': semicolon,
  'sv-SE': semicolon,
  'th-TH': comma,
  'tr-TR': semicolon,
  'uk-UA': semicolon,
  'zh-CN': comma,
  'zh-TW': comma,
} as const satisfies Record<string, CsvLocale>;

/** The names of the locales, by language. */
export const csvLocaleNames: readonly string[] = Object.keys(csvLocales);

/**
 * What a locale means for a CSV file. Case and `_` for `-` make no difference, and a language alone is its first country.
 * Throws LeadferryError USAGE for a locale that is not in the table.
 */
export function csvLocale(name: string): CsvLocale {
  const key = name.trim().replaceAll('_', '-').toLowerCase();
  const found = Object.entries(csvLocales).find(
    ([known]) => known.toLowerCase() === key || known.split('-', 1)[0] === key,
  );
  if (found !== undefined) return found[1];
  throw new LeadferryError(
    'USAGE',
    `--locale: expected a language and country such as de-DE, found "${name}".`,
    {
      next: `Choose one of ${csvLocaleNames.join(', ')}.`,
    },
  );
}
