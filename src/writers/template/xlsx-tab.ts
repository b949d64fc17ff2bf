import type { Fill, Style, Workbook, Worksheet } from 'exceljs';
import type { ColumnKind } from '../../formats/column-kind.js';
import type { SheetLanguage } from '../../lead/sheet-language.js';
import { columnWidth } from '../column-width.js';
import type { SheetSpec } from '../sheet-spec.js';
import { columnFormats } from '../xlsx-cell.js';
import type { Need } from './template-texts.js';

/** Dates as people of each language write them; Excel takes what they type as a date in every form that it knows. */
const dateFormats = {
  en: 'yyyy-mm-dd',
  de: 'dd.mm.yyyy',
  fr: 'dd/mm/yyyy',
  ja: 'yyyy/mm/dd',
} as const satisfies Record<SheetLanguage, string>;

/** Excel's own; without a name the programs choose different ones. */
export const font = { name: 'Calibri', family: 2, size: 11 } as const;

/** The fills of column names, from what is needed most to what is not. */
export const needFills = {
  always: solid('FFFFC000'),
  create: solid('FFFFE699'),
  item: solid('FFDDEBF7'),
  optional: solid('FFE7E6E6'),
} as const satisfies Record<Need, Fill>;

/** The number format of a column, also for what people type below its name; null for the general one. */
export function columnFormat(kind: ColumnKind, language: SheetLanguage): string | null {
  return kind === 'date' || kind === 'day' ? dateFormats[language] : columnFormats[kind];
}

/** A sheet with bold column names in row 1, widths and formats, and row and column `frozen` kept in sight. */
export function addTab(
  workbook: Workbook,
  { name, columns }: SheetSpec,
  { language, frozenColumns }: { readonly language: SheetLanguage; readonly frozenColumns: number },
): Worksheet {
  const tab = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: 1, xSplit: frozenColumns }],
    pageSetup: { orientation: 'landscape', printTitlesRow: '1:1' },
  });
  tab.columns = columns.map((column) => {
    const numFmt = columnFormat(column.kind, language);
    return {
      width: columnWidth(column),
      style: { ...(numFmt === null ? {} : { numFmt }), ...aligned(column.kind) },
    };
  });
  const header = tab.getRow(1);
  header.values = columns.map(({ header: text }) => text);
  header.font = { ...font, bold: true };
  return tab;
}

// Dates and amounts on the right would stick to the text beside them.
function aligned(kind: ColumnKind): Partial<Style> {
  if (kind === 'date' || kind === 'day') return { alignment: { horizontal: 'left' } };
  return kind === 'amount' ? { alignment: { horizontal: 'right', indent: 1 } } : {};
}

function solid(argb: string): Fill {
  return { type: 'pattern', pattern: 'solid', fgColor: { argb } };
}
