import type { Dispatcher } from 'undici';
import { thrownMessage } from '../core/error.js';
import { answerText } from './answer-text.js';
import { type AnswerHead, type ApiRequest, type Exchange, headerOf, type Transport } from './exchange.js';
import type { ServerAddress } from './server-address.js';

export interface TransportOptions {
  readonly address: ServerAddress;
  readonly dispatcher: Dispatcher;
  readonly apiKey: string;
  readonly userAgent: string;
  /** For one request from its start to the last byte of its answer, connecting included. */
  readonly timeoutMs: number;
}

/**
 * Carries requests to the server. Redirects are not followed, the answer's body is capped while it arrives, and a watchdog of its own
 * settles each request after `timeoutMs`, whatever the connection does. Whether anything was sent is known for sure: undici says when
 * a request starts on a connection that stands (TCP, TLS and proxy tunnel done), and one that is aborted before is never written.
 */
export function createTransport(options: TransportOptions): Transport {
  return (request) => new Promise((resolve) => startExchange(options, request, resolve));
}

/** Made once: an error keeps the calls that led to it, which takes longer than the rest of settling. */
const settledReason = new Error('settled');

function startExchange(
  options: TransportOptions,
  request: ApiRequest,
  resolve: (exchange: Exchange) => void,
): void {
  const { dispatcher, address, timeoutMs } = options;
  const { signal } = request;
  const answer = new ArrivingAnswer(request.maxBytes);
  let controller: Dispatcher.DispatchController | undefined;
  let isSettled = false;

  function settle(exchange: Exchange): void {
    if (isSettled) return;
    isSettled = true;
    clearTimeout(watchdog);
    signal?.removeEventListener('abort', onAbort);
    resolve(exchange);
    // After an answer that arrived whole this does nothing.
    controller?.abort(settledReason);
  }
  function fail(code: string, message: string): void {
    if (answer.head !== undefined) settle({ kind: 'garbled', ...answer.head, code, message });
    else settle({ kind: controller === undefined ? 'unsent' : 'lost', code, message });
  }
  function onAbort(): void {
    if (controller === undefined || request.mayBeCut) settle({ kind: 'interrupted' });
  }

  const watchdog = setTimeout(() => {
    const missed = controller === undefined ? 'no connection' : 'no whole answer';
    fail('TIMEOUT', `${missed} within ${timeoutMs / 1000} s`);
  }, timeoutMs);
  signal?.addEventListener('abort', onAbort, { once: true });
  if (signal?.aborted === true) {
    settle({ kind: 'interrupted' });
    return;
  }

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart: (started) => {
      if (!isSettled && !request.onSent()) fail('TOO_LATE', 'the right to send it had run out');
      if (isSettled) {
        started.abort(settledReason);
        return;
      }
      controller = started;
    },
    onResponseStart: (_controller, status, headers) => {
      // 1xx answers come before the real one.
      if (status >= 200) answer.head = { status, headers };
    },
    onResponseData: (_controller, chunk) => {
      if (!answer.take(chunk))
        fail('ANSWER_TOO_LARGE', `the answer is larger than ${request.maxBytes} bytes`);
    },
    onResponseEnd: () => {
      answer.finished().then(settle, (error: unknown) => fail('ANSWER_UNREADABLE', thrownMessage(error)));
    },
    onResponseError: (_controller, error) => fail(...failureOf(error)),
  };
  try {
    dispatcher.dispatch(dispatchOptions(options, request, address), handler);
  } catch (error) {
    fail(...failureOf(error));
  }
}

function dispatchOptions(
  { apiKey, userAgent }: TransportOptions,
  { method, path, body }: ApiRequest,
  { origin, pathPrefix }: ServerAddress,
): Dispatcher.DispatchOptions {
  return {
    origin,
    path: `${pathPrefix}${path}`,
    method,
    body,
    headers: {
      'X-API-Key': apiKey,
      accept: 'application/json',
      'accept-encoding': 'identity',
      'user-agent': userAgent,
      ...(body === null ? {} : { 'content-type': 'application/json' }),
    },
  };
}

/** An answer while it arrives: its head, and its body up to the cap. */
class ArrivingAnswer {
  head: AnswerHead | undefined;
  readonly #maxBytes: number;
  readonly #chunks: Buffer[] = [];
  #size = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** False when the chunk does not fit any more; it is dropped then. */
  take(chunk: Buffer): boolean {
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes) return false;
    this.#chunks.push(chunk);
    return true;
  }

  async finished(): Promise<Exchange> {
    if (this.head === undefined) throw new Error('the answer has no status');
    const encoding = headerOf(this.head, 'content-encoding');
    return {
      kind: 'answered',
      ...this.head,
      text: await answerText(Buffer.concat(this.#chunks), encoding, this.#maxBytes),
    };
  }
}

/** What the system says about a failed request. Some errors (several addresses tried) have a code and no message. */
function failureOf(error: unknown): [code: string, message: string] {
  // Newer Nodes name a switch of their own there; the remedy says what to do with leadferry.
  const message = thrownMessage(error).replace(/; if the root CA is installed locally.*$/, '');
  const systemCode = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (systemCode === 'UND_ERR_ABORTED') return proxyRefusal(message) ?? [systemCode, message];
  // The socket closed without an answer; undici's own name says nothing to people.
  const code = systemCode === '' || systemCode === 'UND_ERR_SOCKET' ? 'CONNECTION_LOST' : systemCode;
  return [code, message === '' ? code : message];
}

/** undici says in words alone which status a proxy answered to the request for a tunnel. */
function proxyRefusal(message: string): [code: string, message: string] | null {
  const [, status] = /^Proxy response \((\d+)\)/.exec(message) ?? [];
  if (status === undefined) return null;
  return status === '407'
    ? ['PROXY_LOGIN', 'the proxy asks for a user name and a password (407)']
    : ['PROXY_REFUSED', `the proxy refused to connect to the server (${status})`];
}
