import { type ErrorCode, LeadferryError } from '../core/error.js';

/** What a zip archive shows of the document in it. */
export interface ArchiveContent {
  readonly source: string;
  readonly names: readonly string[];
  /** The part that the package names as its document, and its content type. */
  readonly mainPart: string | null;
  readonly type: string | null;
}

interface OtherDocument {
  readonly found: string;
  readonly matches: (content: ArchiveContent) => boolean;
  readonly next: string;
  readonly code: ErrorCode;
}

const saveAsXlsx = 'Open it in Excel or LibreOffice and save it as .xlsx, then run the command again.';

/** Documents in zip archives that are no XLSX workbooks; the first match counts. */
const others: readonly OtherDocument[] = [
  {
    found: 'a binary Excel workbook (.xlsb)',
    matches: ({ mainPart, type }) => mainPart?.endsWith('.bin') === true || hasType(type, 'sheet.binary'),
    next: saveAsXlsx,
    code: 'FORMAT_UNKNOWN',
  },
  {
    found: 'a Word document',
    matches: ({ type }) => hasType(type, 'wordprocessingml') || hasType(type, 'ms-word'),
    next: 'Copy the table into Excel and save it as .xlsx.',
    code: 'FORMAT_UNKNOWN',
  },
  {
    found: 'a PowerPoint document',
    matches: ({ type }) => hasType(type, 'presentationml') || hasType(type, 'ms-powerpoint'),
    next: 'Copy the table into Excel and save it as .xlsx.',
    code: 'FORMAT_UNKNOWN',
  },
  {
    found: 'an OpenDocument file (.ods)',
    matches: ({ mainPart, names }) => mainPart === null && names.includes('content.xml'),
    next: saveAsXlsx,
    code: 'FORMAT_UNKNOWN',
  },
  {
    found: 'an Apple Numbers document',
    matches: ({ mainPart, names }) =>
      mainPart === null && names.some((name) => name.endsWith('.iwa') || name === 'Index.zip'),
    next: 'Open it in Numbers and choose File > Export To > Excel, then run the command again.',
    code: 'FORMAT_UNKNOWN',
  },
  {
    found: 'a zip archive without a workbook in it, but with files that may be one',
    matches: ({ mainPart, names }) =>
      mainPart === null && names.some((name) => /\.(?:xlsx|xlsm|csv|tsv|txt)$/i.test(name)),
    next: 'Unpack the archive and name the file inside.',
    code: 'FORMAT_UNKNOWN',
  },
];

/** Throws LeadferryError FORMAT_UNKNOWN for a document that is known and no XLSX workbook, saying how to save it. */
export function refuseOtherDocument(content: ArchiveContent): void {
  const other = others.find(({ matches }) => matches(content));
  if (other === undefined) return;
  const { found, next, code } = other;
  throw new LeadferryError(code, `${content.source} is ${found}; expected a .csv or .xlsx file.`, { next });
}

function hasType(type: string | null, part: string): boolean {
  return type?.includes(part) === true;
}
