import { createServer } from 'node:https';
import { createServer as createTcpServer, type Server } from 'node:net';
import { getCACertificates } from 'node:tls';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Certificate, makeCertificate } from '../../support/certificates.js';
import { clientOf, created, lead } from './api-fixture.js';

const authority = makeCertificate({ name: 'Company CA', isAuthority: true });
const here = ['127.0.0.1'];

/** Starts a server with this certificate and gives its address. */
async function serverWith({ cert, key }: Certificate, withIssuer = ''): Promise<string> {
  const server = createServer({ cert: `${cert}${withIssuer}`, key }, (_request, response) => {
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(created));
  });
  return `https://127.0.0.1:${await listening(server)}`;
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.close();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const trusting = { ca: [...getCACertificates('default'), authority.cert] };
const issued = (change: Partial<Parameters<typeof makeCertificate>[0]>) =>
  makeCertificate({ name: 'server', hosts: here, issuer: authority, ...change });

describe('a secure connection', () => {
  it('stands where the company’s own authority is trusted', async () => {
    const api = clientOf(await serverWith(issued({})), trusting);
    await expect(api.create(lead)).resolves.toMatchObject({ kind: 'proven' });
  });

  const refused: readonly (readonly [string, () => Promise<string>, object, RegExp, RegExp])[] = [
    [
      'whose issuer is not known',
      () => serverWith(issued({})),
      {},
      /unable to verify the first certificate \(UNABLE_TO_VERIFY_LEAF_SIGNATURE\)/,
      /--ca-file/,
    ],
    [
      'whose chain ends with an unknown authority',
      () => serverWith(issued({}), authority.cert),
      {},
      /self-signed certificate in certificate chain \(SELF_SIGNED_CERT_IN_CHAIN\)/,
      /--ca-file/,
    ],
    [
      'that signed itself',
      () => serverWith(makeCertificate({ name: 'server', hosts: here })),
      trusting,
      /self-signed certificate \(DEPTH_ZERO_SELF_SIGNED_CERT\)/,
      /--ca-file/,
    ],
    [
      'that has expired',
      () => serverWith(issued({ years: [-2, -1] })),
      trusting,
      /certificate has expired \(CERT_HAS_EXPIRED\)/,
      /date and time of this machine.*renewed/,
    ],
    [
      'that is not valid yet',
      () => serverWith(issued({ years: [1, 2] })),
      trusting,
      /certificate is not yet valid \(CERT_NOT_YET_VALID\)/,
      /Set the date and time/,
    ],
    [
      'of another host',
      () => serverWith(issued({ hosts: ['other.example'] })),
      trusting,
      /ERR_TLS_CERT_ALTNAME_INVALID/,
      /Check the address/,
    ],
  ];
  it.each(refused)('is refused for a certificate %s', async (...[, server, options, reason, remedy]) => {
    const api = clientOf(await server(), options);
    await expect(api.create(lead)).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      message: expect.stringMatching(reason),
      next: expect.stringMatching(remedy),
    });
  });

  it('is refused where the other side speaks no TLS, and says so', async () => {
    const port = await listening(createTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')));
    await expect(clientOf(`https://127.0.0.1:${port}`).create(lead)).rejects.toMatchObject({
      code: 'SERVER_UNREACHABLE',
      next: expect.stringContaining('does not speak https'),
    });
  });
});
