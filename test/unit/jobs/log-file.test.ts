import { chmod, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { z } from 'zod';
import type { RequestRecord } from '../../../src/api/request-log.js';
import { doctor, upload } from '../../../src/index.js';
import { openLogFile } from '../../../src/jobs/log-file.js';
import { makeCertificate } from '../../support/certificates.js';
import { createFakeClock } from '../../support/fake-clock.js';
import { projectRoot } from '../../support/leadferry-command.js';
import { partnerId, useSandboxes } from '../../support/sandbox-server.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

/** For a log that is not lost. */
function isKept(message: string): void {
  throw new Error(message);
}

const line = z.looseObject({ level: z.string(), time: z.iso.datetime(), event: z.string() });

async function linesOf(file: string) {
  const text = await readFile(file, 'utf8');
  expect(text.endsWith('\n')).toBe(true);
  return text
    .trimEnd()
    .split('\n')
    .map((one) => line.parse(JSON.parse(one)));
}

async function modeOf(file: string): Promise<string> {
  return ((await stat(file)).mode & 0o777).toString(8);
}

const record: RequestRecord = {
  operation: 'create',
  method: 'POST',
  path: '/sales/api4partners/v1/leads-opportunities',
  status: 201,
  code: null,
  ms: 12.3,
  attempt: 1,
  traceId: '4e58705b',
  clockAheadMs: null,
};
const summary = {
  total: 2,
  retries: 1,
  refusedForRate: 1,
  unanswered: 0,
  serverClockAheadSeconds: 0,
  latencyMs: {},
  rate: { seconds: 10, requests: [2] },
};

describe('a log file', () => {
  it('holds a line for each event, in the order in which they came', async () => {
    const file = join(await tempFolder(), 'requests.log');
    const clock = createFakeClock();
    const log = openLogFile(file, clock, isKept);
    log.started({ version: '1.2.3', server: 'https://api.example' });
    log.runStarted('R1');
    log.record({ ...record, status: 429, code: 'HTTP_429', traceId: null });
    log.waited({ reason: 'busy', status: 429, waitMs: 1000.4, leftMs: 9000 });
    await clock.advance(1500);
    log.record({ ...record, attempt: 2 });
    log.runStopped({ done: 1, failed: 0, unknown: 0, unsent: 0 }, null);
    log.stopped(summary, null);
    const first = '2026-01-01T00:00:00.000Z';
    const then = '2026-01-01T00:00:01.500Z';
    const { clockAheadMs: _, ...request } = record;
    expect(await linesOf(file)).toEqual([
      { level: 'info', time: first, event: 'session-start', version: '1.2.3', server: 'https://api.example' },
      { level: 'info', time: first, event: 'run-start', run: 'R1' },
      {
        level: 'warn',
        time: first,
        event: 'request',
        run: 'R1',
        ...request,
        status: 429,
        code: 'HTTP_429',
        traceId: null,
      },
      { level: 'warn', time: first, event: 'wait', run: 'R1', reason: 'busy', status: 429, waitMs: 1000 },
      { level: 'info', time: then, event: 'request', run: 'R1', ...request, attempt: 2 },
      {
        level: 'info',
        time: then,
        event: 'run-stop',
        run: 'R1',
        done: 1,
        failed: 0,
        unknown: 0,
        unsent: 0,
        code: null,
      },
      {
        level: 'info',
        time: then,
        event: 'session-stop',
        code: null,
        requests: 2,
        retries: 1,
        refusedForRate: 1,
        unanswered: 0,
        serverClockAheadSeconds: 0,
      },
    ]);
    expect(await modeOf(file)).toBe('600');
  });

  it('is appended to, and closed to others where it was open to them', async () => {
    const file = join(await tempFolder(), 'requests.log');
    await writeFile(file, '{"level":"info","time":"2026-01-01T00:00:00Z","event":"old"}\n');
    await chmod(file, 0o666);
    const log = openLogFile(file, createFakeClock(), isKept);
    log.runStopped({ done: 0, failed: 0, unknown: 1, unsent: 0 }, 'UNAUTHORISED');
    log.stopped(summary, 'UNAUTHORISED');
    const events = (await linesOf(file)).map(({ level, event }) => [level, event]);
    expect(events).toEqual([
      ['info', 'old'],
      ['warn', 'run-stop'],
      ['info', 'session-stop'],
    ]);
    expect(await modeOf(file)).toBe('600');
  });

  it('that cannot be opened stops the command before anything is done', async () => {
    const folder = await tempFolder();
    expect(() => openLogFile(join(folder, 'none', 'x.log'), createFakeClock(), isKept)).toThrow(
      expect.objectContaining({ code: 'FILE_WRITE_FAILED', message: expect.stringContaining('folder') }),
    );
  });

  it.runIf(process.platform === 'linux')('on a full disk ends and says so once, and the work goes on', () => {
    const told: string[] = [];
    const log = openLogFile('/dev/full', createFakeClock(), (message) => told.push(message));
    log.record(record);
    log.record(record);
    expect(() => log.stopped(summary, null)).not.toThrow();
    expect(told).toEqual([
      '/dev/full could not be written: the disk is full. The log ends here; the work goes on.',
    ]);
  });
});

describe('an upload with a log', () => {
  it('leaves one line per request, run lines, and its figures in run.json; no value of the sheet', async () => {
    let creates = 0;
    const sandbox = await sandboxes({
      onRequest: ({ method, path }) => {
        if (method !== 'POST' || path.endsWith('/search')) return undefined;
        creates += 1;
        return creates === 1 ? { kind: 'answer', status: 429, retryAfter: '1' } : undefined;
      },
    });
    const cwd = await tempFolder();
    const logFile = join(cwd, 'requests.log');
    const report = await upload(join(projectRoot, 'samples', 'leads-one-row.csv'), {
      baseUrl: sandbox.url,
      apiKey: 'test-key',
      partnerId,
      stateDir: join(cwd, 'state'),
      out: join(cwd, 'out'),
      rps: 500,
      maxWait: 5,
      logFile,
    });
    expect(report.counts.failed + report.counts.unknown + report.counts.unsent).toBe(0);
    const lines = await linesOf(logFile);
    const requests = lines.filter(({ event }) => event === 'request');
    expect(requests).toHaveLength(sandbox.requests.length);
    expect(new Set(requests.map(({ run }) => run))).toEqual(new Set([report.run]));
    expect(requests.filter(({ status }) => status === 429)).toHaveLength(1);
    expect(requests.filter(({ attempt }) => attempt === 2)).toHaveLength(1);
    expect(requests.filter(({ traceId }) => traceId === null)).toHaveLength(1);
    expect(lines.map(({ event }) => event).filter((event) => event !== 'request')).toEqual([
      'session-start',
      'run-start',
      'wait',
      'run-stop',
      'session-stop',
    ]);
    const text = await readFile(logFile, 'utf8');
    for (const lead of report.leads) {
      expect(text).not.toContain(lead.partnerLeadOpportunityId);
      expect(text).not.toContain(String(lead.dsLeadOpportunityId));
    }
    expect(text).not.toMatch(/test-key|@|GmbH/);
    const run: unknown = JSON.parse(await readFile(join(cwd, 'out', 'run.json'), 'utf8'));
    expect(run).toMatchObject({ requests: report.requests });
    expect(report.requests).toMatchObject({
      total: sandbox.requests.length,
      retries: 1,
      refusedForRate: 1,
      unanswered: 0,
      latencyMs: { create: { count: sandbox.countCreates() + 1 } },
    });
  });
});

describe('doctor', () => {
  it('says how the server is reached, whose key it is and what time the server has', async () => {
    const sandbox = await sandboxes();
    const cwd = await tempFolder();
    const result = await doctor({ baseUrl: sandbox.url, apiKey: 'test-key', partnerId, stateDir: cwd });
    expect(result.ok).toBe(true);
    const found = Object.fromEntries(result.checks.map((check) => [check.name, check.found]));
    expect(found).toMatchObject({
      'API key': '8 characters (given by the calling program)',
      connection: 'direct, the server is on this machine',
      clock: expect.stringMatching(/^within [0-5] s of the server's$/),
    });
  });

  it('names a proxy without its password, and the CA file', async () => {
    const cwd = await tempFolder();
    const caFile = join(cwd, 'ca.pem');
    await writeFile(caFile, makeCertificate({ name: 'CA', isAuthority: true }).cert);
    vi.stubEnv('HTTPS_PROXY', 'http://anna:pass-word@127.0.0.1:9');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const server = { baseUrl: 'https://api.example', apiKey: 'test-key', partnerId, stateDir: cwd };
    const result = await doctor({ ...server, caFile, timeout: 1, maxWait: 0 });
    expect(result.checks.find(({ name }) => name === 'connection')?.found).toBe(
      `through the proxy http://127.0.0.1:9, with a user name; ${caFile} is trusted beside the CAs of Node`,
    );
    expect(result.failure?.code).toBe('SERVER_UNREACHABLE');
    expect(JSON.stringify(result)).not.toMatch(/anna|pass-word|test-key/);
  });

  it.each([
    [20 * 60_000, /is 20 minutes behind that of the server/],
    [-10 * 60_000, /is 10 minutes ahead of that of the server/],
  ])('says that a clock is wrong where the server is %i ms ahead', async (aheadMs, note) => {
    const date = new Date(Date.now() + aheadMs).toUTCString();
    const sandbox = await sandboxes({
      onRequest: () => ({
        kind: 'answer',
        status: 200,
        headers: { date },
        body: { data: [], info: { success: true, estimatedSearchCount: 0 } },
      }),
    });
    const cwd = await tempFolder();
    const result = await doctor({ baseUrl: sandbox.url, apiKey: 'test-key', partnerId, stateDir: cwd });
    const clock = result.checks.find(({ name }) => name === 'clock');
    expect(clock).toMatchObject({ ok: false, found: expect.stringMatching(note) });
    expect(result.failure).toMatchObject({ code: 'CONFIG_INVALID' });
  });
});
