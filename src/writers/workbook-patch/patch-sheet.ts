import { columnLetters } from '../../core/row.js';
import { readRelationships } from '../../formats/ooxml/relationships.js';
import { copyXml } from '../../formats/ooxml/xml-copy.js';
import { readXmlPart, xmlBytes } from '../../formats/ooxml/xml-part.js';
import { type NoteTexts, newNotes, type PatchedNotes, patchNotes } from './comments-part.js';
import { contentTypes } from './content-type-part.js';
import { newBoxes, patchBoxes } from './note-boxes.js';
import { freeColumns, occupiedBlocks } from './occupied-blocks.js';
import type { PackagePatch } from './package-patch.js';
import type { RowContext } from './patch-row.js';
import { SheetRewrite } from './rewrite-sheet.js';
import type { SheetSurvey } from './sheet-survey.js';
import type { StyleBook } from './style-book.js';
import type { WorkbookMain } from './workbook-part.js';
import type { CellPlace, SheetPatch } from './workbook-patch.js';

/** What all sheets of a workbook are patched by. */
export interface SheetContext {
  readonly patch: PackagePatch;
  readonly main: WorkbookMain;
  readonly styles: StyleBook;
  readonly removeEarlier: boolean;
  /** The workbook opens with another sheet now. */
  readonly deselects: boolean;
  /** How many more notes there may be. */
  readonly takeNotes: (wanted: number) => number;
  readonly onNotes: (made: number, leftOut: number) => void;
  readonly onKeptFormula: (place: CellPlace) => void;
  readonly onNoRoom: (sheet: string) => void;
}

/** A sheet that is patched: what is asked, where it is, what is known of it. */
export interface SurveyedSheet {
  readonly asked: SheetPatch;
  readonly part: string;
  readonly survey: SheetSurvey;
}

/** Plans a sheet and everything that hangs on it; its rows are patched when the package is written. */
export async function patchSheet(sheet: SurveyedSheet, context: SheetContext): Promise<void> {
  const { asked, part, survey } = sheet;
  const addedAt = await placeColumns(sheet, context);
  const notesDrawing = await patchSheetNotes(sheet, context);
  const job = {
    patch: asked,
    addedAt,
    context: rowContext(sheet, context),
    looksForMarks: context.removeEarlier && context.styles.holdsMarks,
    deselects: context.deselects && survey.isSelected,
    notesDrawing,
  };
  const { archive, context: reading } = context.patch;
  context.patch.replace(part, () => {
    const rewrite = new SheetRewrite(job);
    return copyXml(part, { bytes: archive.read(part), visit: (copy) => rewrite.visit(copy) }, reading);
  });
}

function rowContext({ asked, survey }: SurveyedSheet, context: SheetContext): RowContext {
  const { styles, main, removeEarlier, patch, onKeptFormula } = context;
  return {
    styles,
    dateSystem: main.dateSystem,
    removeMarks: removeEarlier,
    columnStyle: (column) =>
      survey.styledColumns.find(({ from, to }) => from <= column && column <= to)?.style ?? null,
    onKeptFormula: (row, column) => onKeptFormula({ sheet: asked.sheet, row, column: columnLetters(column) }),
    package: patch.context,
  };
}

/** Where each added column stands; none where the sheet has no room for them. */
async function placeColumns(
  { asked, part, survey }: SurveyedSheet,
  { patch, onNoRoom }: SheetContext,
): Promise<readonly number[]> {
  const { added } = asked;
  if (added === null) return [];
  const wanted = added.columns.filter(({ at }) => at === null).length;
  const block = {
    top: added.headerRow,
    left: 0,
    bottom: Math.max(survey.bottom, added.headerRow),
    right: survey.right,
  };
  const occupied = await occupiedBlocks(patch.archive, part, patch.context);
  let next = freeColumns(block, wanted, { ...occupied, merges: survey.merges });
  if (next === null) {
    onNoRoom(asked.sheet);
    return [];
  }
  const places: number[] = [];
  for (const { at } of added.columns) {
    places.push(at ?? next);
    if (at === null) next += 1;
  }
  return places;
}

/** Patches the notes and their boxes. Gives how the sheet has to name the boxes, null where it does so already or has none. */
async function patchSheetNotes(
  { asked, part, survey }: SurveyedSheet,
  context: SheetContext,
): Promise<{ readonly id: string; readonly namespace: string } | null> {
  const { patch, main, removeEarlier } = context;
  const relationships = await readRelationships(patch.archive, part, patch.context);
  const existing = relationships.find(({ type }) => type === 'comments')?.target ?? null;
  const wanted = noteTexts(asked);
  const texts = new Map([...wanted].slice(0, context.takeNotes(wanted.size)));
  if (existing === null && texts.size === 0) {
    context.onNotes(0, wanted.size);
    return null;
  }
  const notes =
    existing === null
      ? newNotes(texts, main.namespaces)
      : patchNotes(await readXmlPart(patch.archive, existing, patch.context), texts, {
          removeOwn: removeEarlier,
        });
  context.onNotes(texts.size - notes.leftOut.length, wanted.size - texts.size + notes.leftOut.length);
  const listed = await patch.relationshipsOf(part);
  const typeOf = (name: string) => `${main.namespaces.relationships}/${name}`;
  if (existing === null) {
    const name = patch.freeName(`${folderOf(main.part.name)}comments`, '.xml');
    patch.add(name, contentTypes.notes, () => [xmlBytes(notes.text)]);
    listed.add(typeOf('comments'), name);
  } else patch.replace(existing, () => [xmlBytes(notes.text)]);
  const boxes = relationships.find(({ id }) => id === survey.notesDrawing)?.target;
  if (boxes !== undefined && patch.archive.has(boxes)) {
    await replaceBoxes(boxes, notes, patch);
    return null;
  }
  if (notes.added.length === 0) return null;
  const name = patch.freeName(`${folderOf(main.part.name)}drawings/vmlDrawing`, '.vml');
  patch.add(name, contentTypes.boxes, () => [xmlBytes(newBoxes(notes.added))]);
  return { id: listed.add(typeOf('vmlDrawing'), name), namespace: main.namespaces.relationships };
}

async function replaceBoxes(boxes: string, notes: PatchedNotes, patch: PackagePatch): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const bytes of patch.archive.read(boxes)) pieces.push(bytes);
  const patched = patchBoxes(Buffer.concat(pieces).toString('latin1'), notes);
  if (patched !== null) patch.replace(boxes, () => [xmlBytes(patched)]);
}

function noteTexts({ cells }: SheetPatch): NoteTexts {
  const texts = new Map<string, string>();
  for (const [row, patches] of cells) {
    for (const { column, comment } of patches) {
      if (comment !== undefined) texts.set(`${columnLetters(column)}${row}`, comment);
    }
  }
  return texts;
}

function folderOf(part: string): string {
  return part.slice(0, part.lastIndexOf('/') + 1);
}
