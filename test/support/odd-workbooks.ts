import fc from 'fast-check';
import { type PackageSource, writePackage } from '../golden/make/xlsx-package.js';
import {
  firstRow,
  footer,
  headers,
  type OddTable,
  type RandomRow,
  row,
  rowCells,
} from './odd-lead-tables.js';

/** How a text stands in a workbook. */
const textForms = ['inline', 'shared', 'shared', 'rich', 'value', 'spaced'] as const;

/** Styles by the number format that they have. */
const styles = { plain: 0, day: 1, padded: 2, moment: 3, money: 4, time: 5 } as const;

const numFmts = '<numFmt numFmtId="164" formatCode="00000"/>';
const xfs = [14, 164, 22, 4, 20].map((format) => `<xf numFmtId="${format}" xfId="0"/>`).join('');

/** Cells that no text is, by what stands behind their reference. */
const typedCells = [
  ...[
    '><v>78333</v>',
    '><v>0</v>',
    '><v>-5</v>',
    '><v>007</v>',
    '><v>12.5</v>',
    '><v>0.30000000000000004</v>',
  ],
  ...['><v>1.5E+3</v>', '><v>2E+14</v>', '><v>1234567890123456</v>', '><v> 7 </v>', '><v/>', '><v>1,5</v>'],
  ...[
    ' s="1"><v>46711</v>',
    ' s="1"><v>46711.5</v>',
    ' s="1"><v>-1</v>',
    ' s="1"><v>60</v>',
    ' s="3"><v>46711</v>',
  ],
  ...[
    ' s="2"><v>123</v>',
    ' s="2"><v>12345</v>',
    ' s="4"><v>31918.87</v>',
    ' s="5"><v>0.25</v>',
    ' s="1"/',
    '/',
  ],
  ...[' t="b"><v>1</v>', ' t="b"><v>0</v>', ' t="e"><v>#N/A</v>', ' t="d"><v>2027-11-20</v>'],
  ...['><f>1+1</f><v>7</v>', '><f>1+1</f>', ' t="str"><f>A1</f><v>Meeting</v>', ' t="str"><f>A1</f><v></v>'],
] as const;

/** Texts that a row cannot hold as they are, or that look like a typed cell. */
const oddTexts = [
  ...[
    "'=A1",
    "'=1",
    '=1+1',
    ' 7',
    '7 ',
    '\ta',
    'a\nb',
    'a & b < c',
    '_x0041_',
    'a_b',
    '_x0000_',
    '_xD83D_',
    '_xD83D__xDE00_',
  ],
  ...[
    '{"kind":"number","digits":"7"}',
    '[1]',
    '["a"]',
    'TRUE',
    '\u00a0',
    '46711',
    '2027-11-20',
    '👩',
    'ü',
    '_x000D_',
  ],
] as const;

interface OtherCell {
  readonly at: number;
  readonly xml: string;
}

interface BookRow {
  readonly row: RandomRow;
  readonly typed: readonly OtherCell[];
  readonly texts: readonly { readonly at: number; readonly text: string }[];
  readonly gap: number;
  readonly shape: 'usual' | 'turned' | 'hidden' | 'merged';
}

const column = fc.integer({ min: 0, max: headers.length });

const bookRow: fc.Arbitrary<BookRow> = fc.record({
  row,
  typed: mostly(
    [],
    fc.array(fc.record({ at: column, xml: fc.constantFrom(...typedCells) }), { maxLength: 2 }),
  ),
  texts: mostly(
    [],
    fc.array(fc.record({ at: column, text: fc.constantFrom(...oddTexts) }), { maxLength: 1 }),
  ),
  gap: mostly(0, fc.constantFrom(1, 2, 30)),
  shape: mostly('usual' as const, fc.constantFrom('turned', 'hidden', 'merged')),
});

function mostly<T>(usual: T, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ weight: 5, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
}

interface BookParts {
  readonly rows: readonly BookRow[];
  /** By turns, how texts are written. */
  readonly forms: readonly (typeof textForms)[number][];
  /** The columns whose days, amounts and numbers are typed. */
  readonly typedColumns: readonly number[];
  readonly hasHidden: boolean;
  readonly hasMerged: boolean;
  readonly last: string;
}

/**
 * Workbooks of leads with one row each, written in all ways that a cell can be: with few odd cells, typed ones and texts, rows that are left out,
 * hidden, merged or whose cells are not in order.
 */
export const oddWorkbook: fc.Arbitrary<() => Promise<OddTable>> = fc
  .record({
    rows: fc.array(bookRow, { minLength: 14, maxLength: 60 }),
    forms: fc.array(fc.constantFrom(...textForms), { minLength: 1, maxLength: 5 }),
    typedColumns: fc.subarray(headers.map((_, index) => index)),
    hasHidden: mostly(false, fc.constant(true)),
    hasMerged: mostly(false, fc.constant(true)),
    last: footer,
  })
  .map((parts) => async () => ({ content: await writePackage(new Book(parts).source()), limits: {} }));

/** A workbook of so many leads whose days, amounts and numbers are typed, of which nothing but that they are alike is to be said. */
export async function typedWorkbook(leads: number): Promise<OddTable> {
  const right: RandomRow = { usual: firstRow, odd: [], isUsual: true, shape: 'row' };
  const one: BookRow = { row: right, typed: [], texts: [], gap: 0, shape: 'usual' };
  const parts: BookParts = {
    rows: Array.from({ length: leads }, () => one),
    forms: ['shared', 'inline'],
    typedColumns: headers.map((_, index) => index),
    hasHidden: false,
    hasMerged: false,
    last: '',
  };
  return { content: await writePackage(new Book(parts).source()), limits: {} };
}

class Book {
  readonly #parts: BookParts;
  readonly #shared: string[] = [];
  readonly #merges: string[] = [];
  #texts = 0;

  constructor(parts: BookParts) {
    this.#parts = parts;
  }

  source(): PackageSource {
    const { rows, last } = this.#parts;
    const lines = [this.#row(1, this.#textCells(1, headers)), this.#row(2, this.#cells(2, firstRow))];
    let number = 2;
    for (const [index, one] of rows.entries()) {
      number += 1 + one.gap;
      lines.push(this.#bookRow(number, one, index));
    }
    if (last !== '') lines.push(this.#row(number + 1, this.#textCells(number + 1, [last])));
    const merges = this.#merges.map((block) => `<mergeCell ref="${block}"/>`).join('');
    const after = merges === '' ? '' : `<mergeCells>${merges}</mergeCells>`;
    const sheet = { name: 'Leads', rows: lines.join(''), after };
    return { sheets: [sheet], shared: this.#shared.join(''), xfs, numFmts };
  }

  #bookRow(number: number, { row: random, typed, texts, shape }: BookRow, index: number): string {
    const { hasHidden, hasMerged } = this.#parts;
    const cells = new Map(this.#cells(number, rowCells(random, index)));
    for (const { at, text } of texts) cells.set(at, this.#text(at, number, text));
    for (const { at, xml } of typed) cells.set(at, typedXml(at, number, xml));
    const sorted = [...cells].toSorted(([one], [other]) => one - other);
    if (shape === 'merged' && hasMerged) this.#merges.push(`B${number}:E${number + 2}`);
    const isHidden = shape === 'hidden' && hasHidden;
    return this.#row(
      number,
      shape === 'turned' ? sorted.toReversed() : sorted,
      isHidden ? ' hidden="1"' : '',
    );
  }

  #row(number: number, cells: readonly (readonly [number, string])[], attributes = ''): string {
    return `<row r="${number}"${attributes}>${cells.map(([, xml]) => xml).join('')}</row>`;
  }

  #cells(number: number, texts: readonly string[]): readonly (readonly [number, string])[] {
    return texts.flatMap((text, at) => {
      const typed = this.#parts.typedColumns.includes(at) ? typedForm(text) : null;
      if (typed !== null) return [[at, typedXml(at, number, typed)] as const];
      return text === '' ? [] : [[at, this.#text(at, number, text)] as const];
    });
  }

  #textCells(number: number, texts: readonly string[]): readonly (readonly [number, string])[] {
    return texts.map((text, at) => [at, this.#text(at, number, text)] as const);
  }

  #text(at: number, number: number, text: string): string {
    const { forms } = this.#parts;
    this.#texts += 1;
    const start = `<c r="${reference(at, number)}"`;
    const xml = escaped(text);
    switch (forms[this.#texts % forms.length]) {
      case 'inline':
        return `${start} t="inlineStr"><is><t>${xml}</t></is></c>`;
      case 'spaced':
        return `${start} t="inlineStr"><is><t xml:space="preserve">${xml}</t></is></c>`;
      case 'rich':
        return `${start} t="inlineStr"><is><r><t>${xml}</t></r><r><t></t></r></is></c>`;
      case 'value':
        return `${start} t="str"><v>${xml}</v></c>`;
      default:
        this.#shared.push(`<si><t>${xml}</t></si>`);
        return `${start} t="s"><v>${this.#shared.length - 1}</v></c>`;
    }
  }
}

const day = /^(\d\d)\.(\d\d)\.(\d{4})$/;
const amount = /^\d[\d.]*,\d\d$/;
const msPerDay = 86_400_000;

/** The cell that a spreadsheet makes of a text, by what stands behind its reference; null where it stays a text. */
function typedForm(text: string): string | null {
  const [, date, month, year] = day.exec(text) ?? [];
  if (year !== undefined) {
    const serial =
      (Date.UTC(Number(year), Number(month) - 1, Number(date)) - Date.UTC(1899, 11, 30)) / msPerDay;
    return ` s="${styles.day}"><v>${serial}</v>`;
  }
  if (amount.test(text)) return ` s="${styles.money}"><v>${text.replaceAll('.', '').replace(',', '.')}</v>`;
  return /^\d{1,9}$/.test(text) ? ` s="${styles.plain}"><v>${text}</v>` : null;
}

function typedXml(at: number, number: number, rest: string): string {
  return `<c r="${reference(at, number)}"${rest}${rest.endsWith('/') ? '>' : '</c>'}`;
}

function reference(at: number, number: number): string {
  const last = String.fromCharCode(65 + (at % 26));
  return `${at < 26 ? last : `A${last}`}${number}`;
}

function escaped(text: string): string {
  const control = (found: string) => `_x${found.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/(?![\t\n])\p{Cc}/gu, control);
}
