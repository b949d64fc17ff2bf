import { type ErrorKind, errorCatalogue, LeadferryError } from '../core/error.js';
import { issueCatalogue } from '../lead/issue-catalogue.js';
import { likelyCode } from './issue-filter.js';

export interface CodeSummary {
  readonly code: string;
  /** An issue is about the data, an error ended a run. */
  readonly kind: 'issue' | 'error';
  /** `error`, `warning` or `info` for an issue; null for an error. */
  readonly severity: string | null;
  readonly title: string;
}

export interface Explanation extends CodeSummary {
  readonly explanation: string;
  readonly remedy: string;
  readonly example: string | null;
}

/** What a code means. Codes are found whatever their case. Throws LeadferryError CODE_UNKNOWN. */
export function explainCode(code: string): Explanation {
  const wanted = code.trim().toUpperCase();
  const found = explanations().find((explanation) => explanation.code === wanted);
  if (found !== undefined) return found;
  const meant = likelyCode(
    wanted,
    explanations().map((explanation) => explanation.code),
  );
  const question = meant === null ? '' : ` Did you mean ${meant}?`;
  throw new LeadferryError(
    'CODE_UNKNOWN',
    `"${code}" is neither an issue nor an error code of leadferry.${question}`,
  );
}

/** Every code, issues first. */
export function listCodes(): readonly CodeSummary[] {
  return explanations().map(({ code, kind, severity, title }) => ({ code, kind, severity, title }));
}

function explanations(): readonly Explanation[] {
  const issues = Object.entries(issueCatalogue).map(([code, entry]) => ({
    code,
    kind: 'issue' as const,
    severity: entry.severity,
    title: entry.title,
    explanation: entry.explanation,
    remedy: entry.remedy,
    example: entry.example,
  }));
  const errors = Object.entries(errorCatalogue).map(([code, entry]) => ({
    code,
    kind: 'error' as const,
    severity: null,
    title: entry.title,
    explanation: endings[entry.kind],
    remedy: entry.remedy,
    example: null,
  }));
  return [...issues, ...errors];
}

/** What an error of a kind means for the run. */
const endings = {
  usage: 'The command stopped before it sent anything. It ends with exit code 2.',
  data: 'The sheet was read and checked; nothing was sent. The command ends with exit code 4.',
  authorisation: 'The server does not accept the key. The run stopped at once and ends with exit code 3.',
  stopped: 'The run stopped before its end and can go on later. It ends with exit code 6.',
  outdated: 'The plan no longer fits what 3DS holds. The run ends with exit code 7.',
  interrupted: 'The run was stopped by a signal and can go on later. It ends with exit code 130 or 143.',
  unexpected: 'The command ends with exit code 1.',
} as const satisfies Record<ErrorKind, string>;
