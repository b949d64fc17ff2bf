import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RemoteLead } from '../../../src/lead/lead.js';
import { writeLeads } from '../../../src/writers/lead-rows.js';
import { expectedChange, randomEdits, typeEdits } from '../../support/cell-edits.js';
import { byText, plannedChanges } from '../../support/planned-changes.js';
import { randomLeads } from '../../support/random-leads.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

async function* given(leads: readonly RemoteLead[]): AsyncGenerator<RemoteLead> {
  yield* await Promise.resolve(leads);
}

// test/soak/round-trip.soak.ts does the same with 2,000 leads and a server.
const leads = randomLeads(6, 40);

const forms = [
  { name: 'leads.xlsx', layout: 1 },
  { name: 'leads.xlsx', layout: 2 },
  { name: 'leads.xlsx', layout: 3 },
  { name: 'leads.csv', layout: 1 },
  { name: 'leads.csv', layout: 2, locale: 'de-DE' },
  { name: 'leads.csv', layout: 1, locale: 'fr-FR' },
  { name: 'leads.csv', layout: 2, locale: 'en-US' },
  { name: 'leads.csv', layout: 1, locale: 'ja-JP' },
] as const;

describe.each(forms)('leads exported to $name in layout $layout, $locale', ({ name, ...form }) => {
  it('and uploaded again as they are change nothing', async () => {
    const path = await writeLeads(join(await tempFolder(), name), given(leads), {
      apiVersion: 'v1',
      ...form,
    });
    expect(await plannedChanges(path, leads)).toEqual({ leads: leads.length, changes: [], errors: [] });
  });

  it('and edited in 30 cells change exactly these', async () => {
    const path = await writeLeads(join(await tempFolder(), name), given(leads), {
      apiVersion: 'v1',
      ...form,
    });
    const edits = randomEdits(leads, 30, form.layout);
    await typeEdits(path, edits, form);
    expect(await plannedChanges(path, leads)).toEqual({
      leads: leads.length,
      changes: edits.map(expectedChange).toSorted(byText),
      errors: [],
    });
  });
});
