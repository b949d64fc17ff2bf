import type Big from 'big.js';
import type { ReportChart } from './chart.js';

/**
 * A report as a value, which is then written as a page (document-html.ts), as Markdown (document-md.ts) or as a workbook
 * (writers/xlsx-report.ts). Texts are plain: whoever renders them escapes them.
 */
export interface ReportDocument {
  /** What kind of report it is, above the title: `Pipeline report`. */
  readonly kind: string;
  readonly title: string;
  /** Where the figures come from, by name: `['Source', 'leads.xlsx']`. */
  readonly facts: readonly (readonly [name: string, value: string])[];
  /** The few figures that are read first. */
  readonly tiles: readonly ReportTile[];
  /** What is missing from the figures, or to be read with care; one sentence each. */
  readonly cautions: readonly string[];
  readonly sections: readonly ReportSection[];
  /** The last line of the page. */
  readonly footer: string;
}

export interface ReportTile {
  readonly label: string;
  readonly value: string;
  /** A line below the value. */
  readonly note?: string | undefined;
  /** bad: somebody should do something about it. */
  readonly tone?: 'good' | 'bad' | undefined;
}

export interface ReportSection {
  /** Names it in links: lower-case letters, digits and dashes. */
  readonly id: string;
  readonly title: string;
  /** The name of its sheet in a workbook; at most 31 characters. */
  readonly sheet: string;
  /** What the figures of the section are, in a sentence or two. */
  readonly note?: string | undefined;
  readonly blocks: readonly ReportBlock[];
}

export type ReportBlock = TableBlock | ChartBlock;

export interface TableBlock {
  readonly kind: 'table';
  readonly title: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ReportRow[];
  /** Adds up the rows. */
  readonly total?: ReportRow | undefined;
  /** Said in place of a table without rows. */
  readonly empty?: string | undefined;
  /** Rows that a page and Markdown show; a workbook has all of them. All where it is left out. */
  readonly shown?: number | undefined;
}

/** A chart with the table that says the same. */
export interface ChartBlock {
  readonly kind: 'chart';
  readonly chart: ReportChart;
  readonly table: TableBlock;
}

/** What the cells of a column are, which says where they stand and how wide they are. */
export interface ReportColumn {
  readonly header: string;
  /** True: on a page its cells stand below those of the column before it, which keeps tables narrow. A workbook and Markdown have a column. */
  readonly below?: boolean | undefined;
  readonly holds: 'text' | 'id' | 'count' | 'amount' | 'percent' | 'day';
}

export type ReportRow = readonly ReportCell[];

/** One cell; null where there is nothing to say. */
export type ReportCell =
  | null
  | string
  | { readonly kind: 'count'; readonly value: number }
  /** In units of the currency; null for an amount whose currency is not known. Pages show a `whole` one without decimals. */
  | {
      readonly kind: 'amount';
      readonly value: Big;
      readonly currency: string | null;
      readonly whole?: boolean | undefined;
    }
  /** 25 is 25 %. */
  | { readonly kind: 'percent'; readonly value: number }
  /** `YYYY-MM-DD`. */
  | { readonly kind: 'day'; readonly iso: string }
  /** A code with what it means: shown below each other. */
  | { readonly kind: 'coded'; readonly text: string; readonly code: string };

/** A number of things as a cell. */
export function countCell(value: number): ReportCell {
  return { kind: 'count', value };
}

/** A day as a cell; null for none. */
export function dayCell(iso: string | null): ReportCell {
  return iso === null ? null : { kind: 'day', iso };
}
