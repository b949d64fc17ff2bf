import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportLeads, planUpload, type Sandbox, startSandbox } from '../../src/index.js';
import { expectedChange, randomEdits, typeEdits } from '../support/cell-edits.js';
import { byText, changeText } from '../support/planned-changes.js';
import { randomLeads } from '../support/random-leads.js';
import { recordedLeads } from '../support/recorded-leads.js';
import { partnerId } from '../support/sandbox-server.js';

// test/unit/writers/export-plan.test.ts is the short version, without a server.
const count = 2000;
const leads = randomLeads(20_261_121, count);
/** A lead with a line that only 3DS may set is blocked once its lines differ. */
const editable = leads.filter(
  ({ offerLines }) => !(offerLines ?? []).some((line) => line['revenueType'] === 'SUPPORT_SERVICES'),
);

// One server and one state folder for all, so that the pace at which it takes requests is found once.
let folder = '';
let server: Sandbox;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-round-trip-'));
  const stateFile = join(folder, 'server.json');
  await writeFile(stateFile, JSON.stringify({ version: 1, leads: recordedLeads(leads, partnerId) }));
  server = await startSandbox({ port: 0, partnerId, stateFile, echo: true });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const forms = [
  { name: 'leads.xlsx', layout: 1 },
  { name: 'leads.xlsx', layout: 2 },
  { name: 'leads.xlsx', layout: 3 },
  { name: 'leads.csv', layout: 1, locale: 'de-DE' },
  { name: 'leads.csv', layout: 2, locale: 'de-DE' },
  { name: 'leads.csv', layout: 1, locale: 'fr-FR' },
  { name: 'leads.csv', layout: 2, locale: 'fr-FR' },
  { name: 'leads.csv', layout: 1, locale: 'en-US' },
  { name: 'leads.csv', layout: 2, locale: 'en-US' },
  { name: 'leads.csv', layout: 1, locale: 'ja-JP' },
  { name: 'leads.csv', layout: 2, locale: 'ja-JP' },
] as const;

describe.each(forms)('2,000 leads of a server, $name in layout $layout, $locale', ({ name, ...form }) => {
  it('plan no change as they are, and k changes after k edits', async () => {
    const out = join(folder, `${form.layout}-${'locale' in form ? form.locale : 'any'}-${name}`);
    const connection = {
      ...{ baseUrl: server.url, partnerId, apiKey: 'any', rps: 1000, concurrency: 16 },
      ...{ stateDir: join(folder, 'state'), asOf: '2026-11-21' },
    };
    const { counts } = await exportLeads({
      ...{ ...connection, ...form, out },
      ...{ modifiedSince: '2026-03-01', modifiedUntil: '2026-04-30' },
    });
    expect(counts.fetched).toBe(count);

    const untouched = await planUpload(out, connection);
    expect(untouched.validation.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(untouched.counts).toEqual({ create: 0, update: 0, unchanged: count, conflict: 0, blocked: 0 });

    const edits = randomEdits(editable, 250, form.layout);
    await typeEdits(out, edits, form);
    const edited = await planUpload(out, connection);
    const changes = edited.leads.flatMap(({ partnerLeadOpportunityId, changes: of }) =>
      of.map((change) => changeText(partnerLeadOpportunityId, change)),
    );
    expect(changes.toSorted(byText)).toEqual(edits.map(expectedChange).toSorted(byText));
    expect(server.counts()).toMatchObject({ created: 0, updated: 0 });
  });
});
