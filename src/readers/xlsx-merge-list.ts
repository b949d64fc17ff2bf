import type { MergedCells } from '../core/row.js';
import type { XmlScanner } from '../formats/ooxml/xml-scanner.js';
import { parseMerge } from './xlsx-merges.js';
import { damagedSheet, type SheetPlace } from './xlsx-sheet-context.js';

const mostMerges = 1_000_000;

/** Reads the merged cells of a sheet, which come after its rows. */
export class MergeList {
  readonly merges: MergedCells[] = [];
  readonly #place: SheetPlace;
  #inMerges: boolean = false;

  constructor(place: SheetPlace) {
    this.#place = place;
  }

  /** Takes all tokens that there are. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED. */
  drain(scanner: XmlScanner): void {
    for (let token = scanner.next(); token !== 'more'; token = scanner.next()) {
      if (token !== 'open') continue;
      if (scanner.depth === 2) this.#inMerges = scanner.name === 'mergeCells';
      else if (this.#inMerges && scanner.name === 'mergeCell') this.#take(scanner);
    }
  }

  #take(scanner: XmlScanner): void {
    const merge = parseMerge(scanner.attribute('ref') ?? '');
    if (merge !== null) this.merges.push(merge);
    if (this.merges.length <= mostMerges) return;
    throw damagedSheet(this.#place, `it has more than ${mostMerges.toLocaleString('en-US')} merged blocks`);
  }
}
