import { Agent, type Dispatcher, EnvHttpProxyAgent } from 'undici';
import { LeadferryError } from '../core/error.js';
import type { ServerAddress } from './server-address.js';

/** Proxy settings as the environment gives them (HTTPS_PROXY, HTTP_PROXY, NO_PROXY). */
export interface ProxySettings {
  readonly httpsProxy?: string | undefined;
  readonly httpProxy?: string | undefined;
  readonly noProxy?: string | undefined;
}

/**
 * The connections of one client: one keep-alive pool, through the proxy where one is set. This machine is never reached through a
 * proxy, which would carry the key over the network in the clear.
 * @throws LeadferryError CONFIG_INVALID when a proxy is no URL.
 */
export function openDispatcher(
  address: ServerAddress,
  proxies: ProxySettings,
  connectTimeoutMs: number,
): Dispatcher {
  // Timeouts of undici are off: the transport's own watchdog covers the whole request.
  const options = {
    allowH2: false,
    connect: { timeout: connectTimeoutMs },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxHeaderSize: 64 * 1024,
  };
  const httpsProxy = proxyUrl(proxies.httpsProxy, 'HTTPS_PROXY');
  const httpProxy = proxyUrl(proxies.httpProxy, 'HTTP_PROXY');
  if (address.isLoopback || (httpsProxy === '' && httpProxy === '')) return new Agent(options);
  // Every setting is given, if only as '': undici would otherwise read the environment itself.
  return new EnvHttpProxyAgent({ ...options, httpsProxy, httpProxy, noProxy: proxies.noProxy ?? '' });
}

/** undici throws on a proxy without a scheme, which environments often have. */
function proxyUrl(setting: string | undefined, name: string): string {
  const text = setting?.trim() ?? '';
  if (text === '') return '';
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
  if (url !== null && /^https?:$/.test(url.protocol)) return url.href;
  // The setting is not repeated: it may hold a password.
  throw new LeadferryError(
    'CONFIG_INVALID',
    `${name} is not valid: expected a proxy such as http://proxy.example:8080, found something that is not an http URL.`,
  );
}
