import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Issue } from '../../../src/core/issue.js';
import type { Cell } from '../../../src/core/row.js';
import { type IssueCode, isIssueCode, issueCatalogue } from '../../../src/lead/issue-catalogue.js';
import { offerIndex } from '../../../src/lead/references/offer-index.js';
import { textIndex } from '../../../src/lead/references/text-index.js';
import type { References } from '../../../src/lead/references.js';
import { ownRules } from '../../../src/lead/rules/own-rules.js';
import type { RuleDocument } from '../../../src/lead/rules/rule-document.js';
import type { CheckOptions } from '../../../src/pipeline/check-options.js';
import { checkSheets } from '../../../src/pipeline/check-sheets.js';
import type { MappingDocument } from '../../../src/pipeline/mapping/mapping-document.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { useTempFolders } from '../../support/temp-folder.js';
import { check, codes, type FakeSheet, oneLead, options, validLead } from './fake-reader.js';

interface Case {
  readonly code: IssueCode;
  /** Where it is expected, as `codes` writes it; every other issue would fail the case. */
  readonly at: readonly string[];
  readonly sheets: readonly FakeSheet[];
  /** The same file without the fault: it must raise nothing. */
  readonly neighbour: readonly FakeSheet[];
  readonly given?: Partial<CheckOptions>;
}

const offer = 'CLASS00002_ONPR_PRTF077_SOL001277';
const { 'Offer 1 id': _offer, ...withoutOffer } = validLead;
const leadsSheet: FakeSheet = {
  sheet: 'Leads',
  headers: Object.keys(withoutOffer),
  rows: [Object.values(withoutOffer)],
};
const offersSheet: FakeSheet = {
  sheet: 'Offer lines',
  headers: ['Partner lead id', 'Offer id'],
  rows: [['A-1', offer]],
};
const lead = oneLead();
const [leadCells = []] = lead.rows ?? [];

/** A cell of the valid lead that is wrong, beside one that is right. */
function cell(code: IssueCode, header: string, values: { wrong: Cell; right: Cell }): Case {
  const sheet = oneLead({ [header]: values.wrong });
  const column = String.fromCharCode(65 + sheet.headers.indexOf(header));
  return {
    code,
    at: [`${code} 2:${column}`],
    sheets: [sheet],
    neighbour: [oneLead({ [header]: values.right })],
  };
}

const listed = (value: string) => ({ value, name: null });
const product = {
  salesPortfolioId: 'OLD',
  salesPortfolioType: '',
  salesPortfolioInfrastructure: '',
  orderable: false,
  salesPortfolioLevel1: '',
  salesPortfolioLevel2: '',
  salesPortfolioLevel3: '',
};
const knownReferences: References = {
  offers: {
    sources: [{ kind: 'catalogue', name: 'the product catalogue', savedOn: '2026-11-20' }],
    index: offerIndex([product], [listed(offer)]),
  },
  competitors: {
    source: { kind: 'list', name: 'the list competitors.csv', savedOn: '2026-11-20' },
    index: textIndex(['Contoso']),
  },
  maxAgeDays: 30,
  refreshCommand: 'leadferry export portfolio -o portfolio.xlsx',
};

/** A cell that the lists do not have, beside one that they have. */
function reference(code: IssueCode, header: string, values: { wrong: Cell; right: Cell }): Case {
  return { ...cell(code, header, values), given: { references: knownReferences } };
}

/** A cell that breaks a rule of one's own, beside one that does not. */
function rule(
  code: IssueCode,
  header: string,
  { rule: document, ...values }: { wrong: Cell; right: Cell; rule: RuleDocument },
): Case {
  return { ...cell(code, header, values), given: { rules: ownRules([document], 'leadferry.config.yaml') } };
}

/** A cell that the column cannot decide, and the same column with a row that does. */
function column(
  code: IssueCode,
  header: string,
  values: { readonly open: string; readonly cell: IssueCode; readonly others?: readonly string[] },
): Case {
  const sheet = (texts: readonly string[]): FakeSheet => {
    const one = oneLead({ [header]: '' });
    const at = one.headers.indexOf(header);
    return {
      headers: one.headers,
      rows: texts.map((text, row) =>
        (one.rows?.[0] ?? []).map((value, index) => {
          if (index < 2) return `A-${row + 1}`;
          return index === at ? text : value;
        }),
      ),
    };
  };
  const letter = String.fromCharCode(65 + oneLead({ [header]: '' }).headers.indexOf(header));
  return {
    code,
    at: [`${code} 1:${letter}`, `${values.cell} 2:${letter}`],
    sheets: [sheet([values.open, ...(values.others ?? [])])],
    neighbour: [sheet([values.open, header === 'Close date' ? '31.12.2026' : '0.25'])],
  };
}

function header(code: IssueCode, name: string, at: readonly string[]): Case {
  return { code, at, sheets: [oneLead({ [name]: 'x' })], neighbour: [oneLead()] };
}

function twoLines(second: Readonly<Record<string, Cell>>): FakeSheet {
  const { 'Offer 1 id': id = '', ...lead } = validLead;
  const cells = { ...lead, 'Offer id': id };
  const headers = Object.keys(cells);
  const blank: Record<string, Cell> = { 'Partner lead id': 'A-1', ...second };
  return { headers, rows: [Object.values(cells), headers.map((name) => blank[name] ?? '')] };
}

function withMapping(document: MappingDocument): Partial<CheckOptions> {
  return { mapping: { name: 'mapping.yaml', document } };
}

const { Currency: _currency, ...withoutCurrency } = validLead;
const turned = { ...oneLead(), headers: oneLead().headers.toReversed() };

const cases: readonly Case[] = [
  {
    code: 'MAPPING_COLUMN_GONE',
    at: ['MAPPING_COLUMN_GONE 1:'],
    sheets: [oneLead()],
    neighbour: [oneLead({ Notes: 'x' })],
    given: withMapping({ columns: { Notes: 'leadOpportunity.description' } }),
  },
  {
    code: 'MAPPING_COLUMN_NEW',
    at: ['MAPPING_COLUMN_NEW 1:'],
    sheets: [oneLead({ Description: 'x' })],
    neighbour: [oneLead()],
    given: withMapping({ seen: [...oneLead().headers] }),
  },
  {
    code: 'MAPPING_COLUMN_MOVED',
    at: ['MAPPING_COLUMN_MOVED 1:'],
    sheets: [oneLead()],
    neighbour: [{ ...turned, rows: turned.rows?.map((cells) => cells.toReversed()) ?? [] }],
    given: withMapping({ seen: [...turned.headers] }),
  },
  {
    code: 'MAPPING_OVERRULES',
    at: ['MAPPING_OVERRULES 1:'],
    sheets: [oneLead()],
    neighbour: [{ headers: Object.keys(withoutCurrency), rows: [Object.values(withoutCurrency)] }],
    given: withMapping({ constants: { 'leadOpportunity.currency': 'EUR' } }),
  },
  {
    code: 'VALUES_UNCONFIRMED',
    at: ['VALUES_UNCONFIRMED 1:'],
    sheets: [oneLead({ Stage: 'OPPY_OPEN', 'Forecast category': 'COMMIT' })],
    neighbour: [oneLead()],
    given: withMapping({
      values: { 'leadOpportunity.forecastCategory': { confirm: false, map: { Likely: 'COMMIT' } } },
    }),
  },
  {
    code: 'PRESET_UNFIT',
    at: ['PRESET_UNFIT 1:'],
    sheets: [oneLead()],
    neighbour: [oneLead({ 'Next step': 'Call' })],
    given: {
      preset: {
        preset: 'any',
        title: 'Any CRM',
        exports: [
          { object: 'deals', signs: { least: 1, headers: ['Next step'] }, columns: {}, proposals: {} },
        ],
      },
    },
  },
  header('UNKNOWN_COLUMN', 'Sales region', ['UNKNOWN_COLUMN 1:K']),
  {
    code: 'DUPLICATE_COLUMN',
    at: ['DUPLICATE_COLUMN 1:L'],
    sheets: [oneLead({ Description: 'x', description: 'y' })],
    neighbour: [oneLead({ Description: 'x' })],
  },
  {
    code: 'COLUMN_MISSING',
    at: ['COLUMN_MISSING 1:'],
    sheets: [{ headers: ['Lead name', 'Stage'], rows: [['Pump line', 'WON']] }],
    neighbour: [{ headers: ['Partner lead id', 'Lead name'], rows: [['A-1', 'Pump line']] }],
    given: { mode: 'update' },
  },
  {
    code: 'COLUMN_MISPLACED',
    at: ['COLUMN_MISPLACED Offer lines 1:C'],
    sheets: [
      leadsSheet,
      { ...offersSheet, headers: [...offersSheet.headers, 'Currency'], rows: [['A-1', offer, 'EUR']] },
    ],
    neighbour: [leadsSheet, offersSheet],
  },
  {
    code: 'LAYOUT_MIXED',
    at: ['LAYOUT_MIXED 1:K'],
    sheets: [oneLead({ 'Offer amount': '5' })],
    neighbour: [oneLead({ 'Offer 1 amount': '5' })],
  },
  {
    code: 'BLANK_HEADER',
    at: ['BLANK_HEADER 2:K'],
    sheets: [oneLead({ '': 'x' })],
    neighbour: [oneLead({ '': ' ' })],
  },
  header('READ_ONLY_COLUMN', 'Created date', ['READ_ONLY_COLUMN 1:K']),
  {
    code: 'FIELD_NOT_IN_VERSION',
    at: ['FIELD_NOT_IN_VERSION 1:K'],
    sheets: [oneLead({ 'Offer 1 start date': '2026-01-01' })],
    neighbour: [oneLead({ 'Offer 1 amount': '5' })],
    given: { apiVersion: 'v0' },
  },
  {
    code: 'SHEET_IGNORED',
    at: ['SHEET_IGNORED'],
    sheets: [leadsSheet, offersSheet, { sheet: 'Notes', headers: ['Text'] }],
    neighbour: [leadsSheet, offersSheet, { sheet: 'Lists', headers: ['Text'] }],
  },
  {
    code: 'HEADER_FOUND_BELOW',
    at: ['HEADER_FOUND_BELOW 2:'],
    sheets: [{ headers: ['Leads of the quarter'], rows: [[...lead.headers], leadCells] }],
    neighbour: [lead],
  },
  {
    code: 'FOOTER_SKIPPED',
    at: ['FOOTER_SKIPPED 3:'],
    sheets: [{ ...lead, rows: [leadCells, ['Grand total']] }],
    neighbour: [lead],
  },
  {
    code: 'EXAMPLE_ROW',
    at: ['EXAMPLE_ROW 3:'],
    sheets: [{ ...lead, rows: [leadCells, ['(example)', ...leadCells.slice(1)]] }],
    neighbour: [{ ...lead, rows: [['example', ...leadCells.slice(1)]] }],
  },
  {
    code: 'HEADER_REPEATED',
    at: ['HEADER_REPEATED 3:'],
    sheets: [{ ...lead, rows: [leadCells, [...lead.headers], ['A-2', 'Press line', ...leadCells.slice(2)]] }],
    neighbour: [lead],
  },
  cell('CLEAR_REFUSED', 'Close date', { wrong: '(clear)', right: '2026-09-30' }),
  cell('CELL_ERROR', 'Customer city', { wrong: { kind: 'error', error: '#N/A' }, right: 'N/A' }),
  cell('FORMULA_WITHOUT_VALUE', 'Lead name', {
    wrong: { kind: 'formula-without-value', formula: 'A1' },
    right: 'A1',
  }),
  cell('CELL_TYPE_WRONG', 'Lead name', { wrong: { kind: 'boolean', value: true }, right: 'TRUE' }),
  cell('ID_DAMAGED', 'Offer 1 id', { wrong: '2E+14', right: '2E14' }),
  cell('DATE_INVALID', 'Close date', { wrong: '31.02.2026', right: { kind: 'date', iso: '2026-12-31' } }),
  cell('AMOUNT_INVALID', 'Offer 1 amount', { wrong: '1,5,0', right: '1,50' }),
  column('DATE_ORDER_UNKNOWN', 'Close date', { open: '03/04/2026', cell: 'DATE_AMBIGUOUS' }),
  column('DATE_ORDER_MIXED', 'Close date', {
    open: '03/04/2026',
    cell: 'DATE_AMBIGUOUS',
    others: ['31/12/2026', '12/31/2026'],
  }),
  {
    ...column('DATE_ORDER_UNKNOWN', 'Close date', { open: '1-2-26', cell: 'DATE_AMBIGUOUS' }),
    code: 'DATE_AMBIGUOUS',
  },
  column('DECIMAL_UNKNOWN', 'Offer 1 amount', { open: '1.234', cell: 'AMOUNT_AMBIGUOUS' }),
  column('DECIMAL_MIXED', 'Offer 1 amount', {
    open: '1,234',
    cell: 'AMOUNT_AMBIGUOUS',
    others: ['1,5', '1.5'],
  }),
  {
    ...column('DECIMAL_UNKNOWN', 'Offer 1 amount', { open: '€ 1,234', cell: 'AMOUNT_AMBIGUOUS' }),
    code: 'AMOUNT_AMBIGUOUS',
  },
  cell('AMOUNT_CURRENCY_DIFFERS', 'Offer 1 amount', { wrong: '$ 1200', right: '1200 €' }),
  cell('ENUMERATION_INVALID', 'Stage', { wrong: 'Negotiation', right: '-5 Qualified' }),
  cell('CURRENCY_INVALID', 'Currency', { wrong: 'Euro', right: 'JPY' }),
  cell('EMAIL_INVALID', '3DS owner email', { wrong: 'psm.example.com', right: 'p@example.com' }),
  cell('TEXT_DAMAGED', 'Customer city', { wrong: 'K\u{fffd}ln', right: 'Köln' }),
  cell('TEXT_TOO_LONG', 'Customer registration id', { wrong: 'x'.repeat(256), right: 'x'.repeat(255) }),
  {
    ...cell('REVENUE_TYPE_3DS_ONLY', 'Offer 1 revenue type', { wrong: 'SUPPORT_SERVICES', right: 'YxC' }),
    given: { mode: 'update' },
  },
  {
    ...cell('REVENUE_TYPE_BLOCKED', 'Offer 1 revenue type', { wrong: 'SxC', right: 'QxC' }),
    at: ['REVENUE_TYPE_3DS_ONLY 2:K', 'REVENUE_TYPE_BLOCKED 2:K'],
  },
  cell('REVENUE_TYPE_OTHER_VERSION', 'Offer 1 revenue type', { wrong: 'RENTAL_BOOKING', right: 'UPFRONT' }),
  {
    code: 'ID_MISSING',
    at: ['ID_MISSING 2:A'],
    sheets: [oneLead({ 'Partner lead id': ' ' })],
    neighbour: [oneLead()],
  },
  {
    code: 'UNCLAIMED_LEAD',
    at: ['UNCLAIMED_LEAD 2:A'],
    sheets: [oneLead({ 'Partner lead id': '', '3DS lead id': 'QK7P-2ZT9MA' })],
    neighbour: [oneLead({ '3DS lead id': 'QK7P-2ZT9MA' })],
  },
  {
    code: 'DUPLICATE_ID',
    at: ['DUPLICATE_ID 2:A', 'DUPLICATE_ID 4:A'],
    sheets: [rows('A-1', 'A-2', 'A-1')],
    neighbour: [rows('A-1', 'A-2', 'a-1')],
  },
  {
    code: 'JOIN_MISSING',
    at: ['JOIN_MISSING Offer lines 3:A'],
    sheets: [
      leadsSheet,
      {
        ...offersSheet,
        rows: [
          ['A-1', offer],
          ['A-7', offer],
        ],
      },
    ],
    neighbour: [
      leadsSheet,
      {
        ...offersSheet,
        rows: [
          ['A-1', offer],
          ['A-1', 'OTHER'],
        ],
      },
    ],
  },
  {
    code: 'VALUES_DIFFER',
    at: ['VALUES_DIFFER 3:D'],
    sheets: [twoLines({ 'Close date': '2026-10-31', 'Offer id': 'OTHER' })],
    neighbour: [twoLines({ 'Close date': '2026-09-30', 'Offer id': 'OTHER' })],
  },
  {
    code: 'FIELD_MISSING',
    at: ['FIELD_MISSING 2:H'],
    sheets: [oneLead({ 'Customer city': '' })],
    neighbour: [oneLead({ 'Customer city': 'Ulm' })],
  },
  {
    code: 'CUSTOMER_PARTIAL',
    at: ['CUSTOMER_PARTIAL 2:H'],
    sheets: [oneLead({ 'Customer city': '' })],
    neighbour: [oneLead({ 'Customer name': '', 'Customer city': '', 'Customer country': '' })],
    given: { mode: 'update' },
  },
  {
    code: 'OFFER_MISSING',
    at: ['OFFER_MISSING 2:'],
    sheets: [oneLead({ 'Offer 1 id': '' })],
    neighbour: [oneLead({ 'Offer 1 id': '', 'Offer 2 id': 'X' })],
  },
  {
    code: 'ITEM_FIELD_MISSING',
    at: ['ITEM_FIELD_MISSING 2:K'],
    sheets: [oneLead({ 'Contact 1 email': '', 'Contact 1 first name': 'Jo', 'Contact 1 last name': 'B' })],
    neighbour: [oneLead({ 'Contact 1 email': '', 'Contact 1 first name': '', 'Contact 1 last name': '' })],
  },
  cell('PARTNER_OTHER', 'Partner id', { wrong: '200000000014443', right: '200000000014442' }),
  {
    code: 'FORECAST_IGNORED',
    at: ['FORECAST_IGNORED 2:K'],
    sheets: [oneLead({ Stage: 'QUALIFIED', 'Forecast category': 'COMMIT' })],
    neighbour: [oneLead({ Stage: 'OPPY_OPEN', 'Forecast category': 'COMMIT' })],
  },
  {
    code: 'FORECAST_SET_BY_3DS',
    at: ['FORECAST_SET_BY_3DS 2:L'],
    sheets: [oneLead({ Stage: 'LOST', 'Reasons lost': 'FUNC_GAP', 'Forecast category': 'WON' })],
    neighbour: [oneLead({ Stage: 'LOST', 'Reasons lost': 'FUNC_GAP', 'Forecast category': 'LOST' })],
  },
  {
    code: 'FORECAST_UNFIT',
    at: ['FORECAST_UNFIT 2:K'],
    sheets: [oneLead({ Stage: 'ESTABLISHED', 'Forecast category': 'Won' })],
    neighbour: [oneLead({ Stage: 'ESTABLISHED', 'Forecast category': 'Longshot' })],
  },
  {
    code: 'REASON_MISPLACED',
    at: ['REASON_MISPLACED 2:K'],
    sheets: [oneLead({ 'Reasons lost': 'FUNC_GAP', Stage: 'QUALIFIED' })],
    neighbour: [oneLead({ 'Reasons lost': 'FUNC_GAP', Stage: 'LOST' })],
  },
  {
    code: 'RENTAL_DATES_IGNORED',
    at: ['RENTAL_DATES_IGNORED 2:L'],
    sheets: [oneLead({ 'Offer 1 revenue type': 'Upfront', 'Offer 1 end date': '2027-01-01' })],
    neighbour: [oneLead({ 'Offer 1 revenue type': 'YxC', 'Offer 1 end date': '2027-01-01' })],
  },
  {
    code: 'DATES_REVERSED',
    at: ['DATES_REVERSED 2:M'],
    sheets: [rental('2027-01-02', '2027-01-01')],
    neighbour: [rental('2027-01-01', '2027-01-01')],
  },
  {
    code: 'OFFER_REPEATED',
    at: ['OFFER_REPEATED 2:K'],
    sheets: [oneLead({ 'Offer 2 id': offer })],
    neighbour: [oneLead({ 'Offer 2 id': offer, 'Offer 2 amount': '5' })],
  },
  {
    code: 'REASON_WON_DEFAULT',
    at: ['REASON_WON_DEFAULT'],
    sheets: [oneLead({ Stage: 'WON' })],
    neighbour: [oneLead({ Stage: 'WON', 'Reasons won': 'LWR_IMPL_COST' })],
  },
  {
    code: 'REASON_LOST_DEFAULT',
    at: ['REASON_LOST_DEFAULT'],
    sheets: [oneLead({ Stage: 'LOST', 'Reasons lost': 'EMPTY' })],
    neighbour: [oneLead({ Stage: 'LOST', 'Reasons lost': 'No Project' })],
  },
  {
    code: 'FORECAST_DEFAULT',
    at: ['FORECAST_DEFAULT'],
    sheets: [oneLead({ Stage: 'VALIDATED', 'Forecast category': 'EMPTY' })],
    neighbour: [oneLead({ Stage: 'ACCEPTED', 'Forecast category': 'EMPTY' })],
  },
  {
    code: 'OWNER_DEFAULT',
    at: ['OWNER_DEFAULT'],
    sheets: [oneLead({ '3DS owner email': '' })],
    neighbour: [oneLead()],
  },
  reference('OFFER_UNKNOWN', 'Offer 1 id', { wrong: 'Pump', right: offer }),
  reference('OFFER_NOT_ORDERABLE', 'Offer 1 id', { wrong: 'OLD', right: offer }),
  reference('COMPETITOR_UNKNOWN', 'Competitors', { wrong: 'Contosso', right: 'Contoso' }),
  {
    code: 'CATALOGUE_MISSING',
    at: ['CATALOGUE_MISSING'],
    sheets: [{ headers: ['Partner lead id', 'Offer 1 id'], rows: [['A-1', 'Pump']] }],
    neighbour: [{ headers: ['Partner lead id', 'Lead name'], rows: [['A-1', 'Pump line']] }],
    given: { mode: 'update', references: { ...knownReferences, offers: null } },
  },
  {
    code: 'CATALOGUE_OUTDATED',
    at: ['CATALOGUE_OUTDATED'],
    sheets: [{ headers: ['Partner lead id', 'Offer 1 id'], rows: [['A-1', offer]] }],
    neighbour: [{ headers: ['Partner lead id', 'Lead name'], rows: [['A-1', 'Pump line']] }],
    given: { mode: 'update', references: knownReferences, today: '2026-12-21' },
  },
  rule('RULE_REQUIRED', 'Description', {
    wrong: '',
    right: 'x',
    rule: { field: 'Description', required: true },
  }),
  rule('RULE_PATTERN', 'Description', {
    wrong: 'b',
    right: 'a',
    rule: { field: 'Description', pattern: '^a$' },
  }),
  rule('RULE_ONE_OF', 'Description', {
    wrong: 'b',
    right: 'a',
    rule: { field: 'Description', oneOf: ['a'] },
  }),
  rule('RULE_RANGE', 'Offer 1 amount', {
    wrong: '4',
    right: '5',
    rule: { field: 'Offer amount', range: { min: 5 } },
  }),
  rule('RULE_COMPARE', 'Description', {
    wrong: 'Pump line',
    right: 'Pump',
    rule: { compare: ['Description', '!=', 'Lead name'] },
  }),
  {
    code: 'RULE_UNIQUE',
    at: ['RULE_UNIQUE 3:B'],
    sheets: [
      {
        headers: ['Partner lead id', 'Description'],
        rows: [
          ['A-1', 'x'],
          ['A-2', 'x'],
        ],
      },
    ],
    neighbour: [
      {
        headers: ['Partner lead id', 'Description'],
        rows: [
          ['A-1', 'x'],
          ['A-2', 'y'],
        ],
      },
    ],
    given: {
      mode: 'update',
      rules: ownRules([{ uniqueTogether: ['Description'] }], 'leadferry.config.yaml'),
    },
  },
  {
    code: 'RULE_PROGRAM',
    at: ['RULE_PROGRAM 2:A'],
    sheets: [oneLead({ 'Partner lead id': 'A-2' })],
    neighbour: [oneLead()],
    given: {
      checkLead: ({ partnerLeadOpportunityId: id }) =>
        id === 'A-1' ? [] : [{ message: `found ${id}.`, field: 'leadOpportunity.partnerLeadOpportunityId' }],
    },
  },
];

function rows(...ids: readonly string[]): FakeSheet {
  const { headers, rows: [cells = []] = [] } = oneLead();
  return { headers, rows: ids.map((id, row) => [id, `Line ${row + 1}`, ...cells.slice(2)]) };
}

function rental(from: string, to: string): FakeSheet {
  return oneLead({ 'Offer 1 revenue type': 'YxC', 'Offer 1 start date': from, 'Offer 1 end date': to });
}

test.each(cases)('$code is raised at its place and nowhere else', async ({ sheets, at, given }) => {
  const { issues } = await check(sheets, given);
  expect(codes(issues)).toEqual(at);
});

test.each(cases)('$code is not raised by the neighbour without the fault', async ({ neighbour, given }) => {
  const { issues } = await check(neighbour, given);
  expect(codes(issues)).toEqual([]);
});

test.each(cases)('$code says what was expected or found, and what to do', async ({ code, sheets, given }) => {
  const { issues } = await check(sheets, given);
  for (const issue of issues.filter((one) => one.code === code)) {
    expect(issue.severity).toBe(issueCatalogue[code].severity);
    expect(issue.source).toBe('leads.xlsx');
    expect(issue.message).toMatch(/^(?:expected .+, found |found |\d+ new leads? ha(?:s|ve) ).+\.$/su);
    expect(issue.hint).toMatch(/\.$/);
  }
});

interface ReaderCase {
  readonly code: IssueCode;
  readonly text: string | Buffer;
  readonly at: string;
  /** The leads that are sent nevertheless; none where it is left out. */
  readonly sent?: readonly string[];
}

const readerCases: readonly ReaderCase[] = [
  { code: 'ROW_TOO_LONG', text: 'Partner lead id;Lead name\nA-1;Pump;Berlin\n', at: 'ROW_TOO_LONG 2:C' },
  { code: 'QUOTE_UNCLOSED', text: 'Partner lead id;Lead name\nA-1;"Pump\n', at: 'QUOTE_UNCLOSED 2:' },
  { code: 'QUOTE_MISPLACED', text: 'Partner lead id;Lead name\nA-1;"Pump"s\n', at: 'QUOTE_MISPLACED 2:B' },
  {
    code: 'ROW_TOO_SHORT',
    text: 'Partner lead id;Lead name;Description\nA-1;Pump\nA-2;Pump;\n',
    at: 'ROW_TOO_SHORT 2:C',
    sent: ['A-2'],
  },
  {
    code: 'BYTES_UNDECODABLE',
    text: Buffer.concat([Buffer.from('Partner lead id;Lead name\nA-1;P\u00fcmp'), Buffer.from([0xfc])]),
    at: 'BYTES_UNDECODABLE 2:B',
  },
  {
    code: 'CHARSET_GUESSED',
    text: Buffer.from('Partner lead id;Lead name\nA-1;Gr\xf6\xdfe\n', 'latin1'),
    at: 'CHARSET_GUESSED',
    sent: ['A-1'],
  },
  { code: 'TEXT_NUL', text: 'Partner lead id;Lead name\nA-1;Pu\0mp\n', at: 'TEXT_NUL 2:B' },
  {
    code: 'RECORD_TOO_LONG',
    text: `Partner lead id;Lead name\nA-1;${'x'.repeat(1_100_000)}\n`,
    at: 'RECORD_TOO_LONG 2:',
  },
];
const tempFolder = useTempFolders();

test.each(readerCases)(
  '$code of the reader is passed on, once, and rejects its row where it is an error',
  async ({ text, at, sent: wanted = [] }) => {
    const path = join(await tempFolder(), 'leads.csv');
    await writeFile(path, text);
    const reader = await openReader(path);
    const issues: Issue[] = [];
    const checked = checkSheets(reader, {
      ...options,
      mode: 'update',
      onIssue: (issue) => issues.push(issue),
    });
    const sent: string[] = [];
    for await (const lead of checked.leads()) if (!lead.rejected) sent.push(lead.partnerLeadOpportunityId);
    await reader.close();
    expect(codes(issues)).toEqual([at]);
    expect(sent).toEqual(wanted);
  },
);

test('HIDDEN_DATA of the reader is passed on, once, and what is hidden is read', async () => {
  const path = join(await tempFolder(), 'leads.xlsx');
  const { default: exceljs } = await import('exceljs');
  const workbook = new exceljs.Workbook();
  const sheet = workbook.addWorksheet('Leads');
  sheet.addRows([
    ['Partner lead id', 'Lead name'],
    ['A-1', 'Pump line'],
  ]);
  sheet.getColumn(2).hidden = true;
  await workbook.xlsx.writeFile(path);
  const reader = await openReader(path);
  const issues: Issue[] = [];
  const checked = checkSheets(reader, { ...options, mode: 'update', onIssue: (issue) => issues.push(issue) });
  const names: unknown[] = [];
  for await (const { lead } of checked.leads()) names.push(lead.leadOpportunity['name']);
  await reader.close();
  expect(issues.map(({ code, sheet: of, severity }) => [code, of, severity])).toEqual([
    ['HIDDEN_DATA', 'Leads', 'info'],
  ]);
  expect(names).toEqual(['Pump line']);
});

// What looks wrong, the lists of 3DS and rules of one's own have tests beside their checks.
const ownTests: ReadonlySet<string> = new Set(['plan', 'plausibility', 'reference', 'rule']);

test('every code that the format, the columns, a cell, a row or the contract raises has a case', () => {
  const listed = Object.entries(issueCatalogue).flatMap(([code, entry]) =>
    ownTests.has(entry.stage) ? [] : [code],
  );
  const covered = new Set<string>([
    'HIDDEN_DATA',
    'CELL_REPAIRED',
    ...[...cases, ...readerCases].map((one) => one.code),
  ]);
  expect(listed.filter((code) => isIssueCode(code) && !covered.has(code))).toEqual([]);
});
