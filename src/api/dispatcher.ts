import { Agent, type Dispatcher, ProxyAgent } from 'undici';
import { chosenProxy, type ProxySettings } from './proxy-choice.js';
import type { ServerAddress } from './server-address.js';

export interface ConnectionSettings {
  readonly proxies: ProxySettings;
  readonly connectTimeoutMs: number;
  /** Certificates (PEM) of all authorities that are trusted; undefined for those that Node trusts. */
  readonly ca?: readonly string[] | undefined;
}

/**
 * The connections of one client: one keep-alive pool, through the proxy where one is chosen.
 * @throws LeadferryError CONFIG_INVALID when a proxy is no URL.
 */
export function openDispatcher(
  address: ServerAddress,
  { proxies, connectTimeoutMs, ca }: ConnectionSettings,
): Dispatcher {
  const connect = { timeout: connectTimeoutMs, ...(ca === undefined ? {} : { ca: [...ca] }) };
  // Timeouts of undici are off: the transport's own watchdog covers the whole request.
  const options = { allowH2: false, headersTimeout: 0, bodyTimeout: 0, maxHeaderSize: 64 * 1024 };
  const choice = chosenProxy(address, proxies);
  if (choice.kind === 'direct') return new Agent({ ...options, connect });
  const { origin: uri, authorization } = choice;
  return new ProxyAgent({
    ...options,
    uri,
    // For the connection to an https:// proxy, and for that to the server behind it.
    proxyTls: connect,
    requestTls: connect,
    ...(authorization === null ? {} : { token: authorization }),
  });
}
