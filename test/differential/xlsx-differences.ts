import type { GivenCell, writers } from './xlsx-writers.js';

/** A cell of which our reader and another make different things. */
export interface Difference {
  readonly given: GivenCell;
  /** Undefined where the cell is blank. */
  readonly own: string | undefined;
  readonly other: string | undefined;
}

export interface KnownDifference {
  readonly reader: 'exceljs' | 'hucre';
  readonly what: string;
  /** Why ours is right. */
  readonly why: string;
  readonly matches: (difference: Difference) => boolean;
  /** A cell that shows it. */
  readonly example: Difference & { readonly writer: keyof typeof writers };
}

const blank = ({ own, other }: Difference) => own === undefined && other !== undefined && other.trim() === '';
const blankExample = {
  writer: 'exceljs',
  given: { kind: 'text', text: '  ' },
  own: undefined,
  other: '  ',
} as const;

/** Every difference that remains, with the reason why ours is right. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    reader: 'exceljs',
    what: 'gives cells of white space alone at the end of a row',
    why: 'they show nothing, and a row of them is no lead',
    matches: blank,
    example: blankExample,
  },
  {
    reader: 'hucre',
    what: 'gives cells of white space alone at the end of a row',
    why: 'they show nothing, and a row of them is no lead',
    matches: blank,
    example: blankExample,
  },
  {
    reader: 'exceljs',
    what: 'leaves escapes in the texts of formulas',
    why: 'they are of the type ST_Xstring like all texts (ECMA-376 part 1, 18.3.1.96)',
    matches: ({ given, own, other }) =>
      given.kind === 'formula text' &&
      other !== undefined &&
      decoded(other) === (own ?? decoded(other).trim()),
    example: {
      writer: 'exceljs',
      given: { kind: 'formula text', text: 'a_x000D_' },
      own: 'a_x000D_',
      other: 'a_x005F_x000D_',
    },
  },
  {
    reader: 'exceljs',
    what: 'gives the number of a shared text in place of the text where a formula has one',
    why: 'a cell of the type s refers to a shared text, whether it has a formula or not (ECMA-376 part 1, 18.18.11)',
    matches: ({ given, own = '', other = '' }) =>
      given.kind === 'formula text' && /^\d+$/.test(other) && own.trim() === decoded(given.text).trim(),
    example: { writer: 'SheetJS', given: { kind: 'formula text', text: 'Pump' }, own: 'Pump', other: '1' },
  },
  {
    reader: 'exceljs',
    what: 'loses the result 0 of a formula',
    why: 'the file holds it, and Excel shows it',
    matches: ({ given, own, other }) =>
      given.kind === 'formula number' && own !== undefined && Number(own) === 0 && other === undefined,
    example: { writer: 'SheetJS', given: { kind: 'formula number', number: 0 }, own: '0', other: undefined },
  },
];

function decoded(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
