import { chosenProxy, type ProxyChoice } from '../api/proxy-choice.js';
import { serverAddress } from '../api/server-address.js';
import { keySourceText } from '../config/api-key.js';
import { processEnvironment } from '../config/environment.js';
import { resolveSettings, type Settings } from '../config/settings.js';
import { type ErrorCode, LeadferryError, thrownMessage } from '../core/error.js';
import { clockNote } from './clock-note.js';
import { type FailureValue, failureValue, type JobOptions } from './job-options.js';
import { withServerSession } from './server-session.js';
import { openStateLedger } from './state-ledger.js';

export type DoctorOptions = JobOptions;

export interface DoctorCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What was found, with the setting's source. */
  readonly found: string;
  /** What to do; null where all is well. */
  readonly next: string | null;
}

export interface DoctorResult {
  readonly ok: boolean;
  readonly checks: readonly DoctorCheck[];
  /** The first failure, whose code gives the exit code. */
  readonly failure: FailureValue | null;
}

/** Looks at everything that an upload needs and says of each whether it is well. Sends one reading request; throws nothing that it can tell. */
export async function doctor(options: DoctorOptions): Promise<DoctorResult> {
  const checks: DoctorCheck[] = [nodeCheck()];
  const failures: FailureValue[] = [];
  const attempt = async <T>(
    name: string,
    work: () => Promise<readonly [found: string, value: T]>,
  ): Promise<T | null> => {
    try {
      const [found, value] = await work();
      checks.push({ name, ok: true, found, next: null });
      return value;
    } catch (thrown) {
      const failure = failureValue(asLeadferryError(thrown));
      failures.push(failure);
      checks.push({ name, ok: false, found: failure.message, next: failure.next });
      return null;
    }
  };
  const settings = await attempt('settings', async () => {
    const resolved = await resolveSettings(options, processEnvironment());
    return [describeSettings(resolved), resolved];
  });
  if (settings !== null) {
    await attempt('state folder', () => Promise.resolve(ledgerFound(settings)));
    const key = await attempt('API key', async () => [await keyFound(settings), true]);
    const way = await attempt('connection', async () => [await wayFound(settings), true]);
    if (key !== null && way !== null) {
      const ahead = await attempt('server', () => serverFound(options));
      if (ahead !== null) await attempt('clock', () => Promise.resolve(clockFound(ahead.seconds)));
    }
  }
  return { ok: failures.length === 0, checks, failure: failures[0] ?? null };
}

function nodeCheck(): DoctorCheck {
  return { name: 'Node', ok: true, found: process.version, next: null };
}

function describeSettings({ origin, partnerId, apiVersion, rps, concurrency, sources }: Settings): string {
  const values = { server: origin, partnerId, apiVersion, rps, concurrency };
  return Object.entries(values)
    .map(([name, value]) => `${name} ${value} (${sources[name] ?? 'default'})`)
    .join(', ');
}

function ledgerFound(settings: Settings): readonly [string, true] {
  const ledger = openStateLedger(settings);
  try {
    const runs = ledger.runs();
    const resumable = runs.filter((run) => run.resumable).length;
    return [`${settings.stateDir}, ${runs.length} runs, ${resumable} to resume`, true];
  } finally {
    ledger.close();
  }
}

async function keyFound(settings: Settings): Promise<string> {
  const key = await settings.apiKey();
  return `${key.length} characters (${keySourceText(settings.keySource)})`;
}

/** How the server is reached and whose certificates are trusted. Names no part of a proxy's address but its host. */
async function wayFound({ baseUrl, proxies, caFile, ca }: Settings): Promise<string> {
  const trusted = await ca();
  const authorities =
    caFile === null || trusted === undefined ? '' : `; ${caFile} is trusted beside the CAs of Node`;
  return `${wayText(chosenProxy(serverAddress(baseUrl), proxies))}${authorities}`;
}

function wayText(way: ProxyChoice): string {
  if (way.kind === 'direct') return directTexts[way.why];
  return `through the proxy ${way.origin}${way.authorization === null ? '' : ', with a user name'}`;
}

const directTexts = {
  'no-proxy-set': 'direct, no proxy is set',
  'this-machine': 'direct, the server is on this machine',
  'no-proxy-entry': 'direct, because NO_PROXY names the server',
} as const;

/** What the server says of itself, and by how many seconds its clock is ahead. */
async function serverFound(
  options: DoctorOptions,
): Promise<readonly [found: string, ahead: { readonly seconds: number | null }]> {
  return await withServerSession(options, async ({ api, settings, figures }) => {
    const { estimatedTotal } = await api.portfolioPage({ skip: 0, top: 1 }, { signal: options.signal });
    const { serverClockAheadSeconds: seconds } = figures.summary();
    const found = `${settings.origin} answers and takes the key; its portfolio has ${estimatedTotal} items`;
    return [found, { seconds }];
  });
}

function clockFound(serverClockAheadSeconds: number | null): readonly [string, true] {
  const note = clockNote(serverClockAheadSeconds);
  if (note !== null) {
    throw new LeadferryError('CONFIG_INVALID', note, {
      next: 'Set the date, time and time zone of this machine, best by a time server.',
    });
  }
  if (serverClockAheadSeconds === null) return ['the server does not say what time it is', true];
  return [`within ${Math.abs(serverClockAheadSeconds)} s of the server's`, true];
}

function asLeadferryError(thrown: unknown): LeadferryError {
  if (thrown instanceof LeadferryError) return thrown;
  const code: ErrorCode = 'UNEXPECTED';
  return new LeadferryError(code, thrownMessage(thrown), { cause: thrown });
}
