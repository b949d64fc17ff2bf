import type { ReportCell, ReportColumn, ReportDocument, ReportSection, TableBlock } from './document.js';
import { cellWords, isRightAligned, shownRows } from './document-cells.js';
import { grouped } from './document-number.js';
import { type MarkdownColumn, markdownTable, markdownText } from './markdown-table.js';

/** The report as a Markdown document to forward as it is. Charts are left out: the table beside each says the same. */
export function documentMarkdown({
  title,
  facts,
  tiles,
  cautions,
  sections,
  footer,
}: ReportDocument): string {
  const blocks = [
    `# ${markdownText(title)}`,
    facts.map(([name, value]) => `- ${markdownText(name)}: ${markdownText(value)}`).join('\n'),
    ...cautions.map((caution) => `**${markdownText(caution)}**`),
    ...(tiles.length === 0 ? [] : [tiles.map(tileLine).join('\n')]),
    ...sections.flatMap(sectionBlocks),
    markdownText(footer),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function tileLine({ label, value, note }: ReportDocument['tiles'][number]): string {
  const below = note === undefined ? '' : ` (${markdownText(note)})`;
  return `- **${markdownText(label)}:** ${markdownText(value)}${below}`;
}

function sectionBlocks({ title, note, blocks }: ReportSection): string[] {
  return [
    `## ${markdownText(title)}`,
    ...(note === undefined ? [] : [markdownText(note)]),
    ...blocks.flatMap((block) =>
      block.kind === 'table' ? tableBlocks(block) : tableBlocks({ ...block.table, title: block.chart.title }),
    ),
  ];
}

function tableBlocks(table: TableBlock): string[] {
  const { title, columns, total, empty = 'None.' } = table;
  const heading = title === '' ? [] : [`### ${markdownText(title)}`];
  const { rows, left } = shownRows(table);
  if (rows.length === 0) return [...heading, markdownText(empty)];
  const cells = (row: readonly ReportCell[]) =>
    columns.map((_, index) => markdownText(cellWords(row[index] ?? null)));
  const sum = total === undefined ? [] : [cells(total).map((cell) => (cell === '' ? '' : `**${cell}**`))];
  const shown = markdownTable(columns.map(markdownColumn), [...rows.map(cells), ...sum]);
  const more =
    left === 0 ? [] : [`${grouped(String(left))} more: the workbook and the JSON document list all of them.`];
  return [...heading, shown, ...more];
}

function markdownColumn(column: ReportColumn): MarkdownColumn {
  return { header: markdownText(column.header), align: isRightAligned(column) ? 'right' : 'left' };
}
