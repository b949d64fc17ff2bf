// Checks a lead sheet with csv-parse and a zod schema for each row: node bench/peer-zod.ts FILE
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { z } from 'zod';
import {
  amounts,
  countryNames,
  currencyCodes,
  emails,
  forms,
  items,
  lastDay,
  misspeltDomains,
  misspeltEndings,
  openStages,
  required,
  revenueTypes,
  stages,
  texts,
  today,
  zipForms,
} from './peer-rules.ts';

const [file = ''] = process.argv.slice(2);
const form = (pattern: string): RegExp => new RegExp(pattern.replaceAll(/\\x\{(\w+)\}/g, '\\u{$1}'), 'u');
const day = z
  .string()
  .regex(form(forms.day))
  .transform((text, context) => {
    const [date = 0, month = 0, year = 0] = text.split('.').map(Number);
    const found = new Date(Date.UTC(year, month - 1, date));
    if (found.getUTCDate() !== date || found.getUTCMonth() !== month - 1) context.addIssue('no such day');
    return `${text.slice(6)}-${text.slice(3, 5)}-${text.slice(0, 2)}`;
  });
const [control, sheetError, shortened, misread] = [
  forms.control,
  forms.sheetError,
  forms.shortened,
  forms.misread,
].map(form);
const text = z
  .string()
  .refine((one) => ![control, sheetError, shortened, misread].some((damage) => damage?.test(one)));
const email = z
  .string()
  .regex(form(forms.email))
  .refine((one) => {
    const domain = one.slice(one.indexOf('@') + 1).toLowerCase();
    return (
      !misspeltDomains.includes(domain) &&
      !misspeltEndings.includes(domain.slice(domain.lastIndexOf('.') + 1))
    );
  });
const amount = z
  .string()
  .regex(form(forms.amount))
  .transform((one) => Number(one.replaceAll('.', '').replace(',', '.')))
  .refine((one) => one > 0);
const german = form(forms.germanPhone);
const phone = z
  .string()
  .regex(form(forms.phone))
  .refine((one) => !one.startsWith('+49') || german.test(one.replaceAll(' ', '')));
const oneOf = (words: readonly string[]) => {
  const known = new Set(words);
  return z.string().refine((one) => known.has(one.toLowerCase()));
};
const own: Readonly<Record<string, z.ZodType>> = {
  'Partner lead id': z
    .string()
    .max(255)
    .refine((one) => shortened?.test(one) === false),
  Stage: oneOf(stages),
  'Close date': day,
  'Next milestone date': day,
  Currency: z.enum(currencyCodes),
  'Customer country': z.enum(countryNames),
  'Contact 1 phone': phone,
  'Offer 1 revenue type': oneOf(revenueTypes),
  ...Object.fromEntries(emails.map((column) => [column, email])),
  ...Object.fromEntries(amounts.map((column) => [column, amount])),
};
const zips = new Map(Object.entries(zipForms).map(([country, pattern]) => [country, form(pattern)]));
const open = new Set(openStages);

function schemaOf(headers: readonly string[]) {
  const shape = Object.fromEntries(
    headers.map((header) => {
      const field = own[header] ?? (texts.includes(header) ? text : z.string());
      return [header, required.includes(header) ? field : field.optional()];
    }),
  );
  return z.object(shape).superRefine((row: Row, context) => {
    for (const [column, message] of [...incompleteItems(row), ...wrongDays(row), ...wrongCells(row)]) {
      context.addIssue({ code: 'custom', path: [column], message });
    }
  });
}

type Row = Record<string, unknown>;
type Mistake = readonly [column: string, message: string];

function incompleteItems(row: Row): readonly Mistake[] {
  return items
    .filter(({ any }) => any.some((column) => row[column] !== undefined))
    .flatMap(({ needed }) => needed.filter((column) => row[column] === undefined))
    .map((column) => [column, 'missing'] as const);
}

function wrongDays(row: Row): readonly Mistake[] {
  const [close, next] = [String(row['Close date']), row['Next milestone date']];
  const isOpen = open.has(String(row['Stage']).toLowerCase());
  const mistakes: Mistake[] = [];
  if (close > lastDay) mistakes.push(['Close date', 'far']);
  if (isOpen && close < today) mistakes.push(['Close date', 'past']);
  if (isOpen && next !== undefined && String(next) > close) mistakes.push(['Next milestone date', 'late']);
  return mistakes;
}

function wrongCells(row: Row): readonly Mistake[] {
  const [zip, wanted] = [row['Customer zip code'], zips.get(String(row['Customer country']))];
  const mistakes: Mistake[] = [];
  if (wanted !== undefined && zip !== undefined && !wanted.test(String(zip))) {
    mistakes.push(['Customer zip code', 'form']);
  }
  if (row['Offer 1 id'] === row['Offer 2 id']) mistakes.push(['Offer 2 id', 'repeated']);
  return mistakes;
}

const issues: { readonly row: number; readonly column: string; readonly message: string }[] = [];
let rows = 0;
await pipeline(
  createReadStream(file),
  parse({ delimiter: ';', bom: true, columns: true, cast: (value) => (value === '' ? undefined : value) }),
  async (records: AsyncIterable<Record<string, unknown>>) => {
    let schema: ReturnType<typeof schemaOf> | null = null;
    for await (const record of records) {
      rows += 1;
      schema ??= schemaOf(Object.keys(record));
      const parsed = schema.safeParse(record);
      for (const { path, message } of parsed.error?.issues ?? []) {
        issues.push({ row: rows + 1, column: String(path[0]), message });
      }
    }
  },
);
process.stdout.write(`${JSON.stringify({ rows, issues: issues.length })}\n`);
