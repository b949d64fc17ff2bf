import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import Big from 'big.js';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { LeadferryError, thrownMessage } from '../core/error.js';
import { cellText } from '../core/row.js';
import { yamlContent } from '../formats/yaml-text.js';
import type { Rate, Rates } from '../reports/pipeline-convert.js';
import { readRows } from './read-rows.js';

const columns = ['currency', 'rate', 'source', 'date'] as const;

/** A rate as somebody wrote it, with where it stands. */
type WrittenRate = Readonly<Record<(typeof columns)[number], string>> & { readonly place: string };

const scalar = z.union([z.string(), z.number()]).transform(String);
const rateDocument = z.strictObject({
  rates: z.array(z.strictObject({ currency: scalar, rate: scalar, source: scalar, date: scalar })).min(1),
});

const example = 'EUR,1,own books,2026-11-20 and USD,0.92,European Central Bank,2026-11-20';

/**
 * Reads the rates that amounts are converted with, from a sheet with the columns currency, rate, source and date, or from YAML with a list
 * `rates` of the same keys. The currency whose rate is 1 is that of the report. Throws LeadferryError CONFIG_INVALID that names the place, and what the reader throws.
 */
export async function readRates(path: string): Promise<Rates> {
  const isYaml = ['.yaml', '.yml'].includes(extname(path).toLowerCase());
  const written = isYaml ? await ratesOfYaml(path) : await ratesOfSheet(path);
  const rates = written.map(rateOf);
  const name = basename(path);
  const twice = rates.find(
    ({ currency }, index) => rates.findIndex((one) => one.currency === currency) !== index,
  );
  if (twice !== undefined)
    throw invalid(name, `expected one rate for each currency, found two for ${twice.currency}.`);
  const [own, ...others] = rates.filter(({ rate }) => rate.eq(1));
  if (own !== undefined && others.length === 0) return { currency: own.currency, rates };
  const found = own === undefined ? 'none' : [own, ...others].map(({ currency }) => currency).join(' and ');
  throw invalid(name, `expected one currency with the rate 1, which is that of the report, found ${found}.`);
}

async function ratesOfSheet(path: string): Promise<readonly WrittenRate[]> {
  const name = basename(path);
  const rates: WrittenRate[] = [];
  for await (const { headers, cells, row } of readRows(path, {})) {
    const keys = headers.map((header) => header.trim().toLowerCase());
    const missing = columns.filter((column) => !keys.includes(column));
    if (missing.length > 0) {
      throw invalid(
        name,
        `expected the columns ${columns.join(', ')}, found none named ${missing.join(', ')}.`,
      );
    }
    const text = (column: string) => cellText(cells[keys.indexOf(column)]).trim();
    rates.push({
      currency: text('currency'),
      rate: text('rate'),
      source: text('source'),
      date: text('date').slice(0, 10),
      place: `${name} row ${row}`,
    });
  }
  return rates;
}

async function ratesOfYaml(path: string): Promise<readonly WrittenRate[]> {
  const name = basename(path);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new LeadferryError('FILE_NOT_FOUND', `${path} cannot be read: ${thrownMessage(cause)}`, { cause });
  });
  const content = yamlContent(text, rateDocument);
  if (!content.ok) {
    throw invalid(content.brokenLine === null ? name : `${name} line ${content.brokenLine}`, content.problem);
  }
  return content.value.rates.map((rate, index) => ({ ...rate, place: `${name} rate ${index + 1}` }));
}

function rateOf({ currency, rate, source, date, place }: WrittenRate): Rate {
  const code = currency.toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) throw invalid(place, `expected a currency such as EUR, found "${currency}".`);
  if (!/^\d{1,12}(?:[.,]\d{1,12})?$/.test(rate) || !/[1-9]/.test(rate)) {
    throw invalid(place, `expected a rate such as 0.92 (what one ${code} is worth), found "${rate}".`);
  }
  if (source === '') throw invalid(place, 'expected who says so as source, found a blank cell.');
  return { currency: code, rate: new Big(rate.replace(',', '.')), source, date: dayOf(date, place) };
}

function dayOf(text: string, place: string): string {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text))
      return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString();
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
  }
  throw invalid(place, `expected the day of the rate such as 2026-11-20, found "${text}".`);
}

function invalid(place: string, problem: string): LeadferryError {
  return new LeadferryError('CONFIG_INVALID', `${place}: ${problem}`, {
    next: `Write a line for each currency: ${example}. docs/reporting.md says more.`,
  });
}
