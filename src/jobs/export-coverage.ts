import type { Cell } from '../core/row.js';
import type { CoveredWindow, UnreadLead } from '../lead/lead-coverage.js';
import type { ColumnSpec, ExtraSheet } from '../writers/sheet-spec.js';
import type { ExportCoverage } from './export-report.js';

/** Code of a partner lead id that was asked for and that no lead of 3DS has. */
const notFoundCode = 'NOT_FOUND';

/**
 * What an export covers, as a sheet: every search with what became of its ids, the sums, and below them each lead that is not in the file
 * although it was found or asked for, with the reason. `written` is asked for after the last lead.
 */
export function coverageSheet(coverage: ExportCoverage, written: () => number): ExtraSheet {
  return {
    name: 'Coverage',
    columns,
    rows: () => [
      ...coverage.windows.map(windowCells),
      totalCells(coverage, written()),
      ...notReadRows(coverage).map((cells) => ['Not read', ...noNumbers, ...cells]),
    ],
  };
}

const columns: readonly ColumnSpec[] = [
  { header: 'Search', kind: 'text', width: 10 },
  { header: 'Modified from (UTC)', kind: 'text', width: 26 },
  { header: 'Modified until (UTC)', kind: 'text', width: 26 },
  { header: 'Ids found', kind: 'input', width: 12 },
  { header: 'New ids', kind: 'input', width: 12 },
  { header: 'Read', kind: 'input', width: 12 },
  { header: 'Out of scope', kind: 'input', width: 14 },
  { header: 'Could not be read', kind: 'input', width: 18 },
  { header: 'In this export', kind: 'input', width: 16 },
  { header: 'Searched at (UTC)', kind: 'text', width: 26 },
  { header: 'Not read', kind: 'id', width: 24 },
  { header: 'Code', kind: 'text', width: 16 },
  { header: 'Message', kind: 'text', width: 60 },
  { header: 'Trace id', kind: 'id', width: 24 },
];

/** The cells of a lead that was not read, up to those that say why. */
const noNumbers: readonly Cell[] = Array.from({ length: 9 }, () => '');

function windowCells(window: CoveredWindow, index: number): readonly Cell[] {
  const { from, to, found, newIds, fetched, outOfScope, failed, searchedAt } = window;
  const counts = [found, newIds, fetched, outOfScope, failed].map(numberCell);
  return [String(index + 1), from ?? '', to ?? '', ...counts, '', searchedAt];
}

function totalCells(coverage: ExportCoverage, written: number): readonly Cell[] {
  const { windows, ids, fetched, outOfScope, failed } = coverage;
  const found = windows.reduce((sum, window) => sum + window.found, 0);
  const counts = [found, ids, fetched, outOfScope.length, failed.length, written].map(numberCell);
  return ['Total', '', '', ...counts, ''];
}

function notReadRows({
  outOfScope,
  failed,
  partnerIdsNotFound,
}: ExportCoverage): readonly (readonly Cell[])[] {
  return [
    ...[...outOfScope, ...failed].map(unreadCells),
    ...partnerIdsNotFound.map((id) => [
      id,
      notFoundCode,
      'No lead of 3DS that was read has this partner lead id.',
      '',
    ]),
  ];
}

function unreadCells({ dsLeadOpportunityId, code, message, traceId }: UnreadLead): readonly Cell[] {
  return [dsLeadOpportunityId, code, message, traceId ?? ''];
}

function numberCell(count: number): Cell {
  return { kind: 'number', digits: String(count) };
}
