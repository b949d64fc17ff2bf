import { describe, expect, test } from 'vitest';
import { offerIndex } from '../../../src/lead/references/offer-index.js';
import { textIndex } from '../../../src/lead/references/text-index.js';
import type { References } from '../../../src/lead/references.js';
import { suggestOffer } from '../../../src/pipeline/checks/references/suggest-offer.js';
import { check, codes, oneLead } from './fake-reader.js';

interface Product {
  readonly id: string;
  readonly levels: readonly [string, string, string];
  readonly orderable?: boolean;
}

const products: readonly Product[] = [
  { id: 'CLASS00002_ONPR_PRTF077_SOL001277', levels: ['CATIA', 'Systems Engineering', 'MBSE Workbench'] },
  {
    id: 'CLASS00002_CLOUD_PRTF101_SOL002004',
    levels: ['Simulation', 'Structural Analysis', 'Linear Stress'],
  },
  { id: 'CLASS00003_CLOUD_PRTF112_SOL002310', levels: ['Collaboration', 'Project Spaces', 'Portal'] },
  { id: 'CLASS00003_ONPR_PRTF112_SOL002311', levels: ['Collaboration', 'Project Spaces', 'Portal'] },
  {
    id: 'CLASS00004_ONPR_PRTF131_SOL002790',
    levels: ['Planning', 'Scheduling', 'Paper Route Cards'],
    orderable: false,
  },
  { id: 'CLASS00004_ONPR_PRTF131_SOL002791', levels: ['Planning', 'Scheduling', 'Planner Team Seat 15'] },
  { id: 'CLASS00005_ONPR_PRTF131_SOL002792', levels: ['Planning', 'Vault', 'Archive'] },
  {
    id: 'CLASS00005_ONPR_PRTF131_SOL002793',
    levels: ['Planning', 'Vault', 'Archive'],
    orderable: false,
  },
];

const items = products.map(({ id, levels, orderable = true }) => ({
  salesPortfolioId: id,
  salesPortfolioType: 'Brand',
  salesPortfolioInfrastructure: 'On Premise',
  orderable,
  salesPortfolioLevel1: levels[0],
  salesPortfolioLevel2: levels[1],
  salesPortfolioLevel3: levels[2],
}));

const index = offerIndex(items, [{ value: 'CLASS00009_ONPR_PRTF900_SOL009001', name: 'Mailed product' }]);

function references(over: Partial<References> = {}): References {
  return {
    offers: { sources: [{ kind: 'catalogue', name: 'the product catalogue', savedOn: '2026-11-20' }], index },
    competitors: {
      source: { kind: 'list', name: 'the list competitors.csv', savedOn: '2026-01-05' },
      index: textIndex(['Contoso CAD', 'Fabrikam PLM', 'Société Générale Logiciel']),
    },
    maxAgeDays: 30,
    refreshCommand: 'leadferry export portfolio -o portfolio.xlsx --env ppt',
    ...over,
  };
}

async function offerIssues(id: string, given = {}) {
  const { issues } = await check([oneLead({ 'Offer 1 id': id })], { references: references(), ...given });
  return issues;
}

describe('offers', () => {
  test.each([
    ['an id of the catalogue', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['an id of the mailed list alone', 'CLASS00009_ONPR_PRTF900_SOL009001'],
  ])('%s is left alone', async (_, id) => {
    expect(await offerIssues(id)).toEqual([]);
  });

  test.each([
    ['the name of the product', 'MBSE Workbench', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['its three levels', 'CATIA / Systems Engineering / MBSE Workbench', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['a level above it that has one product', 'Systems engineering', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['some of its words in any order', 'Workbench MBSE (CATIA)', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['its name with a slip', 'MBSE Workbensh', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['the id in other letters', 'class00002-onpr-prtf077-sol001277', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['the id with a slip', 'CLASS00002_ONPR_PRTF77_SOL001277', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['the id and more', 'CLASS00002_ONPR_PRTF077_SOL001277 (MBSE)', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['the end of the id', 'SOL001277', 'CLASS00002_ONPR_PRTF077_SOL001277'],
    ['the name of the mailed list', 'mailed product', 'CLASS00009_ONPR_PRTF900_SOL009001'],
    ['a name of which one product can be ordered', 'Archive', 'CLASS00005_ONPR_PRTF131_SOL002792'],
    ['the id of nothing near', 'SKU-4711-B', null],
    ['a name with another number', 'Planner Team Seat 16', null],
    ['an id that is equally near to two', 'CLASS00004_ONPR_PRTF131_SOL00279', null],
    ['a short word', 'CATI', null],
  ])('%s is told with what was probably meant', async (_, id, suggestion) => {
    const [issue, ...others] = await offerIssues(id);
    expect([issue?.code, issue?.severity, issue?.value, issue?.suggestion]).toEqual([
      'OFFER_UNKNOWN',
      'warning',
      id,
      suggestion,
    ]);
    expect(others).toEqual([]);
  });

  test('a name is told as a name, and the hint shows what it is', async () => {
    const [issue] = await offerIssues('MBSE Workbench');
    expect(issue).toMatchObject({
      column: 'J',
      message: 'expected the id of an offer, found its name "MBSE Workbench".',
      hint: 'Write "CLASS00002_ONPR_PRTF077_SOL001277" (CATIA › Systems Engineering › MBSE Workbench).',
    });
  });

  test('a name of several products lists them and proposes none', async () => {
    const [issue] = await offerIssues('Portal');
    expect(issue?.message).toContain('which is the name of 2 products');
    expect(issue?.hint).toContain('CLASS00003_CLOUD_PRTF112_SOL002310 and CLASS00003_ONPR_PRTF112_SOL002311');
    expect(issue?.suggestion).toBeNull();
  });

  test.each([
    ['warnings', false, 'warning'],
    ['errors with --strict', true, 'error'],
  ])('what is unknown or cannot be ordered gives %s', async (_, strict, severity) => {
    const found = [
      ...(await offerIssues('SKU-4711-B', { strict })),
      ...(await offerIssues('CLASS00004_ONPR_PRTF131_SOL002790', { strict })),
    ];
    expect(found.map((issue) => [issue.code, issue.severity])).toEqual([
      ['OFFER_UNKNOWN', severity],
      ['OFFER_NOT_ORDERABLE', severity],
    ]);
  });

  test('what cannot be ordered is said of the catalogue, also where a list is newer', async () => {
    const sources = [
      { kind: 'list', name: 'the list offers.csv', savedOn: '2026-11-21' },
      { kind: 'catalogue', name: 'the product catalogue', savedOn: '2026-11-01' },
    ] as const;
    const given = { references: references({ offers: { sources, index } }) };
    const [old] = await offerIssues('CLASS00004_ONPR_PRTF131_SOL002790', given);
    expect(old?.message).toContain('not orderable in the product catalogue of 2026-11-01.');
    const [unknown] = await offerIssues('SKU-4711-B', given);
    expect(unknown?.message).toContain('an offer in the list offers.csv of 2026-11-21, found "SKU-4711-B".');
  });

  test('what an earlier upload sent for the lead goes on', async () => {
    const lastSent = {
      partnerLeadOpportunityId: 'A-1',
      leadOpportunity: {},
      customerLegalEntity: null,
      offerLines: [{ offerNameId: 'CLASS00004_ONPR_PRTF131_SOL002790' }],
      customerContacts: null,
      partnerContacts: null,
    };
    const known = () => ({ dsLeadOpportunityId: 'D-1', lastSent });
    expect(await offerIssues('CLASS00004_ONPR_PRTF131_SOL002790', { known })).toEqual([]);
    expect(codes(await offerIssues('SKU-4711-B', { known }))).toEqual(['OFFER_UNKNOWN 2:J']);
  });

  test.each([
    ['as old as allowed', '2026-10-22', []],
    ['older than allowed', '2026-10-21', ['CATALOGUE_OUTDATED']],
    ['of a day to come', '2026-12-24', []],
  ])('a catalogue %s is %s', async (_, savedOn, expected) => {
    const offers = {
      sources: [{ kind: 'catalogue', name: 'the product catalogue', savedOn }],
      index,
    } as const;
    const sheet = { headers: ['Partner lead id', 'Offer 1 id'], rows: [['A-1', products[0]?.id ?? '']] };
    const given = { references: references({ offers }), today: '2026-11-21', mode: 'update' } as const;
    const { issues } = await check([sheet], given);
    expect(codes(issues)).toEqual(expected);
    for (const issue of issues) {
      expect(issue.message).toContain('2026-10-21, 31 days old');
      expect(issue.hint).toContain('`leadferry export portfolio -o portfolio.xlsx --env ppt`');
    }
  });

  test('without a catalogue it is said once, and not of a file without offers', async () => {
    const given = { references: references({ offers: null }), mode: 'update' } as const;
    const two = {
      headers: ['Partner lead id', 'Offer 1 id'],
      rows: [
        ['A-1', 'x'],
        ['A-2', 'y'],
      ],
    };
    expect(codes((await check([two], given)).issues)).toEqual(['CATALOGUE_MISSING']);
    const none = { headers: ['Partner lead id', 'Lead name'], rows: [['A-1', 'Pump line']] };
    expect((await check([none], given)).issues).toEqual([]);
  });
});

describe('competitors', () => {
  test.each([
    ['as the list has them', 'Contoso CAD; Fabrikam PLM', []],
    ['in other letters', 'CONTOSO-CAD; société générale logiciel; Societe Generale Logiciel', []],
    ['with a slip', 'Contosso CAD', [['Contosso CAD', 'Contoso CAD']]],
    [
      'that are not listed',
      'Litware; Fabrikam PLM; Tailspin',
      [
        ['Litware', null],
        ['Tailspin', null],
      ],
    ],
    ['that are emptied', '(clear)', []],
  ])('names %s', async (_, cell, expected) => {
    const { issues } = await check([oneLead({ Competitors: cell })], { references: references() });
    expect(issues.map((issue) => [issue.value, issue.suggestion])).toEqual(expected);
    expect(issues.every((issue) => issue.code === 'COMPETITOR_UNKNOWN' && issue.column === 'K')).toBe(true);
  });

  test('are not compared where no list was added', async () => {
    const given = { references: references({ competitors: null }) };
    expect((await check([oneLead({ Competitors: 'Litware' })], given)).issues).toEqual([]);
  });
});

test('looking up 5,000 unknown ids among 10,000 offers takes seconds, not minutes', () => {
  const many = Array.from({ length: 10_000 }, (_, at) => ({
    value: `CLASS0000${at % 9}_ONPR_PRTF${at % 400}_SOL${String(at).padStart(6, '0')}`,
    name: `Family ${at % 50} Engineer Advanced ${at}`,
  }));
  const big = offerIndex([], many);
  const started = performance.now();
  for (let at = 0; at < 5_000; at += 1) suggestOffer(`CLASS00001_ONPR_PRTF${at % 400}_SOL9${at}`, big);
  expect(performance.now() - started).toBeLessThan(30_000);
});
