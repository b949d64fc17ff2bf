import type { Origin } from '../../../core/row.js';

/** A lead that later ones are compared with. */
export interface SeenLead {
  readonly id: string;
  readonly name: string;
  readonly origin: Origin;
}

const firstLength = 1024;
const firstBytes = 65_536;
// Of UTF-8 a UTF-16 unit takes at most three bytes.
const mostBytesEach = 3;

/** Leads by number, in columns: their texts and 20 bytes each. Each can be followed by others that are alike. */
export class SeenLeads {
  #texts = Buffer.allocUnsafeSlow(firstBytes);
  /** By number, where the id and where the name end in the texts; they follow those of the lead before. */
  #idEnds = new Uint32Array(firstLength);
  #nameEnds = new Uint32Array(firstLength);
  #rows = new Uint32Array(firstLength);
  #sheets = new Uint16Array(firstLength);
  /** By number, the number of the one that follows; 0, which follows none, for the last. */
  #next = new Uint32Array(firstLength);
  #size = 0;
  readonly #sheetNames: (string | null)[] = [];

  /** Adds a lead and gives its number. */
  add({ id, name, origin }: SeenLead): number {
    const number = this.#size;
    if (number === this.#rows.length) this.#grow();
    this.#idEnds[number] = this.#write(id, this.#startOf(number));
    this.#nameEnds[number] = this.#write(name, this.#idEnds[number] ?? 0);
    this.#rows[number] = origin.row;
    this.#sheets[number] = this.#sheetNumber(origin.sheet);
    this.#size += 1;
    return number;
  }

  /** Puts a lead behind another one, of which it is told by `after`. */
  follow(number: number, last: number): void {
    this.#next[last] = number;
  }

  /** The number of the lead that follows; null behind the last one. */
  after(number: number): number | null {
    return this.#next[number] || null;
  }

  at(number: number): SeenLead {
    const [start, idEnd = 0, nameEnd = 0] = [
      this.#startOf(number),
      this.#idEnds[number],
      this.#nameEnds[number],
    ];
    return {
      id: this.#texts.toString('utf8', start, idEnd),
      name: this.#texts.toString('utf8', idEnd, nameEnd),
      origin: { sheet: this.#sheetNames[this.#sheets[number] ?? 0] ?? null, row: this.#rows[number] ?? 0 },
    };
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : (this.#nameEnds[number - 1] ?? 0);
  }

  #write(text: string, from: number): number {
    if (from + text.length * mostBytesEach > this.#texts.length) {
      const longer = Buffer.allocUnsafeSlow(2 * this.#texts.length + text.length * mostBytesEach);
      this.#texts.copy(longer);
      this.#texts = longer;
    }
    return from + this.#texts.write(text, from, 'utf8');
  }

  #sheetNumber(sheet: string | null): number {
    const known = this.#sheetNames.indexOf(sheet);
    return known === -1 ? this.#sheetNames.push(sheet) - 1 : known;
  }

  #grow(): void {
    this.#idEnds = longer(this.#idEnds);
    this.#nameEnds = longer(this.#nameEnds);
    this.#rows = longer(this.#rows);
    this.#next = longer(this.#next);
    const sheets = new Uint16Array(this.#rows.length);
    sheets.set(this.#sheets);
    this.#sheets = sheets;
  }
}

function longer(table: Uint32Array): Uint32Array<ArrayBuffer> {
  const copy = new Uint32Array(2 * table.length);
  copy.set(table);
  return copy;
}
