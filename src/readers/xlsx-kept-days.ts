import { type DateSystem, dateOfSerial } from '../formats/ooxml/serial-date.js';

const slots = 4096;
const slotBytes = 12;

/** How many bytes `YYYY-MM-DD` takes. */
export const dayBytes = 10;

/** The days of date cells as bytes. The same ones come again and again. */
export class KeptDays {
  readonly #system: DateSystem;
  readonly #bytes = Buffer.alloc(slots * slotBytes);
  readonly #kept = new Int32Array(slots).fill(-1);
  readonly words = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.length);

  constructor(system: DateSystem) {
    this.#system = system;
  }

  /** Where the day of a day number stands in `words`, until another one is asked for; -1 where it is no day. */
  place(whole: number): number {
    const slot = whole % slots;
    const place = slot * slotBytes;
    if (this.#kept[slot] === whole) return place;
    const iso = dateOfSerial(whole, this.#system);
    if (iso === null || iso.length !== dayBytes) return -1;
    this.#kept[slot] = whole;
    this.#bytes.write(iso, place, 'latin1');
    return place;
  }

  /** The day that stands there. */
  text(place: number): string {
    return this.#bytes.toString('latin1', place, place + dayBytes);
  }
}
