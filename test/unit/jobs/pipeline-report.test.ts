import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import {
  exportLeads,
  exportPortfolio,
  type PipelineReportOptions,
  pipelineReport,
} from '../../../src/index.js';
import { openStateLedger } from '../../../src/jobs/state-ledger.js';
import { partnerId, useSandboxes } from '../../support/sandbox-server.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();
const startSandbox = useSandboxes();

const rates = `currency,rate,source,date
EUR,1,own books,2026-11-20
USD,0.92,European Central Bank,2026-11-20
PLN,0.235,European Central Bank,2026-11-20
SEK,0.0868,European Central Bank,2026-11-20
`;

/** A sandbox with 30 leads that are the same each time, and what it takes to ask it. */
async function seededServer() {
  const seededSpan = { from: '2026-10-10T00:00:00Z', to: '2026-11-20T00:00:00Z' };
  const sandbox = await startSandbox({ seed: 7, leads: 30, echo: true, catalogueSize: 60, seededSpan });
  const folder = await tempFolder();
  const connection = { baseUrl: sandbox.url, apiKey: 'key', partnerId, stateDir: folder, rps: 1000 };
  const ratesFile = join(folder, 'rates.csv');
  await writeFile(ratesFile, rates);
  const asked: PipelineReportOptions = {
    ...connection,
    modifiedSince: '2026-10-09',
    modifiedUntil: '2026-11-21',
    asOf: '2026-11-21',
    rates: ratesFile,
  };
  return { sandbox, folder, connection, asked };
}

/** What differs from run to run is the port of the sandbox and the time. */
function withoutPlace({
  madeAt: _madeAt,
  source: _source,
  ...report
}: Awaited<ReturnType<typeof pipelineReport>>['report']) {
  return report;
}

describe('the pipeline report', () => {
  it('of a fixed sandbox is the golden document, in all four formats, whether read from 3DS, a file or the ledger', async () => {
    const { folder, connection, asked } = await seededServer();
    await exportPortfolio({ ...connection, out: join(folder, 'portfolio.csv') });
    const out = ['r.html', 'r.xlsx', 'r.md', 'r.json'].map((name) => join(folder, name));
    const { report, markdown, files } = await pipelineReport({ ...asked, out });
    expect(files).toEqual(out);
    await expect(`${JSON.stringify(withoutPlace(report), null, 2)}\n`).toMatchFileSnapshot(
      '../reports/golden/pipeline-report.json.golden',
    );
    expect(JSON.parse(await readFile(join(folder, 'r.json'), 'utf8'))).toEqual(report);
    expect(await readFile(join(folder, 'r.md'), 'utf8')).toBe(markdown);
    const page = await readFile(join(folder, 'r.html'), 'utf8');
    expect(page).toContain('<h1>Pipeline as of 21 Nov 2026</h1>');
    expect(page.match(/<svg /g)).toHaveLength(6);
    expect((await readFile(join(folder, 'r.xlsx'))).subarray(0, 2).toString()).toBe('PK');

    const { modifiedSince, modifiedUntil, ...elsewhere } = asked;
    const exported = join(folder, 'leads.xlsx');
    await exportLeads({ ...connection, modifiedSince, modifiedUntil, out: exported });
    const ofFile = await pipelineReport({ ...elsewhere, files: [exported] });
    expect(withoutPlace(ofFile.report)).toEqual(withoutPlace(report));
    expect(ofFile.report.source).toEqual({ origin: 'leads.xlsx', criteria: {} });

    const ofLedger = await pipelineReport({ ...elsewhere, from: 'ledger', asOf: '2099-01-01' });
    expect(ofLedger.report.currencies.map(({ total }) => total)).toEqual(
      report.currencies.map(({ total }) => total),
    );
  });

  it('of the ledger as of a day shows the leads as they were read by then, and counts those that are gone', async () => {
    const stateDir = await tempFolder();
    const origin = 'http://127.0.0.1:4010';
    const ledger = openStateLedger({ stateDir, origin, partnerId });
    const lead = (id: string, status: string, amount: number) => ({
      dsLeadOpportunityId: id,
      partnerLeadOpportunityId: id,
      leadOpportunity: { name: id, status, currency: 'EUR', closeDate: '2026-12-01' },
      customerLegalEntity: null,
      offerLines: [{ offerNameId: 'X', amount }],
      customerContacts: null,
      partnerContacts: null,
    });
    ledger.keepCopies([lead('A', 'VALIDATED', 10), lead('B', 'VALIDATED', 5)], '2026-11-01T10:00:00.000Z');
    ledger.keepCopies([lead('A', 'WON', 12)], '2026-11-10T10:00:00.000Z');
    ledger.markGone(['B'], '2026-11-10T10:00:00.000Z');
    ledger.close();
    const asked = { from: 'ledger', baseUrl: origin, partnerId, stateDir, quality: false } as const;
    const early = (await pipelineReport({ ...asked, asOf: '2026-11-09' })).report;
    expect(early.currencies.map(({ phases }) => [phases.open.amount, phases.won.amount])).toEqual([
      ['15.00', '0.00'],
    ]);
    expect(early.coverage.outOfScope).toBe(0);
    expect(early.quality).toBeNull();
    const late = (await pipelineReport({ ...asked, asOf: '2026-11-10' })).report;
    expect(late.currencies.map(({ phases }) => [phases.open.amount, phases.won.amount])).toEqual([
      ['0.00', '12.00'],
    ]);
    expect(late.coverage).toMatchObject({ counted: 1, outOfScope: 1 });
    await expect(pipelineReport({ ...asked, asOf: '2026-10-31' })).rejects.toThrow(
      'found that it holds none of',
    );
    await expect(pipelineReport({ ...asked, modifiedSince: '7d' })).rejects.toThrow('Only 3DS can search');
  });

  it('names a customer as it was sent where 3DS answers only its id', async () => {
    const stateDir = await tempFolder();
    const origin = 'http://127.0.0.1:4010';
    const ledger = openStateLedger({ stateDir, origin, partnerId });
    const known = {
      dsLeadOpportunityId: 'A',
      partnerLeadOpportunityId: 'P-1',
      leadOpportunity: { status: 'VALIDATED', currency: 'EUR' },
      customerLegalEntity: { id: '2000', name: 'Muster Anlagenbau', country: 'Germany' },
      offerLines: [{ offerNameId: 'X', amount: 3 }],
      customerContacts: null,
      partnerContacts: null,
    };
    ledger.see('P-1', known);
    ledger.keepCopies(
      [{ ...known, customerLegalEntity: { id: '2000', name: null, country: '' } }],
      '2026-11-01T10:00:00.000Z',
    );
    ledger.close();
    const { report } = await pipelineReport({
      from: 'ledger',
      baseUrl: origin,
      partnerId,
      stateDir,
      asOf: '2026-11-21',
    });
    expect(report.currencies[0]?.byCountry.map(({ code }) => code)).toEqual(['Germany']);
    expect(report.currencies[0]?.topOpen[0]?.customer).toBe('Muster Anlagenbau');
  });

  it('counts what the checks find, by code, with the leads that have it', async () => {
    const folder = await tempFolder();
    const path = join(folder, 'leads.jsonl');
    const lead = (id: string, attributes: object, offerLines: readonly object[]) => ({
      dsLeadOpportunityId: id,
      partnerLeadOpportunityId: id === 'C' ? null : `P-${id}`,
      leadOpportunity: {
        name: 'Pilot',
        status: 'VALIDATED',
        currency: 'EUR',
        dsOwnerEmail: 'no address',
        closeDate: '2020-01-01',
        ...attributes,
      },
      customerLegalEntity: null,
      offerLines,
      customerContacts: [{ email: 'no address either', firstName: 'A', lastName: 'B' }],
      partnerContacts: null,
    });
    const leads = [
      lead('A', {}, [{ offerNameId: 'X', amount: -5, revenueType: 'SUPPORT_SERVICES' }]),
      lead('B', { currency: 'EURO' }, [{ offerNameId: 'X', amount: 5 }]),
      lead('C', {}, [{ offerNameId: 'X', amount: -5 }]),
    ];
    await writeFile(path, leads.map((one) => JSON.stringify(one)).join('\n'));
    const { report } = await pipelineReport({ files: [path], stateDir: folder, asOf: '2026-11-21' });
    expect(report.quality).toMatchObject({ leadsChecked: 3, leadsWithIssues: 3 });
    const found = report.quality?.byCode.map(({ code, severity, leads: count, examples }) => [
      code,
      severity,
      count,
      examples,
    ]);
    expect(found).toContainEqual(['EMAIL_INVALID', 'error', 3, ['C', 'P-A', 'P-B']]);
    expect(found).toContainEqual(['CURRENCY_INVALID', 'error', 1, ['P-B']]);
    expect(found?.map(([code]) => code)).not.toContain('CLOSE_DATE_PAST');
    expect(found?.filter(([code]) => code === 'AMOUNT_NEGATIVE')).toEqual([
      ['AMOUNT_NEGATIVE', 'warning', 2, ['C', 'P-A']],
    ]);
  });

  it.each([
    { title: 'no rate of 1', text: 'currency,rate,source,date\nUSD,0.9,x,2026-01-01\n', says: 'found none' },
    {
      title: 'two rates of 1',
      text: 'currency,rate,source,date\nUSD,1,x,2026-01-01\nEUR,1,x,2026-01-01\n',
      says: 'found USD and EUR',
    },
    {
      title: 'a currency twice',
      text: 'currency,rate,source,date\nEUR,1,x,2026-01-01\neur,2,x,2026-01-01\n',
      says: 'two for EUR',
    },
    { title: 'no column', text: 'currency,rate,date\nEUR,1,2026-01-01\n', says: 'none named source' },
    {
      title: 'a day that is none',
      text: 'currency,rate,source,date\nEUR,1,x,2026-02-30\n',
      says: 'rates.csv row 2: expected the day',
    },
    {
      title: 'a rate of nothing',
      text: 'currency,rate,source,date\nEUR,1,x,2026-01-01\nUSD,0.0,x,2026-01-01\n',
      says: 'row 3: expected a rate',
    },
    { title: 'no source', text: 'currency,rate,source,date\nEUR,1,,2026-01-01\n', says: 'who says so' },
  ])('refuses rates with $title', async ({ text, says }) => {
    const folder = await tempFolder();
    await writeFile(join(folder, 'rates.csv'), text);
    await writeFile(join(folder, 'leads.jsonl'), '');
    const asked = {
      files: [join(folder, 'leads.jsonl')],
      stateDir: folder,
      rates: join(folder, 'rates.csv'),
    };
    const failure: unknown = await pipelineReport(asked).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'CONFIG_INVALID' });
    expect(String(failure)).toContain(says);
  });

  it('takes rates from YAML, with a decimal comma too', async () => {
    const folder = await tempFolder();
    const rate = (currency: string, one: string) =>
      `  - { currency: ${currency}, rate: ${one}, source: a bank, date: 2026-11-20 }\n`;
    await writeFile(join(folder, 'rates.yaml'), `rates:\n${rate('EUR', '1')}${rate('USD', '"0,92"')}`);
    const lead = {
      dsLeadOpportunityId: 'A',
      partnerLeadOpportunityId: 'A',
      leadOpportunity: { status: 'WON', currency: 'USD' },
      customerLegalEntity: null,
      offerLines: [{ offerNameId: 'X', amount: 100 }],
      customerContacts: null,
      partnerContacts: null,
    };
    await writeFile(join(folder, 'leads.jsonl'), JSON.stringify(lead));
    const { report, markdown } = await pipelineReport({
      files: [join(folder, 'leads.jsonl')],
      stateDir: folder,
      rates: join(folder, 'rates.yaml'),
    });
    expect(report.converted?.phases.won.amount).toBe('92.00');
    expect(markdown).toMatch(/\| USD +\| 0\.92 +\| a bank +\| 20 Nov 2026 \|/);
  });

  it('weights by flags before the configuration file before defaults', async () => {
    const folder = await tempFolder();
    const config = join(folder, 'leadferry.config.yaml');
    await writeFile(
      config,
      'pipelineReport:\n  staleDays: 7\n  probabilities: { VALIDATED: 40, QUALIFIED: 15 }\n',
    );
    await writeFile(join(folder, 'leads.jsonl'), '');
    const asked = { files: [join(folder, 'leads.jsonl')], stateDir: folder, config };
    const { report } = await pipelineReport({ ...asked, probabilities: { '-2 validated': 62.5 }, top: 5 });
    expect(report.settings).toEqual({
      probabilities: {
        LEAD_OPEN: 5,
        QUALIFIED: 15,
        ACCEPTED: 20,
        OPPY_OPEN: 30,
        VALIDATED: 62.5,
        ESTABLISHED: 75,
      },
      staleDays: 7,
      top: 5,
    });
    for (const [stage, percent] of [
      ['WON', 50],
      ['NOWHERE', 50],
      ['VALIDATED', 101],
    ] as const) {
      const failure: unknown = await pipelineReport({ ...asked, probabilities: { [stage]: percent } }).catch(
        (thrown: unknown) => thrown,
      );
      expect(failure, stage).toBeInstanceOf(LeadferryError);
    }
  });

  it.each([
    { out: ['a.pdf'], says: 'ends in .html, .xlsx, .md, .json' },
    { out: ['a.md', './a.md'], says: 'is given twice' },
    { out: ['leads.jsonl'], says: 'ends in' },
    { out: ['rates.json'], says: 'is a file that the report is made from' },
  ])('refuses to write $out before it reads anything', async ({ out, says }) => {
    const asked = { files: ['leads.jsonl'], rates: 'rates.json', out };
    await expect(pipelineReport(asked)).rejects.toThrow(says);
  });
});
