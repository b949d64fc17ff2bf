import { createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientOf, created, dsId, found, lead } from './api-fixture.js';

interface WireRequest {
  readonly socket: Socket;
  /** 1 for the first request on its connection. */
  readonly nth: number;
}

/** A server on the bare wire, which does with each request what it is told. */
async function startWire(play: (request: WireRequest) => void) {
  const seen: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let nth = 0;
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      // A small request arrives in one piece or as head and body; the head alone is counted.
      if (!/^(?:GET|POST) /.test(chunk.toString('latin1'))) return;
      nth += 1;
      seen.push(nth);
      play({ socket, nth });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { origin: `http://127.0.0.1:${port}`, seen, sockets };
}

function answer(socket: Socket, status: number, body: object): void {
  const text = JSON.stringify(body);
  socket.write(
    `HTTP/1.1 ${status} OK\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
}

describe('a kept connection', () => {
  it('is used again while it lives', async () => {
    const wire = await startWire(({ socket }) => answer(socket, 201, created));
    const api = clientOf(wire.origin);
    await api.create(lead);
    await free();
    await api.create(lead);
    expect(wire.seen).toEqual([1, 2]);
    expect(wire.sockets.size).toBe(1);
  });

  it('that the server closed after an answer is not used again, and nothing is sent twice', async () => {
    const wire = await startWire(({ socket }) => {
      answer(socket, 201, created);
      socket.end();
    });
    const api = clientOf(wire.origin);
    for (let turn = 0; turn < 20; turn += 1) {
      await expect(api.create(lead)).resolves.toMatchObject({ kind: 'proven' });
      await closed([...wire.sockets].at(-1));
    }
    expect(wire.seen).toEqual(Array.from({ length: 20 }, () => 1));
  });

  it('that dies under a create leaves its outcome unknown, and the create is not sent again', async () => {
    const wire = await startWire(({ socket, nth }) => {
      if (nth === 1) answer(socket, 201, created);
      else socket.destroy();
    });
    const api = clientOf(wire.origin);
    await api.create(lead);
    await free();
    await expect(api.create(lead)).resolves.toMatchObject({ kind: 'unknown', code: 'CONNECTION_LOST' });
    expect(wire.seen).toEqual([1, 2]);
  });

  it('that dies under a reading call is replaced, and the call is asked again', async () => {
    const wire = await startWire(({ socket, nth }) => {
      if (nth === 1) answer(socket, 200, found);
      else socket.resetAndDestroy();
    });
    const api = clientOf(wire.origin);
    await api.read(dsId);
    await free();
    await expect(api.read(dsId)).resolves.toMatchObject({ kind: 'found' });
    expect(wire.seen).toEqual([1, 2, 1]);
  });
});

/** The connection of an answer is given back right after the answer was. */
async function free(): Promise<void> {
  await new Promise((resolve) => {
    setImmediate(resolve);
  });
}

/** Both ends of a connection know that it is over. */
async function closed(socket: Socket | undefined): Promise<void> {
  if (socket !== undefined && !socket.destroyed) {
    await new Promise((resolve) => {
      socket.once('close', resolve);
    });
  }
}
