/** One column of a table: its header and where its cells stand. */
export interface MarkdownColumn {
  readonly header: string;
  readonly align: 'left' | 'right';
}

/**
 * Text as it is shown in Markdown, on one line: control and invisible formatting characters become spaces, and what would
 * start a table cell, markup or HTML is escaped.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .replace(/[\\|<>*`[\]&~]/g, '\\$&');
}

/** A table whose columns also line up in plain text. Cells are Markdown already (`markdownText`). */
export function markdownTable(
  columns: readonly MarkdownColumn[],
  rows: readonly (readonly string[])[],
): string {
  const widths = columns.map(({ header }, at) =>
    Math.max(3, shownLength(header), ...rows.map((row) => shownLength(row[at] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    `| ${columns.map(({ align }, at) => padded(cells[at] ?? '', widths[at] ?? 0, align)).join(' | ')} |`;
  const rule = columns.map(({ align }, at) => ruleCell(widths[at] ?? 0, align));
  return [line(columns.map(({ header }) => header)), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

function padded(cell: string, width: number, align: MarkdownColumn['align']): string {
  const gap = ' '.repeat(Math.max(0, width - shownLength(cell)));
  return align === 'right' ? gap + cell : cell + gap;
}

function ruleCell(width: number, align: MarkdownColumn['align']): string {
  return align === 'right' ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width);
}

/** Characters as people count them, so that accents and umlauts in either form do not shift a column. */
function shownLength(text: string): number {
  return [...text.normalize('NFC')].length;
}
