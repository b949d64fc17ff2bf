import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RemoteLead } from '../../../src/lead/lead.js';
import {
  type MissingLeads,
  type PipelineFigures,
  pipelineFigures,
} from '../../../src/reports/pipeline-report.js';
import { pipelineReportJson } from '../../../src/reports/pipeline-report-json.js';
import { type RemoteLeadParts, remoteLead } from '../../support/fake-export-api.js';

const stages = ['LEAD_OPEN', 'QUALIFIED', 'ACCEPTED', 'OPPY_OPEN', 'VALIDATED', 'ESTABLISHED', 'WON', 'LOST'];
const categories = ['UPSIDE', 'COMMIT', 'SAFE', 'WON', 'LOST', 'LONGSHOT', 'EMPTY'];

describe('pipelineFigures', () => {
  test('every known stage and category has a line in the order of the API, also without leads', async () => {
    const [euro] = (await figures([{ id: 'A', currency: 'EUR', status: 'WON' }])).currencies;
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
    const result = await figures([
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
      const [euro] = (await pipelineFigures(streamed([lead]), facts())).currencies;
      expect(euro?.byForecastCategory.filter(({ leads }) => leads > 0)).toMatchObject([
        { code: 'EMPTY', leads: 1 },
      ]);
    },
  );

  test('currencies are apart, by code, and leads without one come last', async () => {
    const result = await figures([
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

  test('what is missing is asked for after the last lead', async () => {
    let missing: MissingLeads = { outOfScope: 0, failed: 0 };
    async function* leads() {
      yield await Promise.resolve(remoteLead({ id: 'A', currency: 'EUR' }));
      missing = { outOfScope: 2, failed: 1 };
    }
    const result = await pipelineFigures(leads(), { ...facts(), missing: () => missing });
    expect(result.coverage).toEqual({ counted: 1, outOfScope: 2, failed: 1 });
  });

  test('any order of the leads gives the figures that integers of cents give', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(centsLead(), { maxLength: 40 }),
        fc.infiniteStream(fc.nat()),
        async (leads, keys) => {
          const shuffled = leads
            .map((lead) => ({ lead, key: keys.next().value ?? 0 }))
            .toSorted((one, other) => one.key - other.key)
            .map(({ lead }) => lead);
          const document = pipelineReportJson(await figures(leads.map(inUnits)));
          expect(pipelineReportJson(await figures(shuffled.map(inUnits)))).toEqual(document);
          expect(document.coverage.counted).toBe(leads.length);
          expect(document.currencies.map(({ currency }) => currency).toSorted()).toEqual(
            [...new Set(leads.map(({ currency }) => currency))].toSorted(),
          );
          for (const { currency, total, phases, byStage, byForecastCategory } of document.currencies) {
            const own = leads.filter((lead) => lead.currency === currency);
            const open = (lead: CentsLead) =>
              lead.status !== 'WON' && lead.status !== 'LOST' && stages.includes(lead.status);
            expect(total).toEqual(recomputed(own));
            expect(phases).toEqual({
              open: recomputed(own.filter(open)),
              won: recomputed(own.filter(({ status }) => status === 'WON')),
              lost: recomputed(own.filter(({ status }) => status === 'LOST')),
              other: recomputed(own.filter(({ status }) => !stages.includes(status))),
            });
            for (const { code, label, ...line } of byStage) {
              expect(line, label).toEqual(recomputed(own.filter(({ status }) => status === code)));
            }
            for (const { code, label, ...line } of byForecastCategory) {
              expect(line, label).toEqual(recomputed(own.filter(({ category }) => category === code)));
            }
            expect(byStage.reduce((sum, { leads }) => sum + leads, 0)).toBe(own.length);
            expect(byForecastCategory.reduce((sum, { leads }) => sum + leads, 0)).toBe(own.length);
          }
        },
      ),
    );
  });
});

interface CentsLead {
  readonly currency: string | null;
  readonly status: string;
  readonly category: string;
  readonly cents: readonly (number | null)[];
}

function centsLead(): fc.Arbitrary<CentsLead> {
  return fc.record({
    currency: fc.constantFrom('EUR', 'USD', 'JPY', null),
    status: fc.constantFrom(...stages, 'NEW_STAGE'),
    category: fc.constantFrom(...categories, 'NEW_CATEGORY'),
    cents: fc.array(fc.option(fc.integer({ min: -1_000_000, max: 10_000_000_000 })), { maxLength: 4 }),
  });
}

function inUnits({ currency, status, category, cents }: CentsLead): Omit<RemoteLeadParts, 'id'> {
  const amounts = cents.map((cent) => (cent === null ? null : cent / 100));
  return { currency, status, forecastCategory: category, amounts };
}

function recomputed(leads: readonly CentsLead[]) {
  const given = leads.flatMap(({ cents }) => cents.filter((cent) => cent !== null));
  return {
    leads: leads.length,
    withoutAmount: leads.filter(({ cents }) => cents.every((cent) => cent === null)).length,
    amount: centsText(given.reduce((sum, cent) => sum + cent, 0)),
  };
}

function centsText(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function facts() {
  return {
    asOf: '2026-03-31T09:30:00.000Z',
    source: { origin: 'http://127.0.0.1:4010', criteria: {} },
    missing: () => ({ outOfScope: 0, failed: 0 }),
  };
}

function figures(leads: readonly Partial<RemoteLeadParts>[]): Promise<PipelineFigures> {
  return pipelineFigures(
    streamed(leads.map((lead, number) => remoteLead({ id: `L${number}`, ...lead }))),
    facts(),
  );
}

async function* streamed(leads: readonly RemoteLead[]): AsyncGenerator<RemoteLead> {
  for (const lead of leads) yield await Promise.resolve(lead);
}
