import { chmod, mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Sandbox, SandboxOptions } from '../../src/index.js';
import { ended, leadferry, startLeadferry } from '../support/leadferry-command.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const counts = z.object({ done: z.number(), failed: z.number(), unknown: z.number(), unsent: z.number() });
const report = z.object({
  run: z.string(),
  counts,
  resumable: z.boolean(),
  leads: z.array(
    z.object({ partnerLeadOpportunityId: z.string(), status: z.string(), code: z.string().nullable() }),
  ),
  difference: z.record(z.string(), z.unknown()).optional(),
  error: z.object({ code: z.string() }).nullable(),
});

const header =
  'Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount';
const line = (id: string, name = 'Pump line') =>
  `${id},${name},QUALIFIED,2027-03-31,EUR,Bergmann Anlagenbau GmbH,Stockach,Germany,CLASS00002_ONPR_PRTF077_SOL001277,4800.00`;
const ids = (count: number) => Array.from({ length: count }, (_, index) => `A-${index + 1}`);
const sheetOf = (lines: readonly string[]) => [header, ...lines].join('\n');

interface Workplace {
  readonly sandbox: Sandbox;
  readonly cwd: string;
  readonly options: { readonly cwd: string; readonly env: Record<string, string> };
  run(...args: string[]): Promise<{ code: number | null; stderr: string; stdout: string }>;
  report(...args: string[]): Promise<{ code: number | null; report: z.infer<typeof report> }>;
  start(...args: string[]): ReturnType<typeof startLeadferry>;
  names(): readonly string[];
}

const pace = ['--rps', '300', '--settle', '0.3'];

async function workplace(options: SandboxOptions = {}): Promise<Workplace> {
  const sandbox = await sandboxes({ allowDuplicates: true, ...options });
  const cwd = await tempFolder();
  const commandOptions = { cwd, env: sandboxVariables(sandbox) };
  return {
    sandbox,
    cwd,
    options: commandOptions,
    run: (...args) => leadferry(args, commandOptions),
    report: async (...args) => {
      const { code, stdout, stderr } = await leadferry([...args, ...pace, '--json'], commandOptions);
      const parsed = report.safeParse(JSON.parse(stdout));
      if (!parsed.success) throw new Error(`${stdout.slice(0, 2_000)}${stderr}`);
      return { code, report: parsed.data };
    },
    start: (...args) => startLeadferry(args, commandOptions),
    names: () => sandbox.leads().map(({ leadOpportunity }) => String(leadOpportunity.name)),
  };
}

async function reached(sandbox: Sandbox, creates: number): Promise<void> {
  while (sandbox.countCreates() < creates) await setTimeout(1);
}

/** Starts an upload of leads and kills it in the middle. */
async function killed(place: Workplace, count: number, creates: number): Promise<void> {
  await writeFile(join(place.cwd, 'leads.csv'), sheetOf(ids(count).map((id) => line(id))));
  const child = place.start('upload', 'leads.csv', '--out', 'out', '--rps', '150', '--json');
  const end = ended(child);
  await reached(place.sandbox, creates);
  child.kill('SIGKILL');
  await end;
}

function isCreate(body: unknown): boolean {
  return JSON.stringify(body ?? '').includes('"closeDate"');
}

function eachOnce(sandbox: Sandbox, wanted: readonly string[]): void {
  const held = sandbox.leads().map(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId);
  expect(held.toSorted()).toEqual([...wanted].toSorted());
}

describe('two processes', () => {
  it('on one file: the second sends nothing and names the first, which goes on', async () => {
    const place = await workplace({ latencyMs: 20 });
    await writeFile(join(place.cwd, 'leads.csv'), sheetOf(ids(90).map((id) => line(id))));
    const child = place.start('upload', 'leads.csv', '--out', 'out', '--rps', '12', '--json');
    const end = ended(child);
    await reached(place.sandbox, 3);
    const second = await place.run('upload', 'leads.csv', '--out', 'second');
    expect(second.code).toBe(6);
    expect(second.stderr).toContain(`Process ${child.pid} on `);
    expect(second.stderr).toContain('(RUN_IN_USE)');
    const resumed = await place.run('resume');
    expect(resumed.code).toBe(6);
    expect(resumed.stderr).toContain(`Process ${child.pid} on `);
    expect((await end).code).toBe(0);
    eachOnce(place.sandbox, ids(90));
    expect((await readdir(place.cwd)).toSorted()).toEqual(['leads.csv', 'out', 'state']);
  });

  it('one of which was killed: the next one takes over at once', async () => {
    const place = await workplace({ latencyMs: 8 });
    await killed(place, 30, 6);
    expect(await readdir(join(place.cwd, 'state', 'locks'))).toHaveLength(1);
    const { code, report: resumed } = await place.report('resume');
    expect({ code, counts: resumed.counts }).toEqual({
      code: 0,
      counts: { done: 30, failed: 0, unknown: 0, unsent: 0 },
    });
    eachOnce(place.sandbox, ids(30));
    expect(await readdir(join(place.cwd, 'state', 'locks'))).toEqual([]);
  });
});

describe('resume with the sheet', () => {
  it('takes what was edited, moved, added and taken out meanwhile, under another name, and says so', async () => {
    const place = await workplace({ latencyMs: 8 });
    await killed(place, 20, 5);
    await rename(join(place.cwd, 'leads.csv'), join(place.cwd, 'renamed.csv'));
    const kept = ids(20).filter((id) => id !== 'A-20');
    const lines = kept.map((id) => line(id, id === 'A-1' || id === 'A-19' ? 'New name' : 'Pump line'));
    await writeFile(join(place.cwd, 'renamed.csv'), sheetOf([...lines.toReversed(), line('B-1', 'Added')]));
    const { code, report: resumed } = await place.report('resume', 'renamed.csv');
    expect(resumed.difference).toMatchObject({
      changed: ['A-19'],
      changedSinceDone: ['A-1'],
      added: ['B-1'],
      gone: ['A-20'],
      restored: [],
    });
    expect(code).toBe(5);
    expect(resumed.counts).toEqual({ done: 20, failed: 0, unknown: 0, unsent: 1 });
    expect(resumed.leads.find(({ partnerLeadOpportunityId: id }) => id === 'A-20')).toMatchObject({
      status: 'unsent',
      code: 'LEAD_REMOVED',
    });
    eachOnce(place.sandbox, [...kept, 'B-1']);
    expect(place.names().filter((name) => name === 'New name')).toHaveLength(1);
    const results = await readFile(join(place.cwd, 'out', 'results.csv'), 'utf8');
    expect(results.trim().split('\r\n')).toHaveLength(1 + 21);
    expect(await readFile(join(place.cwd, 'out', 'unsent.csv'), 'utf8')).toContain('A-20,');
  });

  it('refuses a sheet that has nothing to do with any run', async () => {
    const place = await workplace({ latencyMs: 8 });
    await killed(place, 10, 2);
    await writeFile(join(place.cwd, 'other.csv'), sheetOf([line('Z-1')]));
    const { code, stderr } = await place.run('resume', 'other.csv');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('(RUN_NOT_FOUND)') });
    expect(
      place.sandbox.leads().some((lead) => lead.leadOpportunity.partnerLeadOpportunityId === 'Z-1'),
    ).toBe(false);
  });

  it('brings leads back whose values were erased', async () => {
    const place = await workplace({ latencyMs: 8 });
    await killed(place, 12, 3);
    await place.run('forget', '--older-than', '0d');
    const file = await place.report('resume', 'leads.csv');
    expect(file.report.counts).toEqual({ done: 12, failed: 0, unknown: 0, unsent: 0 });
    eachOnce(place.sandbox, ids(12));
  });
});

it('a resumed run whose values were erased says of each lead that it cannot be sent', async () => {
  const place = await workplace({ latencyMs: 8 });
  await killed(place, 12, 3);
  const forgotten = await place.run('forget', '--older-than', '0d');
  expect(forgotten.stdout).toContain('Not at their end: ');
  const { code, report: resumed } = await place.report('resume');
  expect(code).toBe(5);
  const unsent = resumed.leads.filter(({ status }) => status === 'unsent');
  expect(unsent.every((lead) => lead.code === 'LEAD_ERASED')).toBe(true);
  expect(resumed.counts.done + unsent.length).toBe(12);
  expect(resumed.counts.done).toBeLessThan(12);
});

it('retry sends the failed leads again as a run of its own', async () => {
  const refused = new Set(['A-2', 'A-3']);
  const place = await workplace({
    onRequest: ({ body }) =>
      [...refused].some((id) => JSON.stringify(body ?? '').includes(`"${id}","name"`))
        ? { kind: 'answer', status: 400, body: refusal }
        : undefined,
  });
  await writeFile(join(place.cwd, 'leads.csv'), sheetOf([...ids(4).map((id) => line(id)), line('A-5', '')]));
  const first = await place.report('upload', 'leads.csv', '--skip-invalid', '--out', 'out');
  expect(first.report.counts).toEqual({ done: 2, failed: 2, unknown: 0, unsent: 1 });
  refused.delete('A-2');
  const second = await place.report('retry', first.report.run, '--out', 'again');
  expect(second.code).toBe(5);
  expect(second.report.counts).toEqual({ done: 1, failed: 1, unknown: 0, unsent: 0 });
  expect(second.report.run).not.toBe(first.report.run);
  eachOnce(place.sandbox, ['A-1', 'A-2', 'A-4']);
  refused.clear();
  await place.report('retry', second.report.run, '--out', 'third');
  eachOnce(place.sandbox, ids(4));
  const nothing = await place.run(
    'retry',
    (await place.report('upload', 'leads.csv', '--skip-invalid')).report.run,
  );
  expect(nothing.stderr).toContain('(NOTHING_TO_DO)');
});

const refusal = {
  info: { success: false, statusCode: 400, timeStamp: '2026-01-01T00:00:00.000Z', traceId: 'abc12345' },
  error: { code: 'ERR777', message: 'The offer is not for sale here.' },
  data: { partnerLeadOpportunityId: null, dsLeadOpportunityId: null, action: null },
};

describe('a deadline', () => {
  it('starts no further lead, ends with 6, and the run can be resumed', async () => {
    const place = await workplace({ latencyMs: 20 });
    await writeFile(join(place.cwd, 'leads.csv'), sheetOf(ids(60).map((id) => line(id))));
    const child = await leadferry(
      ['upload', 'leads.csv', '--rps', '20', '--deadline', '2s', '--out', 'out', '--json'],
      place.options,
    );
    const stopped = report.parse(JSON.parse(child.stdout));
    expect(child.code).toBe(6);
    expect(stopped.error?.code).toBe('DEADLINE_REACHED');
    expect(stopped.resumable).toBe(true);
    expect(stopped.counts.done).toBe(place.sandbox.countCreates());
    expect(stopped.counts.unsent).toBeGreaterThan(20);
    expect((await place.report('resume')).report.counts.done).toBe(60);
    eachOnce(place.sandbox, ids(60));
  });

  it.each(['yesterday', '25:00', '2020-01-01T00:00'])('of %s is refused', async (deadline) => {
    const place = await workplace();
    await writeFile(join(place.cwd, 'leads.csv'), sheetOf([line('A-1')]));
    const { code, stderr } = await place.run('upload', 'leads.csv', '--deadline', deadline);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('(USAGE)') });
    expect(place.sandbox.requests).toEqual([]);
  });
});

it('--max-failures stops the run, with the requests in flight at most beyond it', async () => {
  const place = await workplace({
    latencyMs: 5,
    onRequest: ({ body }) => (isCreate(body) ? { kind: 'answer', status: 400, body: refusal } : undefined),
  });
  await writeFile(join(place.cwd, 'leads.csv'), sheetOf(ids(40).map((id) => line(id))));
  const { code, report: stopped } = await place.report('upload', 'leads.csv', '--max-failures', '3');
  expect(code).toBe(6);
  expect(stopped.error?.code).toBe('TOO_MANY_FAILURES');
  expect(stopped.counts.failed).toBeGreaterThanOrEqual(3);
  expect(stopped.counts.failed).toBeLessThanOrEqual(3 + 4);
  expect(stopped.counts.failed + stopped.counts.unsent).toBe(40);
});

it.each([401, 403])('a key that is refused with %i in the middle stops at once, with 3', async (status) => {
  let creates = 0;
  const place = await workplace({
    latencyMs: 5,
    onRequest: ({ body }) => {
      if (!isCreate(body)) return undefined;
      creates += 1;
      return creates > 10 ? { kind: 'answer', status, body: { message: 'no' } } : undefined;
    },
  });
  await writeFile(join(place.cwd, 'leads.csv'), sheetOf(ids(60).map((id) => line(id))));
  const { code, report: stopped } = await place.report('upload', 'leads.csv', '--concurrency', '4');
  expect(code).toBe(3);
  expect(creates).toBeLessThanOrEqual(10 + 4);
  expect(stopped.counts).toEqual({ done: 10, failed: 0, unknown: 0, unsent: 50 });
  expect(stopped.resumable).toBe(true);
});

describe('a process that is told to stop', () => {
  it('by a closed terminal (SIGHUP) finishes what is under way, writes its results and ends with 129', async () => {
    const place = await workplace({ latencyMs: 20 });
    await writeFile(join(place.cwd, 'leads.csv'), sheetOf(ids(40).map((id) => line(id))));
    const child = place.start('upload', 'leads.csv', '--out', 'out', '--rps', '40', '--json');
    const end = ended(child);
    await reached(place.sandbox, 4);
    child.kill('SIGHUP');
    const { code, stdout } = await end;
    expect(code).toBe(129);
    const { counts: stopped } = report.parse(JSON.parse(stdout));
    expect(stopped).toEqual({
      done: place.sandbox.countCreates(),
      failed: 0,
      unknown: 0,
      unsent: 40 - stopped.done,
    });
    expect(await readdir(join(place.cwd, 'out'))).toContain('run.json');
  });

  it('by Ctrl-C twice ends at once, and nothing is lost or doubled by it', async () => {
    const place = await workplace({ latencyMs: 200 });
    await writeFile(join(place.cwd, 'leads.csv'), sheetOf(ids(12).map((id) => line(id))));
    const child = place.start('upload', 'leads.csv', '--out', 'out', '--rps', '40');
    const end = ended(child);
    while (!place.sandbox.requests.some(({ body }) => isCreate(body))) await setTimeout(1);
    child.kill('SIGINT');
    await setTimeout(50);
    child.kill('SIGINT');
    expect((await end).code).toBe(130);
    const { report: resumed } = await place.report('resume', '--timeout', '5');
    expect(resumed.counts).toEqual({ done: 12, failed: 0, unknown: 0, unsent: 0 });
    eachOnce(place.sandbox, ids(12));
  });

  it('by nobody, but whose reader has gone, goes on and writes its results', async () => {
    const place = await workplace({ latencyMs: 5 });
    await writeFile(join(place.cwd, 'leads.csv'), sheetOf(ids(30).map((id) => line(id))));
    const child = place.start('upload', 'leads.csv', '--out', 'out', '--rps', '30');
    const end = ended(child);
    await reached(place.sandbox, 3);
    child.stdout?.destroy();
    child.stderr?.destroy();
    expect((await end).code).toBe(0);
    eachOnce(place.sandbox, ids(30));
    const results = await readFile(join(place.cwd, 'out', 'results.csv'), 'utf8');
    expect(results.match(/,done,/g)).toHaveLength(30);
  });
});

it('everything that is written can be read by the user alone', async () => {
  const place = await workplace();
  await mkdir(join(place.cwd, 'wide'));
  await chmod(join(place.cwd, 'wide'), 0o755);
  await writeFile(join(place.cwd, 'leads.csv'), sheetOf([line('A-1'), line('A-2', '')]), { mode: 0o644 });
  const { report: first } = await place.report('upload', 'leads.csv', '--skip-invalid', '--out', 'wide/out');
  await place.report('undo', first.run, '--out', 'wide/undo').catch(() => undefined);
  const modes = new Map<string, string>();
  for (const folder of ['state', 'wide/out', 'wide/undo']) await walk(join(place.cwd, folder), modes);
  expect([...modes.values()].filter((mode) => mode !== '700' && mode !== '600')).toEqual([]);
  expect(
    [...modes].filter(([path]) => path.endsWith('.json') || path.endsWith('.db') || path.endsWith('.csv'))
      .length,
  ).toBeGreaterThanOrEqual(5);
});

async function walk(path: string, modes: Map<string, string>): Promise<void> {
  const { mode } = await stat(path);
  modes.set(path, (mode & 0o777).toString(8));
  const entries = await readdir(path).catch(() => []);
  for (const entry of entries) await walk(join(path, entry), modes);
}
