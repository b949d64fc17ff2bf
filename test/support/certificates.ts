import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { isIP } from 'node:net';

/** A certificate and its key, as PEM, with what is needed to issue others. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
  readonly name: string;
  readonly privateKey: KeyObject;
}

export interface CertificateWish {
  readonly name: string;
  /** Host names and IPv4 addresses it is valid for. */
  readonly hosts?: readonly string[];
  /** Signs itself where nobody is named. */
  readonly issuer?: Certificate;
  readonly isAuthority?: boolean;
  /** Years from now; default from 1 year ago to 10 years ahead. */
  readonly years?: readonly [from: number, until: number];
}

const tag = { boolean: 1, integer: 2, bits: 3, octets: 4, oid: 6, utf8: 12, time: 24, sequence: 48, set: 49 };
const ecdsaWithSha256 = '2a8648ce3d040302';
const commonName = '550403';
const basicConstraints = '551d13';
const alternativeName = '551d11';

/** Makes an X.509 certificate, which Node reads and cannot write. */
export function makeCertificate(wish: CertificateWish): Certificate {
  const { name, issuer, hosts = [], isAuthority = false, years = [-1, 10] } = wish;
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const algorithm = der(tag.sequence, oid(ecdsaWithSha256));
  const content = der(
    tag.sequence,
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, Buffer.from([1 + Math.floor(Math.random() * 100), 7])),
    algorithm,
    nameOf(issuer?.name ?? name),
    der(tag.sequence, ...years.map(timeOf)),
    nameOf(name),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, der(tag.sequence, constraints(isAuthority), ...(hosts.length === 0 ? [] : [names(hosts)]))),
  );
  const signature = sign('sha256', content, issuer?.privateKey ?? privateKey);
  const whole = der(tag.sequence, content, algorithm, der(tag.bits, Buffer.from([0]), signature));
  return {
    cert: pem(whole),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    name,
    privateKey,
  };
}

function der(kind: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  if (body.length < 128) return Buffer.concat([Buffer.from([kind, body.length]), body]);
  return Buffer.concat([Buffer.from([kind, 0x82, body.length >> 8, body.length & 255]), body]);
}

function oid(hex: string): Buffer {
  return der(tag.oid, Buffer.from(hex, 'hex'));
}

function nameOf(name: string): Buffer {
  const text = der(tag.utf8, Buffer.from(name));
  return der(tag.sequence, der(tag.set, der(tag.sequence, oid(commonName), text)));
}

function timeOf(years: number): Buffer {
  const date = new Date(Date.now() + years * 365 * 86_400_000);
  return der(tag.time, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(0, 14)}Z`));
}

function constraints(isAuthority: boolean): Buffer {
  const yes = der(tag.boolean, Buffer.from([255]));
  const body = der(tag.sequence, ...(isAuthority ? [yes] : []));
  return der(tag.sequence, oid(basicConstraints), yes, der(tag.octets, body));
}

function names(hosts: readonly string[]): Buffer {
  const entries = hosts.map((host) =>
    isIP(host) === 4 ? der(0x87, Buffer.from(host.split('.').map(Number))) : der(0x82, Buffer.from(host)),
  );
  return der(tag.sequence, oid(alternativeName), der(tag.octets, der(tag.sequence, ...entries)));
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
