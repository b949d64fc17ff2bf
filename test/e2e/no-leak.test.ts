import { readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeCertificate } from '../support/certificates.js';
import { ended, leadferry, projectRoot, startLeadferry } from '../support/leadferry-command.js';
import { partnerId, sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();
const sheet = join(projectRoot, 'samples', 'leads-one-row.csv');

const key = 'canary-KEY-8c1f5e27';
const password = 'canary-p4ssw0rd@5:1';
/** Each form in which the secrets could be written. */
const secrets = [key, password, encodeURIComponent(password), login(password)].flatMap((secret) => [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
]);

function login(word: string): string {
  return Buffer.from(`anna:${word}`).toString('base64');
}

function expectNoSecret(text: string, where: string): void {
  const lower = text.toLowerCase();
  const found = secrets.filter((secret) => lower.includes(secret.toLowerCase()));
  expect(found, where).toEqual([]);
}

/** Every file below a folder, whatever it is called; the ledger is read as bytes. */
async function expectCleanFiles(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  for (const file of files) expectNoSecret(await readFile(file, 'latin1'), file);
  return files;
}

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs a command in text and in JSON, with a log and with the trace of errors, and gives the exit code of both. */
async function expectSilent(words: readonly string[], { cwd, env }: Place): Promise<number | null> {
  const codes: (number | null)[] = [];
  for (const form of [[], ['--json']]) {
    const { code, stdout, stderr } = await leadferry([...words, ...form], {
      cwd,
      env: { ...env, LEADFERRY_DEBUG: '1' },
    });
    expectNoSecret(stdout, `stdout of ${words.join(' ')}`);
    expectNoSecret(stderr, `stderr of ${words.join(' ')}`);
    codes.push(code);
  }
  await expectCleanFiles(cwd);
  expect(codes[0], words.join(' ')).toBe(codes[1]);
  return codes[0] ?? null;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** A server that puts the key it was sent into everything that it answers. */
async function startEcho(status: number): Promise<string> {
  const server = createServer(async (request, response) => {
    for await (const _chunk of request);
    const sent = String(request.headers['x-api-key']);
    const body = {
      data: { partnerLeadOpportunityId: sent, dsLeadOpportunityId: sent, leadOpportunity: { name: sent } },
      info: { success: status < 400, traceId: sent, message: sent },
      error: status < 400 ? null : { code: sent, message: `no ${sent} here` },
      message: sent,
    };
    const headers = {
      'content-type': 'application/json',
      'x-echo': sent,
      location: `https://${sent}.example/`,
    };
    response.writeHead(status, headers).end(JSON.stringify(body));
  });
  return `http://127.0.0.1:${await listening(server)}`;
}

const limits = ['--rps', '300', '--timeout', '2', '--max-wait', '1', '--settle', '0.2'];
const network = [...limits, '--log-file', 'requests.log'];

describe('the key is in no output, no file and no list of processes', () => {
  it('when everything goes well', async () => {
    const sandbox = await sandboxes({ leads: 5 });
    const cwd = await tempFolder();
    const env = { ...sandboxVariables(sandbox), LEADFERRY_API_KEY: key };
    const place = { cwd, env };
    const codes = [
      await expectSilent(['doctor', ...network], place),
      await expectSilent(['plan', sheet, ...network], place),
      await expectSilent(['upload', sheet, '--out', 'out', ...network], place),
      await expectSilent(['runs', ...network], place),
      await expectSilent(
        ['export', 'leads', '--modified-since', '30d', '-o', 'leads.csv', ...network],
        place,
      ),
      await expectSilent(['export', 'portfolio', '-o', 'items.csv', ...network], place),
      await expectSilent(['report', 'pipeline', '-o', 'report.md', ...network], place),
    ];
    expect(codes).toEqual(codes.map(() => 0));
    const files = (await expectCleanFiles(cwd)).map((file) => file.slice(cwd.length + 1));
    expect(files).toEqual(expect.arrayContaining(['requests.log', join('out', 'run.json'), 'leads.csv']));
    expect(files.some((file) => file.startsWith('state'))).toBe(true);
    expect(sandbox.requests.length).toBeGreaterThan(20);
  });

  it.each([
    [201, 6],
    [307, 6],
    [400, 6],
    [401, 3],
    [403, 3],
    [500, 6],
  ])('when a server answers %i and repeats the key in all of it', async (status, exitCode) => {
    const cwd = await tempFolder();
    const baseUrl = await startEcho(status);
    const env = { LEADFERRY_BASE_URL: baseUrl, LEADFERRY_API_KEY: key, LEADFERRY_PARTNER_ID: partnerId };
    const code = await expectSilent(['upload', sheet, ...network], { cwd, env });
    expect(code).toBe(exitCode);
  });

  it('when a certificate is refused', async () => {
    const { cert, key: certificateKey } = makeCertificate({ name: 'server', hosts: ['127.0.0.1'] });
    const seen: IncomingMessage[] = [];
    const server = createSecureServer({ cert, key: certificateKey }, (request) => void seen.push(request));
    const cwd = await tempFolder();
    const env = {
      LEADFERRY_BASE_URL: `https://127.0.0.1:${await listening(server)}`,
      LEADFERRY_API_KEY: key,
      LEADFERRY_PARTNER_ID: partnerId,
    };
    expect(await expectSilent(['upload', sheet, ...network], { cwd, env })).toBe(6);
    expect(await expectSilent(['doctor', ...network], { cwd, env })).toBe(6);
    expect(seen).toEqual([]);
  });

  it.each([
    ['a proxy that refuses its password', `http://anna:${encodeURIComponent(password)}@`, 6],
    ['a proxy whose address is wrong', `socks5://anna:${encodeURIComponent(password)}@`, 2],
    ['a proxy whose password is written wrongly', `http://anna:%zz${encodeURIComponent(password)}@`, 2],
  ])('nor that of %s', async (_title, address, exitCode) => {
    const heads: string[] = [];
    const proxy = createServer();
    proxy.on('connect', (request, socket) => {
      heads.push(JSON.stringify(request.headers));
      socket.end(`HTTP/1.1 407 ${request.headers['proxy-authorization']}\r\n\r\n`);
    });
    const cwd = await tempFolder();
    const env = {
      HTTPS_PROXY: `${address}127.0.0.1:${await listening(proxy)}`,
      LEADFERRY_BASE_URL: 'https://api.example',
      LEADFERRY_API_KEY: key,
      LEADFERRY_PARTNER_ID: partnerId,
    };
    expect(await expectSilent(['upload', sheet, ...network], { cwd, env })).toBe(exitCode);
    expect(await expectSilent(['doctor', ...network], { cwd, env })).toBe(exitCode);
    expect(heads.join()).not.toContain(key);
    if (exitCode === 6) expect(heads[0]).toContain(login(password));
  });

  it.each([
    ['with a blank in it', { LEADFERRY_API_KEY: `${key} x` }, [], 2],
    ['in a file that others can read', {}, ['--api-key-file', 'open-key'], 2],
    ['of a command that fails after it said it', {}, ['--api-key-command', './failing'], 2],
  ])('when it is a key %s', async (...[, variables, flags, exitCode]) => {
    const cwd = await tempFolder();
    const elsewhere = await tempFolder();
    await writeFile(join(elsewhere, 'open-key'), key, { mode: 0o644 });
    await writeFile(join(elsewhere, 'failing'), `#!/bin/sh\necho ${key}; echo ${key} >&2; exit 1\n`, {
      mode: 0o700,
    });
    const env = { ...variables, LEADFERRY_BASE_URL: 'http://127.0.0.1:1', LEADFERRY_PARTNER_ID: partnerId };
    const words = flags.map((word) => word.replace(/^(?:\.\/)?(open-key|failing)$/, join(elsewhere, '$1')));
    expect(await expectSilent(['upload', sheet, ...words, ...network], { cwd, env })).toBe(exitCode);
  });

  it.runIf(process.platform === 'linux')(
    'in the arguments of leadferry and the environment of what it starts',
    async () => {
      const sandbox = await sandboxes({ latencyMs: 30 });
      const cwd = await tempFolder();
      const programs = await tempFolder();
      await writeFile(join(programs, 'key-program'), '#!/bin/sh\nenv > seen-env\necho other-KEY-77aa\n', {
        mode: 0o700,
      });
      const env = { ...sandboxVariables(sandbox), LEADFERRY_API_KEY: key };
      const command = ['--api-key-command', join(programs, 'key-program')];
      const child = startLeadferry(['upload', sheet, ...command, ...network], { cwd, env });
      const end = ended(child);
      while (sandbox.requests.length < 3) await setTimeout(2);
      expectNoSecret(await readFile(`/proc/${child.pid}/cmdline`, 'latin1'), 'arguments');
      expect((await end).code).toBe(0);
      expect(await readFile(join(cwd, 'seen-env'), 'utf8')).toContain('LEADFERRY_PARTNER_ID');
      await expectCleanFiles(cwd);
    },
  );
});

describe('a redirect to another host', () => {
  it.each([302, 307])('with status %i is not followed: nothing arrives there', async (status) => {
    const seen: string[] = [];
    const target = createServer((request) => void seen.push(request.url ?? ''));
    target.on('connection', () => seen.push('connection'));
    const location = `http://127.0.0.1:${await listening(target)}/`;
    const sandbox = await sandboxes({
      onRequest: () => ({ kind: 'answer', status, headers: { location }, body: '' }),
    });
    const cwd = await tempFolder();
    const env = { ...sandboxVariables(sandbox), LEADFERRY_API_KEY: key };
    for (const words of [
      ['upload', sheet],
      ['plan', sheet],
      ['export', 'portfolio', '-o', 'x.csv'],
      ['doctor'],
    ]) {
      expect(await expectSilent([...words, ...network], { cwd, env })).toBe(6);
    }
    expect(sandbox.requests.length).toBeGreaterThan(0);
    expect(seen).toEqual([]);
  });
});
