import { LeadferryError } from '../core/error.js';
import type { Issue, Severity } from '../core/issue.js';
import { type IssueCode, isIssueCode, issueCatalogue, issueEntry } from '../lead/issue-catalogue.js';
import { closest } from '../pipeline/closest.js';

/** Which issues are listed. What is hidden counts all the same: for leads, exit codes and rejection nothing changes. */
export interface IssueFilterOptions {
  /** Issues of these codes are not listed, unless they are errors. Codes in any case. */
  readonly ignore?: readonly string[] | undefined;
  /** The least severity that is listed; all of them where it is left out. */
  readonly severity?: Severity | undefined;
  /** Only issues of these codes are listed. */
  readonly only?: readonly string[] | undefined;
}

/** What keeps an issue from being listed. */
export type HidingFlag = 'ignore' | 'severity' | 'only';

/** Says by which of the options an issue is hidden; null for one that is listed. */
export type IssueFilter = (issue: Pick<Issue, 'code' | 'severity'>) => HidingFlag | null;

const ranks = { error: 2, warning: 1, info: 0 } as const satisfies Record<Severity, number>;

/**
 * Reads the options. Throws LeadferryError CODE_UNKNOWN for a code that there is not, with what was probably meant, and USAGE where an
 * error is to be ignored.
 */
export function issueFilter({ ignore = [], severity = 'info', only }: IssueFilterOptions): IssueFilter {
  const ignored = new Set<string>(ignore.map(ignorableCode));
  const wanted = only === undefined ? null : new Set<string>(only.map((code) => knownCode(code, '--only')));
  return (issue) => {
    // --strict and own rules make errors of codes that are warnings elsewhere; an error is never hidden by --ignore.
    if (ignored.has(issue.code) && issue.severity !== 'error') return 'ignore';
    if (wanted !== null && !wanted.has(issue.code)) return 'only';
    return ranks[issue.severity] < ranks[severity] ? 'severity' : null;
  };
}

/** The code of the catalogue that a flag names. Throws LeadferryError CODE_UNKNOWN. */
function knownCode(given: string, flag: string): IssueCode {
  const code = given.trim().toUpperCase();
  if (isIssueCode(code)) return code;
  const meant = likelyCode(code, Object.keys(issueCatalogue));
  const question = meant === null ? '' : ` Did you mean ${meant}?`;
  throw new LeadferryError('CODE_UNKNOWN', `${flag}: there is no issue code "${given}".${question}`);
}

/** The one code that a mistyped one is near to; null where there is none, or more than one. */
export function likelyCode(typed: string, codes: readonly string[]): string | null {
  const key = (code: string): string => code.replaceAll(/[^A-Z0-9]/g, '');
  return closest(
    key(typed),
    codes.map((code) => [key(code), code] as const),
  );
}

function ignorableCode(given: string): IssueCode {
  const code = knownCode(given, '--ignore');
  const entry = issueEntry(code);
  // An own rule says itself how severe it is.
  if (entry?.severity !== 'error' || entry.stage === 'rule') return code;
  throw new LeadferryError(
    'USAGE',
    `--ignore ${code}: it is an error, and errors cannot be ignored: 3DS would refuse the lead, or take what the sheet does not mean.`,
    {
      next: `Correct the rows; \`leadferry explain ${code}\` says how. To send the other leads: leadferry upload FILE --skip-invalid.`,
    },
  );
}
