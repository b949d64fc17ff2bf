import { type ChartSeries, type ReportChart, waterfallSeries } from './chart.js';
import { type ChartPictures, chartPictures } from './chart-svg.js';
import type {
  ChartBlock,
  ReportBlock,
  ReportCell,
  ReportColumn,
  ReportRow,
  ReportSection,
  ReportTile,
  TableBlock,
} from './document.js';
import { cellWords, isRightAligned, noCell, shownRows } from './document-cells.js';
import { type Html, html, nothing } from './document-markup.js';
import { grouped } from './document-number.js';

/** The figures that are read first, beside each other. */
export function tilesHtml(tiles: readonly ReportTile[]): Html {
  if (tiles.length === 0) return nothing;
  return html`<dl class="tiles">${tiles.map(tileHtml)}</dl>
`;
}

function tileHtml({ label, value, note, tone }: ReportTile): Html {
  const below = note === undefined ? nothing : html`<dd class="below">${note}</dd>`;
  return html`<div class="tile ${tone ?? ''}"><dt>${label}</dt><dd class="figure">${value}</dd>${below}</div>`;
}

/** A section with its blocks; its charts are drawn. */
export async function sectionHtml({ id, title, note, blocks }: ReportSection): Promise<Html> {
  const drawn: Html[] = [];
  for (const block of blocks) drawn.push(await blockHtml(block));
  const below = note === undefined ? nothing : html`<p class="note">${note}</p>`;
  return html`<section id="${id}"><h2>${title}</h2>${below}
${drawn}</section>
`;
}

async function blockHtml(block: ReportBlock): Promise<Html> {
  switch (block.kind) {
    case 'table':
      return tableHtml(block);
    case 'chart':
      return figureHtml(block, await chartPictures(block.chart));
  }
}

/** The chart, what its colours mean, and the table that says the same. */
function figureHtml({ chart, table }: ChartBlock, { wide, narrow }: ChartPictures): Html {
  return html`<figure><figcaption><h3>${chart.title}</h3><p class="note">${chart.description}</p></figcaption>
${legendHtml(seriesOf(chart), chart.unit)}
<div class="chart wide">${drawn(wide)}</div><div class="chart narrow">${drawn(narrow)}</div>
${tableHtml({ ...table, title: '' }, chart.title)}</figure>
`;
}

/** What chart-svg.ts made. */
function drawn(svg: string): Html {
  return { markup: svg };
}

function seriesOf(chart: ReportChart): readonly ChartSeries[] {
  return chart.kind === 'waterfall' ? waterfallSeries : chart.series;
}

function legendHtml(series: readonly ChartSeries[], unit: string): Html {
  const items = series.map(({ name, tone }) => html`<li><span class="swatch ${tone}"></span>${name}</li>`);
  return html`<ul class="legend" aria-hidden="true">${items}<li class="unit">in ${unit}</li></ul>`;
}

// More rows do not fit what is left of a sheet of paper.
const mostTogether = 16;

/** A table with its title above it, and a line for the rows that are not shown. */
export function tableHtml(table: TableBlock, label: string = table.title): Html {
  const { title, columns, total, empty = 'None.' } = table;
  const heading = title === '' ? nothing : html`<h3>${title}</h3>`;
  const { rows, left } = shownRows(table);
  const shown = pageColumns(columns);
  if (rows.length === 0) return html`${heading}<p class="none">${empty}</p>`;
  const foot = total === undefined ? nothing : html`<tfoot>${rowHtml(total, shown)}</tfoot>`;
  const more =
    left === 0
      ? nothing
      : html`<p class="more">${grouped(String(left))} more: the workbook and the JSON document list all of them.</p>`;
  return html`${heading}<div class="scroll" role="region" tabindex="0" aria-label="${label}"><table class="${rows.length > mostTogether ? 'long' : 'short'}"><thead><tr>${shown.map(headerHtml)}</tr></thead>
<tbody>${rows.map((row) => rowHtml(row, shown))}</tbody>${foot}</table></div>${more}
`;
}

function headerHtml({ column, below }: PageColumn): Html {
  const others = belowHtml(below.map((other) => other.column.header));
  return html`<th scope="col" class="${classOf(column)}">${column.header}${others}</th>`;
}

/** A column of a page, with the columns whose cells stand below its own. */
interface PageColumn extends PlacedColumn {
  readonly below: PlacedColumn[];
}

interface PlacedColumn {
  readonly column: ReportColumn;
  readonly index: number;
}

function pageColumns(columns: readonly ReportColumn[]): readonly PageColumn[] {
  const shown: PageColumn[] = [];
  for (const [index, column] of columns.entries()) {
    const last = shown.at(-1);
    if (column.below === true && last !== undefined) last.below.push({ column, index });
    else shown.push({ column, index, below: [] });
  }
  return shown;
}

function rowHtml(row: ReportRow, columns: readonly PageColumn[]): Html {
  const cells = columns.map(({ column, index, below }, place) => {
    const others = below.map((other) => row[other.index] ?? null).filter((cell) => cell !== null);
    const shown = html`${cellHtml(row[index] ?? null)}${belowHtml(others.map(cellWords))}`;
    return place === 0
      ? html`<th scope="row" class="${classOf(column)}">${shown}</th>`
      : html`<td class="${classOf(column)}">${shown}</td>`;
  });
  return html`<tr>${cells}</tr>
`;
}

function belowHtml(texts: readonly string[]): Html {
  return texts.length === 0 ? nothing : html`<span class="code">${texts.join(' · ')}</span>`;
}

function cellHtml(cell: ReportCell): Html {
  if (cell === null || cell === '') return html`<span class="nothing">${noCell}</span>`;
  if (typeof cell === 'object' && cell.kind === 'coded') {
    return html`${cell.text}<span class="code">${cell.code}</span>`;
  }
  return html`${cellWords(cell)}`;
}

function classOf(column: ReportColumn): string {
  return isRightAligned(column) ? 'number' : column.holds;
}
