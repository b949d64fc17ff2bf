import type { Origin } from '../../../core/row.js';
import { ownText } from '../../own-text.js';

/** Where a customer stood first, and what is compared with its other rows. */
export interface SeenCustomer {
  /** The country as the sheet writes it, and its ISO 3166 code. */
  readonly country: string;
  readonly code: string;
  /** Stands for the city. */
  readonly city: number;
  /** VAT number and the like; null where the row has none. */
  readonly ids: readonly string[] | null;
  readonly origin: Origin;
}

const firstLength = 1024;

/** Customers by number, in columns: 18 bytes each beside the numbers that they have in common. */
export class SeenCustomers {
  #cities = new Float64Array(firstLength);
  #rows = new Uint32Array(firstLength);
  #countries = new Uint16Array(firstLength);
  #sheets = new Uint16Array(firstLength);
  #size = 0;
  readonly #ids = new Map<number, readonly string[]>();
  readonly #countryNames = createNames<Pick<SeenCustomer, 'country' | 'code'>>();
  readonly #sheetNames = createNames<string | null>();

  /** Adds the customer with the next number. */
  add({ country, code, city, ids, origin }: SeenCustomer): void {
    const number = this.#size;
    if (number === this.#rows.length) this.#grow();
    this.#cities[number] = city;
    this.#rows[number] = origin.row;
    this.#countries[number] = this.#countryNames.numberOf(country, () => ({
      country: ownText(country),
      code,
    }));
    this.#sheets[number] = this.#sheetNames.numberOf(origin.sheet ?? '', () => origin.sheet);
    if (ids !== null) this.#ids.set(number, ids.map(ownText));
    this.#size += 1;
  }

  codeAt(number: number): string {
    return this.#countryNames.at(this.#countries[number] ?? 0).code;
  }

  at(number: number): SeenCustomer {
    const sheet = this.#sheetNames.at(this.#sheets[number] ?? 0);
    return {
      ...this.#countryNames.at(this.#countries[number] ?? 0),
      city: this.#cities[number] ?? 0,
      ids: this.#ids.get(number) ?? null,
      origin: { sheet, row: this.#rows[number] ?? 0 },
    };
  }

  #grow(): void {
    const length = 2 * this.#rows.length;
    const [cities, rows] = [new Float64Array(length), new Uint32Array(length)];
    const [countries, sheets] = [new Uint16Array(length), new Uint16Array(length)];
    cities.set(this.#cities);
    rows.set(this.#rows);
    countries.set(this.#countries);
    sheets.set(this.#sheets);
    this.#cities = cities;
    this.#rows = rows;
    this.#countries = countries;
    this.#sheets = sheets;
  }
}

interface Names<T> {
  numberOf(name: string, make: () => T): number;
  at(number: number): T;
}

/** Numbers names by first appearance. There are few: what has a country is known, and sheets are not many. */
function createNames<T>(): Names<T> {
  const numbers = new Map<string, number>();
  const named: T[] = [];
  return {
    numberOf(name, make) {
      const known = numbers.get(name);
      if (known !== undefined) return known;
      numbers.set(ownText(name), named.length);
      named.push(make());
      return named.length - 1;
    },
    at(number) {
      const found = named[number];
      if (found === undefined) throw new Error('the name was never numbered');
      return found;
    },
  };
}
