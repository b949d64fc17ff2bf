import { LeadferryError } from '../../core/error.js';
import { cellText, type HeaderRow, type SheetTable } from '../../core/row.js';

/** The header of a sheet: its first row that is not blank. Throws LeadferryError FILE_UNREADABLE where that row cannot be read. */
export function findHeader({ sheet, head }: SheetTable, source: string): HeaderRow {
  const [first] = head;
  const unread = first?.issues.find((issue) => issue.column === null && issue.severity === 'error');
  if (unread !== undefined) {
    throw new LeadferryError('FILE_UNREADABLE', `${source}: there is no header. ${unread.message}`, {
      next: `Correct row ${unread.row ?? 1}, or open the file in Excel and save it as .xlsx, then run the command again.`,
    });
  }
  return { sheet, row: first?.row ?? 0, headers: (first?.cells ?? []).map(cellText) };
}
