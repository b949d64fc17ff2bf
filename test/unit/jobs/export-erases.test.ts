import { join } from 'node:path';
import { expect, it } from 'vitest';
import { exportLeads } from '../../../src/jobs/export-leads.js';
import { openLedger } from '../../../src/ledger/open-ledger.js';
import { changedLead } from '../../support/changed-leads.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { partnerId, useSandboxes } from '../../support/sandbox-server.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

it('an export erases copies that are older than the ledger keeps them, and leaves its own', async () => {
  const folder = await tempFolder();
  const stateDir = join(folder, 'state');
  const { url } = await sandboxes({ leads: 3 });
  const clock = createFakeClock({ startMs: Date.UTC(2024, 2, 1) });
  const scope = { origin: new URL(url).origin, partnerId };
  const ledger = openLedger({ stateDir, scope, clock, randomId: () => 'r' });
  ledger.keepCopies([changedLead({ id: 'OLD' })], '2024-03-01T00:00:00.000Z');
  const apiKey = 'test-key';
  const connection = { baseUrl: url, partnerId, stateDir, apiKey, rps: 500 };
  await exportLeads({ ...connection, modifiedSince: '400d', out: join(folder, 'leads.csv') });
  const latest = '2999-01-01T00:00:00.000Z';
  expect([...ledger.copiesAsOf(latest)].map(({ lead }) => lead.dsLeadOpportunityId)).toHaveLength(3);
  expect(ledger.erasedCopiesAsOf(latest)).toBe(1);
  ledger.close();
});
