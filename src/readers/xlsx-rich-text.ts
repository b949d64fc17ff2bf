import type { PackageContext } from '../formats/ooxml/package-context.js';
import type { XmlScanner, XmlToken } from '../formats/ooxml/xml-scanner.js';
import { withoutEscapes } from '../formats/ooxml/xml-text.js';

/**
 * The text of a string item (`si`, `is`): its runs joined, furigana (`rPh`) left out. White space at the ends of a run without
 * `xml:space="preserve"` is dropped, as Excel does it. Source: ECMA-376 part 1, 18.4.8.
 */
export class RichText {
  readonly #context: PackageContext;
  readonly #inherited: boolean;
  #text = '';
  #run = '';
  #preserve: boolean = false;
  #inRun: boolean = false;
  #skipAbove: number = 0;

  /** `inherited`: whether the elements around the item say that space is preserved. */
  constructor(context: PackageContext, inherited: boolean) {
    this.#context = context;
    this.#inherited = inherited;
  }

  /** Takes a token from inside the item. */
  take(token: XmlToken, scanner: XmlScanner): void {
    if (token === 'open') this.#open(scanner);
    else if (token === 'close') this.#close(scanner);
    else if (this.#inRun) this.add(scanner.text());
  }

  add(text: string): void {
    this.#run += text;
    checkLength(this.#text.length + this.#run.length, this.#context);
  }

  /** The text of the item that ended; the next one begins. */
  finish(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }

  #open(scanner: XmlScanner): void {
    if (this.#skipAbove > 0) return;
    if (scanner.name === 'rPh') {
      this.#skipAbove = scanner.depth;
    } else if (scanner.name === 't') {
      this.#inRun = true;
      this.#preserve = preservesSpace(scanner, this.#inherited);
    }
  }

  #close(scanner: XmlScanner): void {
    if (this.#skipAbove > 0) {
      if (scanner.depth < this.#skipAbove) this.#skipAbove = 0;
    } else if (this.#inRun && scanner.name === 't') {
      const run = this.#preserve ? this.#run : withoutOuterSpace(this.#run);
      this.#text += withoutEscapes(run);
      this.#run = '';
      this.#inRun = false;
    }
  }
}

/** Whether the element just opened keeps its white space. */
export function preservesSpace(scanner: XmlScanner, inherited: boolean): boolean {
  const space = scanner.attribute('xml:space');
  return space === null ? inherited : space === 'preserve';
}

/** Throws LeadferryError LIMIT_REACHED for a text that is too long for a cell. */
export function checkLength(length: number, context: PackageContext): void {
  if (length <= context.limits.maxCellCharacters) return;
  throw context.beyond(
    'maxCellCharacters',
    `a cell holds a text of more than ${length.toLocaleString('en-US')} characters`,
  );
}

// XML's own white space; a no-break space is text.
function withoutOuterSpace(text: string): string {
  return text.replace(/^[ \t\n\r]+/, '').replace(/[ \t\n\r]+$/, '');
}
