import type { Mark } from './workbook-patch.js';

interface MarkColours {
  /** Of a cell that had no fill of its own. */
  readonly plain: string;
  /** Of a cell whose own fill is remembered, as the (invisible) background colour of the solid pattern. */
  readonly over: string;
}

/** The colours of marks. No palette of Excel has them, so that a fill tells by itself that leadferry put it there. */
export const markColours = {
  error: { plain: 'FFFFC9C9', over: 'FFFFC9CA' },
  warning: { plain: 'FFFFE5A8', over: 'FFFFE5A9' },
  info: { plain: 'FFD3E5F8', over: 'FFD3E5F9' },
  fixed: { plain: 'FFCBEBD0', over: 'FFCBEBD1' },
} as const satisfies Record<Mark, MarkColours>;

const plainColours: ReadonlySet<string> = new Set(Object.values(markColours).map(({ plain }) => plain));
const overColours: ReadonlySet<string> = new Set(Object.values(markColours).map(({ over }) => over));

/** Which of our fills a colour is; null for all others. */
export function markColourKind(rgb: string | null): keyof MarkColours | null {
  const colour = rgb?.toUpperCase() ?? '';
  if (plainColours.has(colour)) return 'plain';
  return overColours.has(colour) ? 'over' : null;
}
