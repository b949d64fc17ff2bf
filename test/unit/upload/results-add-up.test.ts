import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { LeadStatus } from '../../../src/core/outcome.js';
import { statusOf } from '../../../src/lead/ledger.js';
import { resultHeaders } from '../../../src/lead/own-columns.js';
import { leadReports, resultSheets, sheetsOf, writeBackSheet } from '../../../src/upload/results.js';
import type { Fault } from '../../support/fake-lead-api.js';
import { sheetLeads } from '../../support/sheet-lead.js';
import { createBench } from './upload-bench.js';

const outcome = fc.constantFrom<Fault>(
  'none',
  'lost-before',
  'lost-after',
  'refused',
  'exists',
  'SERVER_BUSY',
);
const statuses = Object.values(statusOf);

it('the columns of the results are those of the contract in docs/results.md', () => {
  expect(resultHeaders).toEqual([
    'leadferry status',
    'leadferry 3DS id',
    'leadferry code',
    'leadferry message',
    'leadferry trace id',
  ]);
});

it('counts, reports, tables and the sheets that upload again add up, whatever became of the leads', async () => {
  const property = fc.asyncProperty(
    fc.array(outcome, { minLength: 1, maxLength: 12 }),
    fc.subarray(['A-1', 'A-2', 'A-3', 'A-4', 'A-5', 'A-6']),
    async (outcomes, rejected) => {
      const bench = createBench({ fault: ({ index }) => outcomes[index] ?? 'none' });
      const leads = sheetLeads(6);
      const run = await bench.start(leads, {}, rejected);
      const { counts } = await bench.go(run);
      const record = bench.ledger.run(run);
      expect(record?.counts).toEqual(counts);
      const reports = [...leadReports(bench.ledger, run)];
      const rows = resultSheets(bench.ledger, run).flatMap((sheet) => [...sheet.rows()]);
      const inReports = (status: LeadStatus) => reports.filter((lead) => lead.status === status).length;
      for (const status of new Set(statuses)) {
        const again = sheetsOf(bench.ledger, run, status).flatMap((sheet) => [...sheet.rows()]);
        const inRows = rows.filter((row) => row[2] === status).length;
        expect({ status, inReports: inReports(status), inRows, again: again.length }).toEqual({
          status,
          inReports: counts[status],
          inRows: counts[status],
          again: counts[status],
        });
      }
      expect(counts.done + counts.failed + counts.unknown + counts.unsent).toBe(leads.length);
      expect(reports.every(({ status, code }) => status === 'done' || code !== null)).toBe(true);
      const back = record === null ? [] : [...writeBackSheet(record, reports).rows()];
      expect(back).toEqual(
        reports
          .filter((lead) => lead.dsLeadOpportunityId !== null)
          .map((lead) => [lead.partnerLeadOpportunityId, lead.dsLeadOpportunityId, lead.status]),
      );
      bench.ledger.close();
    },
  );
  await fc.assert(property, { numRuns: 40 });
});
