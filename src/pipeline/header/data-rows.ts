import { cellText, type Row } from '../../core/row.js';
import { isExampleId } from '../../lead/example-row.js';
import type { FoundHeader } from './find-header.js';
import { footerRows, footerStart } from './footer.js';

/** A row below the header and what it is. */
export interface DataRow {
  readonly row: Row;
  readonly use: 'data' | 'footer' | 'header' | 'example';
}

/** A header with the columns that give the partner lead id; empty where none is known to. */
export interface KeyedHeader extends FoundHeader {
  readonly idColumns: ReadonlySet<number>;
}

/** Says what a row is that is not one of the last few of its sheet, and so no footer. */
export function rowJudge({ lines, idColumns }: KeyedHeader): (row: Row) => DataRow {
  const headerKeys = new Set(lines.map(rowKey));
  const headerStarts = lines.map(rowStart);
  const idIndexes = [...idColumns];
  const isExample = ({ cells }: Row) => idIndexes.some((index) => isExampleId(cellText(cells[index])));
  return (row) => {
    if (headerStarts.includes(rowStart(row)) && headerKeys.has(rowKey(row))) return { row, use: 'header' };
    return { row, use: isExample(row) ? 'example' : 'data' };
  };
}

/** What the last rows of a sheet are, of which some may be its footer. */
export function lastRows(rows: readonly Row[], header: KeyedHeader): readonly DataRow[] {
  const start = footerStart(rows, header.idColumns);
  const judged = rowJudge(header);
  return rows.map((row, place) => (place < start ? judged(row) : { row, use: 'footer' }));
}

/** The rows below the header. The last few are held back until it is known whether they are the footer. */
export async function* dataRows(rows: AsyncIterable<Row>, found: KeyedHeader): AsyncGenerator<DataRow> {
  const { header } = found;
  const judged = rowJudge(found);
  const held: Row[] = [];
  for await (const row of rows) {
    if (row.row <= header.row) continue;
    held.push(row);
    if (held.length <= footerRows) continue;
    const first = held.shift();
    if (first !== undefined) yield judged(first);
  }
  yield* lastRows(held, found);
}

/** With what a row begins: tells nearly every row from a header, and costs little. */
export function rowStart({ cells }: Row): string {
  return cellText(cells[0]).trim();
}

/** What makes two rows the same line: their texts, blank cells at the end left out. */
function rowKey({ cells }: Row): string {
  const texts = cells.map((cell) => cellText(cell).trim());
  return JSON.stringify(texts.slice(0, texts.findLastIndex((text) => text !== '') + 1));
}
