import { type FailureValue, LeadferryError } from '../index.js';

/** What was thrown, as `--json` prints it. Whatever is neither ours nor the abort making its way up is a fault of the program. */
export function failureOf(thrown: unknown, signal: AbortSignal): FailureValue {
  const error = asLeadferryError(signal.aborted && isAbort(thrown) ? signal.reason : thrown);
  return { code: error.code, message: error.message, next: error.next };
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}

function asLeadferryError(thrown: unknown): LeadferryError {
  if (thrown instanceof LeadferryError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new LeadferryError('UNEXPECTED', `Something unexpected happened: ${message}`, { cause: thrown });
}

/** Where it was thrown, with its causes; for whoever sets LEADFERRY_DEBUG. */
export function stackOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const stack = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? stack : `${stack}\ncaused by ${stackOf(thrown.cause)}`;
}
