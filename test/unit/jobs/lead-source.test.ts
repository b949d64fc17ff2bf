import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import { leadKey, leadsOfFile, withLeadSource } from '../../../src/jobs/lead-source.js';
import type { FieldValue, PartValues, RemoteLead } from '../../../src/lead/lead.js';
import { writeLeads } from '../../../src/writers/lead-rows.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

const claimed: RemoteLead = {
  dsLeadOpportunityId: 'QK7P-2ZT9MA',
  partnerLeadOpportunityId: '0004711',
  leadOpportunity: {
    name: '=Pilot line',
    status: 'VALIDATED',
    forecastCategory: 'UPSIDE',
    closeDate: '2026-09-30',
    currency: 'EUR',
    dsOwnerEmail: 'psm.dach@example.com',
    nextMilestone: 'Demonstration',
    nextMilestoneDate: '2026-09-01',
    reasonWon: ['EMPTY'],
    approvalStatus: 'PRE_APPROVED',
    createdDate: '2026-02-13T12:35:03.775Z',
    modifiedDate: '2026-03-13T12:35:03.775Z',
  },
  customerLegalEntity: { id: '200000000781999', name: 'Muster Anlagenbau', country: 'Germany', city: null },
  offerLines: [
    { offerNameId: 'CLASS1', amount: 10000.5, revenueType: 'YxC', startDate: '2026-10-01' },
    { offerNameId: 'CLASS2', amount: 11, revenueType: 'PxC' },
  ],
  customerContacts: [{ email: 'a@example.com', firstName: 'Anna', lastName: 'Ohm' }],
  partnerContacts: null,
};

const unclaimed: RemoteLead = {
  ...claimed,
  dsLeadOpportunityId: 'AB12-ZZZZZZ',
  partnerLeadOpportunityId: null,
  leadOpportunity: { ...claimed.leadOpportunity, status: 'WON', modifiedDate: '2026-03-14T00:00:00.000Z' },
  offerLines: null,
  customerContacts: null,
};

async function* given(leads: readonly RemoteLead[]): AsyncGenerator<RemoteLead> {
  yield* leads;
}

async function taken(leads: AsyncIterable<RemoteLead>): Promise<RemoteLead[]> {
  const all: RemoteLead[] = [];
  for await (const lead of leads) all.push(lead);
  return all;
}

/** Without what means nothing: `''`, EMPTY, null, empty lists. */
function plain(lead: RemoteLead): unknown {
  const list = (items: readonly PartValues[] | null) => (items ?? []).map(filled);
  return {
    ids: [lead.dsLeadOpportunityId, lead.partnerLeadOpportunityId || null],
    attributes: inSeconds(filled(lead.leadOpportunity)),
    customer: filled(lead.customerLegalEntity ?? {}),
    lists: [list(lead.offerLines), list(lead.customerContacts), list(lead.partnerContacts)],
  };
}

/** A workbook holds instants to the second. */
function inSeconds(values: PartValues): PartValues {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.replace(/\.\d{3}Z$/, '.000Z') : value,
  ]);
  return Object.fromEntries(entries);
}

function filled(values: PartValues): PartValues {
  const isFilled = (value: FieldValue): boolean =>
    Array.isArray(value) ? value.some(isFilled) : value !== null && value !== '' && value !== 'EMPTY';
  return Object.fromEntries(Object.entries(values).filter(([, value]) => isFilled(value)));
}

const forms = [
  { name: 'leads.xlsx', layout: 1 },
  { name: 'leads.xlsx', layout: 2 },
  { name: 'leads.xlsx', layout: 3 },
  { name: 'leads.csv', layout: 1 },
  { name: 'leads.csv', layout: 2 },
  { name: 'leads.jsonl', layout: undefined },
] as const;

async function written(form: (typeof forms)[number], leads: readonly RemoteLead[]): Promise<string> {
  const path = join(await tempFolder(), form.name);
  const options = { apiVersion: 'v1', layout: form.layout, partnerId: '200000000014442' } as const;
  return await writeLeads(path, given(leads), options);
}

describe('leads of an exported file', () => {
  it.each(forms)(
    '$name in layout $layout gives what 3DS answered, also what only 3DS fills',
    async (form) => {
      const path = await written(form, [claimed, unclaimed]);
      const notes: string[] = [];
      const leads = await taken(leadsOfFile(path, { onNote: (note) => notes.push(note) }));
      expect(leads.map(plain)).toEqual([claimed, unclaimed].map(plain));
      expect(notes).toEqual([]);
    },
  );

  it.each(forms)('random leads come back from $name in layout $layout', async (form) => {
    const amount = fc.integer({ min: -1_000_000, max: 100_000_000 }).map((cents) => cents / 100);
    const lead = fc.record({
      name: fc.constantFrom('Pilot', '+49 line', '-5', '@home', "'quoted", 'A; B', 'two\nlines'),
      status: fc.constantFrom('LEAD_OPEN', 'WON', 'ESTABLISHED'),
      closeDate: fc.constantFrom('2026-01-31', '2027-12-01', '2024-02-29'),
      amounts: fc.array(amount, { maxLength: 3 }),
      isClaimed: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(lead, { minLength: 1, maxLength: 6 }), async (drafts) => {
        const leads = drafts.map(({ name, status, closeDate, amounts, isClaimed }, index) => ({
          ...unclaimed,
          dsLeadOpportunityId: `LEAD-${index}`,
          partnerLeadOpportunityId: isClaimed ? `P-${index}` : null,
          leadOpportunity: {
            name,
            status,
            closeDate,
            currency: 'EUR',
            createdDate: '2026-02-13T12:35:03.775Z',
          },
          offerLines: amounts.map((value, line) => ({ offerNameId: `OFFER_${line}`, amount: value })),
        }));
        const read = await taken(leadsOfFile(await written(form, leads)));
        expect(read.map(plain)).toEqual(leads.map(plain));
      }),
      { numRuns: 8 },
    );
  });

  it('joins the rows of a lead that was sorted apart, and says what it leaves out', async () => {
    const path = join(await tempFolder(), 'leads.csv');
    const rows = [
      '3DS lead id,Partner lead id,Stage,Offer id,Offer amount,Close date',
      'A-1,P-1,WON,X,10.50,2026-01-31',
      'A-2,,LOST,Y,1.25,2026-01-31',
      ',P-1,,Z,2.75,',
      ',,WON,Y,1.00,2026-01-31',
      'A-3,P-3,NOSUCHSTAGE,Y,7.00,2026-01-31',
    ];
    await writeFile(path, rows.join('\n'));
    const notes: string[] = [];
    const leads = await taken(leadsOfFile(path, { onNote: (note) => notes.push(note) }));
    expect(leads.map(({ offerLines }) => offerLines?.map((line) => line['amount']))).toEqual([
      [10.5, 2.75],
      [1.25],
      [7],
    ]);
    expect(leads.map(leadKey)).toEqual(['3DS A-1', '3DS A-2', '3DS A-3']);
    expect(notes).toEqual([
      'leads.csv: rows left out because they have no lead id: 1.',
      'leads.csv: values that could not be read count as missing (ENUMERATION_INVALID 1); `leadferry validate` lists them.',
    ]);
  });

  it('takes a lead that two files have from the first', async () => {
    const stateDir = await tempFolder();
    const first = await written(forms[2], [claimed]);
    const changed = { ...claimed, leadOpportunity: { ...claimed.leadOpportunity, status: 'LOST' } };
    const second = await written(forms[5], [changed, unclaimed]);
    const options = { files: [first, second], stateDir };
    const found = await withLeadSource(options, async ({ leads, origin, notes }) => {
      const statuses = (await taken(leads)).map((lead) => lead.leadOpportunity['status']);
      return { statuses, origin, notes: notes() };
    });
    expect(found).toEqual({
      statuses: ['VALIDATED', 'WON'],
      origin: 'leads.xlsx, leads.jsonl',
      notes: ['leads.jsonl: leads left out because an earlier file has them: 1.'],
    });
  });

  it.each([
    { line: 'no JSON', found: 'text that is no JSON' },
    { line: '{"dsLeadOpportunityId":1}', found: 'an object that is none' },
  ])('names the line that is no lead: $line', async ({ line, found }) => {
    const path = join(await tempFolder(), 'leads.jsonl');
    await writeFile(path, `${JSON.stringify(claimed)}\n\n${line}\n`);
    const failure = await taken(leadsOfFile(path)).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(LeadferryError);
    expect(String(failure)).toContain(`leads.jsonl line 3: expected a lead`);
    expect(String(failure)).toContain(found);
  });

  it('says that a file is not there', async () => {
    const failure = await taken(leadsOfFile('/nowhere/leads.jsonl')).catch((thrown: unknown) => thrown);
    expect(failure).toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
