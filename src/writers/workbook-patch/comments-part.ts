import type { Namespaces } from '../../formats/ooxml/namespaces.js';
import { xmlDeclaration } from '../../formats/ooxml/namespaces.js';
import { prefixOf } from '../../formats/ooxml/xml-markup.js';
import { editedText, type TextEdit, type XmlElement, type XmlPart } from '../../formats/ooxml/xml-part.js';
import { noteRuns, ownAuthor, ownSection, sectionRun } from './comment-texts.js';

const beginsAsOwn = new RegExp(`^(?:\\s*<[^>]*>)*\\s*${ownAuthor}:`);

/** Texts of notes by cell (`F17`). */
export type NoteTexts = ReadonlyMap<string, string>;

/** The notes of a sheet after a patch. */
export interface PatchedNotes {
  readonly text: string;
  /** The cells whose notes are new, and those whose notes are gone: what their boxes have to follow. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Cells that have a threaded conversation: their notes are Excel's own and stay as they are. */
  readonly leftOut: readonly string[];
}

/** The part of a sheet that has no notes yet. */
export function newNotes(notes: NoteTexts, { main }: Namespaces): PatchedNotes {
  const list = [...notes].map(([cell, text]) => noteMarkup(cell, text, { prefix: '', author: 0 }));
  const authors = `<authors><author>${ownAuthor}</author></authors>`;
  const content = `${authors}<commentList>${list.join('')}</commentList>`;
  const text = `${xmlDeclaration}<comments xmlns="${main}">${content}</comments>`;
  return { text, added: [...notes.keys()], removed: [], leftOut: [] };
}

/** A note that is there. */
interface Note {
  readonly cell: string;
  readonly element: XmlElement;
  readonly author: string;
  /** The element that holds its text, and what is in that. */
  readonly text: XmlElement | null;
  readonly runs: readonly XmlElement[];
}

/**
 * Puts notes into the part of a sheet that has some. Notes of others keep their text and get ours below it; where `removeOwn`, what
 * an earlier patch put there is taken away first. Excel keeps threaded conversations in a part of their own, so that these stay.
 */
export function patchNotes(
  part: XmlPart,
  notes: NoteTexts,
  { removeOwn }: { removeOwn: boolean },
): PatchedNotes {
  const [root] = part.elements;
  const list = part.find('commentList');
  const authorList = part.find('authors');
  if (root === undefined || list === null || authorList === null) {
    return { text: part.text, added: [], removed: [], leftOut: [...notes.keys()] };
  }
  const prefix = prefixOf(part.openTag(root));
  const authors = part.children(authorList).map((one) => part.content(one));
  const found = readNotes(part, authors);
  const own = found.filter((note) => removeOwn && isOwn(part, note));
  const gone = new Set(own.map(({ cell }) => cell));
  const others = new Map(found.filter(({ cell }) => !gone.has(cell)).map((note) => [note.cell, note]));
  const fresh = [...notes].filter(([cell]) => !others.has(cell));
  const known = authors.indexOf(ownAuthor);
  const author = known === -1 ? authors.length : known;
  const edits: TextEdit[] = own.map(({ element: { start, end } }) => ({ start, end, text: '' }));
  const leftOut: string[] = [];
  for (const note of others.values()) {
    const text = notes.get(note.cell);
    if (!isThreaded(note)) edits.push(...sectionEdits(note, { part, prefix, text, removeOwn }));
    else if (text !== undefined) leftOut.push(note.cell);
  }
  if (known === -1 && fresh.length > 0) {
    edits.push(insertion(part, authorList, `<${prefix}author>${ownAuthor}</${prefix}author>`));
  }
  const made = fresh.map(([cell, text]) => noteMarkup(cell, text, { prefix, author }));
  if (made.length > 0) edits.push(insertion(part, list, made.join('')));
  const added = fresh.map(([cell]) => cell);
  const removed = [...gone].filter((cell) => !notes.has(cell));
  return {
    text: editedText(part.text, edits),
    added: added.filter((cell) => !gone.has(cell)),
    removed,
    leftOut,
  };
}

function readNotes(part: XmlPart, authors: readonly string[]): readonly Note[] {
  const notes: Note[] = [];
  const runs: XmlElement[][] = [];
  for (const element of part.elements) {
    const last = notes.length - 1;
    const note = notes[last];
    if (element.depth === 3 && element.name === 'comment') {
      runs.push([]);
      notes.push({
        cell: part.attribute(element, 'ref') ?? '',
        author: authors[Number(part.attribute(element, 'authorId'))] ?? '',
        element,
        text: null,
        runs: runs.at(-1) ?? [],
      });
    } else if (element.depth === 4 && element.name === 'text' && note !== undefined) {
      notes[last] = { ...note, text: element };
    } else if (element.depth === 5 && note !== undefined) runs[last]?.push(element);
  }
  return notes;
}

/** By its author, or by how it begins: not every program keeps the authors of notes. */
function isOwn(part: XmlPart, { author, text }: Note): boolean {
  return author === ownAuthor || (text !== null && beginsAsOwn.test(part.outer(text)));
}

function isThreaded({ author }: Note): boolean {
  return author.startsWith('tc=');
}

interface SectionContext {
  readonly part: XmlPart;
  readonly prefix: string;
  readonly text: string | undefined;
  readonly removeOwn: boolean;
}

function sectionEdits({ text: holder, runs }: Note, context: SectionContext): readonly TextEdit[] {
  const { part, prefix, text, removeOwn } = context;
  if (holder === null) return [];
  const edits: TextEdit[] = [];
  const ours = removeOwn ? runs.findIndex((run) => part.outer(run).includes(ownSection)) : -1;
  const first = runs[ours];
  const end = runs.at(-1)?.end;
  if (first !== undefined && end !== undefined) edits.push({ start: first.start, end, text: '' });
  if (text === undefined) return edits;
  const [only] = runs;
  // Text alone becomes a run, so that ours can stand behind it.
  if (only?.name === 't') {
    const run = `<${prefix}r>${part.outer(only)}</${prefix}r>`;
    edits.push({ start: only.start, end: only.end, text: run });
  }
  const taken = holder.end - holder.start;
  edits.push(insertion(part, holder, sectionRun(text, { prefix, taken })));
  return edits;
}

/** Puts markup at the end of an element, also where it is `<a/>`. */
function insertion(part: XmlPart, element: XmlElement, markup: string): TextEdit {
  const openTag = part.openTag(element);
  const { start, end, closeStart } = element;
  if (!openTag.endsWith('/>')) return { start: closeStart, end: closeStart, text: markup };
  const name = `${prefixOf(openTag)}${element.name}`;
  return { start, end, text: `${openTag.slice(0, -2)}>${markup}</${name}>` };
}

function noteMarkup(
  cell: string,
  text: string,
  { prefix, author }: { prefix: string; author: number },
): string {
  const runs = noteRuns(text, prefix);
  const content = `<${prefix}text>${runs}</${prefix}text>`;
  return `<${prefix}comment ref="${cell}" authorId="${author}">${content}</${prefix}comment>`;
}
