import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Reply = (response: ServerResponse, request: SeenRequest) => void;

export interface LoopbackServer {
  readonly origin: string;
  readonly port: number;
  /** Every request that arrived whole, in order. */
  readonly seen: readonly SeenRequest[];
  close(): Promise<void>;
}

/** A server on this machine that gives the replies one after the other; the last one again and again. */
export async function startLoopbackServer(...replies: readonly Reply[]): Promise<LoopbackServer> {
  const seen: SeenRequest[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const whole = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    const reply = replies[Math.min(seen.length, replies.length - 1)];
    seen.push(whole);
    reply?.(response, whole);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const port = portOf(server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    seen,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}

type Headers = Readonly<Record<string, string>>;

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Headers = {}): Reply {
  return text(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

/** An answer of any bytes. */
export function text(status: number, body: string | Buffer, headers: Headers = {}): Reply {
  return (response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
}

/** Takes the request and never answers. */
export const hang: Reply = () => undefined;

/** Takes the request and closes the connection. */
export const drop: Reply = (response) => {
  response.destroy();
};

/** Starts an answer and closes the connection in the middle of its body. */
export function cut(status: number): Reply {
  return (response) => {
    response.writeHead(status, { 'content-length': '1000' });
    response.write('{"info":', () => response.destroy());
  };
}

/** Starts an answer and never ends it. */
export function stall(status: number): Reply {
  return (response) => {
    response.writeHead(status, { 'content-length': '1000' });
    response.write('{"info":');
  };
}
