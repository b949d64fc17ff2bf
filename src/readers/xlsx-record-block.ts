import { byteLooks, type Cell, type RecordTables } from '../core/row.js';

/** Records of a sheet as bytes, their cells one behind the other, in one piece of memory that other threads can see. */
export interface RecordBlock {
  readonly space: SharedArrayBuffer;
  readonly size: BlockSize;
}

/** What says where in a block what lies. */
export interface BlockSize {
  readonly count: number;
  readonly firstRow: number;
  readonly cellCount: number;
  readonly byteCount: number;
}

/** The same before it is known how large the block is. */
export interface OpenTables {
  readonly cells: Int32Array;
  /** By cell, where it begins; one more for the end. */
  readonly places: Int32Array;
  readonly looks: Uint8Array;
  readonly bytes: Buffer;
}

const perNumber = Int32Array.BYTES_PER_ELEMENT;

/** Copies the tables of a block into memory of their own. */
export function closedBlock(tables: OpenTables, size: BlockSize): RecordBlock {
  const { count, cellCount, byteCount } = size;
  const space = new SharedArrayBuffer(blockBytes(size));
  const to = openTables(space, size);
  to.cells.set(tables.cells.subarray(0, count + 1));
  to.places.set(tables.places.subarray(0, cellCount + 1));
  to.looks.set(tables.looks.subarray(0, cellCount));
  tables.bytes.copy(to.bytes, 0, 0, byteCount);
  return { space, size };
}

export function blockBytes({ count, cellCount, byteCount }: BlockSize): number {
  return (count + 1 + cellCount + 1) * perNumber + cellCount + byteCount;
}

function openTables(space: SharedArrayBuffer, { count, cellCount, byteCount }: BlockSize): OpenTables {
  const places = (count + 1) * perNumber;
  const looks = places + (cellCount + 1) * perNumber;
  return {
    cells: new Int32Array(space, 0, count + 1),
    places: new Int32Array(space, places, cellCount + 1),
    looks: new Uint8Array(space, looks, cellCount),
    bytes: Buffer.from(space, looks + cellCount, byteCount),
  };
}

export function blockTables({ space, size }: RecordBlock): RecordTables {
  const { cells, places, looks, bytes } = openTables(space, size);
  const { count, firstRow, cellCount } = size;
  return {
    bytes,
    count,
    firstRow,
    cells,
    starts: places.subarray(0, cellCount),
    ends: places.subarray(1),
    looks,
  };
}

/** What the JSON of a row begins with; that of a cell has another bracket. */
const listStart = 0x5b;

/** The cells of a record as they were before they were bytes. */
export function packedCells(tables: Omit<RecordTables, 'firstRow' | 'count'>, record: number): Cell[] {
  const { bytes, starts, ends, looks } = tables;
  const [from = 0, to = 0] = [tables.cells[record], tables.cells[record + 1]];
  if (from < to && ((looks[from] ?? 0) & byteLooks.other) !== 0 && bytes[starts[from] ?? 0] === listStart) {
    const cells: Cell[] = JSON.parse(bytes.toString('utf8', starts[from], ends[from]));
    return cells;
  }
  return Array.from({ length: to - from }, (_, index) => {
    const cell = from + index;
    const [start = 0, end = 0] = [starts[cell], ends[cell]];
    return start === end ? '' : packedCell(bytes.toString('utf8', start, end), looks[cell] ?? 0);
  });
}

/** The cell that was written as a text of such a look. */
function packedCell(text: string, look: number): Cell {
  if ((look & byteLooks.number) !== 0) return { kind: 'number', digits: text };
  if ((look & byteLooks.date) !== 0) return { kind: 'date', iso: text };
  if ((look & byteLooks.other) === 0) return text;
  const cell: Cell = JSON.parse(text);
  return cell;
}
