import type { Issue } from '../core/issue.js';
import {
  type CharsetFinding,
  charsetAsked,
  charsetByContent,
  charsetByHead,
  validUtf8,
} from '../formats/charset.js';
import type { CharsetName } from '../formats/charset-names.js';
import { scanBytes } from '../formats/charset-scan.js';
import { createIssue } from '../lead/issue-catalogue.js';
import { beginsAsUtf8 } from './charset-proof.js';
import { scannedBytes } from './csv-bytes.js';
import type { OpenedFile } from './opened-file.js';

/** How the bytes of a CSV file are to be read. */
export interface CsvCharset extends CharsetFinding {
  /** True where all bytes are known to be text: no row has to be searched for bytes that are none. */
  readonly isClean: boolean;
  /** True where the two are only likely, by the beginning of the file: they are to be proven while it is read. */
  readonly isOpen: boolean;
}

/** The charset that was asked for, that the first bytes prove, or that all bytes of the file speak for. */
export async function csvCharset(file: OpenedFile, asked: CharsetName | null): Promise<CsvCharset> {
  if (asked !== null) return { ...charsetAsked(asked, file.head), isClean: false, isOpen: false };
  const proven = charsetByHead(file.head);
  if (proven !== null && proven.charset !== 'utf-8') return { ...proven, isClean: false, isOpen: false };
  if (file.provesLater === true && !file.complete && beginsAsUtf8(file.head)) {
    return { ...(proven ?? validUtf8), isClean: true, isOpen: true };
  }
  const facts = await scanBytes(scannedBytes(file));
  const finding = proven ?? (await charsetByContent(facts));
  return { ...finding, isClean: facts.badBytes === 0 && !facts.hasNul, isOpen: false };
}

/** What is said of a charset that was guessed; nothing of any other. */
export function charsetNotes(
  { charset, confidence, how, word }: CharsetFinding,
  source: string,
): readonly Issue[] {
  if (how !== 'guessed') return [];
  const sure = `${Math.round(confidence * 100)} %`;
  const sample = word === null ? 'It shows no word to judge by.' : `One of its words then reads "${word}".`;
  const message = `expected UTF-8, found text that is read as ${charset} (${sure} sure). ${sample}`;
  const hint =
    'If that is right, nothing has to be done. Otherwise name the charset, for instance --encoding windows-1250.';
  return [createIssue('CHARSET_GUESSED', { source, value: word }, { message, hint })];
}
