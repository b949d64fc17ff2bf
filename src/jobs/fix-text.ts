import { cellText, type RecordText, type RowReader } from '../core/row.js';
import { writeBytes, writeFileAtomically } from '../formats/atomic-file.js';
import { charsetCodec } from '../formats/charset-codec.js';
import { charsetEncoder } from '../formats/charset-encoder.js';
import { charsetNamed } from '../formats/charset-names.js';
import { withCells } from '../formats/csv-record-edit.js';
import { guardFormula } from '../formats/formula-guard.js';
import type { CellRepair } from '../pipeline/repair/repair-sheets.js';

export interface FixTextRequest {
  readonly target: string;
  /** The file, opened a second time for its records. */
  readonly reader: RowReader;
  /** In the order of the rows. */
  readonly repairs: AsyncIterable<CellRepair>;
  /** Told every repair that went into the copy. */
  readonly onRepair: (repair: CellRepair) => void;
}

const usualQuote = '"';

/**
 * Copies a CSV file with repaired cells; every other byte stays. A repair whose text the charset of the file cannot hold is left out.
 * Returns the path really written. Throws LeadferryError FILE_WRITE_FAILED.
 */
export async function fixText({ target, reader, repairs, onRepair }: FixTextRequest): Promise<string> {
  const { charset, delimiter, quote } = reader.facts;
  const name = charsetNamed(charset ?? '') ?? 'utf-8';
  const [encode, codec] = [await charsetEncoder(name), await charsetCodec(name)];
  const holds = (text: string): boolean => codec.decode(encode(text)) === text;
  const marks = { delimiter: delimiter ?? ',', quote: quote ?? usualQuote };
  const ofRow = rowByRow(repairs);
  const repaired = async ({ row, text }: RecordText): Promise<string> => {
    const cells = new Map<number, string>();
    for (const repair of await ofRow(row)) {
      const to = guardFormula(cellText(repair.to), 'input');
      if (!holds(to)) continue;
      cells.set(repair.column.index, to);
      onRepair(repair);
    }
    return cells.size === 0 ? text : withCells(text, marks, cells);
  };
  return await writeFileAtomically(target, async (output) => {
    for await (const record of reader.records?.() ?? []) {
      await writeBytes(output, encode(await repaired(record)));
    }
  });
}

/** Gives the repairs of a row; to be asked in the order of the rows. */
function rowByRow(repairs: AsyncIterable<CellRepair>): (row: number) => Promise<readonly CellRepair[]> {
  const all = repairs[Symbol.asyncIterator]();
  let ahead: CellRepair | null | undefined;
  return async (row) => {
    const found: CellRepair[] = [];
    for (;;) {
      ahead ??= await next(all);
      if (ahead === null || ahead.row > row) return found;
      if (ahead.row === row) found.push(ahead);
      ahead = undefined;
    }
  };
}

async function next(all: AsyncIterator<CellRepair>): Promise<CellRepair | null> {
  const { done, value } = await all.next();
  return done === true ? null : value;
}
