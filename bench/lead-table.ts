import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import {
  declaration,
  main,
  relationships,
  stylesXml,
  workbookXml,
} from '../test/golden/make/xlsx-package.ts';
import { randomNumbers } from './figures.ts';
import { columnName } from './xlsx-book.ts';

export interface LeadTable {
  readonly layout: 1 | 2 | 3;
  /** Data rows, in layout 3 those of all sheets together. */
  readonly rows: number;
  /** How many of a hundred rows have a mistake. */
  readonly badPercent: number;
  /** In a workbook of layout 1: days and amounts are typed and texts shared, as Excel writes them; else all cells are texts that stand in them. */
  readonly isTyped?: boolean;
}

const once = [
  ...['Partner lead id', 'Lead name', 'Stage', 'Close date', 'Currency', '3DS owner email', 'Description'],
  ...['Next milestone', 'Next milestone date', 'Campaign code', 'Customer name', 'Customer address line 1'],
  ...['Customer zip code', 'Customer city', 'Customer country', 'Customer website', 'Contact 1 email'],
  ...['Contact 1 first name', 'Contact 1 last name', 'Contact 1 job title', 'Contact 1 phone'],
  ...['Partner contact 1 email', 'Partner contact 1 first name', 'Partner contact 1 last name'],
] as const;
const numbered = ['Offer 1 id', 'Offer 1 amount', 'Offer 1 revenue type', 'Offer 2 id', 'Offer 2 amount'];
const perLine = ['Offer id', 'Offer amount', 'Offer revenue type', 'Offer start date', 'Offer end date'];

const stages = ['-6 Open', '-5 Qualified', '-4 Accepted', 'OPPY_OPEN', 'VALIDATED', 'ESTABLISHED'];
const places = [
  ['Stockach', '78333', 'Germany'],
  ['Köln', '50667', 'Germany'],
  ['Lyon', '69001', 'France'],
  ['Łódź', '90-001', 'Poland'],
  ['大阪', '530-0001', 'Japan'],
  ['Torino', '10121', 'Italy'],
] as const;
const words = [
  'Pumpe',
  'Größe',
  '株式会社',
  'simulation',
  'plant',
  'señal',
  'drill',
  'Anlage',
  'line',
  'cell',
];
const linesPerLead = 3;

type Line = Map<string, string>;

type Random = ReturnType<typeof randomNumbers>;

/** Writes a lead sheet with dates and amounts as in Germany: CSV in the layouts 1 and 2 (1 also as a workbook), a workbook of joined sheets in layout 3. */
export async function writeLeadTable(path: string, table: LeadTable): Promise<void> {
  if (table.layout === 3) await writeJoined(path, table);
  else if (path.endsWith('.xlsx')) await writeSingle(path, table);
  else await pipeline(Readable.from(inChunks(csvLines(table))), createWriteStream(path));
}

function* csvLines(table: LeadTable): Generator<string> {
  const header = headerOf(table);
  yield `${header.join(';')}\r\n`;
  for (const line of tableLines(table)) {
    yield `${header.map((name) => quoted(line.get(name) ?? '')).join(';')}\r\n`;
  }
}

function headerOf({ layout }: LeadTable): readonly string[] {
  return [...once, ...(layout === 1 ? numbered : perLine), 'Reason comment'];
}

function* tableLines({ layout, rows, badPercent }: LeadTable): Generator<Line> {
  const random = randomNumbers(20_261_121);
  let lead: Line = new Map();
  for (let row = 0; row < rows; row += 1) {
    const isNew = layout === 1 || row % linesPerLead === 0;
    if (isNew) lead = leadLine(random, layout === 1 ? row : row / linesPerLead);
    const line = new Map([...lead, ...(layout === 1 ? numberedOffers(random) : offerLine(random))]);
    if (random(100) < badPercent) spoil(line, random);
    yield line;
  }
}

function leadLine(random: Random, lead: number): Line {
  const [city, zip, country] = places[random(places.length)] ?? places[0];
  const person = random(100_000);
  const customer = random(200_000);
  const text = `${word(random)} ${word(random)} ${word(random)} ${word(random)}`;
  return new Map([
    ['Partner lead id', `CRM-2026-${String(lead).padStart(8, '0')}`],
    ['Lead name', `${word(random)} ${word(random)} ${lead}`],
    ['Stage', stages[random(stages.length)] ?? ''],
    ['Close date', day(random, 2027)],
    ['Currency', 'EUR'],
    ['3DS owner email', `manager${random(50)}@example.com`],
    ['Description', random(20) === 0 ? `${text}\n${text}` : text],
    ['Next milestone', `Meeting ${random(1000)}`],
    ['Next milestone date', day(random, 2026)],
    ['Campaign code', random(3) === 0 ? `C-${random(100)}` : ''],
    ['Customer name', `Example ${word(random)} ${customer} GmbH`],
    ['Customer address line 1', `${word(random)}straße ${random(200)}`],
    ['Customer zip code', zip],
    ['Customer city', city],
    ['Customer country', country],
    ['Customer website', `https://www.customer-${customer}.example`],
    ['Contact 1 email', `person${person}@customer-${customer}.example`],
    ['Contact 1 first name', word(random)],
    ['Contact 1 last name', `${word(random)}-${person}`],
    ['Contact 1 job title', random(2) === 0 ? 'Engineer' : ''],
    ['Contact 1 phone', random(2) === 0 ? `+49 7771 ${500_000 + random(100_000)}` : ''],
    ['Partner contact 1 email', `seller${random(200)}@example.org`],
    ['Partner contact 1 first name', 'Anna'],
    ['Partner contact 1 last name', `Keller-${random(200)}`],
  ]);
}

function numberedOffers(random: Random): Line {
  const second = random(3) === 0;
  return new Map([
    ['Offer 1 id', `CLASS${random(300)}_ONPR`],
    ['Offer 1 amount', amount(random)],
    ['Offer 1 revenue type', 'PxC'],
    ['Offer 2 id', second ? `CLASS${300 + random(300)}_ONPR` : ''],
    ['Offer 2 amount', second ? amount(random) : ''],
  ]);
}

function offerLine(random: Random): Line {
  return new Map([
    ['Offer id', `CLASS${random(3000)}_ONPR`],
    ['Offer amount', amount(random)],
    ['Offer revenue type', 'YxC'],
    ['Offer start date', day(random, 2027)],
    ['Offer end date', day(random, 2028)],
  ]);
}

/** One mistake of those that real sheets have. */
function spoil(line: Line, random: Random): void {
  const mistakes: readonly (readonly [string, string])[] = [
    ['Close date', '31.02.2027'],
    ['Contact 1 email', 'somebody at example'],
    ['Stage', 'Estabished'],
    ['Customer name', ''],
    ['Lead name', 'GrÃ¶ÃŸe der Anlage'],
    ['Currency', 'Euro?'],
    ['Partner lead id', `CRM-2026-${String(random(1000)).padStart(8, '0')}`],
  ];
  const [name, value] = mistakes[random(mistakes.length)] ?? ['', ''];
  line.set(name, value);
}

function word(random: Random): string {
  return words[random(words.length)] ?? '';
}

function day(random: Random, year: number): string {
  return `${String(random(28) + 1).padStart(2, '0')}.${String(random(12) + 1).padStart(2, '0')}.${year}`;
}

function amount(random: Random): string {
  return `${1 + random(99)}.${String(random(1000)).padStart(3, '0')},${String(random(100)).padStart(2, '0')}`;
}

function quoted(text: string): string {
  return /[";\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < 262_144) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

/** A third of the rows are leads, the others are their offer lines. */
async function writeJoined(path: string, { rows, badPercent }: LeadTable): Promise<void> {
  const leads = Math.floor(rows / linesPerLead);
  const random = randomNumbers(20_261_121);
  function* leadLines(): Generator<Line> {
    for (let lead = 0; lead < leads; lead += 1) {
      const line = leadLine(random, lead);
      if (random(100) < badPercent) spoil(line, random);
      yield line;
    }
  }
  function* offerLines(): Generator<Line> {
    for (let line = 0; line < rows - leads; line += 1) {
      const id = `CRM-2026-${String(line % leads).padStart(8, '0')}`;
      yield new Map([['Partner lead id', id], ...offerLine(random)]);
    }
  }
  await writeSheets(path, [
    { name: 'Leads', xml: sheetXml(once, leadLines()) },
    { name: 'Offer lines', xml: sheetXml(['Partner lead id', ...perLine], offerLines()) },
  ]);
}

async function writeSingle(path: string, table: LeadTable): Promise<void> {
  if (table.isTyped === true) await writeTyped(path, table);
  else await writeSheets(path, [{ name: 'Leads', xml: sheetXml(headerOf(table), tableLines(table)) }]);
}

async function writeTyped(path: string, table: LeadTable): Promise<void> {
  const shared = new Map<string, number>();
  const cell: CellXml = (reference, text) => typedCell(reference, text, shared);
  const sheets = [{ name: 'Leads', xml: sheetXml(headerOf(table), tableLines(table), cell) }];
  await writeSheets(path, sheets, {
    'sharedStrings.xml': sharedXml(shared),
    'styles.xml': [stylesXml('<xf numFmtId="14" xfId="0"/><xf numFmtId="4" xfId="0"/>')],
  });
}

/** Read once the sheet was written. */
function* sharedXml(shared: ReadonlyMap<string, number>): Generator<string> {
  yield `${declaration}<sst xmlns="${main}">`;
  for (const text of shared.keys()) yield `<si><t>${text}</t></si>`;
  yield '</sst>';
}

type CellXml = (reference: string, text: string) => string;

const inlineCell: CellXml = (reference, text) =>
  `<c r="${reference}" t="inlineStr"><is><t>${text}</t></is></c>`;

const msPerDay = 86_400_000;

function typedCell(reference: string, text: string, shared: Map<string, number>): string {
  const [, date = '', month = '', year = ''] = /^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text) ?? [];
  const day = new Date(Date.UTC(Number(year), Number(month) - 1, Number(date)));
  if (year !== '' && day.getUTCDate() === Number(date)) {
    return `<c r="${reference}" s="1"><v>${(day.getTime() - Date.UTC(1899, 11, 30)) / msPerDay}</v></c>`;
  }
  if (/^\d[\d.]*,\d\d$/.test(text)) {
    return `<c r="${reference}" s="2"><v>${Number(text.replaceAll('.', '').replace(',', '.'))}</v></c>`;
  }
  const index = shared.get(text) ?? shared.size;
  shared.set(text, index);
  return `<c r="${reference}" t="s"><v>${index}</v></c>`;
}

interface SheetText {
  readonly name: string;
  readonly xml: Iterable<string>;
}

/** `parts`: what the workbook has beside its sheets, by name. */
async function writeSheets(
  path: string,
  sheets: readonly SheetText[],
  others: Readonly<Record<string, Iterable<string>>> = {},
): Promise<void> {
  const zip = new ZipFile();
  zip.addBuffer(Buffer.from(relationships([['rId1', 'officeDocument', 'xl/workbook.xml']])), '_rels/.rels');
  zip.addBuffer(
    Buffer.from(workbookXml({ sheets: sheets.map(({ name }) => ({ name })) })),
    'xl/workbook.xml',
  );
  const parts = sheets.map((_, index) => [`rId${index + 1}`, 'worksheet', sheetPart(index)] as const);
  const beside = Object.keys(others).map((name) => [name, name.replace('.xml', ''), name] as const);
  zip.addBuffer(Buffer.from(relationships([...parts, ...beside])), 'xl/_rels/workbook.xml.rels');
  for (const [index, { xml }] of sheets.entries()) {
    zip.addReadStream(Readable.from(inChunks(xml)), `xl/${sheetPart(index)}`);
  }
  for (const [name, xml] of Object.entries(others)) {
    zip.addReadStream(Readable.from(inChunks(xml)), `xl/${name}`);
  }
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
}

function sheetPart(index: number): string {
  return `worksheets/sheet${index + 1}.xml`;
}

function* sheetXml(
  header: readonly string[],
  lines: Iterable<Line>,
  cell: CellXml = inlineCell,
): Generator<string> {
  yield `${declaration}<worksheet xmlns="${main}"><sheetData>${rowXml(1, header, cell)}`;
  let row = 2;
  for (const line of lines) {
    const texts = header.map((name) => line.get(name) ?? '');
    yield rowXml(row, texts, cell);
    row += 1;
  }
  yield '</sheetData></worksheet>';
}

function rowXml(row: number, texts: readonly string[], cell: CellXml): string {
  const cells = texts.map((text, column) => (text === '' ? '' : cell(`${columnName(column)}${row}`, text)));
  return `<row r="${row}">${cells.join('')}</row>`;
}
