import { existsSync, rmSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type ExportLeadsOptions,
  exportLeads,
  planUpload,
  type Sandbox,
  type SandboxOptions,
} from '../../../src/index.js';
import { exportPortfolio } from '../../../src/jobs/export-portfolio.js';
import type { JobOptions } from '../../../src/jobs/job-options.js';
import { partnerId, useSandboxes } from '../../support/sandbox-server.js';
import { useTempFolders } from '../../support/temp-folder.js';
import { readBack } from '../writers/read-back.js';

const sandboxes = useSandboxes();
const tempFolders = useTempFolders();
const since = '2026-11-01T00:00:00.000Z';
const seededSpan = { from: since, to: '2026-11-10T00:00:00.000Z' };

interface Bench {
  readonly sandbox: Sandbox;
  readonly folder: string;
  readonly connection: JobOptions;
  exported(options: Partial<ExportLeadsOptions>): ReturnType<typeof exportLeads>;
}

async function bench(options: SandboxOptions = {}): Promise<Bench> {
  const folder = await tempFolders();
  await writeFile(join(folder, 'key.txt'), 'test-key', { mode: 0o600 });
  const sandbox = await sandboxes({ leads: 30, seededSpan, catalogueSize: 20, echo: true, ...options });
  const connection = {
    ...{
      baseUrl: sandbox.url,
      partnerId,
      apiKeyFile: join(folder, 'key.txt'),
      stateDir: join(folder, 'state'),
    },
    ...{ rps: 2000, concurrency: 8, maxWait: 0 },
  };
  return {
    sandbox,
    folder,
    connection,
    exported: ({ out = 'leads.jsonl', ...more }) =>
      exportLeads({ ...connection, out: join(folder, out), ...more }),
  };
}

async function rowsOf(path: string): Promise<readonly (readonly unknown[])[]> {
  return (await readBack(path))[0]?.rows ?? [];
}

async function rowsAndHeader(path: string, name?: string): Promise<readonly (readonly unknown[])[]> {
  const sheets = await readBack(path);
  const found = name === undefined ? sheets[0] : sheets.find(({ sheet }) => sheet === name);
  return [found?.headers ?? [], ...(found?.rows ?? [])];
}

function partnerIds({ sandbox }: Bench): readonly string[] {
  return sandbox
    .leads()
    .map(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId)
    .filter((id) => id !== '');
}

describe('an export of leads', () => {
  it('names the offers as the catalogue does that was exported before, and plans no change', async () => {
    const world = await bench();
    const out = join(world.folder, 'leads.xlsx');
    const headersOf = async () => (await readBack(out)).find(({ sheet }) => sheet === 'Offer lines')?.headers;
    await world.exported({ modifiedSince: since, out: 'leads.xlsx' });
    expect(await headersOf()).not.toContain('leadferry Offer name');

    await exportPortfolio({ ...world.connection, out: join(world.folder, 'p.csv') });
    const products = await rowsAndHeader(join(world.folder, 'p.csv'));
    await world.exported({ modifiedSince: since, out: 'leads.xlsx' });
    const [header = [], ...lines] = await rowsAndHeader(out, 'Offer lines');
    const id = header.indexOf('Offer id');
    const name = header.indexOf('leadferry Offer name');
    const shown = lines.map((cells) => [cells[id], cells[name]]);
    const levelsOf = new Map(products.map((cells) => [cells[4], cells.slice(0, 3)]));
    expect(shown.length).toBeGreaterThan(10);
    expect(shown).toEqual(shown.map(([offer]) => [offer, levelsOf.get(offer)?.join(' › ')]));
    const plan = await planUpload(out, { ...world.connection, asOf: '2026-11-21' });
    expect(plan.counts).toMatchObject({ create: 0, update: 0, conflict: 0 });
  });

  it('has every lead once, by partner lead id, and says what it covers', async () => {
    const world = await bench();
    const result = await world.exported({
      modifiedSince: since,
      out: 'leads.csv',
      columns: ['leadOpportunity.name'],
    });
    const ids = (await rowsOf(join(world.folder, 'leads.csv'))).map(([id]) => id);
    const without = Array.from({ length: 30 - partnerIds(world).length }, () => '');
    expect(ids).toEqual([...partnerIds(world).toSorted(), ...without]);
    expect(result).toMatchObject({
      counts: { found: 30, fetched: 30, outOfScope: 0, failed: 0, written: 30 },
      span: { from: since, to: null },
      resumed: null,
      watermark: null,
      files: [join(world.folder, 'leads.csv'), join(world.folder, 'leads-coverage.csv')],
    });
    const coverage = await readFile(join(world.folder, 'leads-coverage.csv'), 'utf8');
    const searches = result.coverage.windows.map(({ from, to, found, newIds, searchedAt }, index) =>
      [index + 1, from, to, found, newIds, newIds, 0, 0, '', searchedAt, '', '', '', ''].join(','),
    );
    const found = result.coverage.windows.reduce((sum, window) => sum + window.found, 0);
    expect(coverage.trim().split('\r\n').slice(1)).toEqual([
      ...searches,
      `Total,,,${found},30,30,0,0,30,,,,,`,
    ]);
  });

  it('lists leads that are out of scope and partner ids that nobody has, and writes the others', async () => {
    const world = await bench();
    const [id = ''] = partnerIds(world);
    const named = await world.exported({
      ids: ['NO-1', world.sandbox.leads()[0]?.dsLeadOpportunityId ?? ''],
    });
    expect(named.counts).toEqual({ found: 2, fetched: 1, outOfScope: 1, failed: 0, written: 1 });
    expect(named.coverage.outOfScope).toMatchObject([{ dsLeadOpportunityId: 'NO-1', code: 'ERROR_048' }]);
    const asked = await world.exported({ partnerIds: [id, 'NOBODY'], out: 'two.xlsx' });
    expect(asked.coverage.partnerIdsNotFound).toEqual(['NOBODY']);
    const sheets = await readBack(join(world.folder, 'two.xlsx'));
    const coverage = sheets.find(({ sheet }) => sheet === 'Coverage');
    expect(coverage?.rows.map(([what, ...cells]) => [what, ...cells.slice(9, 11)])).toEqual([
      ['1'],
      ['Total'],
      ['Not read', 'NOBODY', 'NOT_FOUND'],
    ]);
  });

  it('takes thousands of partner ids from a column of a sheet, many in a request', async () => {
    const world = await bench({ leads: 230 });
    const ids = partnerIds(world);
    const lines = ids.map((id) => `Somebody;${id}`);
    await writeFile(
      join(world.folder, 'crm.csv'),
      ['Account;Deal id', ...lines, `Somebody;${ids[0]}`].join('\n'),
    );
    const file = join(world.folder, 'crm.csv');
    const result = await world.exported({ partnerIdFiles: [file] });
    expect(result.counts).toMatchObject({ found: ids.length, written: ids.length });
    expect(world.sandbox.counts().requests.search).toBe(Math.ceil(ids.length / 100));
    const same = await world.exported({ partnerIdFiles: [file], idColumn: '[B]' });
    expect(same.counts).toEqual(result.counts);
    await expect(world.exported({ partnerIdFiles: [file], idColumn: 'Deal' })).rejects.toMatchObject({
      code: 'COLUMN_UNKNOWN',
      message: 'crm.csv: expected a column "Deal", found "Account" and "Deal id".',
    });
  });

  it('takes 3DS ids from the lines of a text file', async () => {
    const world = await bench();
    const ids = world.sandbox.leads().slice(0, 3);
    const text = ids.map(({ dsLeadOpportunityId }) => dsLeadOpportunityId).join('\r\n');
    await writeFile(join(world.folder, 'ids.txt'), `\uFEFF${text}\n\n`);
    const result = await world.exported({ idFiles: [join(world.folder, 'ids.txt')] });
    expect(result.counts).toMatchObject({ found: 3, written: 3 });
    expect(world.sandbox.counts().requests.search).toBe(0);
  });

  it.each([
    { title: 'a list without ids', text: '\n \n', code: 'FILE_EMPTY' },
    {
      title: 'a sheet with a damaged id',
      text: 'Partner lead id\n2E+14\n',
      name: 'ids.csv',
      code: 'FILE_UNREADABLE',
    },
  ])('refuses $title before 3DS is asked', async ({ text, name = 'ids.txt', code }) => {
    const world = await bench();
    await writeFile(join(world.folder, name), text);
    await expect(world.exported({ partnerIdFiles: [join(world.folder, name)] })).rejects.toMatchObject({
      code,
    });
    await expect(world.exported({ partnerIdFiles: [join(world.folder, 'none.txt')] })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
    expect(world.sandbox.requests).toEqual([]);
  });

  it('writes only the leads that pass the filters', async () => {
    const world = await bench();
    const filter = ['currency=EUR', 'closeDate>=2027-01-01'];
    const result = await world.exported({ modifiedSince: since, status: ['-5 Qualified', 'WON'], filter });
    const wanted = world.sandbox.leads().filter(({ leadOpportunity: { status, currency, closeDate } }) => {
      return ['QUALIFIED', 'WON'].includes(status) && currency === 'EUR' && closeDate >= '2027-01-01';
    });
    expect(wanted.length).toBeGreaterThan(0);
    expect(result.counts).toMatchObject({ fetched: 30, written: wanted.length });
    const text = await readFile(join(world.folder, 'leads.jsonl'), 'utf8');
    for (const { dsLeadOpportunityId } of wanted) expect(text).toContain(dsLeadOpportunityId);
  });

  it('is split into a file for each value, which together have every lead', async () => {
    const world = await bench();
    const result = await world.exported({ modifiedSince: since, splitBy: 'Customer country', out: 'by.csv' });
    const countries = new Set(
      world.sandbox.leads().map(({ customerLegalEntity }) => customerLegalEntity['country']),
    );
    expect(result.split.map(({ value }) => value)).toEqual([...countries].toSorted());
    expect(result.split.reduce((sum, { leads }) => sum + leads, 0)).toBe(30);
    expect(result.files).toHaveLength(countries.size + 1);
    expect(result.files.at(-1)).toBe(join(world.folder, 'by-coverage.csv'));
    for (const { file, value } of result.split) {
      const text = await readFile(file, 'utf8');
      expect(text).toContain(value);
      for (const other of countries) if (other !== value) expect(text).not.toContain(`,${other},`);
    }
    expect(existsSync(join(world.folder, 'by.csv'))).toBe(false);
  });

  it.each<{ title: string; options: Partial<ExportLeadsOptions>; code: string }>([
    { title: 'no criteria', options: {}, code: 'USAGE' },
    { title: 'ids beside a span', options: { ids: ['A'], modifiedSince: since }, code: 'USAGE' },
    {
      title: 'an unknown column',
      options: { modifiedSince: since, columns: ['Colour'] },
      code: 'COLUMN_UNKNOWN',
    },
    {
      title: 'an unknown ending',
      options: { modifiedSince: since, out: 'leads.pdf' },
      code: 'FORMAT_UNKNOWN',
    },
    {
      title: 'joined sheets in CSV',
      options: { modifiedSince: since, out: 'a.csv', layout: 3 },
      code: 'USAGE',
    },
    { title: 'a locale nobody has', options: { modifiedSince: since, locale: 'xx' }, code: 'USAGE' },
    { title: 'a filter that is none', options: { modifiedSince: since, filter: ['open'] }, code: 'USAGE' },
    { title: 'splitting by offers', options: { modifiedSince: since, splitBy: 'Offer id' }, code: 'USAGE' },
    {
      title: 'a folder that is missing',
      options: { modifiedSince: since, out: 'no/a.csv' },
      code: 'FILE_WRITE_FAILED',
    },
    {
      title: 'an end of an incremental export',
      options: { incremental: true, modifiedUntil: '1d' },
      code: 'USAGE',
    },
    {
      title: 'a first increment without a start',
      options: { incremental: true, unassigned: true },
      code: 'USAGE',
    },
  ])('refuses $title before 3DS is asked', async ({ options, code }) => {
    const world = await bench();
    await expect(world.exported(options)).rejects.toMatchObject({ code });
    expect(world.sandbox.requests).toEqual([]);
    expect((await readdir(world.folder)).toSorted()).toEqual(['key.txt', 'state']);
  });

  it('that the server stopped says how to go on, and goes on with what it has read', async () => {
    const world = await bench({ faults: { faults: [{ mode: '503', operation: 'read', nth: 20 }] } });
    const stopped = await world.exported({ modifiedSince: since }).catch((error: unknown) => error);
    expect(stopped).toMatchObject({
      code: 'SERVER_BUSY',
      next: expect.stringMatching(
        /^Run the same command again within a day: it goes on where it stopped \(\d\d of 30/,
      ),
    });
    expect(existsSync(join(world.folder, 'leads.jsonl'))).toBe(false);
    const read = world.sandbox.counts().requests.read;
    const result = await world.exported({ modifiedSince: since });
    expect(result.counts.written).toBe(30);
    expect(result.resumed?.fetched).toBe(read - 1);
    expect(world.sandbox.counts().requests.read).toBe(31);
    expect(world.sandbox.counts().requests.search).toBe(result.coverage.windows.length);
  });

  it('whose file could not be written reads nothing again', async () => {
    const world = await bench();
    const stop = new AbortController();
    const progress = ({ phase }: { readonly phase: string }) => {
      if (phase === 'write') stop.abort(new Error('stopped while writing'));
    };
    await expect(world.exported({ modifiedSince: since, progress, signal: stop.signal })).rejects.toThrow(
      'stopped',
    );
    const requests = world.sandbox.requests.length;
    const result = await world.exported({ modifiedSince: since });
    expect(world.sandbox.requests).toHaveLength(requests);
    expect(result).toMatchObject({ counts: { written: 30 }, resumed: { fetched: 30 } });
    await world.exported({ modifiedSince: since });
    expect(world.sandbox.requests).toHaveLength(2 * requests);
  });

  it('is kept in the history of leads', async () => {
    const { openStateLedger } = await import('../../../src/jobs/state-ledger.js');
    const world = await bench();
    await world.exported({ modifiedSince: since });
    const ledger = openStateLedger({
      stateDir: join(world.folder, 'state'),
      origin: world.sandbox.url,
      partnerId,
    });
    expect([...ledger.copiesAsOf('2100-01-01T00:00:00.000Z')]).toHaveLength(30);
    expect(ledger.readings()).toMatchObject([{ leads: 30, criteria: `modified since ${since}` }]);
    ledger.close();
  });
});

describe('an incremental export', () => {
  it('brings what was modified since the last one with the same criteria', async () => {
    const world = await bench();
    const first = await world.exported({ incremental: true, modifiedSince: since });
    expect(first.counts.written).toBe(30);
    expect(first.watermark?.from).toBe(since);
    const second = await world.exported({ incremental: true });
    expect(second.counts.found).toBe(0);
    expect(second.span?.from).toBe(first.watermark?.until);
    const others = await world.exported({ incremental: true, modifiedSince: since, status: ['WON'] });
    expect(others.counts.fetched).toBe(30);
    const earlier = await world.exported({ incremental: true, modifiedSince: '2026-10-01' });
    expect(earlier.counts.found).toBe(30);
    expect(earlier.watermark?.from).toBe('2026-10-01T00:00:00.000Z');
  });

  it('whose file could not be written brings the same leads the next time, without reading them again', async () => {
    const world = await bench();
    const asked = { incremental: true, modifiedSince: since } as const;
    const gone = join(world.folder, 'gone');
    await mkdir(gone);
    const first = world.exported({
      ...{ ...asked, out: join('gone', 'leads.csv') },
      progress: ({ phase, done }) => {
        if (phase === 'fetch' && done > 0) rmSync(gone, { recursive: true, force: true });
      },
    });
    await expect(first).rejects.toMatchObject({
      code: 'FILE_WRITE_FAILED',
      next: expect.stringContaining('it goes on where it stopped (30 of 30 leads are read)'),
    });
    const second = await world.exported(asked);
    expect(second.counts).toMatchObject({ found: 30, written: 30 });
    expect(second.span?.from).toBe(since);
    expect(world.sandbox.counts().requests.read).toBe(30);
  });

  it('of which a lead could not be read brings it again the next time', async () => {
    const world = await bench({
      faults: { faults: [{ mode: 'html', operation: 'read', nth: 5, times: 9 }] },
    });
    const first = await world
      .exported({ incremental: true, modifiedSince: since })
      .catch((error: unknown) => error);
    const second = await world.exported({ incremental: true, modifiedSince: since });
    expect(first).not.toMatchObject({ counts: { fetched: 30 } });
    expect(second.counts.found).toBe(30);
  });
});

describe('an export of the portfolio', () => {
  it('tells what changed since the copy that was kept', async () => {
    const world = await bench();
    const options = {
      ...{ baseUrl: world.sandbox.url, partnerId, apiKeyFile: join(world.folder, 'key.txt') },
      ...{ stateDir: join(world.folder, 'state'), out: join(world.folder, 'p.xlsx') },
    };
    const first = await exportPortfolio(options);
    expect(first.changes).toBeNull();
    const again = await exportPortfolio(options);
    expect(again.changes?.items).toEqual([]);
    const { openStateLedger } = await import('../../../src/jobs/state-ledger.js');
    const ledger = openStateLedger({
      stateDir: join(world.folder, 'state'),
      origin: world.sandbox.url,
      partnerId,
    });
    const [one, ...others] = ledger.catalogue()?.items ?? [];
    if (one === undefined) throw new Error('there is no product');
    ledger.saveCatalogue([...others, { ...one, salesPortfolioId: 'GONE-1' }]);
    ledger.close();
    const third = await exportPortfolio(options);
    expect(third.changes?.items).toMatchObject([
      { change: 'new', salesPortfolioId: one.salesPortfolioId },
      { change: 'gone', salesPortfolioId: 'GONE-1' },
    ]);
    const sheets = await readBack(join(world.folder, 'p.xlsx'));
    expect(sheets.map(({ sheet, rows }) => [sheet, rows.length])).toEqual([
      ['Portfolio', 20],
      ['Changes', 2],
    ]);
    expect(sheets[1]?.rows.map(([change]) => change)).toEqual(['new', 'gone']);
  });
});
