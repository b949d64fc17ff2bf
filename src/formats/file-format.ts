import type { ErrorCode } from '../core/error.js';
import type { FileFacts } from '../core/row.js';
import { charsetByHead } from './charset.js';

/** What the first bytes of a file say it is. */
export type DetectedFormat =
  | { readonly kind: FileFacts['format'] }
  | { readonly kind: 'empty' }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly found: string;
      readonly next: string | null;
    };

interface Signature {
  readonly found: string;
  readonly matches: (head: Buffer) => boolean;
  readonly code: ErrorCode;
  /** What to do; null where the error's own remedy says it. */
  readonly next: string | null;
}

const saveAsXlsx = 'Open it in Excel or LibreOffice and save it as .xlsx, then run the command again.';
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const zip = Buffer.from('PK\x03\x04', 'latin1');

/** Files that are not lead sheets, by content; the first match counts. */
const refusals: readonly Signature[] = [
  {
    found: 'an encrypted workbook',
    matches: (head) => startsWith(head, ole) && head.includes(Buffer.from('EncryptedPackage', 'utf16le')),
    code: 'FILE_UNREADABLE',
    next: 'Open it in Excel, remove the password (File > Info > Protect Workbook), save it and run the command again.',
  },
  {
    found: 'an Excel 97-2003 workbook (.xls)',
    matches: (head) => startsWith(head, ole),
    code: 'FORMAT_UNKNOWN',
    next: saveAsXlsx,
  },
  {
    found: 'an OpenDocument file (.ods)',
    matches: (head) => startsWith(head, zip) && head.includes('application/vnd.oasis.opendocument'),
    code: 'FORMAT_UNKNOWN',
    next: saveAsXlsx,
  },
  {
    found: 'a binary Excel workbook (.xlsb)',
    matches: (head) => startsWith(head, zip) && head.includes('xl/workbook.bin'),
    code: 'FORMAT_UNKNOWN',
    next: saveAsXlsx,
  },
  {
    found: 'a Word document',
    matches: (head) => startsWith(head, zip) && head.includes('word/') && !head.includes('xl/'),
    code: 'FORMAT_UNKNOWN',
    next: 'Copy the table into Excel and save it as .xlsx.',
  },
  binary('a PDF file', '%PDF-'),
  binary('a PNG image', '\x89PNG'),
  binary('a JPEG image', '\xff\xd8\xff'),
  binary('a GIF image', 'GIF8'),
  binary('a gzip archive', '\x1f\x8b'),
  binary('an RTF document', '{\\rtf'),
  {
    found: 'a web page or XML file',
    matches: (head) => /^\ufeff?\s*<(?:!doctype|html|head|body|table|meta|\?xml)\b/i.test(beginning(head)),
    code: 'FORMAT_UNKNOWN',
    next: saveAsXlsx,
  },
];

const noText: Signature = {
  found: 'a binary file',
  matches: isBinary,
  code: 'FORMAT_UNKNOWN',
  next: saveAsXlsx,
};

/** Extensions that say that a text file is no lead sheet, whatever it holds. */
const refusedExtensions: Readonly<Record<string, Pick<Signature, 'found' | 'next'>>> = {
  '.json': { found: 'a JSON file', next: null },
  '.jsonl': {
    found: 'a JSON lines file',
    next: 'JSON lines are for programs and for reports. Export the leads to a sheet (`leadferry export leads -o leads.xlsx`), edit it and run the command again with that file.',
  },
  '.yaml': { found: 'a YAML file', next: null },
  '.yml': { found: 'a YAML file', next: null },
  '.xml': { found: 'an XML file', next: null },
  '.html': { found: 'a web page', next: null },
  '.md': { found: 'a Markdown file', next: null },
};

/**
 * Judges a file by its first bytes (64 KiB are plenty), and text by its extension (`.json`) too.
 * A charset that was asked for says that it is text, however it looks. A zip archive counts as XLSX; whether it holds a workbook its reader finds out.
 */
export function detectFileFormat(
  head: Buffer,
  extension: string,
  { charsetAsked = false }: { readonly charsetAsked?: boolean } = {},
): DetectedFormat {
  if (head.length === 0) return { kind: 'empty' };
  const signatures = charsetAsked ? refusals : [...refusals, noText];
  const refused = signatures.find(({ matches }) => matches(head));
  if (refused !== undefined) {
    const { code, found, next } = refused;
    return { kind: 'refused', code, found, next };
  }
  if (startsWith(head, zip)) return { kind: 'xlsx' };
  const text = refusedExtensions[extension.toLowerCase()];
  return text === undefined ? { kind: 'csv' } : { kind: 'refused', code: 'FORMAT_UNKNOWN', ...text };
}

function binary(found: string, start: string): Signature {
  const bytes = Buffer.from(start, 'latin1');
  return { found, matches: (head) => startsWith(head, bytes), code: 'FORMAT_UNKNOWN', next: saveAsXlsx };
}

function startsWith(head: Buffer, bytes: Buffer): boolean {
  return head.subarray(0, bytes.length).equals(bytes);
}

function beginning(head: Buffer): string {
  return head.subarray(0, 512).toString('utf8');
}

/** Whether the bytes are those of a program rather than of text in any charset: many are control characters. */
function isBinary(head: Buffer): boolean {
  if (startsWith(head, zip) || charsetByHead(head) !== null) return false;
  let control = 0;
  for (const byte of head)
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) control += 1;
  return control > head.length / 10 && control > 2;
}
