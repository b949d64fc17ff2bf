import type { FailureValue, JobOptions } from './job-options.js';

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
