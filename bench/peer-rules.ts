// What both peers are told of the lead sheet of lead-table.ts; rules.md lists the rules.
import { currencies } from '../src/lead/currencies.ts';
import { revenueTypeV1Labels, statusLabels } from '../src/lead/enumerations.ts';

export const today = '2026-11-21';
export const lastDay = '2031-11-21';

/** Codes and labels in small letters. */
function words(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).flatMap(([code, label]) => [code.toLowerCase(), label.toLowerCase()]);
}

export const stages = words(statusLabels);
export const revenueTypes = words(revenueTypeV1Labels);
export const currencyCodes = Object.keys(currencies);
export const openStages = stages.filter((stage) => !/won|lost/.test(stage));
export const forecastStages = [
  'oppy_open',
  '-3 open',
  'validated',
  '-2 validated',
  'established',
  '-1 established',
];
export const misspeltDomains = [
  'gmial.com',
  'gmai.com',
  'gamil.com',
  'hotmial.com',
  'outlok.com',
  'yaho.com',
  'wbe.de',
  'gmx.ed',
];
export const misspeltEndings = ['con', 'comm', 'cmo', 'ocm', 'vom', 'nett', 'ner', 'ogr', 'orgg'];

/** Forms as both SQL (RE2) and JavaScript take them. */
export const forms = {
  shortened: '^[+-]?\\d{1,3}([.,]\\d+)?[eE][+-]\\d{1,3}$',
  email: '^[A-Za-z0-9]+([._+-][A-Za-z0-9]+)*@([A-Za-z0-9]+(-[A-Za-z0-9]+)*\\.)+[A-Za-z]{2,}$',
  amount: '^(0|[1-9]\\d{0,2}(\\.\\d{3})*|[1-9]\\d*)(,\\d+)?$',
  day: '^\\d{2}\\.\\d{2}\\.\\d{4}$',
  phone: '^\\+[1-9][\\d ]{6,24}$',
  germanPhone:
    '^\\+49 ?([2579]\\d{5,14}|49([34]0|69|8\\d)\\d\\d?|49(37|49|60|7[089]|9\\d)\\d{1,3}|49(2[024-9]|3[2-689]|7[1-7])\\d{1,8}|(1|[368]\\d|4[0-8])\\d{3,13}|49([015]\\d|2[13]|31|[46][1-8])\\d{1,9})$',
  control: '[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]',
  sheetError: '^#(N/A|REF!|VALUE!|DIV/0!|NAME\\?|NUM!|NULL!|SPILL!|CALC!)$',
  // UTF-8 of two or three bytes as Windows-1252 shows it.
  misread:
    '[\\x{c2}-\\x{df}][\\x{80}-\\x{bf}\\x{20ac}\\x{178}\\x{152}\\x{153}\\x{160}\\x{161}\\x{192}\\x{2c6}\\x{2013}-\\x{203a}\\x{2122}]',
  legalForm:
    '(^| )(gmbh|mbh|ag|kg|sa|sas|sarl|spa|srl|ltd|limited|plc|llc|inc|corp|bv|nv|ab|oy|as|kft|doo|co)( |$)',
} as const;

/** The form of a postal code by English country name. */
export const zipForms = {
  Germany: '^\\d{5}$',
  France: '^\\d{5}$',
  Italy: '^\\d{5}$',
  Poland: '^\\d{2}-\\d{3}$',
  Japan: '^\\d{3}-\\d{4}$',
} as const;

export const countryNames = [
  ...Object.keys(zipForms),
  ...[
    'Austria',
    'Belgium',
    'Brazil',
    'Canada',
    'China',
    'Denmark',
    'Finland',
    'Greece',
    'Hungary',
    'India',
    'Ireland',
    'Netherlands',
    'Norway',
  ],
  ...['Portugal', 'Romania', 'Spain', 'Sweden', 'Switzerland', 'United Kingdom', 'United States'],
];

export const required = [
  'Partner lead id',
  'Lead name',
  'Stage',
  'Close date',
  'Currency',
  'Customer name',
  'Customer city',
  'Customer country',
  'Offer 1 id',
];
export const texts = [
  ...[
    'Lead name',
    'Description',
    'Next milestone',
    'Campaign code',
    'Customer name',
    'Customer address line 1',
    'Customer city',
    'Customer country',
  ],
  ...[
    'Contact 1 first name',
    'Contact 1 last name',
    'Contact 1 job title',
    'Partner contact 1 first name',
    'Partner contact 1 last name',
    'Reason comment',
  ],
];
export const emails = ['3DS owner email', 'Contact 1 email', 'Partner contact 1 email'];
export const amounts = ['Offer 1 amount', 'Offer 2 amount'];
/** Groups of columns of which all are needed where any is filled. */
export const items = [
  {
    any: [
      'Contact 1 email',
      'Contact 1 first name',
      'Contact 1 last name',
      'Contact 1 job title',
      'Contact 1 phone',
    ],
    needed: ['Contact 1 email', 'Contact 1 first name', 'Contact 1 last name'],
  },
  {
    any: ['Partner contact 1 email', 'Partner contact 1 first name', 'Partner contact 1 last name'],
    needed: ['Partner contact 1 email', 'Partner contact 1 first name', 'Partner contact 1 last name'],
  },
  { any: ['Offer 2 id', 'Offer 2 amount'], needed: ['Offer 2 id'] },
];
