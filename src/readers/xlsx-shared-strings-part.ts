import { damagedWorkbook, type PackageContext } from '../formats/ooxml/package-context.js';
import { scanXml, type XmlScanner } from '../formats/ooxml/xml-scanner.js';
import type { ZipArchive } from '../formats/ooxml/zip-archive.js';
import { leavesRest } from './xlsx-left-rest.js';
import { preservesSpace, RichText } from './xlsx-rich-text.js';
import { SharedStrings } from './xlsx-shared-strings.js';

const letterS = 115;

/** Reads the shared texts. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED. */
export async function readSharedStrings(
  archive: ZipArchive,
  part: string,
  context: PackageContext,
): Promise<SharedStrings> {
  const reading = new SharedStringsReading(context);
  for await (const scanner of scanXml(part, archive.read(part), context)) reading.drain(scanner);
  if (!reading.rootSeen) throw damagedWorkbook(context.source, `its part ${part} holds no shared texts`);
  return reading.strings;
}

class SharedStringsReading {
  readonly strings = new SharedStrings();
  rootSeen: boolean = false;
  readonly #context: PackageContext;
  #item: RichText;
  #inItem: boolean = false;

  constructor(context: PackageContext) {
    this.#context = context;
    this.#item = new RichText(context, false);
  }

  drain(scanner: XmlScanner): void {
    for (;;) {
      if (scanner.depth === 1 && this.rootSeen && !this.#takePlainItems(scanner)) return;
      const token = scanner.next();
      if (token === 'more') return;
      if (this.#inItem) {
        if (token === 'close' && scanner.depth === 1) this.#finish();
        else this.#item.take(token, scanner);
      } else if (token === 'open') this.#open(scanner);
    }
  }

  #open(scanner: XmlScanner): void {
    if (scanner.depth === 1) {
      this.rootSeen = scanner.name === 'sst';
      this.#item = new RichText(this.#context, preservesSpace(scanner, false));
    }
    this.#inItem = scanner.depth === 2 && scanner.name === 'si';
  }

  /** False where the next item is to be looked at once more has come. */
  #takePlainItems(scanner: XmlScanner): boolean {
    const { bytes, position } = scanner;
    let at = position;
    for (let end = at; end !== -1; end = this.strings.addPlainItem(bytes, at, this.#context)) at = end;
    scanner.moveOverText(at);
    return !leavesRest(scanner, letterS);
  }

  #finish(): void {
    this.strings.add(this.#item.finish(), this.#context);
    this.#inItem = false;
  }
}
