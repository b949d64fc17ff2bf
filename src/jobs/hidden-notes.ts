import type { Severity } from '../core/issue.js';
import type { HiddenIssues } from './issue-collector.js';

/** `12 warnings hidden by --ignore`, one text for each reason that hides any. */
export function hiddenNotes({ hidden }: { readonly hidden: readonly HiddenIssues[] }): readonly string[] {
  const reasons = [...new Set(hidden.map(({ by }) => by))];
  return reasons.map((by) => {
    const counts = hidden.filter((entry) => entry.by === by);
    return `${counts.map(countText).join(', ')} hidden by --${by}`;
  });
}

const nouns = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  info: ['note', 'notes'],
} as const satisfies Record<Severity, readonly [string, string]>;

function countText({ severity, count }: HiddenIssues): string {
  const [one, many] = nouns[severity];
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}
