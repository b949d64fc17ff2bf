import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Workbook } from 'exceljs';
import { expect, it } from 'vitest';
import {
  type CompareOptions,
  type CompareResult,
  compareFile,
  exportLeads,
  type Sandbox,
  upload,
} from '../../../src/index.js';
import { partnerId, useSandboxes } from '../../support/sandbox-server.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const dayMs = 86_400_000;

async function workplace(options: Parameters<typeof sandboxes>[0] = {}) {
  const now = Date.now();
  const seededSpan = {
    from: new Date(now - 3 * dayMs).toISOString(),
    to: new Date(now - dayMs).toISOString(),
  };
  const sandbox = await sandboxes({ leads: 12, seededSpan, ...options });
  const folder = await tempFolder();
  const apiKeyFile = join(folder, 'key.txt');
  await writeFile(apiKeyFile, 'test-key\n', { mode: 0o600 });
  const connection = {
    baseUrl: sandbox.url,
    partnerId,
    apiKeyFile,
    stateDir: join(folder, 'state'),
    rps: 500,
  };
  const exported = async (name: string, layout: 1 | 2 | 3) => {
    const out = join(folder, name);
    await exportLeads({ ...connection, modifiedSince: '5d', out, layout });
    return out;
  };
  const sheet = async (name: string, lines: readonly string[]) => {
    const path = join(folder, name);
    await writeFile(path, `${lines.join('\n')}\n`);
    return path;
  };
  const compare = (file: string, more: CompareOptions = {}) =>
    compareFile(file, { ...connection, modifiedSince: '5d', ...more });
  return { sandbox, folder, connection, exported, sheet, compare };
}

/** What a comparison says of each lead, in few words. */
function told({ leads }: CompareResult): readonly string[] {
  return leads.map(({ state, partnerLeadOpportunityId, dsLeadOpportunityId, differences, code }) =>
    [
      state,
      partnerLeadOpportunityId ?? dsLeadOpportunityId,
      code,
      ...differences.map(({ label, from, to }) => `${label}: ${String(from)} → ${String(to)}`),
    ]
      .filter((text) => text !== null)
      .join(' | '),
  );
}

function withId(sandbox: Sandbox) {
  const own = sandbox
    .leads()
    .filter(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId !== '');
  const unclaimed = sandbox
    .leads()
    .find(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId === '');
  const [one, two] = own.map(({ leadOpportunity, dsLeadOpportunityId }) => ({
    id: leadOpportunity.partnerLeadOpportunityId,
    ds: dsLeadOpportunityId,
    name: leadOpportunity.name,
  }));
  if (one === undefined || two === undefined || unclaimed === undefined) throw new Error('too few leads');
  return { one, two, unclaimed };
}

it.each([
  ['leads.xlsx', 3],
  ['leads.csv', 2],
  ['leads.csv', 1],
] as const)(
  'an exported sheet (%s, layout %i) is equal, also its leads without a partner id, and nothing is written',
  async (name, layout) => {
    const { sandbox, exported, compare } = await workplace();
    const result = await compare(await exported(name, layout));
    expect(told(result)).toEqual([]);
    expect(result.counts).toEqual({ equal: 12, differs: 0, onlyInSheet: 0, onlyAt3ds: 0, unclear: 0 });
    expect(sandbox.leads().some((lead) => lead.leadOpportunity.partnerLeadOpportunityId === '')).toBe(true);
    const { requests, created, updated } = sandbox.counts();
    expect({ create: requests.create, update: requests.update, created, updated }).toEqual({
      create: 0,
      update: 0,
      created: 0,
      updated: 0,
    });
  },
);

it('each lead is in one state: differing field by field, only in the sheet, only at 3DS, not clear', async () => {
  const { sandbox, sheet, compare } = await workplace({ leads: 8 });
  const { one, two, unclaimed } = withId(sandbox);
  const path = await sheet('some.csv', [
    'Partner lead id,3DS lead id,Lead name,Close date',
    `${one.id},,Another name,2031-01-31`,
    `NEW-1,,Not at 3DS,2031-02-28`,
    `,${unclaimed.dsLeadOpportunityId},${unclaimed.leadOpportunity.name},`,
    `NEW-2,${two.ds},${two.name},`,
    `${one.id}-gone,NOT-THERE,,`,
  ]);
  const result = await compare(path);
  const day = sandbox.leads().find(({ dsLeadOpportunityId }) => dsLeadOpportunityId === one.ds)
    ?.leadOpportunity.closeDate;
  expect(told(result).slice(0, 4)).toEqual([
    `differs | ${one.id} | Lead name: ${one.name} → Another name | Close date: ${day?.slice(0, 10)} → 2031-01-31`,
    'onlyInSheet | NEW-1',
    `differs | NEW-2 | Partner lead id: ${two.id} → NEW-2`,
    `onlyInSheet | ${one.id}-gone`,
  ]);
  expect(result.counts).toEqual({ equal: 1, differs: 2, onlyInSheet: 2, onlyAt3ds: 5, unclear: 0 });
  const beyond = result.leads.filter(({ state }) => state === 'onlyAt3ds');
  const inSheet = [one.ds, two.ds, unclaimed.dsLeadOpportunityId];
  expect(beyond.map((lead) => lead.dsLeadOpportunityId).toSorted()).toEqual(
    sandbox
      .leads()
      .map(({ dsLeadOpportunityId }) => dsLeadOpportunityId)
      .filter((id) => !inSheet.includes(id))
      .toSorted(),
  );
  expect(result.fields).toEqual([
    { field: 'leadOpportunity.name', label: 'Lead name', leads: 1 },
    { field: 'leadOpportunity.closeDate', label: 'Close date', leads: 1 },
    { field: 'leadOpportunity.partnerLeadOpportunityId', label: 'Partner lead id', leads: 1 },
  ]);
});

it('two ids that disagree are not clear, and neither of the two leads counts as missing in the sheet', async () => {
  const { sandbox, sheet, compare } = await workplace({ leads: 8 });
  const { one, two } = withId(sandbox);
  const result = await compare(
    await sheet('ids.csv', ['Partner lead id,3DS lead id,Lead name', `${one.id},${two.ds},x`]),
  );
  expect(told(result)[0]).toBe(`unclear | ${one.id} | IDS_DISAGREE`);
  expect(result.counts).toMatchObject({ unclear: 1, onlyAt3ds: 6 });
});

it('what 3DS holds in a list and the sheet lacks is a difference, and so is an item that only the sheet has', async () => {
  const { connection, sheet, compare, folder } = await workplace({ leads: 0, echo: true });
  const header =
    'Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount';
  const line = (offer: string, amount: string) =>
    `A-1,One,QUALIFIED,2031-03-31,EUR,Bergmann Anlagenbau GmbH,Stockach,Germany,${offer},${amount}`;
  const [a, b, c] = ['CLASS00002_A', 'CLASS00002_B', 'CLASS00002_C'];
  const first = await sheet('first.csv', [header, line(a, '100.00'), line(b, '200.00')]);
  await upload(first, { ...connection, out: join(folder, 'out') });
  const result = await compare(await sheet('second.csv', [header, line(a, '150.00'), line(c, '300.00')]));
  expect(result.leads[0]?.differences.map(({ field, label }) => [field, label])).toEqual([
    ['offerLines.1.amount', 'Offer 1 amount'],
    ['offerLines', 'Offer lines'],
    ['offerLines.2', 'Offer 2'],
  ]);
  expect(result.leads[0]).toMatchObject({
    currency: 'EUR',
    amount: '300.00',
    differences: [{ from: 100, to: 150 }, { from: { offerNameId: b }, to: null }, { to: { offerNameId: c } }],
  });
});

it('a value that 3DS does not show equals what was last sent; never sent, it is named and is no difference', async () => {
  const { connection, sheet, compare, folder, sandbox } = await workplace({ leads: 8 });
  const header =
    'Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id';
  const line = (name: string) => `A-1,One,QUALIFIED,2031-03-31,EUR,${name},Stockach,Germany,CLASS00002_A`;
  const sent = await sheet('sent.csv', [header, line('Bergmann Anlagenbau GmbH')]);
  await upload(sent, { ...connection, out: join(folder, 'out') });
  expect((await compare(sent)).counts).toMatchObject({ equal: 1, differs: 0 });
  const renamed = await compare(await sheet('renamed.csv', [header, line('Bergmann Anlagen AG')]));
  expect(told(renamed)[0]).toBe(
    'differs | A-1 | Customer name: Bergmann Anlagenbau GmbH → Bergmann Anlagen AG',
  );
  const { one } = withId(sandbox);
  const foreign = await compare(
    await sheet('foreign.csv', ['Partner lead id,Customer name', `${one.id},Somebody Else GmbH`]),
  );
  expect(foreign.counts.equal).toBe(1);
  expect(foreign.notComparable).toEqual([
    { field: 'customerLegalEntity.name', label: 'Customer name', leads: 1 },
  ]);
});

it('blank cells count only with `blanks`, and a cell that was not understood is not blank', async () => {
  const { sandbox, sheet, compare } = await workplace({ leads: 8 });
  const { one, two } = withId(sandbox);
  const path = await sheet('blank.csv', [
    'Partner lead id,Lead name,Close date',
    `${one.id},,2031-01-31`,
    `${two.id},${two.name},31.02.2031`,
  ]);
  const plain = await compare(path);
  expect(plain.sheetErrors).toBe(1);
  expect(told(plain)[0]).toMatch(/^differs \| \S+ \| Close date: \S+ → 2031-01-31$/);
  const withBlanks = await compare(path, { blanks: true });
  expect(told(withBlanks)[0]).toContain(`Lead name: ${one.name} → null`);
  expect(withBlanks.counts.differs).toBe(1);
});

it('leads outside of the span are found with `known` where the ledger knows them', async () => {
  const { sandbox, connection, exported, compare, sheet, folder } = await workplace({ leads: 8 });
  const { one } = withId(sandbox);
  await upload(await exported('all.csv', 1), { ...connection, out: join(folder, 'out') });
  const path = await sheet('one.csv', ['Partner lead id,Lead name', `${one.id},${one.name}`]);
  const span = { modifiedSince: '2001-01-01', modifiedUntil: '2001-01-03' };
  expect((await compare(path, span)).counts).toMatchObject({ equal: 1, onlyAt3ds: 0 });
  const result = await compare(path, { ...span, known: true });
  const own = sandbox.leads().filter((lead) => lead.leadOpportunity.partnerLeadOpportunityId !== '');
  expect(result.counts).toMatchObject({ equal: 1, onlyAt3ds: own.length - 1 });
});

it('a lead that 3DS lists and does not answer with is not clear', async () => {
  let reads = 0;
  const { sheet, compare } = await workplace({
    leads: 3,
    onRequest: ({ method }) => {
      if (method !== 'GET') return undefined;
      reads += 1;
      return reads === 2
        ? { kind: 'answer', status: 400, body: { error: { code: 'X', message: 'no' } } }
        : undefined;
    },
  });
  const result = await compare(await sheet('none.csv', ['Partner lead id,Lead name', 'NEW-1,x']));
  expect(result.counts).toMatchObject({ onlyInSheet: 1, unclear: 1, onlyAt3ds: 2 });
  expect(result.leads.find(({ state }) => state === 'unclear')).toMatchObject({
    code: 'LEAD_UNREADABLE',
    origin: null,
    message: expect.stringMatching(/^3DS lists the lead and did not answer with it: /),
  });
});

it('writes a workbook with typed values, a CSV table of all leads, and the answer as JSON', async () => {
  const { sandbox, sheet, compare, folder } = await workplace({ leads: 8 });
  const { one, two } = withId(sandbox);
  const path = await sheet('some.csv', [
    'Partner lead id,Lead name,Close date',
    `${one.id},"=HYPERLINK(""http://evil.example"")",2031-01-31`,
    `${two.id},${two.name},`,
    'NEW-1,Not at 3DS,2031-02-28',
  ]);
  const out = ['c.xlsx', 'c.csv', 'c.json'].map((name) => join(folder, name));
  const result = await compare(path, { out });
  expect(result.files).toEqual(out);

  const { files: _, ...document } = result;
  expect(JSON.parse(await readFile(out[2] ?? '', 'utf8'))).toEqual(JSON.parse(JSON.stringify(document)));

  const csv = (await readFile(out[1] ?? '', 'utf8')).split('\r\n').filter((line) => line !== '');
  expect(csv).toHaveLength(1 + 2 + 1 + 1 + 6);
  expect(csv[1]).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
  expect(csv.map((line) => line.split(',')[0]).slice(1, 6)).toEqual([
    'differs',
    'differs',
    'equal',
    'only in the sheet',
    'only at 3DS',
  ]);

  const workbook = new Workbook();
  await workbook.xlsx.readFile(out[0] ?? '');
  expect(workbook.worksheets.map(({ name }) => name)).toEqual([
    'Summary',
    'Differences',
    'Only in the sheet',
    'Only at 3DS',
    'Not clear',
    'Equal',
  ]);
  const differences = workbook.getWorksheet('Differences');
  expect(differences?.autoFilter).toBeTruthy();
  expect(differences?.views).toMatchObject([{ state: 'frozen', ySplit: 1 }]);
  const close = differences?.getRow(3);
  expect(close?.getCell(4).value).toBe('Close date');
  expect(close?.getCell(6).value).toEqual(new Date('2031-01-31T00:00:00Z'));
  expect(differences?.getRow(2).getCell(6).value).toBe('=HYPERLINK("http://evil.example")');
  const summary = workbook.getWorksheet('Summary');
  const figures = new Map<string, unknown>();
  summary?.eachRow((row) => figures.set(row.getCell(1).text, row.getCell(2).value));
  expect(figures.get('differs')).toBe(1);
  expect(figures.get('only at 3DS')).toBe(6);
  expect(figures.get('Lead name')).toBe(1);
});

it('refuses a file of another kind before anything is asked', async () => {
  const { sandbox, sheet, compare } = await workplace({ leads: 1 });
  const path = await sheet('one.csv', ['Partner lead id,Lead name', 'A-1,One']);
  await expect(compare(path, { out: 'comparison.pdf' })).rejects.toMatchObject({ code: 'FORMAT_UNKNOWN' });
  expect(sandbox.requests).toEqual([]);
});

it('leaves no half file behind where the server fails in between', async () => {
  const { sheet, compare, folder } = await workplace({
    leads: 3,
    faults: { faults: ['redirect-302*9@search:2'] },
  });
  const path = await sheet('one.csv', ['Partner lead id,Lead name', 'A-1,One']);
  await expect(compare(path, { out: [join(folder, 'c.xlsx'), join(folder, 'c.csv')] })).rejects.toThrow();
  await expect(readFile(join(folder, 'c.xlsx'))).rejects.toThrow('ENOENT');
  await expect(readFile(join(folder, 'c.csv'))).rejects.toThrow('ENOENT');
});
