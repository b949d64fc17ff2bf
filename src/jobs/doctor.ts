import { processEnvironment } from '../config/environment.js';
import { resolveSettings, type Settings } from '../config/settings.js';
import { type ErrorCode, LeadferryError, thrownMessage } from '../core/error.js';
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
    const key = await attempt('API key', async () => [
      `${(await settings.apiKey()).length} characters`,
      true,
    ]);
    if (key !== null) await attempt('server', () => serverFound(options));
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

async function serverFound(options: DoctorOptions): Promise<readonly [string, true]> {
  return await withServerSession(options, async ({ api, settings }) => {
    const { estimatedTotal } = await api.portfolioPage({ skip: 0, top: 1 }, { signal: options.signal });
    return [`${settings.origin} answers and takes the key; its portfolio has ${estimatedTotal} items`, true];
  });
}

function asLeadferryError(thrown: unknown): LeadferryError {
  if (thrown instanceof LeadferryError) return thrown;
  const code: ErrorCode = 'UNEXPECTED';
  return new LeadferryError(code, thrownMessage(thrown), { cause: thrown });
}
