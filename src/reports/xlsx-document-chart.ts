import type { SheetChart, ChartSeries as SheetSeries } from 'hucre';
import { columnLetters } from '../core/row.js';
import { type ReportChart, type Tone, toneColours, waterfallBars, waterfallBase } from './chart.js';

/** The figures of a chart as a table: a header row, then a row for each category. */
export interface ChartFigures {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

interface FigureSeries {
  readonly name: string;
  readonly tone: Tone | null;
}

const chartRows = 18;
const chartColumns = 9;

/** How many rows of a sheet a chart takes. */
export const chartHeight: number = chartRows + 1;

/** What is drawn, as numbers that the chart of a workbook refers to. */
export function chartFigures(chart: ReportChart): ChartFigures {
  const series = figureSeries(chart);
  return { headers: [chart.title, ...series.map(({ name }) => name)], rows: figureRows(chart) };
}

function figureSeries(chart: ReportChart): readonly FigureSeries[] {
  if (chart.kind !== 'waterfall') return chart.series;
  return [
    { name: 'Below', tone: null },
    { name: 'Total', tone: 'one' },
    { name: 'More', tone: 'good' },
    { name: 'Less', tone: 'bad' },
  ];
}

function figureRows(chart: ReportChart): readonly (readonly (string | number)[])[] {
  if (chart.kind !== 'waterfall') return chart.categories.map(({ label, values }) => [label, ...values]);
  return waterfallBars(chart.steps).map(({ label, from, to, tone }) => {
    const size = Math.abs(to - from);
    const of = (wanted: Tone) => (tone === wanted ? size : 0);
    return [label, Math.min(from, to), of('one'), of('good'), of('bad')];
  });
}

/** Where the figures of a chart stand: the sheet and the row of their header, from 0. */
export interface FiguresPlace {
  readonly sheet: string;
  readonly row: number;
  /** Where the chart is put: row and column from 0. */
  readonly anchor: { readonly row: number; readonly col: number };
}

/** A chart that Excel and LibreOffice draw themselves and people can change. */
export function sheetChart(chart: ReportChart, { sheet, row, anchor }: FiguresPlace): SheetChart {
  const count = figureRows(chart).length;
  const range = (column: number): string => {
    const letters = columnLetters(column);
    return `'${sheet.replaceAll("'", "''")}'!$${letters}$${row + 2}:$${letters}$${row + 1 + count}`;
  };
  const series: SheetSeries[] = figureSeries(chart).map(({ name, tone }, index) => ({
    name,
    values: range(index + 1),
    categories: range(0),
    color: tone === null ? 'FFFFFF' : toneColours[tone],
    invertIfNegative: false,
  }));
  return {
    ...shapeOf(chart),
    title: chart.title.endsWith(` ${chart.unit}`) ? chart.title : `${chart.title} (${chart.unit})`,
    titleBold: true,
    titleFontSize: 12,
    altText: chart.description,
    legend: 'bottom',
    ...(chart.kind === 'waterfall' ? { legendEntries: [{ idx: 0, delete: true }] } : {}),
    plotAreaFillColor: 'FFFFFF',
    chartSpaceFillColor: 'FFFFFF',
    series,
    anchor: { from: anchor, to: { row: anchor.row + chartRows, col: anchor.col + chartColumns } },
  };
}

function shapeOf(
  chart: ReportChart,
): Pick<SheetChart, 'type' | 'barGrouping' | 'overlap' | 'gapWidth' | 'axes'> {
  const base = chart.kind === 'waterfall' ? waterfallBase(chart.steps) : 0;
  if (base === 0) return shapes[chart.kind];
  return { ...shapes.waterfall, axes: { x: nameAxis, y: { ...valueAxis, scale: { min: base } } } };
}

const valueAxis = {
  numberFormat: { formatCode: '#,##0', sourceLinked: false },
  majorTickMark: 'none',
  minorTickMark: 'none',
} as const;
const linedAxis = { ...valueAxis, gridlines: { major: true } } as const;
const nameAxis = { majorTickMark: 'none', minorTickMark: 'none' } as const;

// A bar chart of a workbook begins at the bottom; reversed, its first category is the first one that is read.
const shapes = {
  bars: {
    type: 'bar',
    barGrouping: 'clustered',
    overlap: 100,
    gapWidth: 45,
    axes: { x: { ...nameAxis, reverse: true }, y: { ...valueAxis, crosses: 'max' } },
  },
  stacked: {
    type: 'column',
    barGrouping: 'stacked',
    overlap: 100,
    gapWidth: 45,
    axes: { x: nameAxis, y: linedAxis },
  },
  // Lines would be cut by the bars below the changes, which are drawn in the colour of the page.
  waterfall: {
    type: 'column',
    barGrouping: 'stacked',
    overlap: 100,
    gapWidth: 30,
    axes: { x: nameAxis, y: valueAxis },
  },
} as const satisfies Record<ReportChart['kind'], Partial<SheetChart>>;
