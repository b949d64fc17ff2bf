import { resolve } from 'node:path';
import { LeadferryError } from '../core/error.js';
import type { ApiVersion } from '../lead/field-catalogue.js';
import type { RequestRate } from '../lead/rate-store.js';
import type { OwnRule } from '../lead/rules/own-rule.js';
import { type KeySource, keySourceOf, readApiKey } from './api-key.js';
import { trustedCertificates } from './ca-file.js';
import { type FileSettings, readConfigFile } from './config-file.js';
import type { ProcessEnvironment } from './environment.js';
import { type EnvironmentName, environments, isProduction } from './environments.js';
import { defaultStateFolder } from './state-folder.js';

/** What a caller may set; everything else comes from the environment, the configuration file or the defaults, in this order. */
export interface ConnectionOptions {
  /** A named server; see `environments`. */
  readonly env?: EnvironmentName | undefined;
  /** Any server by its address; wins over `env`. */
  readonly baseUrl?: string | undefined;
  /** For library callers. The command takes it from LEADFERRY_API_KEY or a file only. */
  readonly apiKey?: string | undefined;
  /** File whose first line is the key; only its owner may read it. */
  readonly apiKeyFile?: string | undefined;
  /** Program and arguments, run without a shell; the first line of its output is the key. */
  readonly apiKeyCommand?: string | undefined;
  /** Entry of the system's keychain that holds the key. */
  readonly apiKeyKeychain?: string | undefined;
  /** PEM file with the certificates of the company's own authorities, trusted beside those that Node trusts. */
  readonly caFile?: string | undefined;
  /** Appends one line per request to this file; docs/logging.md. */
  readonly logFile?: string | undefined;
  readonly partnerId?: string | undefined;
  readonly apiVersion?: ApiVersion | undefined;
  readonly stateDir?: string | undefined;
  /** Seconds for one request. Default 30. */
  readonly timeout?: number | undefined;
  /** Seconds a run may wait in total for a server that refuses. Default 900. */
  readonly maxWait?: number | undefined;
  /** Seconds an absent lead is looked for before it is sent again. Default 30. */
  readonly settle?: number | undefined;
  /** Requests per second, at most; `unlimited` for a server on this machine only. Default 10. */
  readonly rps?: RequestRate | undefined;
  /** Requests under way at the same time. Default 4. */
  readonly concurrency?: number | undefined;
  /** Days after which the kept product catalogue counts as old. Default 30. */
  readonly catalogueMaxAge?: number | undefined;
  /** Days for which the ledger keeps what was sent and what 3DS held. Default 90. */
  readonly retentionDays?: number | undefined;
  /** Path of the configuration file; default `leadferry.config.yaml` in the current folder. */
  readonly config?: string | undefined;
  /** A named block of the configuration file. */
  readonly profile?: string | undefined;
}

/** Where a setting's value came from. */
export type SettingSource = 'option' | 'environment' | 'configuration file' | 'default';

export interface Settings {
  readonly baseUrl: string;
  /** Scheme, host and port of the server; what the ledger is keyed by. */
  readonly origin: string;
  readonly production: boolean;
  readonly partnerId: string;
  readonly apiVersion: ApiVersion;
  readonly stateDir: string;
  readonly timeoutMs: number;
  readonly maxWaitMs: number;
  readonly settleMs: number;
  readonly rps: RequestRate;
  readonly concurrency: number;
  readonly proxies: { readonly httpsProxy?: string; readonly httpProxy?: string; readonly noProxy?: string };
  /** Issue codes that are not listed: those of the caller and those of the configuration file. */
  readonly ignore: readonly string[];
  /** Days after which the kept product catalogue counts as old. */
  readonly catalogueMaxAgeDays: number;
  /** Days for which the ledger keeps values of leads. */
  readonly retentionDays: number;
  /** The user's own, of the configuration file. */
  readonly rules: readonly OwnRule[];
  /** What the configuration file says of the pipeline report. */
  readonly pipelineReport: NonNullable<FileSettings['pipelineReport']>;
  /** Reads the key when it is needed; see readApiKey for what it throws. */
  apiKey(): Promise<string>;
  /** Where the key comes from; null where no source is named. */
  readonly keySource: KeySource | null;
  /** The PEM file of the company's own authorities, absolute; null where none is named. */
  readonly caFile: string | null;
  /** The certificates that are trusted; undefined for those that Node trusts. See trustedCertificates for what it throws. */
  ca(): Promise<readonly string[] | undefined>;
  /** Absolute; null where no log is kept. */
  readonly logFile: string | null;
  /** Setting → where it came from, for `doctor`. */
  readonly sources: Readonly<Record<string, SettingSource>>;
}

/** The settings that need no server: what `validate` and `inspect` work with. */
export type LocalSettings = Pick<
  Settings,
  'apiVersion' | 'stateDir' | 'ignore' | 'catalogueMaxAgeDays' | 'rules' | 'pipelineReport'
> & {
  readonly partnerId: string | null;
  /** Null where no server is chosen. */
  readonly origin: string | null;
};

const defaults = {
  apiVersion: 'v1',
  timeout: 30,
  maxWait: 900,
  settle: 30,
  rps: 10,
  concurrency: 4,
  catalogueMaxAge: 30,
  retentionDays: 90,
} as const;

/** The partner of the contract's examples, with which the sandbox is tried out. */
const sandboxPartnerId = '200000000014442';

/**
 * Merges options, environment variables, configuration file and defaults.
 * Throws LeadferryError CONFIG_INVALID where a value is out of range, no server is chosen or no partner is named.
 */
export async function resolveSettings(
  options: ConnectionOptions,
  environment: ProcessEnvironment,
): Promise<Settings> {
  const { layers, ...ofFile } = await settingLayers(options, environment);
  const pick: PickSetting = (key) => firstSet(layers, key)?.value;
  const server = chosenServer(layers);
  if (server === undefined) {
    throw new LeadferryError(
      'CONFIG_INVALID',
      'No server is chosen, and leadferry sends nothing to one that was not named.',
      {
        next: `Pass --env ${Object.keys(environments).join('|')}, or --base-url URL. For a rehearsal: --env sandbox.`,
      },
    );
  }
  const { origin } = new URL(server.value);
  const keySource = chosenKeySource(options, environment, layers);
  const inCwd = (path: string | undefined) => (path === undefined ? null : resolve(environment.cwd, path));
  const caFile = inCwd(pick('caFile'));
  return {
    baseUrl: server.value,
    origin,
    production: isProduction(origin),
    partnerId: requiredPartnerId(pick('partnerId') ?? sandboxPartner(origin)),
    apiVersion: pick('apiVersion') ?? defaults.apiVersion,
    stateDir: stateFolder(pick('stateDir'), environment),
    timeoutMs: (pick('timeout') ?? defaults.timeout) * 1000,
    maxWaitMs: (pick('maxWait') ?? defaults.maxWait) * 1000,
    settleMs: (pick('settle') ?? defaults.settle) * 1000,
    rps: pick('rps') ?? defaults.rps,
    concurrency: pick('concurrency') ?? defaults.concurrency,
    proxies: proxySettings(environment.variables),
    catalogueMaxAgeDays: pick('catalogueMaxAge') ?? defaults.catalogueMaxAge,
    retentionDays: pick('retentionDays') ?? defaults.retentionDays,
    ...ofFile,
    ignore: ignoredCodes(layers),
    apiKey: () => readApiKey(keySource, environment),
    keySource,
    caFile,
    ca: async () => (caFile === null ? undefined : await trustedCertificates(caFile)),
    logFile: inCwd(pick('logFile')),
    sources: settingSources(layers, server.source),
  };
}

/** As resolveSettings, for work that sends nothing: server and partner may be missing. */
export async function resolveLocalSettings(
  options: ConnectionOptions,
  environment: ProcessEnvironment,
): Promise<LocalSettings> {
  const { layers, ...ofFile } = await settingLayers(options, environment);
  const server = chosenServer(layers);
  const origin = server === undefined ? null : new URL(server.value).origin;
  return {
    origin,
    partnerId: firstSet(layers, 'partnerId')?.value ?? sandboxPartner(origin) ?? null,
    apiVersion: firstSet(layers, 'apiVersion')?.value ?? defaults.apiVersion,
    stateDir: stateFolder(firstSet(layers, 'stateDir')?.value, environment),
    catalogueMaxAgeDays: firstSet(layers, 'catalogueMaxAge')?.value ?? defaults.catalogueMaxAge,
    ...ofFile,
    ignore: ignoredCodes(layers),
  };
}

type SettingValues = Omit<ConnectionOptions, 'apiKey' | 'config' | 'profile'> & Pick<FileSettings, 'ignore'>;
type PickSetting = <K extends keyof SettingValues>(key: K) => SettingValues[K] | undefined;

interface Layer {
  readonly source: SettingSource;
  readonly values: SettingValues;
}

async function settingLayers(
  options: ConnectionOptions,
  environment: ProcessEnvironment,
): Promise<{ readonly layers: readonly Layer[] } & Pick<Settings, 'rules' | 'pipelineReport'>> {
  const { apiKey: _apiKey, config, profile, ...values } = options;
  const {
    rules,
    pipelineReport = {},
    ...file
  } = await readConfigFile({ path: config, profile, cwd: environment.cwd });
  const layers: readonly Layer[] = [
    { source: 'option', values: await checkedValues(values, 'option') },
    {
      source: 'environment',
      values: await checkedValues(environmentValues(environment), 'environment variable'),
    },
    { source: 'configuration file', values: file },
  ];
  return { layers, rules, pipelineReport };
}

/** Every setting; what else a caller's options hold is none. */
const settingNames: Readonly<Record<keyof SettingValues, true>> = {
  env: true,
  baseUrl: true,
  apiKeyFile: true,
  apiKeyCommand: true,
  apiKeyKeychain: true,
  caFile: true,
  logFile: true,
  partnerId: true,
  apiVersion: true,
  stateDir: true,
  timeout: true,
  maxWait: true,
  settle: true,
  rps: true,
  concurrency: true,
  catalogueMaxAge: true,
  retentionDays: true,
  ignore: true,
};

/** The settings among the values, each in its range. Where nobody set any, nothing is loaded to check them. */
async function checkedValues(values: SettingValues, where: string): Promise<SettingValues> {
  const set = Object.entries(values).filter(
    ([name, value]) => Object.hasOwn(settingNames, name) && value !== undefined,
  );
  if (set.length === 0) return {};
  const { checkedSettings } = await import('./setting-shapes.js');
  return checkedSettings(Object.fromEntries(set), where);
}

function environmentValues({ variables }: ProcessEnvironment): Record<string, string | undefined> {
  return {
    baseUrl: nonEmpty(variables['LEADFERRY_BASE_URL']),
    partnerId: nonEmpty(variables['LEADFERRY_PARTNER_ID']),
    stateDir: nonEmpty(variables['LEADFERRY_STATE_DIR']),
    caFile: nonEmpty(variables['LEADFERRY_CA_FILE']),
    logFile: nonEmpty(variables['LEADFERRY_LOG_FILE']),
  };
}

/** Each layer wins as a whole over those below it, so that a flag is never outdone by what the environment holds. */
function chosenKeySource(
  { apiKey }: ConnectionOptions,
  { variables }: ProcessEnvironment,
  layers: readonly Layer[],
): KeySource | null {
  const keys = { option: apiKey, environment: variables['LEADFERRY_API_KEY'] } as const;
  for (const { source, values } of layers) {
    const key = source === 'option' || source === 'environment' ? keys[source] : undefined;
    const from = source === 'environment' ? 'LEADFERRY_API_KEY' : 'caller';
    const found = keySourceOf({ ...values, apiKey: key }, from);
    if (found !== null) return found;
  }
  return null;
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function firstSet<K extends keyof SettingValues>(
  layers: readonly Layer[],
  key: K,
): { readonly value: SettingValues[K] & {}; readonly source: SettingSource } | undefined {
  for (const { source, values } of layers) {
    const value = values[key];
    if (value !== undefined) return { value, source };
  }
  return undefined;
}

/** Codes that the caller ignores and those of the configuration file together. */
function ignoredCodes(layers: readonly Layer[]): readonly string[] {
  return layers.flatMap(({ values }) => values.ignore ?? []);
}

/** The address wins over the name within one layer, and a layer as a whole over those below it. */
function chosenServer(layers: readonly Layer[]): { value: string; source: SettingSource } | undefined {
  for (const { source, values } of layers) {
    if (values.baseUrl !== undefined) return { value: values.baseUrl.replace(/\/+$/, ''), source };
    if (values.env !== undefined) return { value: environments[values.env], source };
  }
  return undefined;
}

function sandboxPartner(origin: string | null): string | undefined {
  return origin === environments.sandbox ? sandboxPartnerId : undefined;
}

function requiredPartnerId(partnerId: string | undefined): string {
  if (partnerId !== undefined) return partnerId;
  throw new LeadferryError(
    'CONFIG_INVALID',
    `No partner id is set. It is the id that 3DS gave your company, such as ${sandboxPartnerId}.`,
    {
      next: 'Pass --partner-id ID or set LEADFERRY_PARTNER_ID.',
    },
  );
}

function stateFolder(chosen: string | undefined, environment: ProcessEnvironment): string {
  return chosen === undefined ? defaultStateFolder(environment) : resolve(environment.cwd, chosen);
}

function settingSources(layers: readonly Layer[], server: SettingSource): Record<string, SettingSource> {
  const sources: Record<string, SettingSource> = { server };
  for (const key of [
    'partnerId',
    'apiVersion',
    'stateDir',
    'timeout',
    'maxWait',
    'settle',
    'rps',
    'concurrency',
    'caFile',
    'logFile',
  ] as const) {
    sources[key] = firstSet(layers, key)?.source ?? 'default';
  }
  return sources;
}

/** The conventional proxy variables, in either case. */
function proxySettings(variables: ProcessEnvironment['variables']): Settings['proxies'] {
  const named = (name: string) => nonEmpty(variables[name.toLowerCase()] ?? variables[name]);
  const httpsProxy = named('HTTPS_PROXY');
  const httpProxy = named('HTTP_PROXY');
  const noProxy = named('NO_PROXY');
  return {
    ...(httpsProxy === undefined ? {} : { httpsProxy }),
    ...(httpProxy === undefined ? {} : { httpProxy }),
    ...(noProxy === undefined ? {} : { noProxy }),
  };
}
