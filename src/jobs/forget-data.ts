import { existsSync } from 'node:fs';
import { processEnvironment } from '../config/environment.js';
import { resolveLocalSettings } from '../config/settings.js';
import { LeadferryError } from '../core/error.js';
import type { Erasure, ErasureResult } from '../lead/ledger.js';
import { eraseFromState } from '../ledger/forget.js';
import { ledgerPath } from '../ledger/ledger-path.js';
import type { JobOptions } from './job-options.js';
import { systemClock } from './system-clock.js';

export interface ForgetOptions extends JobOptions {
  /** Partner lead id or 3DS id. */
  readonly lead?: string | undefined;
  readonly email?: string | undefined;
  /** `90d`: everything from before so many days. */
  readonly olderThan?: string | undefined;
  /** Says what would be erased. */
  readonly dryRun?: boolean | undefined;
}

export interface ForgetResult extends Omit<ErasureResult, 'runs'> {
  readonly dryRun: boolean;
  readonly runs: readonly {
    readonly run: string;
    /** The folder of its results. */
    readonly out: string;
    /** False where somebody moved or removed it. */
    readonly outExists: boolean;
  }[];
  /** Where the same values may be, which leadferry does not change. */
  readonly outOfReach: readonly string[];
}

const dayMs = 86_400_000;

const nothing: ErasureResult = {
  erased: { leads: 0, rows: 0, lastSent: 0, copies: 0 },
  leads: [],
  runs: [],
  unfinished: [],
  overwritten: true,
};

const outOfReach = [
  '3DS itself (MySalesPipeline): ask 3DS, or correct the lead there',
  'your own lead sheets, exports, reports, plan files and logs, wherever you keep them',
  'copies and backups of the state folder',
] as const;

/**
 * Erases values of leads from the ledger of the state folder, for all servers and partners; ids, hashes and outcomes stay. Needs neither key nor server.
 * Throws LeadferryError USAGE unless exactly one of lead, email and olderThan is given, RUN_IN_USE and LEDGER_UNUSABLE.
 */
export async function forgetData(options: ForgetOptions): Promise<ForgetResult> {
  const erasure = erasureOf(options);
  const { stateDir } = await resolveLocalSettings(options, processEnvironment());
  const dryRun = options.dryRun ?? false;
  const result = existsSync(ledgerPath(stateDir))
    ? eraseFromState({ stateDir, clock: systemClock }, erasure, { dryRun })
    : nothing;
  const runs = result.runs.map(({ run, out }) => ({ run, out, outExists: existsSync(out) }));
  const folders = runs.flatMap(({ out, outExists }) => (outExists ? [`the results in ${out}`] : []));
  return { ...result, dryRun, runs, outOfReach: [...folders, ...outOfReach] };
}

function erasureOf({ lead, email, olderThan }: ForgetOptions): Erasure {
  const given: readonly Erasure[] = [
    ...(lead === undefined ? [] : [{ by: 'lead', id: lead } as const]),
    ...(email === undefined ? [] : [{ by: 'email', address: email.trim() } as const]),
    ...(olderThan === undefined ? [] : [{ by: 'age', before: momentBefore(olderThan) } as const]),
  ];
  const [one, ...more] = given;
  if (one !== undefined && more.length === 0) return one;
  throw new LeadferryError(
    'USAGE',
    'Expected exactly one of --lead ID, --email ADDRESS and --older-than 90d.',
    {
      next: 'Run `leadferry forget --help`; --dry-run shows what would be erased.',
    },
  );
}

function momentBefore(olderThan: string): string {
  const [, days] = /^(\d{1,5})d$/.exec(olderThan.trim()) ?? [];
  if (days !== undefined) return new Date(systemClock.now() - Number(days) * dayMs).toISOString();
  throw new LeadferryError('USAGE', `--older-than takes a number of days such as 90d, found "${olderThan}".`);
}
