import { stringify } from 'csv-stringify/sync';
import iconv from 'iconv-lite';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Issue } from '../../src/core/issue.js';
import { createBody } from '../../src/lead/requests.js';
import { checkSheets } from '../../src/pipeline/check-sheets.js';
import { openReader } from '../../src/readers/open-reader.js';
import { columnsOf, leadsOf, type SameLeadColumn, type Script, shuffled } from '../support/same-leads.js';
import { leadWorkbook, type WorkbookStyle, workbookTraits } from '../support/xlsx-same-leads.js';

const count = 500;
const request = { partnerId: '200000000014442', apiVersion: 'v1' } as const;

/** Offsets from UTC in minutes on 2026-07-01, as `Date` gives them: that a zone is in force is proven by them. */
const zones = {
  UTC: 0,
  'America/New_York': 240,
  'Asia/Kolkata': -330,
  'Pacific/Apia': -780,
} as const;

const sets = { western: leadsOf(count, 'western'), japanese: leadsOf(count, 'japanese') } as const;
const columns = { western: columnsOf(sets.western), japanese: columnsOf(sets.japanese) } as const;

/** The requests that the leads make, one a line; made from the leads and from no file. */
const wanted = {
  western: payloads(sets.western),
  japanese: payloads(sets.japanese),
} as const satisfies Record<Script, string>;

function payloads(leads: (typeof sets)[Script]): string {
  return leads.map((lead) => JSON.stringify(createBody(lead, request))).join('\n');
}

interface Dialect {
  readonly delimiter: string;
  readonly decimal: '.' | ',';
  readonly day: (year: string, month: string, day: string) => string;
}

/** How each delimiter's country writes days and amounts. */
const dialects = {
  comma: {
    delimiter: ',',
    decimal: '.',
    day: (year, month, day) => `${Number(month)}/${Number(day)}/${year}`,
  },
  semicolon: { delimiter: ';', decimal: ',', day: (year, month, day) => `${day}.${month}.${year}` },
  tab: { delimiter: '\t', decimal: '.', day: (year, month, day) => `${year}-${month}-${day}` },
  pipe: { delimiter: '|', decimal: ',', day: (year, month, day) => `${day}/${month}/${year}` },
} as const satisfies Record<string, Dialect>;

const charsets = {
  'utf-8': (text) => Buffer.from(text, 'utf8'),
  'utf-8 with BOM': (text) => Buffer.from(`\u{feff}${text}`, 'utf8'),
  'utf-16le with BOM': (text) => Buffer.from(`\u{feff}${text}`, 'utf16le'),
  'windows-1252': (text) => iconv.encode(text, 'windows1252'),
  shift_jis: (text) => iconv.encode(text, 'cp932'),
} as const satisfies Record<string, (text: string) => Buffer>;

type CharsetKey = keyof typeof charsets;

const scripts = {
  'utf-8': ['western', 'japanese'],
  'utf-8 with BOM': ['western', 'japanese'],
  'utf-16le with BOM': ['western', 'japanese'],
  'windows-1252': ['western'],
  shift_jis: ['japanese'],
} as const satisfies Record<CharsetKey, readonly Script[]>;

function csvText(table: readonly SameLeadColumn[], { delimiter, decimal, day }: Dialect): string {
  const written = table.map(({ header, kind, values }) => {
    if (kind === 'amount') return [header, ...values.map((value) => value.replace('.', decimal))];
    if (kind === 'text') return [header, ...values];
    return [
      header,
      ...values.map((value) => {
        const [year, month, date] = value.split('-');
        return year === undefined || month === undefined || date === undefined ? '' : day(year, month, date);
      }),
    ];
  });
  const rows = Array.from({ length: count + 1 }, (_, index) => written.map((cells) => cells[index] ?? ''));
  return stringify(rows, { delimiter, record_delimiter: '\r\n', quoted_match: /[\r\n]/ });
}

/** What a file is read as: the requests of its leads, and what was said of them beyond what belongs to these leads. */
async function read(
  content: Uint8Array,
  name: string,
): Promise<{ requests: string; issues: readonly string[] }> {
  const reader = await openReader(content, { name });
  const issues: Issue[] = [];
  const requests: string[] = [];
  try {
    const checked = checkSheets(reader, {
      apiVersion: 'v1',
      mode: 'upsert',
      partnerId: request.partnerId,
      strict: true,
      known: () => null,
      references: null,
      rules: [],
      today: '2026-11-21',
      onIssue: (issue) => issues.push(issue),
    });
    for await (const { lead } of checked.leads()) requests.push(JSON.stringify(createBody(lead, request)));
  } finally {
    await reader.close();
  }
  // The days are chosen for what zones can do to them, not as plausible ones.
  const told = issues.filter(({ severity }) => severity === 'error');
  return { requests: requests.join('\n'), issues: told.map(({ code, message }) => `${code}: ${message}`) };
}

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Reads the file in every zone and compares each request with what the leads themselves make. */
async function expectSameEverywhere(content: Uint8Array, name: string, script: Script): Promise<void> {
  for (const [zone, offset] of Object.entries(zones)) {
    vi.stubEnv('TZ', zone);
    expect(new Date(2026, 6, 1).getTimezoneOffset(), zone).toBe(offset);
    const { requests, issues } = await read(content, name);
    expect(issues, zone).toEqual([]);
    expect(requests === wanted[script], `${zone}: ${firstDifference(requests, wanted[script])}`).toBe(true);
  }
}

function firstDifference(found: string, expected: string): string {
  const [one, other] = [found.split('\n'), expected.split('\n')];
  const index = other.findIndex((line, place) => line !== one[place]);
  return `${one.length} of ${other.length} requests; found ${one[index] ?? 'none'}, expected ${other[index] ?? 'none'}`;
}

const csvCases = Object.entries(dialects).flatMap(([delimiter, dialect]) =>
  Object.entries(charsets).map(([charset, encode]) => ({ delimiter, dialect, charset, encode })),
);

describe(`${count} leads make the same requests, byte for byte, in every zone`, () => {
  test.each(csvCases)('as CSV with $delimiter in $charset', async ({ dialect, charset, encode }) => {
    for (const script of scripts[charsetKey(charset)]) {
      await expectSameEverywhere(encode(csvText(columns[script], dialect)), 'leads.csv', script);
    }
  });

  test.each(['western', 'japanese'] as const)('as CSV with shuffled columns (%s)', async (script) => {
    const text = csvText(shuffled(columns[script]), dialects.semicolon);
    expect(text.split('\r\n')[0]).not.toBe(csvText(columns[script], dialects.semicolon).split('\r\n')[0]);
    await expectSameEverywhere(Buffer.from(text, 'utf8'), 'leads.csv', script);
  });

  test.each([
    ['shared strings', 'shared', { shared: true, date1904: false }],
    ['inline strings', 'inline', { shared: false, date1904: false }],
    ['days from 1904', '1904', { shared: true, date1904: true }],
  ] satisfies [string, WorkbookStyle, object][])('as XLSX with %s', async (_, style, traits) => {
    for (const script of ['western', 'japanese'] as const) {
      const content = await leadWorkbook(columns[script], style);
      expect(await workbookTraits(content)).toEqual(traits);
      await expectSameEverywhere(content, 'leads.xlsx', script);
    }
  });

  test('as XLSX with shuffled columns', async () => {
    const content = await leadWorkbook(shuffled(columns.western), 'shared');
    await expectSameEverywhere(content, 'leads.xlsx', 'western');
  });
});

function charsetKey(name: string): CharsetKey {
  const found = Object.keys(charsets).find((key): key is CharsetKey => key === name);
  if (found === undefined) throw new Error(`no charset ${name}`);
  return found;
}
