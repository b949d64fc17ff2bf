import { byteLooks, type Cell, type RecordTables } from '../core/row.js';
import type { SharedSpace } from '../core/shared-space.js';

/** Records of a sheet as bytes, their cells one behind the other, in one piece of memory that other threads can see. */
export interface RecordBlock {
  readonly space: SharedArrayBuffer;
  readonly size: BlockSize;
}

/** Takes a block, of which the tables will be used again. */
export type TakeBlock = (tables: OpenTables, size: BlockSize) => void;

/** What says where in a block what lies. */
export interface BlockSize {
  readonly count: number;
  readonly firstRow: number;
  readonly cellCount: number;
  readonly byteCount: number;
}

/** The tables of a block, or longer ones that will be used again. */
export interface OpenTables {
  readonly cells: Int32Array;
  /** By cell, where it begins; one more for the end. */
  readonly places: Int32Array;
  readonly looks: Uint8Array;
  readonly bytes: Buffer;
}

const perNumber = Int32Array.BYTES_PER_ELEMENT;

/** Copies the tables of a block into memory that is as long as `blockBytes` says, or longer. */
export function closedBlock(tables: OpenTables, size: BlockSize, space: SharedArrayBuffer): RecordBlock {
  const { count, cellCount, byteCount } = size;
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

/** The records of a block. */
export function blockTables({ space, size }: RecordBlock): RecordTables {
  return recordTables(openTables(space, size), size);
}

/** The records of a block in memory of another one's. */
export function copiedTables({ space, size }: RecordBlock, to: SharedSpace): RecordTables {
  const { cells, places, looks, bytes } = openTables(space, size);
  to.clear([cells.byteLength, places.byteLength, looks.length, bytes.length]);
  const copies = {
    cells: to.int32(cells),
    places: to.int32(places),
    looks: to.bytes(looks),
    bytes: to.buffer(bytes),
  };
  return recordTables(copies, size);
}

function recordTables({ cells, places, looks, bytes }: OpenTables, size: BlockSize): RecordTables {
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
