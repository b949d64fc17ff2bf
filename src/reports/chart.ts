/** The colours that charts and their legends share. What each is on a page, document-style.ts says; in a workbook, `toneColours`. */
export const tones = [
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'pale',
  'good',
  'bad',
  'neutral',
] as const;
export type Tone = (typeof tones)[number];

/** The colours on white, as RRGGBB. */
export const toneColours = {
  one: '2563A8',
  two: '1E8A86',
  three: 'D0891A',
  four: '7A5BB5',
  five: '7C8796',
  six: 'B8506C',
  pale: 'B9D0EA',
  good: '2E8B57',
  bad: 'C2453B',
  neutral: '5B6675',
} as const satisfies Record<Tone, string>;

/** A row of figures of one kind, with its colour. */
export interface ChartSeries {
  readonly name: string;
  readonly tone: Tone;
}

/** One bar or column: its label, and a value of each series. */
export interface ChartCategory {
  readonly label: string;
  readonly values: readonly number[];
}

interface ChartFacts {
  readonly title: string;
  /** What the chart shows, in one sentence, for those who do not see it. */
  readonly description: string;
  /** What is counted: a currency, or `leads`. */
  readonly unit: string;
}

/** Bars that lie in each other: the first series is the whole, the second a part of it. One below the other. */
export interface BarChart extends ChartFacts {
  readonly kind: 'bars';
  readonly series: readonly ChartSeries[];
  readonly categories: readonly ChartCategory[];
}

/** Columns beside each other, the series of each piled up. */
export interface StackedChart extends ChartFacts {
  readonly kind: 'stacked';
  readonly series: readonly ChartSeries[];
  readonly categories: readonly ChartCategory[];
}

/** How a total became another one. */
export interface WaterfallChart extends ChartFacts {
  readonly kind: 'waterfall';
  readonly steps: readonly WaterfallStep[];
}

/** total: stands on the axis with `value`. change: goes on from where the step before ended, up or down by `value`. */
export interface WaterfallStep {
  readonly kind: 'total' | 'change';
  readonly label: string;
  readonly value: number;
}

export type ReportChart = BarChart | StackedChart | WaterfallChart;

/** A step as a bar: where it begins and ends. */
export interface WaterfallBar {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly tone: Tone;
}

/** The bars of a waterfall, left to right. */
export function waterfallBars(steps: readonly WaterfallStep[]): readonly WaterfallBar[] {
  let level = 0;
  return steps.map(({ kind, label, value }) => {
    if (kind === 'total') {
      level = value;
      return { label, from: 0, to: value, value, tone: 'one' };
    }
    const from = level;
    level += value;
    return { label, from, to: level, value, tone: value < 0 ? 'bad' : 'good' };
  });
}

/**
 * Where the scale of a waterfall begins: at 0, or, where the changes are small beside the totals and would hardly be seen, at a round number
 * below all of them.
 */
export function waterfallBase(steps: readonly WaterfallStep[]): number {
  const levels = waterfallBars(steps).map(({ to }) => to);
  const lowest = Math.min(...levels);
  const range = Math.max(...levels) - lowest;
  if (range === 0 || range > lowest / mostBroken) return 0;
  const unit = 10 ** Math.floor(Math.log10(range));
  return Math.floor((lowest - range / 2) / unit) * unit;
}

/** The scale is broken where the lowest level is more than so many times as large as all changes together. */
const mostBroken = 3;

/** The parts of a waterfall and what their colours mean. */
export const waterfallSeries = [
  { name: 'Total', tone: 'one' },
  { name: 'More', tone: 'good' },
  { name: 'Less', tone: 'bad' },
] as const satisfies readonly ChartSeries[];

/** A number as a chart labels it, with three digits that count: `1.24M`, `-350k`, `12`. */
export function compactNumber(value: number): string {
  const size = Math.abs(value);
  const [divisor, suffix] = scaleOf(size);
  const scaled = size / divisor;
  const text = scaled.toFixed(Math.max(0, 3 - Math.trunc(scaled).toString().length));
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return `${value < 0 ? '-' : ''}${short}${suffix}`;
}

function scaleOf(size: number): readonly [number, string] {
  if (size >= 999_500_000) return [1_000_000_000, 'bn'];
  if (size >= 999_500) return [1_000_000, 'M'];
  return size >= 10_000 ? [1000, 'k'] : [1, ''];
}
