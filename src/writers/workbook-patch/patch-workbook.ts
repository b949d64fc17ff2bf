import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { LeadferryError } from '../../core/error.js';
import { writeFileAtomically } from '../../formats/atomic-file.js';
import { readContentType } from '../../formats/ooxml/content-types.js';
import type { PackageContext } from '../../formats/ooxml/package-context.js';
import { readXmlPart, xmlBytes } from '../../formats/ooxml/xml-part.js';
import type { ZipArchive } from '../../formats/ooxml/zip-archive.js';
import { contentTypes } from './content-type-part.js';
import { PackagePatch, type PartContent } from './package-patch.js';
import { patchSheet, type SheetContext, type SurveyedSheet } from './patch-sheet.js';
import { isSelectedSheet, surveySheet } from './sheet-survey.js';
import { blankStyles, StyleBook } from './style-book.js';
import { summaryPart } from './summary-part.js';
import { patchMain, readWorkbookMain, type WorkbookMain } from './workbook-part.js';
import type { CellPlace, PatchOptions, PatchResult, SheetPatch, WorkbookPatch } from './workbook-patch.js';

/** A workbook that is open for reading. */
export interface PatchSource {
  readonly archive: ZipArchive;
  readonly context: PackageContext;
  /** Its path, which is never written to; null where it is no file. */
  readonly path: string | null;
}

const defaultMaxComments = 20_000;
const signatures = '_xmlsignatures/';

/**
 * Writes a copy of a workbook in which cells, notes, columns and a sheet are changed or added as the patch says. Every part that
 * need not change keeps its bytes, and in those that change everything else stays as it is written: charts, images, macros,
 * formulas, formats. The copy appears whole or not at all.
 * Throws LeadferryError USAGE (the target is the source, or has an extension that does not fit), SHEET_UNKNOWN, FILE_UNREADABLE,
 * LIMIT_REACHED, FILE_WRITE_FAILED.
 */
export async function patchWorkbook(
  source: PatchSource,
  target: string,
  { patch, options }: { readonly patch: WorkbookPatch; readonly options: PatchOptions },
): Promise<PatchResult> {
  const { archive, context } = source;
  const main = await readWorkbookMain(archive, context);
  await refuseTarget(source, target, main);
  const edited = new PackagePatch(archive, context);
  await dropSignatures(edited, options);
  warnOfPivots(archive, patch, options);
  const styles = await openStyles(edited, main);
  const sheets = await surveySheets(patch.sheets, edited, main);
  const front = await frontOf(patch, sheets, { edited, main });
  const counts = { comments: 0, leftOut: 0 };
  const keptFormulas: CellPlace[] = [];
  let room = options.maxComments ?? defaultMaxComments;
  const sheetContext: SheetContext = {
    patch: edited,
    main,
    styles: styles.book,
    removeEarlier: options.removeEarlier,
    deselects: front.kind === 'shown',
    takeNotes: (wanted) => {
      const taken = Math.min(room, wanted);
      room -= taken;
      return taken;
    },
    onNotes: (made, leftOut) => {
      counts.comments += made;
      counts.leftOut += leftOut;
    },
    onKeptFormula: (place) => keptFormulas.push(place),
    onNoRoom: (sheet) =>
      options.onNote?.(`Sheet "${sheet}" reaches to its last column: no columns are added to it.`),
  };
  for (const sheet of sheets) await patchSheet(sheet, sheetContext);
  await patchFront(patch, { edited, main, styles: styles.book, front });
  const path = await writeFileAtomically(target, (output) =>
    edited.write(output, { name: styles.part, read: () => [xmlBytes(styles.book.text())] }),
  );
  return { path, comments: counts.comments, commentsLeftOut: counts.leftOut, keptFormulas };
}

async function refuseTarget(
  { archive, context, path }: PatchSource,
  target: string,
  main: WorkbookMain,
): Promise<void> {
  const [from, to] = await Promise.all(
    [path, target].map((one) => (one === null ? null : stat(one).catch(() => null))),
  );
  if (from && to && from.ino === to.ino && from.dev === to.dev) {
    throw new LeadferryError('USAGE', `${target} is the workbook that is read; it is never written over.`, {
      next: 'Name another file for the copy.',
    });
  }
  const type = await readContentType(archive, main.part.name, context);
  const wanted = type?.includes('macroEnabled') === true ? '.xlsm' : '.xlsx';
  if (extname(target).toLowerCase() === wanted) return;
  const why =
    wanted === '.xlsm' ? 'holds macros, which Excel opens in files named .xlsm only' : 'is copied as .xlsx';
  throw new LeadferryError('USAGE', `${basename(target)}: ${context.source} ${why}.`, {
    next: `Name the copy ${basename(target, extname(target))}${wanted}.`,
  });
}

/** A signature is of the bytes as they were. */
async function dropSignatures(edited: PackagePatch, { onNote }: PatchOptions): Promise<void> {
  if (!edited.archive.names.some((name) => name.toLowerCase().startsWith(signatures))) return;
  onNote?.('The workbook is digitally signed. A changed copy cannot keep the signature: it is left out.');
  edited.removeFolder(signatures);
  (await edited.relationshipsOf('')).removeType('/digital-signature/origin');
}

function warnOfPivots(archive: ZipArchive, patch: WorkbookPatch, { onNote }: PatchOptions): void {
  if (!changesValues(patch) || !archive.names.some((name) => /pivotCache\/pivotCacheDefinition/i.test(name)))
    return;
  onNote?.('The workbook holds pivot tables. They show the old values until they are refreshed in Excel.');
}

function changesValues({ sheets }: WorkbookPatch): boolean {
  return sheets.some(({ cells }) =>
    [...cells.values()].some((row) => row.some(({ value }) => value !== undefined)),
  );
}

async function openStyles(
  edited: PackagePatch,
  main: WorkbookMain,
): Promise<{ part: string; book: StyleBook }> {
  const { archive, context } = edited;
  if (main.styles !== null && archive.has(main.styles)) {
    return { part: main.styles, book: new StyleBook(await readXmlPart(archive, main.styles, context)) };
  }
  const part = edited.freeName(main.part.name.replace(/[^/]*$/, 'styles'), '.xml');
  const [root] = main.part.elements;
  const book = new StyleBook(blankStyles(part, root === undefined ? '' : main.part.openTag(root), context));
  edited.add(part, contentTypes.styles, () => []);
  (await edited.relationshipsOf(main.part.name)).add(`${main.namespaces.relationships}/styles`, part);
  return { part, book };
}

async function surveySheets(
  asked: readonly SheetPatch[],
  { archive, context }: PackagePatch,
  main: WorkbookMain,
): Promise<readonly SurveyedSheet[]> {
  const surveyed: SurveyedSheet[] = [];
  for (const one of asked) {
    const found = main.sheets.find(({ name, kind }) => kind === 'worksheet' && name === one.sheet);
    if (found === undefined) {
      throw new LeadferryError('SHEET_UNKNOWN', `${context.source} has no sheet "${one.sheet}".`);
    }
    surveyed.push({ asked: one, part: found.part, survey: await surveySheet(archive, found.part, context) });
  }
  return surveyed;
}

/**
 * How the summary comes into the workbook. earlier: in place of the one that is there. shown: in front, and the copy opens with it.
 * behind: in front, and the copy opens with what the workbook opens with.
 */
type Front =
  | { readonly kind: 'none' | 'shown' | 'behind' }
  | { readonly kind: 'earlier'; readonly part: string; readonly isSelected: boolean };

interface Edited {
  readonly edited: PackagePatch;
  readonly main: WorkbookMain;
}

async function frontOf(
  { summary }: WorkbookPatch,
  sheets: readonly SurveyedSheet[],
  { edited, main }: Edited,
): Promise<Front> {
  if (summary === null) return { kind: 'none' };
  const { archive, context } = edited;
  const earlier = main.sheets.find(({ name, kind }) => kind === 'worksheet' && name === summary.name);
  if (earlier !== undefined) {
    const isSelected = await isSelectedSheet(archive, earlier.part, context);
    return { kind: 'earlier', part: earlier.part, isSelected };
  }
  if (!main.hasWindows) return { kind: 'behind' };
  const patched = new Set(sheets.map(({ part }) => part));
  // Two selected sheets would be edited together, so no sheet that stays as it is may be one.
  for (const { part } of main.sheets) {
    if (patched.has(part) || !archive.has(part)) continue;
    if (await isSelectedSheet(archive, part, context)) return { kind: 'behind' };
  }
  return { kind: 'shown' };
}

/** Puts the summary in and patches the main part. */
async function patchFront(
  patch: WorkbookPatch,
  { edited, main, styles, front }: Edited & { readonly styles: StyleBook; readonly front: Front },
): Promise<void> {
  const { summary } = patch;
  const recalculates = changesValues(patch);
  let added = null;
  if (summary !== null && front.kind !== 'none') {
    const isSelected = front.kind === 'earlier' ? front.isSelected : front.kind === 'shown';
    const context = { styles, namespaces: main.namespaces, isSelected: main.hasWindows ? isSelected : null };
    const read = () => summaryPart(summary, context);
    if (front.kind === 'earlier') edited.replace(front.part, read);
    else added = { name: summary.name, id: await addSheet(read, { edited, main }) };
  }
  if (added === null && !recalculates) return;
  const text = patchMain(main, { front: added, showsFront: front.kind === 'shown', recalculates });
  edited.replace(main.part.name, () => [xmlBytes(text)]);
}

async function addSheet(read: PartContent, { edited, main }: Edited): Promise<string> {
  const name = edited.freeName(main.part.name.replace(/[^/]*$/, 'worksheets/sheet'), '.xml');
  edited.add(name, contentTypes.sheet, read);
  const relationships = await edited.relationshipsOf(main.part.name);
  return relationships.add(`${main.namespaces.relationships}/worksheet`, name);
}
