import type { Issue } from '../../../src/core/issue.js';
import { type Cell, headRows, type Row, type RowReader, type SheetTable } from '../../../src/core/row.js';
import type { CheckedLead } from '../../../src/lead/checked-lead.js';
import type { CheckOptions } from '../../../src/pipeline/check-options.js';
import { type CheckedSheets, checkSheets } from '../../../src/pipeline/check-sheets.js';

/** One sheet: its header and its rows. The header is row 1, the first data row is row 2. */
export interface FakeSheet {
  readonly sheet?: string | null;
  readonly headers: readonly string[];
  readonly rows?: readonly (readonly Cell[])[];
  /** What the reader says of a row, by row number. */
  readonly issues?: ReadonlyMap<number, readonly Issue[]>;
}

export const source = 'leads.xlsx';

export function fakeReader(sheets: readonly FakeSheet[]): RowReader {
  const tables = sheets.map(fakeTable);
  return {
    source,
    facts: {
      format: 'xlsx',
      charset: null,
      charsetConfidence: null,
      delimiter: null,
      quote: null,
      dateSystem: 1900,
      sheets: tables.map((table) => table.sheet ?? ''),
    },
    notes: [],
    tables,
    close: () => Promise.resolve(),
  };
}

function fakeTable({ sheet = null, headers, rows = [], issues = new Map() }: FakeSheet): SheetTable {
  const all = [headers, ...rows].map((cells, index) => ({
    sheet,
    row: index + 1,
    cells,
    issues: issues.get(index + 1) ?? [],
  }));
  return {
    sheet,
    visibility: 'visible',
    head: all.slice(0, headRows),
    merges: [],
    async *rows(): AsyncGenerator<Row> {
      for (const row of all) yield await Promise.resolve(row);
    },
  };
}

export const options: CheckOptions = {
  apiVersion: 'v1',
  mode: 'upsert',
  partnerId: '200000000014442',
  strict: false,
  known: () => null,
  references: null,
  rules: [],
  today: '2026-01-21',
};

export interface CheckResult {
  readonly checked: CheckedSheets;
  readonly leads: readonly CheckedLead[];
  readonly issues: readonly Issue[];
  readonly rows: readonly Row[];
}

/** Runs the whole pipeline over a file of fake sheets and collects what came out. */
export async function check(
  sheets: readonly FakeSheet[],
  given: Partial<CheckOptions> = {},
): Promise<CheckResult> {
  const issues: Issue[] = [];
  const rows: Row[] = [];
  const checked = checkSheets(fakeReader(sheets), {
    ...options,
    onIssue: (issue) => issues.push(issue),
    onRow: (row) => rows.push(row),
    ...given,
  });
  const leads: CheckedLead[] = [];
  for await (const lead of checked.leads()) leads.push(lead);
  return { checked, leads, issues, rows };
}

/** A valid new lead as label → cell, for one row of layout 1. */
export const validLead: Readonly<Record<string, Cell>> = {
  'Partner lead id': 'A-1',
  'Lead name': 'Pump line',
  Stage: 'LEAD_OPEN',
  'Close date': '2026-09-30',
  Currency: 'EUR',
  '3DS owner email': 'psm@example.com',
  'Customer name': 'Bergmann Anlagenbau GmbH',
  'Customer city': 'Stockach',
  'Customer country': 'Germany',
  'Offer 1 id': 'CLASS00002_ONPR_PRTF077_SOL001277',
};

/** A sheet with one row from label → cell; what is given stands over the valid lead. */
export function oneLead(given: Readonly<Record<string, Cell>> = {}): FakeSheet {
  const cells = { ...validLead, ...given };
  return { headers: Object.keys(cells), rows: [Object.values(cells)] };
}

/** `CODE` at `row:column`, in the order in which the issues came. */
export function codes(issues: readonly Issue[]): string[] {
  return issues.map(({ code, sheet, row, column }) => {
    const place = row === null ? '' : ` ${sheet === null ? '' : `${sheet} `}${row}:${column ?? ''}`;
    return `${code}${place}`;
  });
}
