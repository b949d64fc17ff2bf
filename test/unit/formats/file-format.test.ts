import { describe, expect, it } from 'vitest';
import { detectFileFormat } from '../../../src/formats/file-format.js';

const zip = 'PK\x03\x04\x14\x00';
const ole = Buffer.from('d0cf11e0a1b11ae1', 'hex');

describe('file format by content', () => {
  it.each([
    ['csv', 'Id;Name\n', '.csv'],
    ['csv', 'Id;Name\n', '.xlsx'],
    ['csv', 'Id,Name\n', '.txt'],
    ['csv', 'Id,Name\n', ''],
    ['xlsx', `${zip}[Content_Types].xml`, '.xlsx'],
    ['xlsx', `${zip}xl/workbook.xml`, '.csv'],
    ['empty', '', '.csv'],
    ['csv', Buffer.from('\uFEFFId;Name', 'utf16le'), '.csv'],
    ['csv', Buffer.from('Id;Name', 'utf16le'), '.csv'],
    ['csv', Buffer.from('Id;Name', 'utf16le').swap16(), '.csv'],
    ['csv', 'Id;Gr\xf6\xdfe', '.csv'],
  ])('sees %s', (kind, content, extension) => {
    const head = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    expect(detectFileFormat(head, extension).kind).toBe(kind);
  });

  it.each([
    ['an Excel 97-2003 workbook (.xls)', 'FORMAT_UNKNOWN', ole, '.xls'],
    [
      'an encrypted workbook',
      'FILE_UNREADABLE',
      Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      '.xlsx',
    ],
    [
      'an OpenDocument file (.ods)',
      'FORMAT_UNKNOWN',
      `${zip}mimetypeapplication/vnd.oasis.opendocument.spreadsheet`,
      '.ods',
    ],
    ['a binary Excel workbook (.xlsb)', 'FORMAT_UNKNOWN', `${zip}xl/workbook.bin`, '.xlsb'],
    ['a Word document', 'FORMAT_UNKNOWN', `${zip}word/document.xml`, '.docx'],
    ['a PDF file', 'FORMAT_UNKNOWN', '%PDF-1.7', '.pdf'],
    ['a PNG image', 'FORMAT_UNKNOWN', '\x89PNG\r\n', '.png'],
    ['a JPEG image', 'FORMAT_UNKNOWN', '\xff\xd8\xff\xe0', '.jpg'],
    ['a GIF image', 'FORMAT_UNKNOWN', 'GIF89a', '.gif'],
    ['a gzip archive', 'FORMAT_UNKNOWN', '\x1f\x8b\x08', '.gz'],
    ['an RTF document', 'FORMAT_UNKNOWN', '{\\rtf1', '.rtf'],
    ['a web page or XML file', 'FORMAT_UNKNOWN', '\n <!DOCTYPE html><html>', '.xls'],
    ['a web page or XML file', 'FORMAT_UNKNOWN', '<?xml version="1.0"?>', '.csv'],
    ['a JSON file', 'FORMAT_UNKNOWN', '{"a":1}', '.JSON'],
    ['a binary file', 'FORMAT_UNKNOWN', '\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0', '.csv'],
  ])('refuses %s with %s', (...[found, code, content, extension]) => {
    const head = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
    expect(detectFileFormat(head, extension)).toMatchObject({ kind: 'refused', found, code });
  });

  it('says how leads of a JSON lines file become a sheet', () => {
    const head = Buffer.from('{"dsLeadOpportunityId":"1"}\n');
    expect(detectFileFormat(head, '.jsonl')).toEqual({
      kind: 'refused',
      code: 'FORMAT_UNKNOWN',
      found: 'a JSON lines file',
      next: expect.stringContaining('leadferry export leads -o leads.xlsx'),
    });
  });

  it('does not take a text with a few NUL characters for UTF-16', () => {
    expect(detectFileFormat(Buffer.from('Id;Na\0me;\0x\n'), '.csv')).toEqual({ kind: 'csv' });
  });
});
