import { createServer, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { Agent, Dispatcher, EnvHttpProxyAgent } from 'undici';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { openDispatcher } from '../../../src/api/dispatcher.js';
import type { ApiRequest } from '../../../src/api/exchange.js';
import { serverAddress } from '../../../src/api/server-address.js';
import { createTransport } from '../../../src/api/transport.js';
import { apiKey, clientOf, lead, serverAndClient } from './api-fixture.js';
import { json, startLoopbackServer } from './loopback-server.js';

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
    const onSent = vi.fn();
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

describe('proxies', () => {
  async function startProxy(): Promise<{ url: string; heads: string[] }> {
    const heads: string[] = [];
    const proxy: Server = createServer();
    proxy.on('connect', (request, socket) => {
      heads.push(`${request.url} ${JSON.stringify(request.headers)}`);
      socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
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

  const remote = serverAddress('https://api.example');

  it('are passed by where NO_PROXY says so', async () => {
    const proxy = await startProxy();
    const server = await startLoopbackServer(json(200, {}));
    const dispatcher = openDispatcher(
      remote,
      { httpsProxy: proxy.url, httpProxy: proxy.url, noProxy: '127.0.0.1' },
      1000,
    );
    onTestFinished(async () => {
      await dispatcher.destroy();
      await server.close();
    });
    const answer = await dispatcher.request({ origin: server.origin, path: '/', method: 'GET' });
    await answer.body.dump();
    expect(server.seen).toHaveLength(1);
    expect(proxy.heads).toHaveLength(0);
  });

  it('come from the settings alone, not from the environment of the process', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('NO_PROXY', '*');
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    const direct = openDispatcher(remote, {}, 1000);
    const proxied = openDispatcher(remote, { httpProxy: ' http://127.0.0.1:9 ' }, 1000);
    expect(direct).toBeInstanceOf(Agent);
    expect(proxied).toBeInstanceOf(EnvHttpProxyAgent);
    await Promise.all([direct.destroy(), proxied.destroy()]);
  });

  it.each(['http://[', 'socks5://127.0.0.1:9', 'ftp://pass-word@127.0.0.1'])(
    '%s is refused without being repeated',
    (httpsProxy) => {
      expect(() => openDispatcher(remote, { httpsProxy }, 1000)).toThrow(
        expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.not.stringContaining(httpsProxy) }),
      );
    },
  );
});
