import type { Severity } from '../core/issue.js';
import type { HiddenIssues } from './issue-collector.js';

interface NotedResult {
  readonly fileErrors: number;
  readonly hidden: readonly HiddenIssues[];
}

/** What has to be said beside the counts: mistakes that concern every lead, and `12 warnings hidden by --ignore`. */
export function resultNotes({ fileErrors, hidden }: NotedResult): readonly string[] {
  const reasons = [...new Set(hidden.map(({ by }) => by))];
  const ofFile = fileErrors === 0 ? [] : [fileErrorNote(fileErrors)];
  const ofFlags = reasons.map((by) => {
    const counts = hidden.filter((entry) => entry.by === by);
    return `${counts.map(countText).join(', ')} hidden by --${by}`;
  });
  return [...ofFile, ...ofFlags];
}

function fileErrorNote(count: number): string {
  const [mistakes, concern] = count === 1 ? ['1 mistake', 'concerns'] : [`${count} mistakes`, 'concern'];
  return `${mistakes} in columns or sheets ${concern} every lead: nothing is sent before that is mended`;
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
