import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PartValues, RemoteLead } from '../../../src/lead/lead.js';
import type { PipelineReport } from '../../../src/reports/pipeline-report.js';
import { pipelineReportJson } from '../../../src/reports/pipeline-report-json.js';
import { type RemoteLeadParts, remoteLead } from '../../support/fake-export-api.js';
import {
  exactText,
  leadSum,
  linesSum,
  naiveDays,
  naivePhase,
  naiveTotals,
  naiveWeighted,
  roundedText,
  value,
} from '../../support/naive-pipeline.js';
import { reportOf } from '../../support/pipeline-report.js';

const stages = ['LEAD_OPEN', 'QUALIFIED', 'ACCEPTED', 'OPPY_OPEN', 'VALIDATED', 'ESTABLISHED', 'WON', 'LOST'];
const categories = ['UPSIDE', 'COMMIT', 'SAFE', 'WON', 'LOST', 'LONGSHOT', 'EMPTY'];

describe('the figures of a pipeline', () => {
  test('every known stage and category has a line in the order of the API, also without leads', async () => {
    const [euro] = (await report([{ id: 'A', currency: 'EUR', status: 'WON' }])).figures.currencies;
    expect(euro?.byStage.map(({ code }) => code)).toEqual(stages);
    expect(euro?.byForecastCategory.map(({ code }) => code)).toEqual(categories);
    expect(euro?.byStage.map(({ label, leads }) => `${label}: ${leads}`)).toEqual([
      '-6 Open: 0',
      '-5 Qualified: 0',
      '-4 Accepted: 0',
      '-3 Open: 0',
      '-2 Validated: 0',
      '-1 Established: 0',
      'Won opportunity: 1',
      'Lost opportunity: 0',
    ]);
  });

  test('unknown stages follow the known ones as they are, a missing one last, and both are neither open nor closed', async () => {
    const result = await report([
      { id: 'A', currency: 'EUR', status: null, amounts: [1] },
      { id: 'B', currency: 'EUR', status: 'ZZ_NEW', amounts: [2] },
      { id: 'C', currency: 'EUR', status: 'EMPTY', amounts: [4] },
      { id: 'D', currency: 'EUR', status: 'AA_NEW', amounts: [8] },
      { id: 'E', currency: 'EUR', status: 'toString', amounts: [16] },
      { id: 'F', currency: 'EUR', status: 'QUALIFIED', amounts: [32] },
    ]);
    const [euro] = pipelineReportJson(result).currencies;
    expect(euro?.byStage.slice(8).map(({ code, label, amount }) => [code, label, amount])).toEqual([
      ['AA_NEW', 'AA_NEW', '8.00'],
      ['ZZ_NEW', 'ZZ_NEW', '2.00'],
      ['toString', 'toString', '16.00'],
      [null, '(none)', '5.00'],
    ]);
    expect(euro?.phases.other).toEqual({ leads: 5, withoutAmount: 0, amount: '31.00' });
    expect(euro?.phases.open).toEqual({ leads: 1, withoutAmount: 0, amount: '32.00' });
  });

  test.each([['EMPTY'], [''], [null], [undefined]])(
    'a forecast category of %j counts as EMPTY',
    async (category) => {
      const lead = remoteLead({
        id: 'A',
        currency: 'EUR',
        ...(category === undefined ? {} : { forecastCategory: category }),
      });
      const [euro] = (await reportOf([lead])).figures.currencies;
      expect(euro?.byForecastCategory.filter(({ leads }) => leads > 0)).toMatchObject([
        { code: 'EMPTY', leads: 1 },
      ]);
    },
  );

  test('currencies are apart, by code, and leads without one come last', async () => {
    const result = await report([
      { id: 'A', currency: 'USD', amounts: [1] },
      { id: 'B', currency: '', amounts: [2] },
      { id: 'C', currency: 'eur ', amounts: [3] },
      { id: 'D', currency: 'EUR', amounts: [4] },
      { id: 'E', currency: null, amounts: null },
    ]);
    const totals = pipelineReportJson(result).currencies.map(({ currency, total }) => [currency, total]);
    expect(totals).toEqual([
      ['EUR', { leads: 2, withoutAmount: 0, amount: '7.00' }],
      ['USD', { leads: 1, withoutAmount: 0, amount: '1.00' }],
      [null, { leads: 2, withoutAmount: 1, amount: '2.00' }],
    ]);
  });

  test('overdue, stale and milestones are counted to the day of the report', async () => {
    const lead = (id: string, attributes: RemoteLead['leadOpportunity']): RemoteLead => ({
      ...remoteLead({ id, currency: 'EUR', amounts: [1] }),
      leadOpportunity: {
        status: 'VALIDATED',
        currency: 'EUR',
        nextMilestone: 'Demo',
        nextMilestoneDate: '2026-04-01',
        ...attributes,
      },
    });
    const { figures } = await reportOf([
      lead('closes today', { closeDate: '2026-03-31' }),
      lead('closed yesterday', { closeDate: '2026-03-30' }),
      lead('closed long ago', { closeDate: '2026-03-01' }),
      lead('won', { closeDate: '2026-03-01', status: 'WON', modifiedDate: '2020-01-01T00:00:00Z' }),
      lead('30 days', { modifiedDate: '2026-03-01T23:59:59.999Z' }),
      lead('31 days', { modifiedDate: '2026-02-28T23:59:59.999Z' }),
      lead('no milestone', { nextMilestone: '', nextMilestoneDate: null }),
      lead('no date', { nextMilestoneDate: '' }),
      lead('passed', { nextMilestoneDate: '2026-03-30' }),
      lead('today', { nextMilestoneDate: '2026-03-31' }),
      lead('a lead', { status: 'QUALIFIED', nextMilestone: '', nextMilestoneDate: '' }),
    ]);
    expect(figures.overdue.map((one) => [one.dsLeadOpportunityId, one.days])).toEqual([
      ['closed long ago', 30],
      ['closed yesterday', 1],
    ]);
    expect(figures.stale.map((one) => [one.dsLeadOpportunityId, one.days])).toEqual([['31 days', 31]]);
    expect(figures.milestones.map((one) => [one.dsLeadOpportunityId, one.problem])).toEqual([
      ['no date', 'undated'],
      ['no milestone', 'missing'],
      ['passed', 'passed'],
    ]);
  });

  test('a lead counts once in each of its offers, by the lines of that offer', async () => {
    const lead: RemoteLead = {
      ...remoteLead({ id: 'A', currency: 'EUR', status: 'VALIDATED' }),
      offerLines: [
        { offerNameId: 'OFFER_A', amount: 10 },
        { offerNameId: 'OFFER_B', amount: 5 },
        { offerNameId: 'OFFER_A', amount: 20.5 },
        { amount: 1 },
      ],
    };
    const [euro] = pipelineReportJson(await reportOf([lead])).currencies;
    expect(
      euro?.byOffer.map(({ code, label, open, weighted }) => [
        code,
        label,
        open.leads,
        open.amount,
        weighted,
      ]),
    ).toEqual([
      ['OFFER_A', 'Brand › Product A', 1, '30.50', '15.25'],
      ['OFFER_B', 'OFFER_B', 1, '5.00', '2.50'],
      [null, '(none)', 1, '1.00', '0.50'],
    ]);
  });

  test('amounts beyond what a number holds, and with many decimals, keep every digit', async () => {
    const leads = [0.1, 0.2, 90_071_992_547_409.91, 90_071_992_547_409.91, 1e-7].map((amount, index) =>
      remoteLead({ id: `L${index}`, currency: 'EUR', status: 'WON', amounts: [amount] }),
    );
    const [euro] = pipelineReportJson(await reportOf(leads)).currencies;
    expect(euro?.total.amount).toBe('180143985094820.1200001');
  });

  test('without a rate nothing is converted, and what has none is said', async () => {
    const leads = [
      remoteLead({ id: 'A', currency: 'EUR', status: 'VALIDATED', amounts: [100] }),
      remoteLead({ id: 'B', currency: 'USD', status: 'VALIDATED', amounts: [10.01] }),
      remoteLead({ id: 'C', currency: 'JPY', status: 'VALIDATED', amounts: [1000] }),
      remoteLead({ id: 'D', currency: '', status: 'VALIDATED', amounts: [7] }),
    ];
    expect(pipelineReportJson(await reportOf(leads)).converted).toBeNull();
    const { converted } = pipelineReportJson(await reportOf(leads, { rates }));
    expect(converted?.total).toEqual({ leads: 2, withoutAmount: 0, amount: '109.21' });
    expect(converted?.weighted).toBe('54.60');
    expect(converted?.unconverted).toEqual([
      { currency: 'JPY', leads: 1 },
      { currency: null, leads: 1 },
    ]);
    expect(
      converted?.rates.map(({ currency, rate, source, date }) => `${currency} ${rate} ${source} ${date}`),
    ).toEqual(['EUR 1 own books 2026-03-30', 'USD 0.92 a bank 2026-03-29']);
  });

  test('every figure is what a second, plain computation gives, in any order of the leads', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(randomLead(), { maxLength: 30 }),
        fc.infiniteStream(fc.nat()),
        async (drafts, keys) => {
          const leads = drafts.map((draft, index) => ({
            ...draft,
            dsLeadOpportunityId: `L${String(index).padStart(3, '0')}`,
          }));
          const shuffled = leads
            .map((lead) => ({ lead, key: keys.next().value ?? 0 }))
            .toSorted((one, other) => one.key - other.key)
            .map(({ lead }) => lead);
          const document = pipelineReportJson(await reportOf(leads, { rates }));
          expect(pipelineReportJson(await reportOf(shuffled, { rates }))).toEqual(document);
          expectNaive(document, leads);
        },
      ),
      { numRuns: 60 },
    );
  });
});

const rates = {
  currency: 'EUR',
  rates: [
    { currency: 'EUR', rate: new Big(1), source: 'own books', date: '2026-03-30' },
    { currency: 'USD', rate: new Big('0.92'), source: 'a bank', date: '2026-03-29' },
  ],
};
const tenths = {
  LEAD_OPEN: 50n,
  QUALIFIED: 125n,
  ACCEPTED: 200n,
  OPPY_OPEN: 300n,
  VALIDATED: 500n,
  ESTABLISHED: 750n,
};
const asOf = '2026-03-31';

type Report = ReturnType<typeof pipelineReportJson>;
type PhaseLine = Report['currencies'][number]['byOwner'][number];

function expectNaive(document: Report, leads: readonly RemoteLead[]): void {
  expect(document.coverage).toEqual({
    counted: leads.length,
    unclaimed: leads.filter((lead) => (lead.partnerLeadOpportunityId ?? '') === '').length,
    outOfScope: 0,
    failed: 0,
  });
  const currencies = new Set(leads.map((lead) => value(lead, 'currency')));
  expect(new Set(document.currencies.map(({ currency }) => currency))).toEqual(currencies);
  for (const figures of document.currencies) {
    expectCurrency(
      figures,
      leads.filter((lead) => value(lead, 'currency') === figures.currency),
    );
  }
  expectConverted(document, leads);
  expectLists(document, leads);
}

function expectCurrency(figures: Report['currencies'][number], own: readonly RemoteLead[]): void {
  const inPhase = (phase: string, of = own) => of.filter((lead) => naivePhase(lead) === phase);
  expect(figures.total).toEqual(naiveTotals(own));
  expect(figures.weighted).toBe(naiveWeighted(own, tenths));
  for (const phase of ['open', 'won', 'lost', 'other'] as const) {
    expect(figures.phases[phase]).toEqual(naiveTotals(inPhase(phase)));
  }
  for (const { code, leads, withoutAmount, amount } of figures.byStage) {
    expect({ leads, withoutAmount, amount }, `${code}`).toEqual(
      naiveTotals(own.filter((lead) => value(lead, 'status') === code)),
    );
  }
  for (const { code, leads, withoutAmount, amount } of figures.byForecastCategory) {
    const found = own.filter((lead) => (value(lead, 'forecastCategory') ?? 'EMPTY') === code);
    expect({ leads, withoutAmount, amount }, `${code}`).toEqual(naiveTotals(found));
  }
  expectLines(figures.byOwner, own, (lead) => value(lead, 'dsOwnerEmail'));
  expectLines(figures.byCountry, own, countryOf);
  expectLines(figures.byCloseMonth, own, monthOf);
  expectLines(figures.byCloseQuarter, own, quarterOf);
  expectLines(
    figures.byAge.filter(({ open }) => open.leads > 0),
    inPhase('open'),
    ageOf,
  );
  expectOffers(figures.byOffer, own);
  for (const line of figures.byCloseMonth) {
    const found = inPhase('open').filter((lead) => monthOf(lead) === line.code);
    for (const { code, leads, withoutAmount, amount } of line.openByForecastCategory) {
      const ofCategory = found.filter((lead) => (value(lead, 'forecastCategory') ?? 'EMPTY') === code);
      expect({ leads, withoutAmount, amount }).toEqual(naiveTotals(ofCategory));
    }
    expect(line.openByForecastCategory.reduce((sum, { leads }) => sum + leads, 0)).toBe(found.length);
  }
  const largest = inPhase('open')
    .flatMap((lead) => leadSum(lead) ?? [])
    .toSorted((one, other) => (one < other ? 1 : -1))
    .slice(0, 3);
  expect(figures.topOpen.map(({ amount }) => amount)).toEqual(largest.map(exactText));
}

function expectLines(
  lines: readonly PhaseLine[],
  own: readonly RemoteLead[],
  codeOf: (lead: RemoteLead) => string | null,
): void {
  expect(new Set(lines.map(({ code }) => code))).toEqual(new Set(own.map(codeOf)));
  for (const line of lines) {
    const found = own.filter((lead) => codeOf(lead) === line.code);
    for (const phase of ['open', 'won', 'lost', 'other'] as const) {
      expect(line[phase], `${line.code} ${phase}`).toEqual(
        naiveTotals(found.filter((lead) => naivePhase(lead) === phase)),
      );
    }
    expect(line.weighted).toBe(naiveWeighted(found, tenths));
  }
}

function expectOffers(lines: readonly PhaseLine[], own: readonly RemoteLead[]): void {
  for (const line of lines) {
    const linesOf = (lead: RemoteLead) =>
      (lead.offerLines ?? []).filter((one) => (one['offerNameId'] ?? null) === line.code);
    const found = own.filter((lead) => linesOf(lead).length > 0);
    const sum = (lead: RemoteLead) => linesSum(linesOf(lead));
    for (const phase of ['open', 'won', 'lost', 'other'] as const) {
      expect(line[phase]).toEqual(
        naiveTotals(
          found.filter((lead) => naivePhase(lead) === phase),
          sum,
        ),
      );
    }
    expect(line.weighted).toBe(naiveWeighted(found, tenths, sum));
  }
  const offers = own.flatMap((lead) => (lead.offerLines ?? []).map((one) => one['offerNameId'] ?? null));
  expect(new Set<unknown>(lines.map(({ code }) => code))).toEqual(new Set(offers));
}

/** What a lead counts for on a line; null where it is not on the line. */
type OnLine = (lead: RemoteLead, code: string | null) => readonly PartValues[] | null;

function expectConverted({ converted }: Report, leads: readonly RemoteLead[]): void {
  const rated = leads.filter((lead) => hundredthsOf(lead) !== null);
  const unrated = leads.filter((lead) => hundredthsOf(lead) === null);
  if (converted === null) throw new Error('nothing was converted');
  const whole: OnLine = (lead) => lead.offerLines ?? [];
  const by =
    (codeOf: (lead: RemoteLead) => string | null): OnLine =>
    (lead, code) =>
      codeOf(lead) === code ? whole(lead, code) : null;
  expect(converted.total).toEqual(convertedTotals(rated, whole, null));
  expectConvertedPhases(
    { ...converted.phases, weighted: converted.weighted, code: null, label: '' },
    rated,
    whole,
  );
  for (const line of converted.byStage) {
    const { leads: count, withoutAmount, amount: text, weighted } = line;
    const onLine = by((lead) => value(lead, 'status'));
    expect({ leads: count, withoutAmount, amount: text }).toEqual(convertedTotals(rated, onLine, line.code));
    expect(weighted).toBe(convertedWeighted(rated, onLine, line.code));
  }
  for (const { code, leads: count, withoutAmount, amount: text } of converted.byForecastCategory) {
    const onLine = by((lead) => value(lead, 'forecastCategory') ?? 'EMPTY');
    expect({ leads: count, withoutAmount, amount: text }).toEqual(convertedTotals(rated, onLine, code));
  }
  const groups: readonly (readonly [readonly PhaseLine[], OnLine])[] = [
    [converted.byOwner, by((lead) => value(lead, 'dsOwnerEmail'))],
    [converted.byCountry, by(countryOf)],
    [converted.byCloseMonth, by(monthOf)],
    [converted.byCloseQuarter, by(quarterOf)],
    [converted.byAge, by((lead) => (naivePhase(lead) === 'open' ? ageOf(lead) : 'not open'))],
    [converted.byOffer, linesOfOffer],
  ];
  for (const [lines, onLine] of groups) {
    for (const line of lines) expectConvertedPhases(line, rated, onLine);
    // Every lead is on a line, so that no line is missing.
    const counted = lines.reduce(
      (sum, { open, won, lost, other }) => sum + open.leads + won.leads + lost.leads + other.leads,
      0,
    );
    const codes = lines.map(({ code }) => code);
    const expected = rated.flatMap((lead) => codes.filter((code) => onLine(lead, code) !== null)).length;
    expect(counted).toBe(expected);
    expect(new Set(codes).size).toBe(codes.length);
  }
  expect(new Set(converted.byCountry.map(({ code }) => code))).toEqual(new Set(rated.map(countryOf)));
  expect(new Set(converted.byCloseMonth.map(({ code }) => code))).toEqual(new Set(rated.map(monthOf)));
  expect(new Set(converted.byCloseQuarter.map(({ code }) => code))).toEqual(new Set(rated.map(quarterOf)));
  const offers = rated.flatMap((lead) => (lead.offerLines ?? []).map((one) => one['offerNameId'] ?? null));
  expect(new Set<unknown>(converted.byOffer.map(({ code }) => code))).toEqual(new Set(offers));
  const unratedOf = Map.groupBy(unrated, (lead) => value(lead, 'currency'));
  expect(converted.unconverted).toEqual(
    converted.unconverted.map(({ currency }) => ({ currency, leads: unratedOf.get(currency)?.length })),
  );
  expect(converted.unconverted).toHaveLength(unratedOf.size);
}

function hundredthsOf(lead: RemoteLead): bigint | null {
  return { EUR: 100n, USD: 92n }[value(lead, 'currency') ?? ''] ?? null;
}

function linesOfOffer(lead: RemoteLead, code: string | null): readonly PartValues[] | null {
  const lines = (lead.offerLines ?? []).filter((one) => (one['offerNameId'] ?? null) === code);
  return lines.length === 0 ? null : lines;
}

function convertedTotals(leads: readonly RemoteLead[], onLine: OnLine, code: string | null) {
  const found = leads.flatMap((lead) => {
    const lines = onLine(lead, code);
    return lines === null ? [] : [{ sum: linesSum(lines), rate: hundredthsOf(lead) ?? 0n }];
  });
  return {
    leads: found.length,
    withoutAmount: found.filter(({ sum }) => sum === null).length,
    // Thousandths of a unit times hundredths of a rate.
    amount: roundedText(
      found.reduce((all, { sum, rate }) => all + (sum ?? 0n) * rate, 0n),
      100_000n,
    ),
  };
}

function convertedWeighted(leads: readonly RemoteLead[], onLine: OnLine, code: string | null): string {
  const probability: Readonly<Record<string, bigint>> = tenths;
  const all = leads
    .filter((lead) => naivePhase(lead) === 'open')
    .reduce((total, lead) => {
      const amount = linesSum(onLine(lead, code) ?? []) ?? 0n;
      return total + amount * (hundredthsOf(lead) ?? 0n) * (probability[value(lead, 'status') ?? ''] ?? 0n);
    }, 0n);
  return roundedText(all, 100_000_000n);
}

function expectConvertedPhases(line: PhaseLine, leads: readonly RemoteLead[], onLine: OnLine): void {
  for (const phase of ['open', 'won', 'lost', 'other'] as const) {
    const found = leads.filter((lead) => naivePhase(lead) === phase);
    expect(line[phase], `${line.code} ${phase}`).toEqual(convertedTotals(found, onLine, line.code));
  }
  expect(line.weighted).toBe(convertedWeighted(leads, onLine, line.code));
}

function expectLists({ overdue, stale, milestones }: Report, leads: readonly RemoteLead[]): void {
  const open = leads.filter((lead) => naivePhase(lead) === 'open');
  const ids = (of: readonly { readonly dsLeadOpportunityId: string }[]) =>
    of.map(({ dsLeadOpportunityId }) => dsLeadOpportunityId).toSorted();
  expect(ids(overdue)).toEqual(ids(open.filter((lead) => (value(lead, 'closeDate') ?? '9') < asOf)));
  for (const { closeDate, days } of overdue) expect(days).toBe(naiveDays(closeDate ?? '', asOf));
  const idle = (lead: RemoteLead) => naiveDays(value(lead, 'modifiedDate')?.slice(0, 10) ?? asOf, asOf);
  expect(ids(stale)).toEqual(ids(open.filter((lead) => idle(lead) > 30)));
  const opportunities = open.filter((lead) =>
    ['OPPY_OPEN', 'VALIDATED', 'ESTABLISHED'].includes(value(lead, 'status') ?? ''),
  );
  const ahead = (lead: RemoteLead) => (value(lead, 'nextMilestoneDate') ?? '') >= asOf;
  expect(ids(milestones)).toEqual(ids(opportunities.filter((lead) => !ahead(lead))));
}

function monthOf(lead: RemoteLead): string | null {
  return value(lead, 'closeDate')?.slice(0, 7) ?? null;
}

function quarterOf(lead: RemoteLead): string | null {
  const date = value(lead, 'closeDate');
  return date === null ? null : `${date.slice(0, 4)}-Q${Math.floor((Number(date.slice(5, 7)) + 2) / 3)}`;
}

function countryOf(lead: RemoteLead): string | null {
  const country = lead.customerLegalEntity?.['country'];
  return typeof country === 'string' ? country : null;
}

function ageOf(lead: RemoteLead): string | null {
  const created = value(lead, 'createdDate');
  if (created === null) return null;
  const days = naiveDays(created.slice(0, 10), asOf);
  if (days <= 30) return '0-30';
  if (days <= 90) return '31-90';
  if (days <= 180) return '91-180';
  return days <= 365 ? '181-365' : '366+';
}

const day = fc
  .date({ min: new Date('2025-01-01T00:00:00Z'), max: new Date('2027-12-31T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Amounts with up to three decimals, so that what is computed has to be rounded. */
const amount = fc.oneof(
  fc.integer({ min: -1_000_000, max: 2_000_000_000 }).map((cents) => cents / 100),
  fc.integer({ min: 0, max: 1_000_000 }).map((mills) => mills / 1000),
);

function randomLead(): fc.Arbitrary<RemoteLead> {
  const maybe = <T>(of: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 4, arbitrary: of }, fc.constantFrom('', null, 'EMPTY'));
  return fc.record({
    dsLeadOpportunityId: fc.constant(''),
    partnerLeadOpportunityId: fc.constantFrom('P-1', null, ''),
    leadOpportunity: fc.record({
      status: maybe(fc.constantFrom(...stages, 'NEW_STAGE')),
      forecastCategory: maybe(fc.constantFrom(...categories, 'NEW_CATEGORY')),
      currency: maybe(fc.constantFrom('EUR', 'USD', 'CHF')),
      dsOwnerEmail: maybe(fc.constantFrom('a@example.com', 'b@example.com')),
      closeDate: maybe(day.map((text) => text.slice(0, 10))),
      createdDate: maybe(day),
      modifiedDate: maybe(day),
      nextMilestone: maybe(fc.constantFrom('Demo', 'Offer')),
      nextMilestoneDate: maybe(day.map((text) => text.slice(0, 10))),
    }),
    customerLegalEntity: fc.option(fc.record({ country: fc.constantFrom('France', 'Germany', null) })),
    offerLines: fc.option(
      fc.array(fc.record({ offerNameId: fc.constantFrom('OFFER_A', 'OFFER_B'), amount: fc.option(amount) }), {
        maxLength: 4,
      }),
    ),
    customerContacts: fc.constant(null),
    partnerContacts: fc.constant(null),
  });
}

function report(leads: readonly Partial<RemoteLeadParts>[]): Promise<PipelineReport> {
  return reportOf(leads.map((lead, number) => remoteLead({ id: `L${number}`, ...lead })));
}
