/** Postal codes of digits: N is a digit, all else is written between them. */
export interface DigitForms {
  readonly forms: readonly string[];
  /** Whether codes begin with 0, so that a spreadsheet may have dropped it. */
  readonly zeros?: true;
}

// Source: the formats of the Universal Postal Union's addressing guides and of Google's address data service.
// Lenient on purpose: older and shorter forms that are still written are in the list, ranges are not looked at.
export const digitZips: Readonly<Record<string, DigitForms>> = {
  AT: { forms: ['NNNN'] },
  AU: { forms: ['NNNN'], zeros: true },
  BE: { forms: ['NNNN'] },
  BG: { forms: ['NNNN'] },
  BR: { forms: ['NNNNN-NNN'], zeros: true },
  CH: { forms: ['NNNN'] },
  CN: { forms: ['NNNNNN'], zeros: true },
  CY: { forms: ['NNNN'] },
  CZ: { forms: ['NNN NN'] },
  DE: { forms: ['NNNNN'], zeros: true },
  DK: { forms: ['NNNN', 'NNN'] },
  DZ: { forms: ['NNNNN'], zeros: true },
  EE: { forms: ['NNNNN'] },
  EG: { forms: ['NNNNN', 'NNNNNNN'] },
  ES: { forms: ['NNNNN'], zeros: true },
  FI: { forms: ['NNNNN'], zeros: true },
  FR: { forms: ['NNNNN'], zeros: true },
  GR: { forms: ['NNN NN'] },
  HR: { forms: ['NNNNN'] },
  HU: { forms: ['NNNN'] },
  ID: { forms: ['NNNNN'] },
  IL: { forms: ['NNNNNNN', 'NNNNN'] },
  IN: { forms: ['NNNNNN'] },
  IS: { forms: ['NNN'] },
  IT: { forms: ['NNNNN'], zeros: true },
  JP: { forms: ['NNN-NNNN'], zeros: true },
  KR: { forms: ['NNNNN', 'NNN-NNN'], zeros: true },
  LI: { forms: ['NNNN'] },
  LT: { forms: ['NNNNN'], zeros: true },
  LU: { forms: ['NNNN'] },
  LV: { forms: ['NNNN'] },
  MA: { forms: ['NNNNN'] },
  MC: { forms: ['NNNNN'] },
  MX: { forms: ['NNNNN'], zeros: true },
  MY: { forms: ['NNNNN'], zeros: true },
  NO: { forms: ['NNNN'], zeros: true },
  NZ: { forms: ['NNNN'], zeros: true },
  PH: { forms: ['NNNN'], zeros: true },
  PL: { forms: ['NN-NNN'], zeros: true },
  PT: { forms: ['NNNN-NNN', 'NNNN'] },
  RO: { forms: ['NNNNNN'], zeros: true },
  RS: { forms: ['NNNNN', 'NNNNNN'] },
  RU: { forms: ['NNNNNN'] },
  SA: { forms: ['NNNNN', 'NNNNN-NNNN'] },
  SE: { forms: ['NNN NN'] },
  SG: { forms: ['NNNNNN'], zeros: true },
  SI: { forms: ['NNNN'] },
  SK: { forms: ['NNN NN'], zeros: true },
  TH: { forms: ['NNNNN'] },
  TN: { forms: ['NNNN'] },
  TR: { forms: ['NNNNN'], zeros: true },
  TW: { forms: ['NNN', 'NNNNN', 'NNNNNN'] },
  UA: { forms: ['NNNNN'], zeros: true },
  US: { forms: ['NNNNN', 'NNNNN-NNNN'], zeros: true },
  VN: { forms: ['NNNNN', 'NNNNNN'] },
  ZA: { forms: ['NNNN'], zeros: true },
};

/** Postal codes with letters, as they look in capitals and without spaces and hyphens. Their first half alone is accepted too. */
export const letterZips: Readonly<Record<string, { readonly form: RegExp; readonly example: string }>> = {
  CA: { form: /^[A-CEGHJ-NPR-TVXY]\d[A-Z](?:\d[A-Z]\d)?$/, example: 'K1A 0B1' },
  GB: { form: /^(?:GIR0AA|[A-Z]{1,2}\d[A-Z\d]?(?:\d[A-Z]{2})?)$/, example: 'GL1 3CD' },
  IE: { form: /^(?:[A-Z]\d[\dW](?:[A-Z\d]{4})?|(?:DUBLIN|D)\d{1,2}W?)$/, example: 'D02 AF30' },
  MT: { form: /^[A-Z]{3}(?:\d{2}|\d{4})$/, example: 'VLT 1117' },
  NL: { form: /^\d{4}(?:[A-Z]{2})?$/, example: '1012 AB' },
};
