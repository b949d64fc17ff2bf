import type { PackageContext } from '../../formats/ooxml/package-context.js';
import { TagScanner } from '../../formats/ooxml/tag-scanner.js';
import { readXmlBytes } from '../../formats/ooxml/xml-text.js';
import type { ZipArchive } from '../../formats/ooxml/zip-archive.js';
import { blockOfReference, type CellBlock, columnOfReference, rowOfReference } from './cell-reference.js';

/** Columns from 0, both inclusive, with a style for cells that are not there. */
interface StyledColumns {
  readonly from: number;
  readonly to: number;
  readonly style: number;
}

/** What is to be known of a sheet before it is patched. */
export interface SheetSurvey {
  /** The last row that is there, and the last column from 0 that holds anything; 0 and -1 where there is none. */
  readonly bottom: number;
  readonly right: number;
  readonly merges: readonly CellBlock[];
  /** The relationship of the drawing that holds the boxes of notes; null where there is none. */
  readonly notesDrawing: string | null;
  readonly styledColumns: readonly StyledColumns[];
  /** Whether it is (one of) the sheets that the workbook opens with. */
  readonly isSelected: boolean;
}

/** Looks through a sheet. Throws LeadferryError FILE_UNREADABLE, LIMIT_REACHED. */
export async function surveySheet(
  archive: Pick<ZipArchive, 'read'>,
  part: string,
  context: PackageContext,
): Promise<SheetSurvey> {
  const survey = new Survey();
  const tags = new TagScanner(part, context);
  for await (const bytes of readXmlBytes(archive.read(part), { source: context.source, part })) {
    context.signal?.throwIfAborted();
    tags.push(bytes.toString('latin1'));
    while (tags.next()) if (tags.kind !== 'close') survey.take(tags);
  }
  tags.finish();
  return survey;
}

/** Whether a sheet of any kind is one of those that the workbook opens with. Reads no more than its start. */
export async function isSelectedSheet(
  archive: Pick<ZipArchive, 'read'>,
  part: string,
  context: PackageContext,
): Promise<boolean> {
  const tags = new TagScanner(part, context);
  for await (const bytes of readXmlBytes(archive.read(part), { source: context.source, part })) {
    tags.push(bytes.toString('latin1'));
    while (tags.next()) {
      if (tags.name === 'sheetView' && tags.kind !== 'close' && isSelectedView(tags)) return true;
      if (tags.name === 'sheetData') return false;
    }
  }
  return false;
}

function isSelectedView(tags: TagScanner): boolean {
  const selected = tags.rawAttribute('tabSelected');
  return selected === '1' || selected === 'true';
}

class Survey implements SheetSurvey {
  bottom = 0;
  right = -1;
  readonly merges: CellBlock[] = [];
  notesDrawing: string | null = null;
  readonly styledColumns: StyledColumns[] = [];
  isSelected: boolean = false;
  #column = -1;

  take(tags: TagScanner): void {
    switch (tags.name) {
      case 'c':
        if (tags.depth === 4) this.#takeCell(tags);
        break;
      case 'row':
        if (tags.depth === 3) this.#takeRow(tags);
        break;
      case 'col':
        if (tags.depth === 3) this.#takeColumns(tags);
        break;
      case 'mergeCell':
        this.#takeMerge(tags);
        break;
      case 'sheetView':
        this.isSelected ||= isSelectedView(tags);
        break;
      case 'legacyDrawing':
        if (tags.depth === 2) this.notesDrawing = relationshipOf(tags.tag);
        break;
      default:
    }
  }

  #takeRow(tags: TagScanner): void {
    this.bottom = rowOfReference(tags.rawAttribute('r')) ?? this.bottom + 1;
    this.#column = -1;
  }

  #takeCell(tags: TagScanner): void {
    const reference = tags.rawAttribute('r');
    this.#column = columnOfReference(reference) ?? this.#column + 1;
    if (reference !== null) this.bottom = rowOfReference(reference) ?? this.bottom;
    if (tags.kind === 'open' && this.#column > this.right) this.right = this.#column;
  }

  #takeColumns(tags: TagScanner): void {
    const style = tags.rawAttribute('style');
    if (style === null) return;
    const [from, to] = [Number(tags.rawAttribute('min')) - 1, Number(tags.rawAttribute('max')) - 1];
    this.styledColumns.push({ from, to, style: Number(style) });
  }

  #takeMerge(tags: TagScanner): void {
    const block = blockOfReference(tags.rawAttribute('ref') ?? '');
    if (block !== null) this.merges.push(block);
  }
}

function relationshipOf(tag: string): string | null {
  return /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? null;
}
