import type { Row } from '../../core/row.js';
import type { IssueCode } from '../../lead/issue-catalogue.js';

const codes: readonly IssueCode[] = ['FOOTER_SKIPPED', 'HEADER_REPEATED', 'EXAMPLE_ROW'];
const leftOut: ReadonlySet<string> = new Set(codes);

/** Whether a row below the header is no data: a footer, the header once more, or the example of a template. One of its issues says so. */
export function isLeftOut({ issues }: Row): boolean {
  return issues.some(({ code }) => leftOut.has(code));
}
