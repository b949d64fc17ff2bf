import { describe, expect, it } from 'vitest';
import { chosenProxy, type ProxySettings, proxySecrets } from '../../../src/api/proxy-choice.js';
import { serverAddress } from '../../../src/api/server-address.js';

const proxy = 'http://proxy.example:8080';

function way(server: string, settings: ProxySettings): string {
  const choice = chosenProxy(serverAddress(server), settings);
  return choice.kind === 'direct' ? choice.why : choice.origin;
}

describe('the way to a server', () => {
  it.each<readonly [string, string, ProxySettings, string]>([
    ['no proxy is set', 'https://api.example', {}, 'no-proxy-set'],
    ['HTTPS_PROXY is set', 'https://api.example', { httpsProxy: proxy }, proxy],
    ['only HTTP_PROXY is set', 'https://api.example', { httpProxy: proxy }, proxy],
    ['both are set', 'https://api.example', { httpsProxy: proxy, httpProxy: 'http://x.example' }, proxy],
    ['the proxy has no scheme', 'https://api.example', { httpsProxy: ' proxy.example:8080 ' }, proxy],
    ['the proxy is blank', 'https://api.example', { httpsProxy: ' ', httpProxy: proxy }, proxy],
    [
      'the proxy is an IPv6 address',
      'https://api.example',
      { httpsProxy: '[fd00::1]:3128' },
      'http://[fd00::1]:3128',
    ],
    ['the server is on this machine', 'http://127.0.0.1:4010', { httpProxy: proxy }, 'this-machine'],
    ['the server is on this machine by IPv6', 'https://[::1]:4010', { httpsProxy: proxy }, 'this-machine'],
  ])('where %s', (...[, server, settings, found]) => {
    expect(way(server, settings)).toBe(found);
  });

  const direct = 'no-proxy-entry';
  it.each([
    ['https://api.example', '*', direct],
    ['https://api.example', 'api.example', direct],
    ['https://api.example', 'other.example, API.example', direct],
    ['https://api.example', 'other.example api.example.', direct],
    ['https://api.example', '.example', direct],
    ['https://api.example', '*.example', direct],
    ['https://api.example', '*.api.example', proxy],
    ['https://api.example', 'pi.example', proxy],
    ['https://api.example', 'api.example:443', direct],
    ['https://api.example', 'api.example:8443', proxy],
    ['https://api.example:8443', 'api.example:8443', direct],
    ['https://api.example', '', proxy],
    ['https://10.1.2.3', '10.1.2.3', direct],
    ['https://10.1.2.3', '10.0.0.0/8', direct],
    ['https://10.1.2.3', '10.2.0.0/16', proxy],
    ['https://10.1.2.3', '10.0.0.0/99', proxy],
    ['https://10.1.2.3', '2.3', proxy],
    ['https://[fd00::1]', 'fd00::1', direct],
    ['https://[fd00::1]', '[fd00:0:0:0:0:0:0:1]', direct],
    ['https://[fd00::1]:8443', '[fd00::1]:8443', direct],
    ['https://[fd00::1]', '[fd00::1]:8443', proxy],
    ['https://[fd00::1]', 'fd00::/8', direct],
    ['https://[fd00::1]', 'fe80::/10', proxy],
    ['https://[fd00::1]', '10.0.0.0/8', proxy],
  ])('to %s with NO_PROXY "%s"', (server, noProxy, found) => {
    expect(way(server, { httpsProxy: proxy, noProxy })).toBe(found);
  });

  it.each(['http://[', 'socks5://127.0.0.1:9', 'ftp://pass-word@127.0.0.1', 'http://u:pass-%zz@127.0.0.1'])(
    'is refused for the proxy %s, which is not repeated',
    (httpsProxy) => {
      const attempt = () => way('https://api.example', { httpsProxy });
      expect(attempt).toThrow(
        expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining('HTTPS_PROXY') }),
      );
      expect(attempt).toThrow(expect.objectContaining({ message: expect.not.stringMatching(/pass-|\[/) }));
    },
  );

  it.each([
    ['a name and a password', 'http://anna:p%40ss@proxy.example', 'Basic YW5uYTpwQHNz'],
    ['a name alone', 'http://anna@proxy.example', 'Basic YW5uYTo='],
    ['neither', 'http://proxy.example', null],
  ])('takes %s from the address of the proxy', (_title, httpsProxy, authorization) => {
    const choice = chosenProxy(serverAddress('https://api.example'), { httpsProxy });
    expect(choice).toEqual({ kind: 'proxy', origin: 'http://proxy.example', authorization });
  });
});

it('the secrets of proxies are each password as written, as meant and as sent', () => {
  expect(
    proxySecrets({ httpsProxy: 'anna:p%40ss@proxy.example', httpProxy: 'http://bert@x.example' }),
  ).toEqual(['p%40ss', 'p@ss', 'YW5uYTpwQHNz']);
  expect(proxySecrets({ httpsProxy: 'http://[' })).toEqual([]);
});
