import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ProcessEnvironment } from '../../../src/config/environment.js';
import {
  type ConnectionOptions,
  resolveLocalSettings,
  resolveSettings,
} from '../../../src/config/settings.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

interface Given {
  readonly options?: ConnectionOptions;
  readonly variables?: Record<string, string>;
  /** Text of leadferry.config.yaml. */
  readonly file?: string;
}

async function environmentOf({ variables = {}, file }: Given): Promise<ProcessEnvironment> {
  const cwd = await tempFolder();
  if (file !== undefined) await writeFile(join(cwd, 'leadferry.config.yaml'), file);
  return { variables, cwd, home: '/home/anna', platform: 'linux' };
}

async function settingsOf(given: Given) {
  return resolveSettings(given.options ?? {}, await environmentOf(given));
}

const sandbox: ConnectionOptions = { env: 'sandbox' };

describe('settings', () => {
  it('have the documented defaults', async () => {
    const settings = await settingsOf({ options: sandbox });
    expect(settings).toMatchObject({
      baseUrl: 'http://127.0.0.1:4010',
      origin: 'http://127.0.0.1:4010',
      production: false,
      partnerId: '200000000014442',
      apiVersion: 'v1',
      stateDir: '/home/anna/.local/state/leadferry',
      timeoutMs: 30_000,
      maxWaitMs: 900_000,
      settleMs: 30_000,
      rps: 10,
      concurrency: 4,
      proxies: {},
      keySource: null,
      caFile: null,
      logFile: null,
    });
    expect(await settings.ca()).toBeUndefined();
  });

  it('find CA and log file by option, environment and file, from the current folder on', async () => {
    const variables = { LEADFERRY_CA_FILE: 'e.pem', LEADFERRY_LOG_FILE: 'e.log' };
    const file = 'env: sandbox\ncaFile: /f.pem\nlogFile: f.log';
    const environment = await environmentOf({ variables, file });
    const inCwd = (name: string) => join(environment.cwd, name);
    const all = await resolveSettings({ caFile: 'o.pem', logFile: '/o.log' }, environment);
    expect([all.caFile, all.logFile]).toEqual([inCwd('o.pem'), '/o.log']);
    const two = await resolveSettings({}, environment);
    expect([two.caFile, two.logFile]).toEqual([inCwd('e.pem'), inCwd('e.log')]);
    const one = await resolveSettings({}, { ...environment, variables: {} });
    expect([one.caFile, one.logFile]).toEqual(['/f.pem', inCwd('f.log')]);
    expect(one.sources).toMatchObject({ caFile: 'configuration file', logFile: 'configuration file' });
  });

  it('take options over the environment, the environment over the file, a profile over the top level', async () => {
    const file = 'partnerId: "1"\nrps: 2\ntimeout: 5\nenv: ppt\nprofiles:\n  night: { rps: 3, timeout: 6 }\n';
    const given = {
      file,
      options: { profile: 'night', timeout: 7 },
      variables: { LEADFERRY_PARTNER_ID: '2' },
    };
    const settings = await settingsOf(given);
    expect(settings).toMatchObject({
      partnerId: '2',
      rps: 3,
      timeoutMs: 7000,
      baseUrl: 'https://apigw-ppt.3ds.com',
    });
    expect(settings.sources).toMatchObject({
      server: 'configuration file',
      partnerId: 'environment',
      rps: 'configuration file',
      timeout: 'option',
      concurrency: 'default',
    });
  });

  const servers: readonly (readonly [string, Given, string])[] = [
    [
      'an option env over an address in the environment',
      { options: sandbox, variables: { LEADFERRY_BASE_URL: 'https://a.example' } },
      'http://127.0.0.1:4010',
    ],
    [
      'an address over an env beside it',
      { options: { env: 'production', baseUrl: 'https://a.example/api/' } },
      'https://a.example/api',
    ],
    [
      'the address of the environment over the file',
      { variables: { LEADFERRY_BASE_URL: 'https://a.example' }, file: 'env: production' },
      'https://a.example',
    ],
  ];
  it.each(servers)('choose the server by %s', async (_title, given, baseUrl) => {
    const settings = await settingsOf({ ...given, options: { partnerId: '1', ...given.options } });
    expect(settings.baseUrl).toBe(baseUrl);
  });

  it('know production by its origin however it was named', async () => {
    const options = { baseUrl: 'https://apigw-prd.3ds.com/', partnerId: '1' };
    expect((await settingsOf({ options })).production).toBe(true);
  });

  const refused: readonly (readonly [string, Given, RegExp])[] = [
    ['no server', {}, /No server is chosen/],
    ['no partner', { options: { env: 'production' } }, /No partner id/],
    ['a rate of zero', { options: { ...sandbox, rps: 0 } }, /rps/],
    ['a rate in other words', { file: 'env: sandbox\nrps: fast' }, /rps/],
    ['an address that is none', { options: { baseUrl: 'example' } }, /baseUrl/],
    ['an unknown setting in the file', { file: 'envv: sandbox' }, /leadferry\.config\.yaml.*envv/],
    ['bad YAML, with its line', { file: 'env: sandbox\nrps: [1' }, /line \d/],
    [
      'a profile that the file does not have',
      { file: 'profiles: { day: {} }', options: { profile: 'night' } },
      /no profile "night".*day/,
    ],
    ['a profile without a file', { options: { profile: 'night' } }, /does not exist/],
    [
      'a file that was asked for and is missing',
      { options: { ...sandbox, config: 'other.yaml' } },
      /other\.yaml/,
    ],
    ['a key in the file', { file: 'apiKey: abc' }, /apiKey/],
  ];
  it.each(refused)('are refused for %s', async (_title, given, message) => {
    await expect(settingsOf(given)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringMatching(message),
    });
  });

  it('need neither server nor partner for work that sends nothing', async () => {
    const local = await resolveLocalSettings({}, await environmentOf({}));
    expect(local).toEqual({
      origin: null,
      partnerId: null,
      apiVersion: 'v1',
      stateDir: '/home/anna/.local/state/leadferry',
      ignore: [],
      catalogueMaxAgeDays: 30,
      rules: [],
      pipelineReport: {},
    });
  });

  it('take the proxies of the environment in either case', async () => {
    const variables = { https_proxy: 'http://p.example:1', NO_PROXY: 'x.example', HTTP_PROXY: '' };
    const settings = await settingsOf({ options: sandbox, variables });
    expect(settings.proxies).toEqual({ httpsProxy: 'http://p.example:1', noProxy: 'x.example' });
  });

  const states: readonly (readonly [NodeJS.Platform, Record<string, string>, RegExp])[] = [
    ['linux', { XDG_STATE_HOME: '/state' }, /^\/state\/leadferry$/],
    ['darwin', {}, /Library\/Application Support\/leadferry$/],
    ['win32', { LOCALAPPDATA: '/local' }, /^\/local\/leadferry$/],
    ['linux', { LEADFERRY_STATE_DIR: '/elsewhere' }, /^\/elsewhere$/],
  ];
  it.each(states)('keep state where %s with %o keeps it', async (platform, variables, folder) => {
    const environment = { ...(await environmentOf({ variables })), platform };
    expect((await resolveLocalSettings({}, environment)).stateDir).toMatch(folder);
  });
});
