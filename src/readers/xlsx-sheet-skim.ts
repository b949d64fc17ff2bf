import type { MergedCells } from '../core/row.js';
import { XmlScanner, xmlChunks } from '../formats/ooxml/xml-scanner.js';
import { MergeList } from './xlsx-merge-list.js';
import { createRowSkim } from './xlsx-row-skim.js';
import type { SheetPart, SheetPlace } from './xlsx-sheet-context.js';

/** UTF-8 bytes and entities make raw text longer than the characters that it stands for. */
const rawPerCharacter = 8;

/**
 * Inflates a whole sheet, which proves its checksum before any row counts, and finds its merged cells; its rows are not read. Null,
 * and nothing is proven, where a row is hidden or the rows hold more than cells or have no end: such a sheet has to be read in full.
 * Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED.
 */
export async function skimSheet(part: SheetPart, place: SheetPlace): Promise<readonly MergedCells[] | null> {
  const skim = new SheetSkim(part, place);
  for await (const bytes of xmlChunks(part.name, part.read(), place.package)) {
    skim.take(bytes);
    if (skim.isUnsure) return null;
  }
  return skim.end();
}

class SheetSkim {
  #phase: 'before' | 'rows' | 'after' | 'unsure' = 'before';
  readonly #place: SheetPlace;
  readonly #scanner: XmlScanner;
  readonly #rows = createRowSkim();
  readonly #list: MergeList;

  constructor({ name }: SheetPart, place: SheetPlace) {
    this.#place = place;
    this.#scanner = new XmlScanner(name, place.package);
    this.#list = new MergeList(place);
  }

  get isUnsure(): boolean {
    return this.#phase === 'unsure';
  }

  take(bytes: Buffer): void {
    if (this.#phase === 'rows') {
      this.#skim(bytes);
      return;
    }
    this.#scanner.push(bytes);
    if (this.#phase === 'before') this.#findRows();
    else this.#list.drain(this.#scanner);
  }

  /** The merged cells. What is wrong with rows that have no end only a full reading tells. */
  end(): readonly MergedCells[] | null {
    if (this.#phase === 'rows') return null;
    this.#scanner.end();
    return this.#list.merges;
  }

  #findRows(): void {
    const scanner = this.#scanner;
    for (let token = scanner.next(); token !== 'more'; token = scanner.next()) {
      if (token !== 'open' || scanner.depth !== 2 || scanner.name !== 'sheetData') continue;
      this.#phase = scanner.endsNext ? 'after' : 'rows';
      if (scanner.endsNext) this.#list.drain(scanner);
      else this.#skim(scanner.takeRest());
      return;
    }
  }

  /** The scanner takes over again at the end tag of the rows. */
  #skim(bytes: Buffer): void {
    const step = this.#rows.take(bytes);
    this.#phase = step.kind;
    if (step.kind === 'after') {
      this.#scanner.push(step.rest);
      this.#list.drain(this.#scanner);
    }
    this.#checkPending();
  }

  #checkPending(): void {
    const pending = this.#rows.pending();
    const { package: context, place } = this.#place;
    if (pending <= context.limits.maxCellCharacters * rawPerCharacter) return;
    throw context.beyond('maxCellCharacters', `${place} holds a text or tag of more than ${pending} bytes`);
  }
}
