import type { ColumnKind } from './column-kind.js';

/**
 * Spreadsheet programs run a CSV cell as a formula when it starts with one of these.
 * Source: OWASP "CSV Injection" (the ASCII characters, and the full-width ones of East Asian keyboards).
 */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const apostrophesThenFormula = /^'+[=+\-@\t\r\n＝＋－＠]/;

const never = /^(?!)/;
const plainNumber = /^[+-]?\d[\d.,' ]*%?$/;
const plainPhone = /^\+?[\d\s()./-]+$/;
const plainDate = /^\d{4}-\d{2}-\d{2}/;
const numberOrPhone = /^(?:[+-]?\d[\d.,' ]*%?|\+[\d\s()./-]+)$/;

/** Text that may start with a sign and stays as it is, by what the column holds: signed amounts and phone numbers. */
const harmlessText = {
  text: never,
  id: never,
  email: never,
  phone: plainPhone,
  url: never,
  country: never,
  currency: never,
  date: plainDate,
  day: plainDate,
  timestamp: plainDate,
  amount: plainNumber,
  enumeration: never,
  enumerationList: never,
  textList: never,
  input: numberOrPhone,
} as const satisfies Record<ColumnKind, RegExp>;

/**
 * A cell's text as it is written to CSV: what a spreadsheet would run as a formula gets a leading apostrophe.
 * `unguardFormula` undoes exactly this, so text that itself starts with `'=` gets one more apostrophe.
 */
export function guardFormula(text: string, kind: ColumnKind): string {
  if (apostrophesThenFormula.test(text)) return `'${text}`;
  return formulaStart.test(text) && !harmlessText[kind].test(text) ? `'${text}` : text;
}

/** The text that a CSV cell stands for: an apostrophe before the start of a formula is the guard and is removed. */
export function unguardFormula(text: string): string {
  return text.startsWith("'") && apostrophesThenFormula.test(text) ? text.slice(1) : text;
}
