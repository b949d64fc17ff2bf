import { describe, expect, it } from 'vitest';
import { sniffCsvDialect } from '../../../src/formats/csv-dialect.js';

function delimiterOf(...lines: string[]): string {
  return sniffCsvDialect(lines.join('\n'), { complete: true }).delimiter;
}

describe('CSV dialect', () => {
  it.each([
    [',', ['Id,Name', 'A-1,Pilot']],
    [';', ['Id;Name', 'A-1;Pilot']],
    ['\t', ['Id\tName', 'A-1\tPilot']],
    ['|', ['Id|Name', 'A-1|Pilot']],
    [';', ['Id;Name']],
  ])('finds %j between the cells', (delimiter, lines) => {
    expect(delimiterOf(...lines)).toBe(delimiter);
  });

  it.each([
    ['decimal commas under a semicolon', ';', ['Name;Amount', 'A;1,50', 'B;2,75']],
    ['decimal commas and a comma in the header', ';', ['Name;Amount, net', 'A;1,5', 'B;2,5']],
    ['commas in two headers and decimal commas', ';', ['Amount, net;Amount, gross', '1,5;2,5', '1,0;2,0']],
    ['decimal commas in every cell', ';', ['Amount 1;Amount 2', '1,5;2,5', '1,0;2,0']],
    ['semicolon lists under a comma', ',', ['Name,Competitors', 'A,x; y; z', 'B,u; v']],
    ['quoted text full of semicolons', ',', ['"Name; long",Note', '"a;b;c","d;e"', '"f;g;h","i"']],
    ['quoted line breaks', ';', ['Id;Note', 'A;"one, two,\nthree, four"', 'B;"x"']],
    ['doubled quotes', ',', ['Id,Note', '"a ""b"" c",d']],
    ['rows that are shorter than the header', ';', ['A;B;C', '1;2', '1;2;3']],
    ['a quote that is never closed', ';', ['A;B', '"1;2', '3;4']],
    ['blank lines and rows of delimiters', ';', ['', ';;', 'A;B;C', ';;', '1;2;3']],
  ])('is not misled by %s', (_, delimiter, lines) => {
    expect(delimiterOf(...lines)).toBe(delimiter);
  });

  it.each([
    ['commas in its text', ['Notes', 'a, b', 'c, d, e']],
    ['semicolons in its text', ['Notes', 'a; b', 'c']],
    ['no delimiter at all', ['Email', 'a@example.com']],
  ])('keeps a single column with %s whole', (_, lines) => {
    const delimiter = delimiterOf(...lines);
    expect(lines.filter((line) => line.includes(delimiter))).toEqual([]);
  });

  it.each([
    ['sep=;\nA,B\n1,2', { delimiter: ';', skip: 6 }],
    ['sep=;\r\nA;B', { delimiter: ';', skip: 7 }],
    ['SEP=\t\nA\tB', { delimiter: '\t', skip: 6 }],
    ['sep=^\nA^B', { delimiter: '^', skip: 6 }],
  ])("follows Excel's line %j", (text, dialect) => {
    expect(sniffCsvDialect(text, { complete: true })).toMatchObject(dialect);
  });

  it.each([
    ['a title', ';', ['Leads of the north, south and west', 'Id;Name;City', 'A-1;Pilot;Ulm']],
    ['a title with the delimiter of the table', ';', ['Leads; Q3', 'Id;Name;City', 'A;b;c', 'B;d;e']],
    [
      'a title, filters and a blank line',
      ',',
      ['Report', 'Filter; open', '', 'Id,Name', 'A,b', 'B,c', 'C,d', 'D,e', 'E,f'],
    ],
  ])('looks past %s', (_, delimiter, lines) => {
    expect(delimiterOf(...lines)).toBe(delimiter);
  });

  it.each([
    ['quotes where there are any', 'Id,Text\nA,"x"', { quote: '"', isQuoted: true, quoteEscape: 'quote' }],
    ['no quoted cell', 'Id,Text\nA,12" pipe', { quote: '"', isQuoted: false }],
    ['backslashes before quotes', 'Id,Text\nA,"say \\"hi\\" now"', { quoteEscape: 'backslash' }],
    ['doubled quotes', 'Id,Text\nA,"say ""hi"" now"', { quoteEscape: 'quote' }],
    ['paths that end with a backslash', 'Id,Text\n"C:\\dir\\","x"', { quoteEscape: 'quote' }],
    [
      'a doubled quote after a backslash',
      'Id,Text\nA,"C:\\""new"" dir"\nB,"a ""b"""',
      { quoteEscape: 'quote' },
    ],
  ])('sees %s', (_, text, dialect) => {
    expect(sniffCsvDialect(text, { complete: true })).toMatchObject(dialect);
  });

  it('takes the delimiter and quote that are asked for', () => {
    const text = "'a|b',c;d\n'e|f',g;h";
    expect(sniffCsvDialect(text, { complete: true, delimiter: ';' })).toMatchObject({ delimiter: ';' });
    expect(sniffCsvDialect(text, { complete: true, quote: "'" })).toMatchObject({
      delimiter: ',',
      quote: "'",
      isQuoted: true,
    });
    expect(sniffCsvDialect('"a,b";c\n"d,e";f', { complete: true, quote: null })).toMatchObject({
      quote: null,
      isQuoted: false,
    });
  });

  it('does not count the record at which the head was cut off', () => {
    const head = 'A,B;C\n1,2;3\n4,5;6\n7';
    expect(sniffCsvDialect(head, { complete: false }).delimiter).toBe(
      sniffCsvDialect('A,B;C\n1,2;3\n4,5;6', { complete: true }).delimiter,
    );
  });

  it('takes rows of delimiters alone for blank rows', () => {
    expect(delimiterOf(';;;', ';;;')).toBe(';');
  });
});
