import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type OperationId, operationIds, operations } from './operations.js';
import { type ServerParts, serveRequest } from './serve-request.js';

export interface Server {
  readonly app: FastifyInstance;
  close(): Promise<void>;
}

/** Puts the operations behind HTTP, without listening yet. */
export async function createServer(parts: ServerParts): Promise<Server> {
  const { fastify } = await import('fastify');
  const app = fastify({ forceCloseConnections: true, exposeHeadRoutes: false });
  const closing = new AbortController();
  const serve = (operationId: OperationId | null) => (request: FastifyRequest, reply: FastifyReply) =>
    serveRequest({ parts, operationId, request, reply, signal: closing.signal });

  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, text, done) => {
    done(null, parseBody(String(text)));
  });
  for (const operationId of operationIds) {
    const { method, path } = operations[operationId];
    app.route({ method, url: path.replace('{id}', ':id'), handler: serve(operationId) });
  }
  app.setNotFoundHandler(serve(null));
  app.setErrorHandler((error, _request, reply) => {
    const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
    const message = error instanceof Error ? error.message : String(error);
    return reply.code(status).send({ message });
  });
  return {
    app,
    close: async () => {
      closing.abort(new Error('the sandbox is closing'));
      await app.close();
    },
  };
}

/** Text that is no JSON stays text, which no request schema accepts. */
function parseBody(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
