import type { Config, TopLevelSpec } from 'vega-lite';
import type { ReportChart } from './chart.js';
import { chartSpec, type SpecSize } from './chart-spec.js';

/** A chart as a picture in two sizes: for screens and paper, and for phones. */
export interface ChartPictures {
  /** SVG elements without any style, script, link or id of their own; colours are the custom properties of the page. */
  readonly wide: string;
  readonly narrow: string;
}

// A phone shows 330 of them; text is not made smaller there.
const sizes = {
  wide: { width: 880, isNarrow: false },
  narrow: { width: 330, isNarrow: true },
} as const satisfies Record<keyof ChartPictures, SpecSize>;

const config: Config = {
  aria: false,
  background: 'transparent',
  font: 'inherit',
  view: { stroke: null },
  axis: {
    labelColor: 'var(--soft)',
    labelFontSize: 12,
    labelPadding: 6,
    title: null,
    ticks: false,
    domainColor: 'var(--line)',
    gridColor: 'var(--line)',
  },
  text: { fontSize: 12, fill: 'var(--text)' },
};

/**
 * Draws a chart without a browser. The same chart gives the same text on every machine: nothing is measured with the machine's fonts.
 * The libraries are loaded when the first chart is drawn.
 */
export async function chartPictures(chart: ReportChart): Promise<ChartPictures> {
  const [wide, narrow] = [await picture(chart, sizes.wide), await picture(chart, sizes.narrow)];
  return { wide, narrow };
}

async function picture(chart: ReportChart, size: SpecSize): Promise<string> {
  const [{ parse, View }, { compile }] = await Promise.all([import('vega'), import('vega-lite')]);
  const spec: TopLevelSpec = { ...chartSpec(chart, size), config };
  const view = new View(parse(compile(spec).spec), { renderer: 'none' });
  try {
    return plainSvg(await view.toSVG());
  } finally {
    view.finalize();
  }
}

/** The picture alone: what it says stands beside it as text, so it is hidden from those who read with their ears. */
function plainSvg(svg: string): string {
  return svg
    .replace(/ xmlns:xlink="[^"]*"/, '')
    .replace(/ version="1.1" class="marks"/, '')
    .replaceAll(/ (?:role="graphics-|aria-roledescription="|pointer-events="|class="mark-)[^"]*"/g, '')
    .replace('<svg ', '<svg aria-hidden="true" focusable="false" ');
}
