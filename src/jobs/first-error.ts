import { type Issue, issuePlace } from '../core/issue.js';

/** Why the checks rejected a lead: its first error, with its place. */
export function firstError(issues: readonly Issue[]): { readonly code: string; readonly message: string } {
  const error = issues.find((issue) => issue.severity === 'error');
  if (error === undefined) throw new Error('a lead without an error was rejected');
  return { code: error.code, message: `${issuePlace(error)}: ${error.message}` };
}
