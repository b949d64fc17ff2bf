import { fieldAt } from '../../lead/field-catalogue.js';
import type { MappedColumn } from '../mapping/map-columns.js';
import type { Notation } from '../parsing/notation.js';
import type { QuickSheet } from './quick-row.js';
import { type JudgeContext, type RowJudge, rowJudge } from './row-judge.js';

interface PlannedColumn extends Pick<MappedColumn, 'index' | 'column' | 'header' | 'item'> {
  /** The catalogue path of its field. */
  readonly path: string;
  readonly notation: Notation | null;
}

/** All that a judge goes by, as data that can be handed to another thread. */
export interface JudgePlan extends Omit<JudgeContext, 'notations'>, Pick<QuickSheet, 'blanks' | 'table'> {
  readonly columns: readonly PlannedColumn[];
}

/** Null for a sheet whose cells mean what a mapping file says. */
export function judgePlan(
  { columns, blanks, table }: QuickSheet,
  { notations, sound, today }: JudgeContext,
): JudgePlan | null {
  if (columns.some(({ values }) => values !== undefined)) return null;
  const { sheet, leastCells, headerStarts } = table;
  const { row, headers } = table.header;
  return {
    columns: columns.map((mapped) => {
      const { index, column, header, item, field } = mapped;
      return { index, column, header, item, path: field.path, notation: notations.get(mapped) ?? null };
    }),
    blanks,
    table: { sheet, leastCells, headerStarts, header: { sheet, row, headers } },
    sound,
    today,
  };
}

/** The judge that goes by a plan. */
export function plannedJudge({ columns, blanks, table, ...context }: JudgePlan): RowJudge | null {
  const notations = new Map<MappedColumn, Notation>();
  const mapped = columns.map(({ path, notation, ...column }) => {
    const field = fieldAt(path);
    if (field === undefined) throw new Error(`there is no field ${path}`);
    const made: MappedColumn = { ...column, field };
    if (notation !== null) notations.set(made, notation);
    return made;
  });
  return rowJudge({ columns: mapped, blanks, table }, { ...context, notations });
}
