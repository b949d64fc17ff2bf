import type { TopLevelSpec } from 'vega-lite';
import {
  type BarChart,
  type ChartSeries,
  compactNumber,
  type ReportChart,
  type StackedChart,
  type Tone,
  type WaterfallChart,
  waterfallBars,
  waterfallBase,
} from './chart.js';

export interface SpecSize {
  /** In pixels, everything included. */
  readonly width: number;
  readonly isNarrow: boolean;
}

/** A chart in the words of Vega-Lite. All texts are data, so none of them is taken for an expression or a field. */
export function chartSpec(chart: ReportChart, size: SpecSize): TopLevelSpec {
  switch (chart.kind) {
    case 'bars':
      return barSpec(chart, size);
    case 'stacked':
      return stackedSpec(chart, size);
    case 'waterfall':
      return waterfallSpec(chart, size);
  }
}

const longestLabel = { wide: 260, narrow: 140 } as const;
const rowHeight = 34;

function barSpec({ categories, series }: BarChart, size: SpecSize): TopLevelSpec {
  const values = categories.map((category, index) => ({
    place: index,
    whole: category.values[0] ?? 0,
    part: category.values[1] ?? 0,
    shown: compactNumber(category.values[0] ?? 0),
  }));
  const y = labelAxis(
    categories.map(({ label }) => label),
    size,
  );
  const [whole, part] = series;
  return {
    ...frame(size),
    height: rowHeight * categories.length,
    data: { values },
    encoding: { y },
    layer: [
      { mark: bar(whole, 22), encoding: { x: { field: 'whole', type: 'quantitative', axis: null } } },
      ...(part === undefined
        ? []
        : [
            {
              mark: bar(part, 10),
              encoding: { x: { field: 'part', type: 'quantitative' as const, axis: null } },
            },
          ]),
      {
        mark: { type: 'text', align: 'left', dx: 6 },
        encoding: { x: { field: 'whole', type: 'quantitative', axis: null }, text: { field: 'shown' } },
      },
    ],
  };
}

function stackedSpec({ categories, series }: StackedChart, size: SpecSize): TopLevelSpec {
  const values = categories.flatMap((category, place) =>
    series.map((_, index) => ({ place, series: index, value: category.values[index] ?? 0 })),
  );
  const sums = categories.map(({ values: parts }, place) => ({ place, sum: total(parts) }));
  const labels = categories.map(({ label }) => label);
  return {
    ...frame(size),
    height: 230,
    layer: [
      {
        data: { values },
        mark: { type: 'bar', width: { band: 0.72 } },
        encoding: {
          x: columnAxis(labels, size),
          y: valueAxis,
          color: {
            field: 'series',
            type: 'ordinal',
            legend: null,
            scale: { domain: series.map((_, index) => index), range: series.map(({ tone }) => colour(tone)) },
          },
          order: { field: 'series', type: 'ordinal' },
        },
      },
      ...(size.isNarrow
        ? []
        : [
            {
              data: {
                values: sums.map((one) => ({ ...one, shown: one.sum === 0 ? '' : compactNumber(one.sum) })),
              },
              mark: { type: 'text' as const, dy: -7, fontSize: 11 },
              encoding: {
                x: columnAxis(labels, size),
                y: { ...valueAxis, field: 'sum' },
                text: { field: 'shown' },
              },
            },
          ]),
    ],
  };
}

/** Across the page on a screen; on a phone from top to bottom, so that the names of the steps can be read. */
function waterfallSpec({ steps }: WaterfallChart, size: SpecSize): TopLevelSpec {
  const bars = waterfallBars(steps);
  const labels = bars.map(({ label }) => label);
  const base = waterfallBase(steps);
  const values = bars.map(({ from, to, value, tone }, place) => ({
    place,
    // Cutting a bar off where the scale begins would need ids, which two charts on a page may share.
    from: base === 0 ? from : Math.max(from, base),
    to,
    tone: colour(tone),
    end: Math.max(from, to),
    shown: steps[place]?.kind === 'change' && value > 0 ? `+${compactNumber(value)}` : compactNumber(value),
  }));
  const color = { field: 'tone', type: 'nominal' as const, scale: null };
  const scale = base === 0 ? {} : { scale: { domainMin: base, zero: false } };
  if (size.isNarrow) {
    const y = labelAxis(labels, size);
    const x = { type: 'quantitative' as const, axis: null, ...scale };
    return {
      ...frame(size),
      height: rowHeight * bars.length,
      data: { values },
      encoding: { y },
      layer: [
        {
          mark: { type: 'bar', height: 20 },
          encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' }, color },
        },
        {
          mark: { type: 'text', align: 'left', dx: 5 },
          encoding: { x: { ...x, field: 'end' }, text: { field: 'shown' } },
        },
      ],
    };
  }
  const y = { ...valueAxis, ...scale };
  return {
    ...frame(size),
    height: 250,
    data: { values },
    encoding: { x: columnAxis(labels, size) },
    layer: [
      {
        mark: { type: 'bar', width: { band: 0.62 } },
        encoding: { y: { ...y, field: 'from' }, y2: { field: 'to' }, color },
      },
      {
        mark: { type: 'text', dy: -7 },
        encoding: { y: { ...y, field: 'end' }, text: { field: 'shown' } },
      },
    ],
  };
}

const valueAxis = {
  field: 'value',
  type: 'quantitative',
  axis: { format: '~s', tickCount: 5, domain: false },
} as const;

/** Texts are not measured but estimated, and some fonts are wider: at the right there is room for that, or the last letter is cut. */
function frame({ width }: SpecSize) {
  const padding = { left: 2, top: 2, bottom: 2, right: 14 };
  return { width, autosize: { type: 'fit-x', contains: 'padding' }, padding } as const;
}

function bar({ tone }: ChartSeries = { name: '', tone: 'one' }, height: number) {
  // Round corners would need ids, which two charts on a page may share.
  return { type: 'bar', height, color: colour(tone) } as const;
}

function colour(tone: Tone): string {
  return `var(--${tone})`;
}

/** Places with their names, from top to bottom. */
function labelAxis(labels: readonly string[], { isNarrow }: SpecSize) {
  const labelLimit = isNarrow ? longestLabel.narrow : longestLabel.wide;
  return {
    field: 'place',
    type: 'ordinal',
    sort: null,
    axis: { labelExpr: nameOf(labels), labelLimit, domain: false, labelColor: 'var(--text)' },
  } as const;
}

/** Places with their names, from left to right. */
function columnAxis(labels: readonly string[], { isNarrow }: SpecSize) {
  const labelAngle = isNarrow ? -90 : 0;
  return {
    field: 'place',
    type: 'ordinal',
    sort: null,
    axis: { labelExpr: nameOf(labels), labelAngle, labelLimit: 110, labelOverlap: false },
  } as const;
}

/** A JSON array is an expression that holds texts and nothing else; characters that a picture cannot show are blanks. */
function nameOf(labels: readonly string[]): string {
  const shown = labels.map((label) =>
    label.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu, ' '),
  );
  return `${JSON.stringify(shown)}[datum.value]`;
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
