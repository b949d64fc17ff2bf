import { LeadferryError } from '../core/error.js';

/** Where the API is. */
export interface ServerAddress {
  /** `https://apigw-prd.3ds.com`: scheme, host and port. */
  readonly origin: string;
  /** What stands before the API's own paths; usually `''`. Never ends with a slash. */
  readonly pathPrefix: string;
  readonly isLoopback: boolean;
}

/**
 * Takes a base URL apart.
 * @throws LeadferryError CONFIG_INVALID when it is no URL, is http:// to anything but this machine (the key would travel in the clear), or
 * carries a user name, a query or a fragment.
 */
export function serverAddress(baseUrl: string): ServerAddress {
  const url = URL.parse(baseUrl);
  if (url === null) throw invalid('a base URL such as https://apigw-prd.3ds.com', `"${baseUrl}"`);
  const isLoopback = isLoopbackHost(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback)) {
    throw invalid('a base URL that starts with https:// (http:// only for this machine)', `"${url.origin}"`);
  }
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw invalid('a base URL without user name, query and fragment', `such parts after "${url.origin}"`);
  }
  return { origin: url.origin, pathPrefix: url.pathname.replace(/\/+$/, ''), isLoopback };
}

function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

function invalid(expected: string, found: string): LeadferryError {
  return new LeadferryError(
    'CONFIG_INVALID',
    `The base URL is not valid: expected ${expected}, found ${found}.`,
  );
}
