import {
  builtInFormat,
  type NumberFormat,
  parseNumberFormat,
  plainFormat,
} from '../formats/ooxml/number-format.js';
import { damagedWorkbook, type PackageContext } from '../formats/ooxml/package-context.js';
import { scanElements, type XmlScanner } from '../formats/ooxml/xml-scanner.js';
import { withoutEscapes } from '../formats/ooxml/xml-text.js';
import type { ZipArchive } from '../formats/ooxml/zip-archive.js';

/** Excel allows 65,490. */
const mostStyles = 100_000;

interface CellStyle {
  /** Null where it is that of the style that it is based on. */
  readonly formatId: number | null;
  readonly base: number;
}

/** What the number format of each cell style makes of a number, by style index. A workbook without styles has one, plain. */
export const noStyles: readonly NumberFormat[] = [plainFormat];

/** Reads the number formats of the cell styles. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED. */
export async function readStyles(
  archive: ZipArchive,
  part: string,
  context: PackageContext,
): Promise<readonly NumberFormat[]> {
  const reading = new StylesReading(part, context);
  for await (const scanner of scanElements(part, archive.read(part), context)) reading.take(scanner);
  return reading.formats();
}

class StylesReading {
  readonly #custom = new Map<number, NumberFormat>();
  readonly #styles: Record<'cellXfs' | 'cellStyleXfs', CellStyle[]> = { cellXfs: [], cellStyleXfs: [] };
  readonly #part: string;
  readonly #context: PackageContext;
  #list: string = '';

  constructor(part: string, context: PackageContext) {
    this.#part = part;
    this.#context = context;
  }

  take(scanner: XmlScanner): void {
    if (scanner.depth === 2) this.#list = scanner.name;
    else if (scanner.depth === 3) this.#takeItem(scanner);
  }

  formats(): readonly NumberFormat[] {
    const { cellXfs, cellStyleXfs } = this.#styles;
    if (cellXfs.length === 0) return noStyles;
    return cellXfs.map(({ formatId, base }) => this.#format(formatId ?? cellStyleXfs[base]?.formatId ?? 0));
  }

  #takeItem(scanner: XmlScanner): void {
    if (this.#list === 'numFmts' && scanner.name === 'numFmt') {
      const code = withoutEscapes(scanner.attribute('formatCode') ?? '');
      this.#custom.set(Number(scanner.attribute('numFmtId')), parseNumberFormat(code));
      this.#checkCount(this.#custom.size);
    } else if ((this.#list === 'cellXfs' || this.#list === 'cellStyleXfs') && scanner.name === 'xf') {
      const formatId = scanner.attribute('numFmtId');
      const base = Number(scanner.attribute('xfId') ?? 0);
      this.#styles[this.#list].push({ formatId: formatId === null ? null : Number(formatId), base });
      this.#checkCount(this.#styles[this.#list].length);
    }
  }

  #checkCount(count: number): void {
    if (count <= mostStyles) return;
    const most = mostStyles.toLocaleString('en-US');
    throw damagedWorkbook(
      this.#context.source,
      `its part ${this.#part} holds more than ${most} styles or formats`,
    );
  }

  #format(id: number): NumberFormat {
    return this.#custom.get(id) ?? builtInFormat(id);
  }
}
