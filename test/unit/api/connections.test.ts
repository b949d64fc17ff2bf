import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { Agent, Dispatcher, ProxyAgent } from 'undici';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDispatcher } from '../../../src/api/dispatcher.js';
import type { ApiRequest } from '../../../src/api/exchange.js';
import type { ProxySettings } from '../../../src/api/proxy-choice.js';
import { serverAddress } from '../../../src/api/server-address.js';
import { createTransport } from '../../../src/api/transport.js';
import { apiKey, clientOf, lead, serverAndClient } from './api-fixture.js';
import { json } from './loopback-server.js';

function portOf(address: AddressInfo | string | null): number {
  return address === null || typeof address === 'string' ? 0 : address.port;
}

describe('serverAddress', () => {
  it.each([
    ['https://apigw-prd.3ds.com', { origin: 'https://apigw-prd.3ds.com', pathPrefix: '', isLoopback: false }],
    [
      'https://gateway.example:8443/api/',
      { origin: 'https://gateway.example:8443', pathPrefix: '/api', isLoopback: false },
    ],
    ['http://127.0.0.1:4010', { origin: 'http://127.0.0.1:4010', pathPrefix: '', isLoopback: true }],
    ['http://localhost:4010/', { origin: 'http://localhost:4010', pathPrefix: '', isLoopback: true }],
    ['http://[::1]:4010', { origin: 'http://[::1]:4010', pathPrefix: '', isLoopback: true }],
  ])('takes %s', (baseUrl, address) => {
    expect(serverAddress(baseUrl)).toEqual(address);
  });

  it.each([
    ['http://apigw-prd.3ds.com', 'https:'],
    ['http://127.0.0.1.example', 'https:'],
    ['http://localhost.example', 'https:'],
    ['ftp://127.0.0.1', 'https:'],
    ['apigw-prd.3ds.com', 'a base URL such as'],
    ['', 'a base URL such as'],
    ['https://user:word@api.example', 'without user name'],
    ['https://word@api.example', 'without user name'],
    ['https://api.example/?key=word', 'without user name'],
    ['https://api.example/#word', 'without user name'],
  ])('refuses %s', (baseUrl, expected) => {
    const attempt = () => serverAddress(baseUrl);
    expect(attempt).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(expected) }),
    );
    expect(attempt).toThrow(expect.objectContaining({ message: expect.not.stringContaining('word') }));
  });
});

describe('a transport over connections of any behaviour', () => {
  type Play = (handler: Dispatcher.DispatchHandler, controller: Dispatcher.DispatchController) => void;

  class PlayedDispatcher extends Dispatcher {
    readonly aborts: string[] = [];
    readonly #play: Play;
    constructor(play: Play) {
      super();
      this.#play = play;
    }
    override dispatch(_options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      this.#play(handler, {
        aborted: false,
        paused: false,
        reason: null,
        abort: (reason) => this.aborts.push(reason.message),
        pause: () => undefined,
        resume: () => undefined,
      });
      return true;
    }
  }

  function send(play: Play, change: Partial<ApiRequest> = {}) {
    const dispatcher = new PlayedDispatcher(play);
    const onSent = vi.fn(() => true);
    const address = { origin: 'https://api.example', pathPrefix: '', isLoopback: false };
    const transport = createTransport({ address, dispatcher, apiKey, userAgent: 'test', timeoutMs: 20 });
    const exchange = transport({
      method: 'POST',
      path: '/',
      body: '{}',
      maxBytes: 10,
      mayBeCut: false,
      signal: undefined,
      onSent,
      ...change,
    });
    return { exchange, onSent, aborts: dispatcher.aborts };
  }

  it('that never starts the request: nothing was sent', async () => {
    const { exchange, onSent } = send(() => undefined);
    await expect(exchange).resolves.toMatchObject({ kind: 'unsent', code: 'TIMEOUT' });
    expect(onSent).not.toHaveBeenCalled();
  });

  it('that starts it after the watchdog has given up: it is aborted before it is written', async () => {
    const late: (() => void)[] = [];
    const { exchange, onSent, aborts } = send((handler, controller) => {
      late.push(() => handler.onRequestStart?.(controller, {}));
    });
    await exchange;
    for (const start of late) start();
    expect(aborts).toHaveLength(1);
    expect(onSent).not.toHaveBeenCalled();
  });

  it('that starts it and then says nothing: it may have been sent, and the watchdog settles it', async () => {
    const { exchange, onSent, aborts } = send((handler, controller) =>
      handler.onRequestStart?.(controller, {}),
    );
    await expect(exchange).resolves.toMatchObject({ kind: 'lost', code: 'TIMEOUT' });
    expect(onSent).toHaveBeenCalledTimes(1);
    expect(aborts).toHaveLength(1);
  });

  it('that goes on after it was settled: the first word counts', async () => {
    const { exchange } = send((handler, controller) => {
      handler.onRequestStart?.(controller, {});
      handler.onResponseStart?.(controller, 200, {});
      handler.onResponseData?.(controller, Buffer.alloc(11));
      handler.onResponseData?.(controller, Buffer.alloc(11));
      handler.onResponseError?.(controller, new Error('aborted'));
    });
    await expect(exchange).resolves.toMatchObject({ kind: 'garbled', status: 200, code: 'ANSWER_TOO_LARGE' });
  });

  it('that gives an answer without a status: it is no answer', async () => {
    const { exchange } = send((handler, controller) => {
      handler.onRequestStart?.(controller, {});
      handler.onResponseEnd?.(controller, {});
    });
    await expect(exchange).resolves.toMatchObject({ kind: 'lost', code: 'ANSWER_UNREADABLE' });
  });

  it('that first says 103: the real status counts', async () => {
    const { exchange } = send((handler, controller) => {
      handler.onRequestStart?.(controller, {});
      handler.onResponseStart?.(controller, 103, {});
      handler.onResponseStart?.(controller, 201, {});
      handler.onResponseEnd?.(controller, {});
    });
    await expect(exchange).resolves.toMatchObject({ kind: 'answered', status: 201, text: '' });
  });

  it('that throws: nothing was sent', async () => {
    const { exchange } = send(() => {
      throw new Error('destroyed');
    });
    await expect(exchange).resolves.toEqual({
      kind: 'unsent',
      code: 'CONNECTION_LOST',
      message: 'destroyed',
    });
  });

  it.each([
    ['before it starts', false, false, 'interrupted'],
    ['while a read is on its way', true, true, 'interrupted'],
    ['while a write is on its way', true, false, 'lost'],
  ])('that is interrupted %s', async (...[, starts, mayBeCut, kind]) => {
    const stop = new AbortController();
    const { exchange } = send(
      (handler, controller) => {
        if (starts) handler.onRequestStart?.(controller, {});
        stop.abort();
      },
      { mayBeCut, signal: stop.signal },
    );
    await expect(exchange).resolves.toMatchObject({ kind });
  });
});

describe('a connection that is never made', () => {
  it('counts as not sent, however long it hangs', async () => {
    const sockets = new Set<{ destroy(): void }>();
    const silent = createTcpServer((socket) => sockets.add(socket));
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      for (const socket of sockets) socket.destroy();
      silent.close();
    });
    const api = clientOf(`https://127.0.0.1:${portOf(silent.address())}`, { timeoutMs: 40 });
    await expect(api.create(lead)).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE' });
    expect(sockets.size).toBeGreaterThan(0);
  });
});

const hasIpv6 = Object.values(networkInterfaces()).some((addresses = []) =>
  addresses.some(({ address }) => address === '::1'),
);

describe.runIf(hasIpv6)('a server with an IPv6 address', () => {
  it('is reached by it', async () => {
    const server = createServer((request, response) => {
      response.writeHead(400).end(JSON.stringify({ error: { code: 'HOST', message: request.headers.host } }));
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '::1', resolve);
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const host = `[::1]:${portOf(server.address())}`;
    const api = clientOf(`http://${host}`);
    await expect(api.create(lead)).resolves.toMatchObject({ kind: 'refused', code: 'HOST', message: host });
  });
});

describe('proxies', () => {
  async function startProxy(status = 502): Promise<{ url: string; heads: string[] }> {
    const heads: string[] = [];
    const proxy: Server = createServer();
    proxy.on('connect', (request, socket) => {
      heads.push(`${request.url} ${JSON.stringify(request.headers)}`);
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
    });
    await new Promise<void>((resolve) => {
      proxy.listen(0, '127.0.0.1', resolve);
    });
    onTestFinished(() => {
      proxy.closeAllConnections();
      proxy.close();
    });
    return { url: `127.0.0.1:${portOf(proxy.address())}`, heads };
  }

  it('are asked for a tunnel, without the key, also when they are written without a scheme', async () => {
    const proxy = await startProxy();
    const api = clientOf('https://api.example', { env: { httpsProxy: proxy.url } });
    await expect(api.create(lead)).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      message: expect.stringContaining('502'),
    });
    expect(proxy.heads).toHaveLength(4);
    expect(proxy.heads[0]).toMatch(/^api\.example:443 /);
    expect(proxy.heads.join()).not.toContain(apiKey);
  });

  it('are never between leadferry and this machine', async () => {
    const proxy = await startProxy();
    const { server } = await serverAndClient([json(400, {})]);
    const api = clientOf(server.origin, { env: { httpProxy: `http://${proxy.url}`, httpsProxy: proxy.url } });
    await expect(api.create(lead)).resolves.toMatchObject({ kind: 'refused' });
    expect(proxy.heads).toHaveLength(0);
  });

  const dispatcherFor = (settings: ProxySettings) =>
    openDispatcher(serverAddress('https://api.example'), { proxies: settings, connectTimeoutMs: 1000 });

  it('come from the settings alone, not from the environment of the process', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('NO_PROXY', '*');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const direct = dispatcherFor({});
    const proxied = dispatcherFor({ httpProxy: ' http://127.0.0.1:9 ' });
    const excepted = dispatcherFor({ httpProxy: 'http://127.0.0.1:9', noProxy: 'api.example' });
    expect(direct).toBeInstanceOf(Agent);
    expect(proxied).toBeInstanceOf(ProxyAgent);
    expect(excepted).toBeInstanceOf(Agent);
    await Promise.all([direct.destroy(), proxied.destroy(), excepted.destroy()]);
  });

  it('are given the user name and the password that their address holds, also with signs in them', async () => {
    const proxy = await startProxy();
    const login = `anna:${encodeURIComponent('pass-wörd@1:%')}`;
    const api = clientOf('https://api.example', { env: { httpsProxy: `http://${login}@${proxy.url}` } });
    await expect(api.create(lead)).rejects.toMatchObject({ message: expect.not.stringContaining('anna') });
    const token = Buffer.from('anna:pass-wörd@1:%').toString('base64');
    expect(proxy.heads[0]).toContain(`"proxy-authorization":"Basic ${token}"`);
  });

  it.each([
    [407, 'PROXY_LOGIN', 'HTTPS_PROXY=http://USER:PASSWORD@'],
    [403, 'PROXY_REFUSED', 'NO_PROXY'],
  ])('that answer %i say what to do about it', async (status, code, remedy) => {
    const proxy = await startProxy(status);
    const api = clientOf('https://api.example', { env: { httpsProxy: proxy.url } });
    await expect(api.create(lead)).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      message: expect.stringContaining(code),
      next: expect.stringContaining(remedy),
    });
  });
});
