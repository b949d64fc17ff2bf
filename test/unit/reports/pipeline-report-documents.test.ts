import { describe, expect, test } from 'vitest';
import { type MissingLeads, pipelineFigures } from '../../../src/reports/pipeline-report.js';
import { pipelineReportJson } from '../../../src/reports/pipeline-report-json.js';
import { pipelineReportMarkdown } from '../../../src/reports/pipeline-report-md.js';
import { type RemoteLeadParts, remoteLead } from '../../support/fake-export-api.js';

const leads: readonly RemoteLeadParts[] = [
  { id: '1', currency: 'EUR', status: 'LEAD_OPEN', forecastCategory: 'EMPTY', amounts: [13_800, 0.1, 0.2] },
  { id: '2', currency: 'EUR', status: 'VALIDATED', forecastCategory: 'UPSIDE', amounts: [1_234_567.89] },
  { id: '3', currency: 'EUR', status: 'VALIDATED', forecastCategory: 'COMMIT', amounts: [null] },
  { id: '4', currency: 'EUR', status: 'WON', forecastCategory: 'WON', amounts: [0] },
  { id: '5', currency: 'JPY', status: 'LOST', forecastCategory: 'LOST', amounts: [12_000_000] },
  { id: '6', currency: 'JPY', status: 'ESTABLISHED', forecastCategory: 'SAFE', amounts: [4_500_000] },
  { id: '7', currency: 'KWD', status: 'OPPY_OPEN', forecastCategory: 'LONGSHOT', amounts: [10.5] },
  { id: '8', currency: null, status: 'Prüfung | läuft\n<b>', forecastCategory: 'UPSIDE', amounts: [99.5] },
  { id: '9', currency: 'U|D\u001b[31m', status: '', forecastCategory: null, amounts: null },
];

describe('the documents of the pipeline report', () => {
  test('the JSON document is the golden one', async () => {
    const document = pipelineReportJson(await figures(leads, { outOfScope: 1, failed: 2 }));
    await expect(`${JSON.stringify(document, null, 2)}\n`).toMatchFileSnapshot('golden/pipeline-report.json');
  });

  test('the Markdown document is the golden one', async () => {
    const document = pipelineReportMarkdown(await figures(leads, { outOfScope: 1, failed: 2 }));
    await expect(document).toMatchFileSnapshot('golden/pipeline-report.md');
  });

  test('without leads the Markdown document says so, and has no note where nothing is missing', async () => {
    const document = pipelineReportMarkdown(await figures([], { outOfScope: 0, failed: 0 }));
    expect(document).toContain('- Leads counted: 0\n\nNo leads were found.\n');
    expect(document).not.toContain('Not in these figures');
  });

  test('there is no "Other" line where every stage is known', async () => {
    const document = pipelineReportMarkdown(await figures(leads.slice(0, 7), { outOfScope: 0, failed: 1 }));
    expect(document).not.toContain('Other');
    expect(document).toContain('**Not in these figures:** 1 could not be read.');
  });
});

function figures(parts: readonly RemoteLeadParts[], missing: MissingLeads) {
  async function* source() {
    for (const part of parts) yield await Promise.resolve(remoteLead(part));
  }
  return pipelineFigures(source(), {
    asOf: '2026-03-31T09:30:12.000Z',
    source: {
      origin: 'http://127.0.0.1:4010',
      criteria: { 'Modified since': '2026-01-01 (UTC)', 'Partner ids': 'A|1, Bögen-2' },
    },
    missing: () => missing,
  });
}
