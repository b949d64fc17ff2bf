import { describe, expect, test } from 'vitest';
import type { Severity } from '../../../src/core/issue.js';
import { explainCode } from '../../../src/jobs/explain-code.js';
import { type IssueFilterOptions, issueFilter } from '../../../src/jobs/issue-filter.js';

const found = [
  ['DATE_INVALID', 'error'],
  ['UNKNOWN_COLUMN', 'error'],
  ['UNKNOWN_COLUMN', 'warning'],
  ['SHEET_IGNORED', 'info'],
] as const satisfies readonly (readonly [string, Severity])[];

function hiddenBy(options: IssueFilterOptions): readonly (string | null)[] {
  const filter = issueFilter(options);
  return found.map(([code, severity]) => filter({ code, severity }));
}

describe('of an error, a warning that --strict made an error, a warning and a note', () => {
  test.each<[string, IssueFilterOptions, readonly (string | null)[]]>([
    ['nothing is hidden where nothing is said', {}, [null, null, null, null]],
    ['--severity warning hides notes', { severity: 'warning' }, [null, null, null, 'severity']],
    ['--severity error hides the others', { severity: 'error' }, [null, null, 'severity', 'severity']],
    ['--only hides all other codes', { only: ['sheet_ignored'] }, ['only', 'only', 'only', null]],
    ['--only nothing hides all', { only: [] }, ['only', 'only', 'only', 'only']],
    [
      '--ignore hides warnings and notes, never an error',
      { ignore: [' unknown_column', 'SHEET_IGNORED'] },
      [null, null, 'ignore', 'ignore'],
    ],
  ])('%s', (_, options, expected) => {
    expect(hiddenBy(options)).toEqual(expected);
  });
});

describe('a code that cannot be meant', () => {
  test.each<[IssueFilterOptions, RegExp]>([
    [
      { only: ['DATE_INVALDI'] },
      /^--only: there is no issue code "DATE_INVALDI". Did you mean DATE_INVALID\?$/,
    ],
    [
      { ignore: ['unknown-colum'] },
      /^--ignore: there is no issue code "unknown-colum". Did you mean UNKNOWN_COLUMN\?$/,
    ],
    [{ ignore: ['nonsense'] }, /^--ignore: there is no issue code "nonsense"\.$/],
    [{ ignore: ['DATE_INVALID'] }, /^--ignore DATE_INVALID: it is an error, .*3DS would refuse the lead/],
    [{ ignore: ['toString'] }, /there is no issue code "toString"/],
  ])('%j is refused', (options, message) => {
    expect(() => issueFilter(options)).toThrow(message);
  });

  test('is proposed by explain too', () => {
    expect(() => explainCode('date invald')).toThrow(/Did you mean DATE_INVALID\?$/);
    expect(() => explainCode('FILE_NOTFOUND')).toThrow(/Did you mean FILE_NOT_FOUND\?$/);
    expect(() => explainCode('nothing like it')).toThrow(/code of leadferry\.$/);
  });
});
