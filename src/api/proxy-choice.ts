import { BlockList, isIP, isIPv6 } from 'node:net';
import { LeadferryError } from '../core/error.js';
import type { ServerAddress } from './server-address.js';

/** Proxy settings as the environment gives them (HTTPS_PROXY, HTTP_PROXY, NO_PROXY). */
export interface ProxySettings {
  readonly httpsProxy?: string | undefined;
  readonly httpProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

/** The way to a server. */
export type ProxyChoice =
  | { readonly kind: 'direct'; readonly why: 'no-proxy-set' | 'this-machine' | 'no-proxy-entry' }
  | {
      readonly kind: 'proxy';
      /** Scheme, host and port; for messages too. */
      readonly origin: string;
      /** The value of Proxy-Authorization; null where the proxy's address holds no user name. */
      readonly authorization: string | null;
    };

/**
 * Which proxy leads to a server, if any. This machine is never reached through one, which would carry the key over the network in the
 * clear. Where HTTPS_PROXY is not set, HTTP_PROXY counts. NO_PROXY holds host names (with their subdomains), `*.example.com` (only
 * the subdomains), IP addresses, ranges such as 10.0.0.0/8, each with a port or without, or `*` for every server.
 * @throws LeadferryError CONFIG_INVALID when the proxy is no http URL.
 */
export function chosenProxy({ origin, isLoopback }: ServerAddress, proxies: ProxySettings): ProxyChoice {
  if (isLoopback) return { kind: 'direct', why: 'this-machine' };
  const proxy = proxyUrl(proxies.httpsProxy, 'HTTPS_PROXY') ?? proxyUrl(proxies.httpProxy, 'HTTP_PROXY');
  if (proxy === null) return { kind: 'direct', why: 'no-proxy-set' };
  if (isExcepted(new URL(origin), proxies.noProxy ?? '')) return { kind: 'direct', why: 'no-proxy-entry' };
  return { kind: 'proxy', origin: proxy.origin, authorization: authorizationOf(proxy) };
}

/** What must never be shown of the proxies: each password as written and as sent. Settings that are no URL give nothing. */
export function proxySecrets({ httpsProxy, httpProxy }: ProxySettings): readonly string[] {
  return [httpsProxy, httpProxy].flatMap((setting) => {
    const url = parsed(setting?.trim() ?? '');
    if (url === null || url.password === '') return [];
    const token = authorizationOf(url)?.replace('Basic ', '') ?? '';
    return [url.password, decoded(url.password) ?? '', token];
  });
}

/** Environments often name a proxy without a scheme. */
function proxyUrl(setting: string | undefined, name: string): URL | null {
  const text = setting?.trim() ?? '';
  if (text === '') return null;
  const url = parsed(text);
  if (url !== null && /^https?:$/.test(url.protocol) && isDecodable(url)) return url;
  // The setting is not repeated: it may hold a password.
  throw new LeadferryError(
    'CONFIG_INVALID',
    `${name} is not valid: expected a proxy such as http://proxy.example:8080, found something that is not an http URL.`,
    {
      next: `Correct ${name}. In a user name or password, signs such as @, : and % are written as %40, %3A and %25.`,
    },
  );
}

function parsed(text: string): URL | null {
  return URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
}

function isDecodable({ username, password }: URL): boolean {
  return decoded(username) !== null && decoded(password) !== null;
}

function authorizationOf({ username, password }: URL): string | null {
  if (username === '' && password === '') return null;
  const login = `${decoded(username) ?? ''}:${decoded(password) ?? ''}`;
  return `Basic ${Buffer.from(login).toString('base64')}`;
}

function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function isExcepted({ hostname, port }: URL, noProxy: string): boolean {
  const host = plainHost(hostname);
  // Beyond this machine there is https alone.
  const usedPort = port === '' ? '443' : port;
  return noProxy
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .map(exceptionOf)
    .some((entry) => (entry.port === null || entry.port === usedPort) && covers(entry.host, host));
}

function exceptionOf(entry: string): { readonly host: string; readonly port: string | null } {
  // An IPv6 address has colons of its own; with a port it stands in brackets.
  const [, bracketed, bracketedPort] = /^\[(.+)\](?::(\d+))?$/.exec(entry) ?? [];
  if (bracketed !== undefined) return { host: bracketed, port: bracketedPort ?? null };
  const [, host, port] = /^([^:]+):(\d+)$/.exec(entry) ?? [];
  return { host: host ?? entry, port: port ?? null };
}

function covers(entry: string, host: string): boolean {
  if (entry === '*') return true;
  if (isIP(host) !== 0) return isWithin(entry, host);
  const isWildcard = entry.startsWith('*.');
  const domain = plainHost(entry.replace(/^\*?\./, ''));
  return host.endsWith(`.${domain}`) || (!isWildcard && host === domain);
}

/** Whether an IP address is the entry's, or in its range. Compared as numbers: IPv6 is written in many ways. */
function isWithin(entry: string, address: string): boolean {
  const [network = '', bits] = entry.split('/');
  if (isIP(network) === 0) return false;
  const isV6 = isIPv6(network);
  const most = isV6 ? 128 : 32;
  const prefix = bits === undefined ? most : Number(bits);
  if (!Number.isInteger(prefix) || prefix < 0 || prefix > most) return false;
  const range = new BlockList();
  range.addSubnet(network, prefix, isV6 ? 'ipv6' : 'ipv4');
  return range.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** Without brackets and without the dot of a full domain name. */
function plainHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[(.+)\]$/, '$1')
    .replace(/(?<=.)\.$/, '');
}
