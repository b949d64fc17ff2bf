import type { Issue } from '../../../core/issue.js';
import type { Origin } from '../../../core/row.js';
import { createIssue, type IssueCode, type IssuePlace } from '../../../lead/issue-catalogue.js';
import { quoted } from '../../quoted.js';

const mostListed = 100;

/** The issues of one code over a whole file: 100 of them each by itself, the others as one count. */
export interface Findings {
  add(place: IssuePlace, message: string): void;
  /** The same, of which place and message are made only where it is listed by itself. */
  addMade(make: () => readonly [place: IssuePlace, message: string]): void;
  issues(): readonly Issue[];
}

export function createFindings(code: IssueCode, source: string): Findings {
  const listed: Issue[] = [];
  let more = 0;
  function addMade(make: () => readonly [place: IssuePlace, message: string]): void {
    if (listed.length >= mostListed) {
      more += 1;
      return;
    }
    const [place, message] = make();
    listed.push(createIssue(code, place, { message }));
  }
  return {
    addMade,
    add: (place, message) => addMade(() => [place, message]),
    issues: () =>
      more === 0 ? listed : [...listed, createIssue(code, { source }, { message: moreOf(more) })],
  };
}

function moreOf(count: number): string {
  return `found ${count} more of the same kind in the file, beside the ${mostListed} that are listed.`;
}

/** `row 7`, with its sheet where the other row stands in another one. */
export function rowBeside(origin: Origin, other: Origin): string {
  const sheet = origin.sheet === other.sheet ? '' : ` of the sheet ${quoted(origin.sheet ?? '')}`;
  return `row ${origin.row}${sheet}`;
}
