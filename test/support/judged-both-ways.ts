import fc from 'fast-check';
import { expect } from 'vitest';
import { LeadferryError } from '../../src/core/error.js';
import type { Issue } from '../../src/core/issue.js';
import type { RowReader } from '../../src/core/row.js';
import type { CheckOptions } from '../../src/pipeline/check-options.js';
import { type CheckedSheets, checkSheets } from '../../src/pipeline/check-sheets.js';
import type { ColumnEvidence } from '../../src/pipeline/evidence/column-evidence.js';
import type { Helpers } from '../../src/pipeline/quick/helpers.js';
import { openReader } from '../../src/readers/open-reader.js';
import { options } from '../unit/pipeline/fake-reader.js';
import { type OddTable, oddTable } from './odd-lead-tables.js';
import { inSmallBatches } from './small-batches.js';

/** What is told of a file, whichever way its rows are looked at. */
interface Told {
  readonly issues: readonly Issue[];
  /** By lead, its row and whether it is rejected. */
  readonly leads: readonly string[];
  readonly tally: ReturnType<CheckedSheets['tally']>;
  readonly evidence: readonly ColumnEvidence[];
}

/** What ended the reading, and what had been told by then. */
interface Ended {
  readonly code: string;
  readonly message: string;
  readonly issues: readonly Issue[];
  readonly leads: readonly string[];
}

type Tell = (row: number | undefined, rejected: boolean) => void;
type Look = (sheets: CheckedSheets, tell: Tell) => Promise<void>;

const byLeads: Look = async (sheets, tell) => {
  for await (const { origins, rejected } of sheets.leads()) tell(origins[0]?.row, rejected);
};

/** The reader without its bytes: every row and cell is made. */
function withoutBytes(reader: RowReader): RowReader {
  return { ...reader, tables: reader.tables.map((table) => ({ ...table, batches: undefined })) };
}

async function told(
  { content, limits }: OddTable,
  set: Partial<CheckOptions>,
  way: {
    readonly look: Look;
    readonly as: (reader: RowReader) => RowReader;
    readonly keepsRows: boolean;
  },
): Promise<Told | Ended> {
  const issues: Issue[] = [];
  const leads: string[] = [];
  try {
    const reader = await openReader(content, { name: 'leads.csv', limits, keepsRows: way.keepsRows });
    try {
      const sheets = checkSheets(way.as(reader), {
        ...options,
        ...set,
        onIssue: (issue) => issues.push(issue),
      });
      await way.look(sheets, (row, rejected) => leads.push(`${row} ${rejected ? 'rejected' : 'sound'}`));
      return { issues, leads, tally: sheets.tally(), evidence: await sheets.evidence() };
    } finally {
      await reader.close();
    }
  } catch (error) {
    if (!(error instanceof LeadferryError)) throw error;
    return { code: error.code, message: error.message, issues, leads };
  }
}

/** How rows are judged by their bytes, and who helps. */
export interface Judging {
  /** How many records a batch has at most; where it is left out, the file is split in windows as far as somebody helps. */
  readonly records?: number | undefined;
  readonly helpers?: (() => Helpers) | undefined;
  /** What the files are; delimited text where it is left out. */
  readonly tables?: fc.Arbitrary<() => Promise<OddTable>> | undefined;
}

const delimited = oddTable.map((table) => () => Promise.resolve(table));

/** Expects the same to be told of a file whether its rows are made or judged by their bytes. Gives how many leads were made into nothing. */
export async function expectSameJudged(
  table: OddTable,
  set: Partial<CheckOptions> = {},
  { records, helpers }: Judging = {},
): Promise<number> {
  let sound = 0;
  const byVerdicts: Look = async (sheets, tell) => {
    await sheets.judge({
      sound: ({ row }) => {
        sound += 1;
        tell(row, false);
      },
      checked: ({ origins, rejected }) => tell(origins[0]?.row, rejected),
    });
  };
  const judged = await told(
    table,
    { ...set, helpers: helpers?.() },
    {
      look: byVerdicts,
      as: (reader) => (records === undefined ? reader : inSmallBatches(reader, records)),
      keepsRows: true,
    },
  );
  expect(judged).toEqual(await told(table, set, { look: byLeads, as: withoutBytes, keepsRows: false }));
  return sound;
}

/** In how many ways, all told, the checks are asked for. */
export const judgedWays = [
  ['as they come', {}],
  ['as creates', { mode: 'create' }],
  ['as updates', { mode: 'update' }],
  ['strictly', { strict: true }],
  ['with the order of dates set', { dates: 'day-first', decimal: 'comma' }],
  ['of a partner', { partnerId: 'P-1' }],
] as const;

/** Runs the comparison over so many random tables. */
export async function compareRandomTables(
  set: Partial<CheckOptions>,
  count: number,
  judging: Judging = {},
): Promise<number> {
  let sound = 0;
  await fc.assert(
    fc.asyncProperty(judging.tables ?? delimited, async (table) => {
      sound += await expectSameJudged(await table(), set, judging);
    }),
    { numRuns: count },
  );
  return sound;
}
