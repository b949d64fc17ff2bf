import { Buffer } from 'node:buffer';
import iconv from 'iconv-lite';

/** One golden case: the bytes of the file and what `leadferry inspect --rows 1000 --json` says of it. */
export interface CsvCase {
  /** Name of its folder. */
  readonly name: string;
  readonly title: string;
  readonly input: Buffer;
  readonly flags?: readonly string[];
  readonly expect: Readonly<Record<string, unknown>>;
}

type Issue = readonly [code: string, column: string | null];

/** A row as it is expected: its number, its cells, and what is wrong with it. */
interface ExpectedRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly issues?: readonly Issue[];
}

const headers = ['Partner lead id', 'Lead name', 'Customer city'];
const lead = (id: string, name: string, city: string): readonly string[] => [id, name, city];
const leads = [lead('A-1', 'Pump line', 'Berlin'), lead('A-2', 'Drill', 'Ulm')];

function row({ row: number, cells, issues = [] }: ExpectedRow): Record<string, unknown> {
  return {
    sheet: null,
    row: number,
    cells,
    issues: issues.map(([code, column]) => ({ code, row: number, column })),
  };
}

/** Rows that are read as they stand, numbered from `first` on. */
function plain(cells: readonly (readonly string[])[], first = 2): readonly Record<string, unknown>[] {
  return cells.map((texts, index) => row({ row: first + index, cells: texts }));
}

function text(lines: readonly (readonly string[])[], delimiter = ',', lineEnd = '\n'): string {
  return lines.map((cells) => `${cells.join(delimiter)}${lineEnd}`).join('');
}

function error(code: string, message: string): CsvCase['expect'] {
  return { error: { code, message: `/${message}/` } };
}

const utf8 = (content: string): Buffer => Buffer.from(content, 'utf8');
const latin = (content: string): Buffer => Buffer.from(content, 'latin1');
const head = `${headers.join(',')}\n`;

const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|' } as const;

function delimiterCases(): CsvCase[] {
  return Object.entries(delimiters).flatMap(([name, delimiter]) => {
    const others = [...Object.values(delimiters)].filter((other) => other !== delimiter).join('');
    const busy = [
      lead('A-1', `"x${delimiter}y"`, 'Berlin'),
      lead('A-2', `a ${others} b`, 'Ulm'),
      ...leads.slice(1),
    ];
    const shared = { format: 'csv', charset: 'utf-8', charsetConfidence: 1, delimiter };
    return [
      {
        name: `delimiter-${name}`,
        title: `cells between delimiters of the kind ${name}`,
        input: utf8(text([headers, ...leads], delimiter)),
        expect: { ...shared, quote: null, headerRow: 1, unmapped: [], notes: [], rows: plain(leads) },
      },
      {
        name: `delimiter-${name}-quoted`,
        title: `a ${name} inside quotes and the other delimiters inside text`,
        input: utf8(text([headers, ...busy], delimiter)),
        expect: {
          ...shared,
          quote: '"',
          rows: plain([
            lead('A-1', `x${delimiter}y`, 'Berlin'),
            lead('A-2', `a ${others} b`, 'Ulm'),
            ...leads.slice(1),
          ]),
        },
      },
      {
        name: `delimiter-${name}-sep-line`,
        title: `the line sep= of Excel names ${name} and is not counted`,
        input: utf8(`sep=${delimiter}\r\n${text([headers, ...leads], delimiter, '\r\n')}`),
        expect: { ...shared, headerRow: 1, rows: plain(leads) },
      },
      {
        name: `delimiter-${name}-asked`,
        title: `--delimiter ${name} reads a file by it`,
        input: utf8(text([headers, ...leads], delimiter)),
        flags: ['--delimiter', name],
        expect: { ...shared, rows: plain(leads) },
      },
    ];
  });
}

const lineEnds = { lf: '\n', crlf: '\r\n', cr: '\r' } as const;

function lineEndCases(): CsvCase[] {
  const simple = Object.entries(lineEnds).flatMap(([name, lineEnd]) => [
    {
      name: `lines-${name}`,
      title: `lines that end with ${name.toUpperCase()}`,
      input: utf8(text([headers, ...leads], ',', lineEnd)),
      expect: { rows: plain(leads) },
    },
    {
      name: `lines-${name}-no-last`,
      title: `lines that end with ${name.toUpperCase()}, the last one without`,
      input: utf8(text([headers, ...leads], ',', lineEnd).slice(0, -lineEnd.length)),
      expect: { rows: plain(leads) },
    },
    {
      name: `lines-${name}-quoted`,
      title: `a quoted cell with ${name.toUpperCase()} line breaks is one row`,
      input: utf8(
        text(
          [headers, lead('A-1', `"one${lineEnd}two${lineEnd}${lineEnd}four"`, 'Ulm'), ...leads],
          ',',
          lineEnd,
        ),
      ),
      expect: {
        quote: '"',
        rows: plain([lead('A-1', `one${lineEnd}two${lineEnd}${lineEnd}four`, 'Ulm'), ...leads]),
      },
    },
  ]);
  return [
    ...simple,
    {
      name: 'lines-mixed',
      title: 'line ends of three kinds in one file',
      input: utf8(`${headers.join()}\r\nA-1,Pump line,Berlin\nA-2,Drill,Ulm\rA-3,x,Bonn`),
      expect: { rows: plain([...leads, lead('A-3', 'x', 'Bonn')]) },
    },
    {
      name: 'lines-blank',
      title: 'blank lines and rows of delimiters count and are left out',
      input: utf8(`\n${headers.join()}\n\nA-1,Pump line,Berlin\n,,\n   \nA-2,Drill,Ulm\n\n\n`),
      expect: {
        headerRow: 2,
        rows: [row({ row: 4, cells: leads[0] ?? [] }), row({ row: 7, cells: leads[1] ?? [] })],
      },
    },
    {
      name: 'lines-cr-in-lf-file',
      title: 'a stray carriage return in a file of line feeds tears its row, which is said',
      input: utf8(`${head}A-1,Pump\rline,Berlin\nA-2,Drill,Ulm\nA-3,x,Bonn\n`),
      expect: {
        rows: [
          row({ row: 2, cells: ['A-1', 'Pump'], issues: [['ROW_TOO_SHORT', 'C']] }),
          row({ row: 3, cells: ['line', 'Berlin'], issues: [['ROW_TOO_SHORT', 'C']] }),
          row({ row: 4, cells: ['A-2', 'Drill', 'Ulm'] }),
          row({ row: 5, cells: ['A-3', 'x', 'Bonn'] }),
        ],
      },
    },
  ];
}

interface Charset {
  readonly charset: string;
  readonly name: string;
  readonly city: string;
}

/** Texts that only their own charset reads as words. */
const charsetTexts: readonly Charset[] = [
  { charset: 'windows-1252', name: 'Jürgen Größe', city: 'Köln' },
  { charset: 'windows-1250', name: 'Łukasz źdźbło ąęść', city: 'Łódź' },
  { charset: 'iso-8859-2', name: 'šťastný kůň ąęść', city: 'Łódź' },
  { charset: 'windows-1251', name: 'Иван Петров', city: 'Москва' },
  { charset: 'koi8-r', name: 'Иван Петров', city: 'Москва' },
  { charset: 'windows-1253', name: 'Γιώργος Παππάς', city: 'Αθήνα' },
  { charset: 'windows-1254', name: 'Güneş Işık', city: 'İstanbul Şişli' },
  { charset: 'shift_jis', name: '株式会社サンプル', city: '東京' },
  { charset: 'euc-jp', name: '株式会社サンプル 電算', city: '東京' },
  { charset: 'gb18030', name: '示例有限公司', city: '上海北京' },
  { charset: 'big5', name: '臺灣範例公司', city: '臺北' },
  { charset: 'euc-kr', name: '예제 주식회사', city: '서울' },
  { charset: 'macintosh', name: 'Jürgen Größe Müller', city: 'Köln' },
];

function charsetCases(): CsvCase[] {
  return charsetTexts.flatMap(({ charset, name, city }) => {
    const cells = lead('A-1', name, city);
    const input = iconv.encode(text([headers, cells, ...leads.slice(1)], ';', '\r\n'), charset);
    const rows = plain([cells, ...leads.slice(1)]);
    return [
      {
        name: `charset-${charset}`,
        title: `${charset} is guessed, with a word to judge by`,
        input,
        expect: {
          charset,
          delimiter: ';',
          notes: [
            { code: 'CHARSET_GUESSED', severity: 'warning', message: `/read as ${charset} .+reads "/` },
          ],
          rows,
        },
      },
      {
        name: `charset-${charset}-asked`,
        title: `--encoding ${charset} reads the file without a guess`,
        input,
        flags: ['--encoding', charset],
        expect: { charset, charsetConfidence: 1, notes: [], rows },
      },
    ];
  });
}

const unicode = lead('A-1', 'Größe 株式会社 🚀', 'Łódź');
const unicodeText = text([headers, unicode, ...leads.slice(1)], ';', '\r\n');
const unicodeRows = plain([unicode, ...leads.slice(1)]);

function unicodeCases(): CsvCase[] {
  const wide = ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', 'utf-32be'];
  const marked = wide.map((charset) => ({
    name: `mark-${charset}`,
    title: `a byte order mark of ${charset} decides`,
    input: iconv.encode(`\u{feff}${unicodeText}`, charset),
    expect: {
      charset,
      charsetConfidence: 1,
      delimiter: ';',
      headerRow: 1,
      unmapped: [],
      notes: [],
      rows: unicodeRows,
    },
  }));
  const bare = wide.slice(1).map((charset) => ({
    name: `bare-${charset}`,
    title: `${charset} without a byte order mark shows by its NUL bytes`,
    input: iconv.encode(unicodeText, charset, { addBOM: false }),
    expect: { charset, charsetConfidence: 0.95, notes: [], rows: unicodeRows },
  }));
  return [
    ...marked,
    ...bare,
    {
      name: 'utf-8-plain',
      title: 'UTF-8 without a byte order mark is proven by its bytes',
      input: utf8(unicodeText),
      expect: { charset: 'utf-8', charsetConfidence: 1, notes: [], rows: unicodeRows },
    },
    {
      name: 'utf-8-mark-quoted-header',
      title: 'a byte order mark before a quoted header is not part of it',
      input: utf8(`\u{feff}"Partner lead id","Lead name"\nA-1,x\n`),
      expect: { unmapped: [], rows: plain([['A-1', 'x']]) },
    },
    {
      name: 'utf-16-tabs',
      title: 'the "Unicode text" of Excel: UTF-16 with tabs',
      input: iconv.encode(`\u{feff}${text([headers, unicode], '\t', '\r\n')}`, 'utf-16le'),
      expect: { charset: 'utf-16le', delimiter: '\t', rows: plain([unicode]) },
    },
    {
      name: 'utf-16-odd-byte',
      title: 'a byte that is left over at the end of UTF-16 is an issue',
      input: Buffer.concat([iconv.encode(`\u{feff}${head}A-1,x,Ulm`, 'utf-16le'), Buffer.from([0x41])]),
      expect: {
        rows: [row({ row: 2, cells: ['A-1', 'x', 'Ulm\\x41'], issues: [['BYTES_UNDECODABLE', 'C']] })],
      },
    },
    {
      name: 'utf-16-half-pair',
      title: 'half a surrogate pair in UTF-16 is an issue',
      input: Buffer.concat([
        iconv.encode(`\u{feff}${head}A-1,x`, 'utf-16le'),
        Buffer.from([0x3d, 0xd8]),
        iconv.encode(',Ulm\n', 'utf-16le', { addBOM: false }),
      ]),
      expect: {
        rows: [row({ row: 2, cells: ['A-1', 'x\\xD8\\x3D', 'Ulm'], issues: [['BYTES_UNDECODABLE', 'B']] })],
      },
    },
    {
      name: 'utf-8-some-bad-bytes',
      title: 'UTF-8 but for one byte stays UTF-8, and the byte is an issue with its row and column',
      input: Buffer.concat([utf8(`${head}A-1,Größe,Köln\n`), latin('A-2,J\xfcrgen,Ulm\n')]),
      expect: {
        charset: 'utf-8',
        charsetConfidence: 0.75,
        rows: [
          row({ row: 2, cells: ['A-1', 'Größe', 'Köln'] }),
          row({ row: 3, cells: ['A-2', 'J\\xFCrgen', 'Ulm'], issues: [['BYTES_UNDECODABLE', 'B']] }),
        ],
      },
    },
    {
      name: 'utf-8-cut-off',
      title: 'a character cut off at the end of the file is an issue',
      input: Buffer.concat([utf8(`${head}A-1,Größe,Kö`), Buffer.from([0xe6, 0xa0])]),
      expect: {
        charset: 'utf-8',
        rows: [
          row({ row: 2, cells: ['A-1', 'Größe', 'Kö\\xE6\\xA0'], issues: [['BYTES_UNDECODABLE', 'C']] }),
        ],
      },
    },
    {
      name: 'windows-1252-undefined-byte',
      title: 'a byte that Windows-1252 does not define is an issue',
      input: latin(`${head}A-1,J\xfcrgen M\xfcller,K\xf6ln\nA-2,a\x81b,Ulm\n`),
      flags: ['--encoding', 'windows-1252'],
      expect: {
        rows: [
          row({ row: 2, cells: ['A-1', 'Jürgen Müller', 'Köln'] }),
          row({ row: 3, cells: ['A-2', 'a\\x81b', 'Ulm'], issues: [['BYTES_UNDECODABLE', 'B']] }),
        ],
      },
    },
    {
      name: 'shift_jis-broken-character',
      title: 'half a character of Shift_JIS is an issue and takes nothing after it along',
      input: Buffer.concat([utf8(`${head}A-1,x`), Buffer.from([0x93]), utf8(',Ulm\nA-2,Drill,Ulm\n')]),
      flags: ['--encoding', 'sjis'],
      expect: {
        charset: 'shift_jis',
        rows: [
          row({ row: 2, cells: ['A-1', 'x\\x93', 'Ulm'], issues: [['BYTES_UNDECODABLE', 'B']] }),
          row({ row: 3, cells: ['A-2', 'Drill', 'Ulm'] }),
        ],
      },
    },
    {
      name: 'shift_jis-backslash-trail',
      title: 'characters of Shift_JIS whose second byte is a backslash or a pipe stay whole',
      input: iconv.encode(text([headers, lead('A-1', '表示ソフト能', '一ポ')], '|'), 'shift_jis'),
      flags: ['--encoding', 'shift_jis'],
      expect: { delimiter: '|', rows: plain([lead('A-1', '表示ソフト能', '一ポ')]) },
    },
    {
      name: 'charset-late',
      title: 'the only letters beyond ASCII stand far below the first 64 KiB',
      input: Buffer.concat([
        utf8(`${head}${'A-1,Pump line,Berlin\n'.repeat(10)}`),
        utf8(`${'\n'.repeat(70_000)}`),
        latin('A-2,Gr\xf6\xdfe L\xe4nge,K\xf6ln\n'),
      ]),
      expect: { charset: 'windows-1252', notes: [{ code: 'CHARSET_GUESSED', value: 'Größe' }] },
    },
    {
      name: 'encoding-unknown',
      title: 'a charset that does not exist is refused with the list of all',
      input: utf8(head),
      flags: ['--encoding', 'klingon'],
      expect: error('USAGE', 'expected the name of a charset, found "klingon"'),
    },
  ];
}

function quoteCases(): CsvCase[] {
  const one = (
    ...[name, title, line, cells]: readonly [string, string, string, readonly string[]]
  ): CsvCase => ({
    name,
    title,
    input: utf8(`${head}${line}\nA-2,Drill,Ulm\n`),
    expect: {
      delimiter: ',',
      rows: [row({ row: 2, cells }), row({ row: 3, cells: ['A-2', 'Drill', 'Ulm'] })],
    },
  });
  return [
    one('quote-doubled', 'doubled quotes are one quote', 'A-1,"say ""hi"" now",Ulm', [
      'A-1',
      'say "hi" now',
      'Ulm',
    ]),
    one('quote-doubled-edges', 'doubled quotes at the edges of a cell', 'A-1,"""x""",Ulm', [
      'A-1',
      '"x"',
      'Ulm',
    ]),
    one('quote-empty', 'a quoted cell without text is blank', '"A-1","",Ulm', ['A-1', '', 'Ulm']),
    one('quote-only-quotes', 'a cell of four quotes is one quote', 'A-1,"""",Ulm', ['A-1', '"', 'Ulm']),
    one('quote-inside', 'a quote inside unquoted text is text', 'A-1,12" pipe,Ulm', [
      'A-1',
      '12" pipe',
      'Ulm',
    ]),
    one('quote-inside-pair', 'two quotes inside unquoted text are text', 'A-1,say "hi" now,Ulm', [
      'A-1',
      'say "hi" now',
      'Ulm',
    ]),
    one(
      'quote-spaces-after',
      'spaces between a closing quote and the delimiter are dropped',
      'A-1,"x" ,Ulm',
      ['A-1', 'x', 'Ulm'],
    ),
    one('quote-spaces-kept', 'spaces inside quotes and around text are kept', 'A-1,"  x  ", Ulm', [
      'A-1',
      '  x  ',
      ' Ulm',
    ]),
    one('quote-delimiters', 'delimiters and line breaks inside quotes', 'A-1,"a,b;c\nd",Ulm', [
      'A-1',
      'a,b;c\nd',
      'Ulm',
    ]),
    one('quote-all', 'all cells in quotes', '"A-1","x","Ulm"', ['A-1', 'x', 'Ulm']),
    one(
      'quote-backslash',
      'backslashes before quotes are followed where the file shows that',
      'A-1,"say \\"hi\\" now",Ulm',
      ['A-1', 'say "hi" now', 'Ulm'],
    ),
    one('quote-backslash-text', 'a path that ends with a backslash closes its cell', 'A-1,"C:\\dir\\",Ulm', [
      'A-1',
      'C:\\dir\\',
      'Ulm',
    ]),
    one('quote-guard', 'the apostrophe that guards a formula is taken off', "A-1,'=1+1,Ulm", [
      'A-1',
      '=1+1',
      'Ulm',
    ]),
    one('quote-apostrophe', 'an apostrophe that guards nothing stays', "A-1,'s Lead','t Harde", [
      'A-1',
      "'s Lead'",
      "'t Harde",
    ]),
    {
      name: 'quote-single',
      title: "--quote ' reads cells between single quotes",
      input: utf8(`${head}A-1,'x, ''y''','Ulm'\n`),
      flags: ['--quote', "'"],
      expect: { quote: "'", rows: plain([['A-1', "x, 'y'", 'Ulm']]) },
    },
    {
      name: 'quote-none',
      title: '--quote none takes quotes for text',
      input: utf8(`${head}A-1,"12 inch,Ulm\nA-2,"x",Bonn\n`),
      flags: ['--quote', 'none'],
      expect: {
        quote: null,
        rows: plain([
          ['A-1', '"12 inch', 'Ulm'],
          ['A-2', '"x"', 'Bonn'],
        ]),
      },
    },
    {
      name: 'quote-unclosed',
      title: 'a quote that is never closed is said with its line, and every row before it is read',
      input: utf8(`${head}A-1,"one\ntwo",Ulm\nA-2,"Drill,Ulm\nA-3,x,Bonn\nA-4,y,Kiel\n`),
      expect: {
        rows: [
          row({ row: 2, cells: ['A-1', 'one\ntwo', 'Ulm'] }),
          {
            row: 3,
            cells: [],
            issues: [
              {
                code: 'QUOTE_UNCLOSED',
                row: 3,
                message:
                  '/opens in row 3, line 4, cell 2, and is never closed: all the rest of the file, 3 lines,/',
              },
            ],
          },
        ],
      },
    },
    {
      name: 'quote-unclosed-then-closed',
      title: 'a quote that the next quoted cell closes takes rows in, which is said, and reading goes on',
      input: utf8(`${head}A-1,"Pump,Ulm\nA-2,x,Bonn\nA-3,"y",Kiel\nA-4,z,Köln\n`),
      expect: {
        rows: [
          {
            row: 2,
            cells: ['A-1', '"Pump,Ulm\nA-2,x,Bonn\nA-3,"y"', 'Kiel'],
            issues: [
              {
                code: 'QUOTE_MISPLACED',
                row: 2,
                column: 'B',
                message: '/opens in line 2; 3 lines from line 2 on were taken for this row/',
              },
            ],
          },
          row({ row: 3, cells: ['A-4', 'z', 'Köln'] }),
        ],
      },
    },
    {
      name: 'quote-text-after',
      title: 'text after a closing quote is an issue and stays as it is written',
      input: utf8(`${head}A-1,"Pump "large" line",Ulm\nA-2,x,Bonn\n`),
      expect: {
        rows: [
          row({ row: 2, cells: ['A-1', '"Pump "large" line"', 'Ulm'], issues: [['QUOTE_MISPLACED', 'B']] }),
          row({ row: 3, cells: ['A-2', 'x', 'Bonn'] }),
        ],
      },
    },
    {
      name: 'quote-same-as-delimiter',
      title: 'a quote that is the delimiter too is refused',
      input: utf8(head),
      flags: ['--quote', ';', '--delimiter', ';'],
      expect: error('USAGE', 'are both ";"'),
    },
    {
      name: 'delimiter-long',
      title: 'a delimiter of several characters separates cells as any other',
      input: utf8(text([headers, ...leads], '||')),
      flags: ['--delimiter', '||'],
      expect: { delimiter: '||', rows: plain(leads) },
    },
    {
      name: 'delimiter-letters',
      title: 'a delimiter of letters is refused',
      input: utf8(head),
      flags: ['--delimiter', 'ab'],
      expect: error('USAGE', 'expected one to 8 marks, found "ab"'),
    },
    {
      name: 'delimiter-unusual',
      title: '--delimiter takes any mark',
      input: utf8(text([headers, ...leads], '~')),
      flags: ['--delimiter', '~'],
      expect: { delimiter: '~', rows: plain(leads) },
    },
  ];
}

function raggedCases(): CsvCase[] {
  return [
    {
      name: 'ragged-long',
      title: 'text beyond the last header is an issue with its column',
      input: utf8(`${head}A-1,Pump, large,Ulm\nA-2,x,Bonn\n`),
      expect: {
        rows: [
          row({ row: 2, cells: ['A-1', 'Pump', ' large', 'Ulm'], issues: [['ROW_TOO_LONG', 'D']] }),
          row({ row: 3, cells: ['A-2', 'x', 'Bonn'] }),
        ],
      },
    },
    {
      name: 'ragged-long-blank',
      title: 'delimiters without text beyond the last header are harmless',
      input: utf8(`${head}A-1,Pump,Ulm,,\nA-2,x,Bonn\n`),
      expect: {
        rows: [
          row({ row: 2, cells: ['A-1', 'Pump', 'Ulm', '', ''] }),
          row({ row: 3, cells: ['A-2', 'x', 'Bonn'] }),
        ],
      },
    },
    {
      name: 'ragged-short',
      title: 'a short row among full ones is an issue',
      input: utf8(`${head}A-1,Pump,Ulm\nA-2,x\nA-3,y,Kiel\n`),
      expect: {
        rows: [
          row({ row: 2, cells: ['A-1', 'Pump', 'Ulm'] }),
          row({ row: 3, cells: ['A-2', 'x'], issues: [['ROW_TOO_SHORT', 'C']] }),
          row({ row: 4, cells: ['A-3', 'y', 'Kiel'] }),
        ],
      },
    },
    {
      name: 'ragged-short-halves',
      title: 'an unquoted line break makes two short rows, both of which are issues',
      input: utf8(`${head}A-1,Pump\nline,Ulm\n`),
      expect: {
        rows: [
          row({ row: 2, cells: ['A-1', 'Pump'], issues: [['ROW_TOO_SHORT', 'C']] }),
          row({ row: 3, cells: ['line', 'Ulm'], issues: [['ROW_TOO_SHORT', 'C']] }),
        ],
      },
    },
    {
      name: 'ragged-short-most',
      title: 'where most rows leave out blank cells at the end, short rows are harmless',
      input: utf8(`${head}A-1,Pump\nA-2\nA-3,x,Ulm\nA-4,y\n`),
      expect: { rows: plain([['A-1', 'Pump'], ['A-2'], ['A-3', 'x', 'Ulm'], ['A-4', 'y']]) },
    },
    {
      name: 'ragged-header-blanks',
      title: 'blank headers at the end are no columns',
      input: utf8('Partner lead id,Lead name,,\nA-1,Pump,,\nA-2,x\nA-3,y,,\n'),
      expect: {
        unmapped: [],
        rows: plain([
          ['A-1', 'Pump', '', ''],
          ['A-2', 'x'],
          ['A-3', 'y', '', ''],
        ]),
      },
    },
    {
      name: 'nul-byte',
      title: 'a NUL character is an issue with its column and never ends the text',
      input: utf8(`${head}A-1,Pu\0mp,Ulm\nA-2,x,Bonn\n`),
      expect: {
        rows: [
          row({ row: 2, cells: ['A-1', 'Pu\0mp', 'Ulm'], issues: [['TEXT_NUL', 'B']] }),
          row({ row: 3, cells: ['A-2', 'x', 'Bonn'] }),
        ],
      },
    },
    {
      name: 'record-too-long',
      title: 'a row beyond the limit is passed over and named with the limit',
      input: utf8(`${head}A-1,${'x'.repeat(1_100_000)},Ulm\nA-2,x,Bonn\n`),
      expect: {
        rows: [
          {
            row: 2,
            cells: [],
            issues: [
              { code: 'RECORD_TOO_LONG', message: '/the limit maxRecordCharacters of 1,048,576 characters/' },
            ],
          },
          row({ row: 3, cells: ['A-2', 'x', 'Bonn'] }),
        ],
      },
    },
    {
      name: 'record-too-wide',
      title: 'a row with more cells than any spreadsheet has is named with the limit',
      input: utf8(`${head}A-1,Pump,Ulm${','.repeat(20_000)}\nA-2,x,Bonn\n`),
      expect: {
        rows: [
          {
            row: 2,
            cells: [],
            issues: [{ code: 'RECORD_TOO_LONG', message: '/the limit maxCellsPerRow of 16,384 cells/' }],
          },
          row({ row: 3, cells: ['A-2', 'x', 'Bonn'] }),
        ],
      },
    },
    {
      name: 'header-proto',
      title: 'headers such as __proto__ and constructor are texts like any other',
      input: utf8('Partner lead id,__proto__,constructor\nA-1,polluted,x\n'),
      expect: { unmapped: ['__proto__', 'constructor'], rows: plain([['A-1', 'polluted', 'x']]) },
    },
  ];
}

function sniffCases(): CsvCase[] {
  const sniffed = (
    ...[name, title, content, expect]: readonly [string, string, string, CsvCase['expect']]
  ): CsvCase => ({
    name: `sniff-${name}`,
    title,
    input: utf8(content),
    expect,
  });
  return [
    sniffed(
      'decimal-commas',
      'decimal commas under semicolons',
      'Partner lead id;Offer 1 amount\nA-1;1,50\nA-2;2,75\nA-3;3,00\n',
      {
        delimiter: ';',
        rows: plain([
          ['A-1', '1,50'],
          ['A-2', '2,75'],
          ['A-3', '3,00'],
        ]),
      },
    ),
    sniffed(
      'decimal-commas-all',
      'decimal commas in every cell',
      'Offer 1 amount;Offer 2 amount\n1,5;2,5\n1,0;2,0\n',
      {
        delimiter: ';',
        rows: plain([
          ['1,5', '2,5'],
          ['1,0', '2,0'],
        ]),
      },
    ),
    sniffed(
      'thousands',
      'thousands separators under semicolons',
      'Partner lead id;Offer 1 amount\nA-1;1,500,000\nA-2;2,750\n',
      {
        delimiter: ';',
        rows: plain([
          ['A-1', '1,500,000'],
          ['A-2', '2,750'],
        ]),
      },
    ),
    sniffed('single-column', 'a single column without any delimiter', 'Partner lead id\nA-1\nA-2\n', {
      rows: plain([['A-1'], ['A-2']]),
    }),
    sniffed(
      'single-column-commas',
      'a single column whose texts hold commas',
      'Lead name\na, b\nc, d, e\nf\n',
      {
        rows: plain([['a, b'], ['c, d, e'], ['f']]),
      },
    ),
    sniffed(
      'single-column-semicolons',
      'a single column whose texts hold semicolons',
      'Competitors\nx; y\nz\n',
      {
        rows: plain([['x; y'], ['z']]),
      },
    ),
    sniffed(
      'quoted-text',
      'quoted texts full of another delimiter',
      '"Lead name","Description"\n"a;b;c","d;e"\n"f;g;h","i"\n',
      {
        delimiter: ',',
        rows: plain([
          ['a;b;c', 'd;e'],
          ['f;g;h', 'i'],
        ]),
      },
    ),
    sniffed(
      'quoted-lines',
      'quoted line breaks with another delimiter',
      'Partner lead id;Description\nA-1;"one, two,\nthree, four"\nA-2;"x"\n',
      {
        delimiter: ';',
        rows: plain([
          ['A-1', 'one, two,\nthree, four'],
          ['A-2', 'x'],
        ]),
      },
    ),
    sniffed(
      'lists',
      'lists with semicolons under commas',
      'Partner lead id,Competitors\nA-1,x; y; z\nA-2,u; v\n',
      {
        delimiter: ',',
        rows: plain([
          ['A-1', 'x; y; z'],
          ['A-2', 'u; v'],
        ]),
      },
    ),
    sniffed('header-alone', 'a header alone', 'Partner lead id;Lead name\n', { delimiter: ';', rows: [] }),
    sniffed(
      'comma-in-header',
      'commas inside headers under semicolons',
      'Partner lead id;Offer 1 amount, net\nA-1;1,5\nA-2;2,5\n',
      {
        delimiter: ';',
        rows: plain([
          ['A-1', '1,5'],
          ['A-2', '2,5'],
        ]),
      },
    ),
    sniffed(
      'tabs-with-commas',
      'tabs between texts with commas and semicolons',
      'Partner lead id\tLead name\tDescription\nA-1\ta, b; c\td, e\nA-2\tf, g\th; i\n',
      {
        delimiter: '\t',
        rows: plain([
          ['A-1', 'a, b; c', 'd, e'],
          ['A-2', 'f, g', 'h; i'],
        ]),
      },
    ),
    sniffed(
      'title-above',
      'a title with commas above a table of semicolons',
      'Leads of the north, south, and west\n\nPartner lead id;Lead name;Customer city\nA-1;Pump line;Berlin\nA-2;Drill;Ulm\n',
      { delimiter: ';', headerRow: 3, rows: plain(leads, 4) },
    ),
    sniffed(
      'inch-marks',
      'inch marks at the end of cells',
      'Partner lead id;Lead name;Customer city\nA-1;pipe 12";Ulm\nA-2;pipe 14";Bonn\n',
      {
        delimiter: ';',
        quote: null,
        rows: plain([
          ['A-1', 'pipe 12"', 'Ulm'],
          ['A-2', 'pipe 14"', 'Bonn'],
        ]),
      },
    ),
    sniffed(
      'sep-caret',
      'the line sep= names a delimiter that is never guessed',
      'sep=^\nPartner lead id^Lead name\nA-1^x\n',
      {
        delimiter: '^',
        rows: plain([['A-1', 'x']]),
      },
    ),
    {
      name: 'sniff-overruled',
      title: '--delimiter overrules what the file looks like',
      input: utf8('Partner lead id;Lead name, long\nA-1;x\n'),
      flags: ['--delimiter', ','],
      expect: { delimiter: ',' },
    },
  ];
}

function refusedCases(): CsvCase[] {
  const refused = (
    ...[name, title, input, expect]: readonly [string, string, Buffer, CsvCase['expect']]
  ): CsvCase => ({
    name: `refused-${name}`,
    title,
    input,
    expect,
  });
  return [
    refused('empty', 'a file without a byte is refused', utf8(''), error('FILE_EMPTY', 'is empty')),
    refused(
      'blank',
      'a file of blank lines is refused',
      utf8('\n\n;;\n \n'),
      error('FILE_EMPTY', 'holds no text'),
    ),
    refused(
      'mark-alone',
      'a byte order mark alone is no text',
      utf8('\u{feff}'),
      error('FILE_EMPTY', 'holds no text'),
    ),
    refused(
      'html',
      'a web page under the name of a CSV file is refused',
      utf8('<!DOCTYPE html><html><body><table>'),
      error('FORMAT_UNKNOWN', 'a web page'),
    ),
    refused(
      'pdf',
      'a PDF file under the name of a CSV file is refused',
      latin('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'),
      error('FORMAT_UNKNOWN', 'a PDF file'),
    ),
    refused(
      'binary',
      'a program under the name of a CSV file is refused',
      latin(`\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x03\0>\0\x01`),
      error('FORMAT_UNKNOWN', 'a binary file'),
    ),
    refused(
      'header-unclosed',
      'a header with a quote that is never closed is refused with its line',
      utf8('Partner lead id,"Lead name\nA-1,x\n'),
      error('FILE_UNREADABLE', 'line 1'),
    ),
  ];
}

export const csvCases: readonly CsvCase[] = [
  ...delimiterCases(),
  ...lineEndCases(),
  ...charsetCases(),
  ...unicodeCases(),
  ...quoteCases(),
  ...raggedCases(),
  ...sniffCases(),
  ...refusedCases(),
];
