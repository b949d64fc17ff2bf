import { readFile, rename, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { cellText, type Row } from '../../src/core/row.js';
import { csvLocale } from '../../src/formats/csv-locale.js';
import { packageContext, withWorkbookSource } from '../../src/jobs/patch-source.js';
import { fieldAt, numberedLabel, partNames } from '../../src/lead/field-catalogue.js';
import type { FieldValue, RemoteLead } from '../../src/lead/lead.js';
import { openReader } from '../../src/readers/open-reader.js';
import { patchWorkbook } from '../../src/writers/workbook-patch/patch-workbook.js';
import type { CellPatch } from '../../src/writers/workbook-patch/workbook-patch.js';
import { changeText } from './planned-changes.js';

/** One value that a person changes in an exported sheet. */
export interface ValueEdit {
  readonly id: string;
  /** Catalogue path. */
  readonly path: string;
  /** The number of the offer line or contact; null for what a lead has once. */
  readonly item: number | null;
  readonly value: FieldValue;
}

/** What a plan must say of an edit. */
export function expectedChange({ id, path, item, value }: ValueEdit): string {
  return changeText(id, { field: item === null ? path : path.replace('.', `.${item}.`), to: value });
}

/** Numbers from 0 up to but not including `below`, the same in every run. Source: "Numerical Recipes", section 7.1. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const texts = [
  'name',
  'description',
  'nextMilestone',
  'cometCampaignCode',
  'gtmTacticId',
  'reasonWonLostComment',
];

/** Every value of a lead that can be changed by itself. */
function editable(lead: RemoteLead): readonly Omit<ValueEdit, 'value'>[] {
  const id = lead.partnerLeadOpportunityId ?? '';
  // 3DS does not answer a description that was never set, so that it cannot be compared.
  const shown = texts.filter((name) => name !== 'description' || Boolean(lead.leadOpportunity[name]));
  const once = [...shown, 'closeDate', 'nextMilestoneDate', 'competitors', 'dsOwnerEmail'];
  const attributes = once.map((name) => ({ id, path: `leadOpportunity.${name}`, item: null }));
  // A customer of which 3DS echoes the id alone cannot be compared.
  const hasCustomer = typeof lead.customerLegalEntity?.['country'] === 'string';
  const customer = hasCustomer ? ['city', 'addressLine1', 'zipCode'] : [];
  const list = (path: string, length = 0) =>
    Array.from({ length }, (_, index) => ({ id, path, item: index + 1 }));
  return [
    ...attributes,
    ...customer.map((name) => ({ id, path: `customerLegalEntity.${name}`, item: null })),
    ...list('offerLines.amount', lead.offerLines?.length),
    ...list('customerContacts.jobTitle', lead.customerContacts?.length),
    ...list('partnerContacts.salesRepLastName', lead.partnerContacts?.length),
  ];
}

/** So many different edits of the leads, each to a value that no lead has yet. */
export function randomEdits(leads: readonly RemoteLead[], count: number, seed: number): readonly ValueEdit[] {
  const random = randomNumbers(seed);
  const open = leads.flatMap(editable);
  return Array.from({ length: count }, (_, number) => {
    const [edit] = open.splice(random(open.length), 1);
    if (edit === undefined) throw new Error(`there are fewer than ${count} values to edit`);
    return { ...edit, value: newValue(edit.path, number) };
  });
}

function newValue(path: string, number: number): FieldValue {
  switch (fieldAt(path)?.type) {
    case 'date':
      // A day above 12, so that it has one meaning however it is typed.
      return `20${40 + (number % 50)}-07-${13 + (number % 15)}`;
    case 'amount':
      return 7_000_000_000 + number + 0.25;
    case 'textList':
      return [`Edited ${number}`, 'Another'];
    case 'email':
      return `edited${number}@example.com`;
    default:
      return `edited ${number}`;
  }
}

/** Where a value stands in a layout: the sheet, its header, and which of the lead's rows there; null for all of them. */
interface CellPlace {
  readonly sheet: string;
  readonly header: string;
  readonly row: number | null;
}

export interface EditedForm {
  readonly layout: 1 | 2 | 3;
  readonly locale?: string | undefined;
}

function placeOf({ path, item }: ValueEdit, layout: EditedForm['layout']): CellPlace {
  const field = fieldAt(path);
  if (field === undefined) throw new Error(`there is no field ${path}`);
  if (item === null) return { sheet: 'Leads', header: field.label, row: null };
  if (layout === 3) return { sheet: partNames[field.part].sheet, header: field.label, row: item - 1 };
  const isLine = layout === 2 && field.part === 'offerLines';
  return isLine
    ? { sheet: 'Leads', header: field.label, row: item - 1 }
    : { sheet: 'Leads', header: numberedLabel(field, item), row: null };
}

/** A sheet in which a person types. Rows and columns from 0, the header is row 0. */
interface OpenSheet {
  readonly rows: number;
  readonly columns: number;
  text(row: number, column: number): string;
  type(place: { row: number; column: number }, value: FieldValue): void;
}

function typeEdit(sheet: OpenSheet, edit: ValueEdit, place: CellPlace): void {
  const columnOf = (header: string): number => {
    const column = Array.from({ length: sheet.columns }, (_, index) => sheet.text(0, index)).indexOf(header);
    if (column === -1) throw new Error(`the sheet ${place.sheet} has no column ${header}`);
    return column;
  };
  const ids = columnOf('Partner lead id');
  const column = columnOf(place.header);
  const rows = Array.from({ length: sheet.rows }, (_, row) => row).filter(
    (row) => row > 0 && sheet.text(row, ids) === edit.id,
  );
  if (rows[place.row ?? 0] === undefined) throw new Error(`there is no row of ${edit.id} in ${place.sheet}`);
  for (const [index, row] of rows.entries()) {
    if (place.row === null || place.row === index) sheet.type({ row, column }, edit.value);
  }
}

/** Types the new values into an exported file and saves it, as a person with a spreadsheet program does. */
export async function typeEdits(path: string, edits: readonly ValueEdit[], form: EditedForm): Promise<void> {
  await (extname(path) === '.csv' ? typeIntoCsv : typeIntoWorkbook)(path, edits, form);
}

async function typeIntoCsv(path: string, edits: readonly ValueEdit[], form: EditedForm): Promise<void> {
  const { delimiter, decimal } = csvLocale(form.locale ?? 'en-US');
  const grid: string[][] = parse(await readFile(path), { bom: true, delimiter });
  const sheet: OpenSheet = {
    rows: grid.length,
    columns: grid[0]?.length ?? 0,
    // What looks like a formula has an apostrophe before it.
    text: (row, column) => (grid[row]?.[column] ?? '').replace(/^'(?=[=+\-@])/, ''),
    type: ({ row, column }, value) => {
      const cells = grid[row];
      if (cells === undefined) throw new Error(`there is no row ${row}`);
      cells[column] = typed(value).replace(/^(\d+)\.(\d\d)$/, `$1${decimal}$2`);
    },
  };
  for (const edit of edits) typeEdit(sheet, edit, placeOf(edit, form.layout));
  await writeFile(path, stringify(grid, { bom: true, delimiter, record_delimiter: 'windows', quoted: true }));
}

async function typeIntoWorkbook(path: string, edits: readonly ValueEdit[], form: EditedForm): Promise<void> {
  const reader = await openReader(path);
  const patches = new Map<string, Map<number, CellPatch[]>>();
  const sheets = new Map<string, OpenSheet>();
  for (const { sheet, rows } of reader.tables) {
    const name = sheet ?? '';
    const cells = new Map<number, CellPatch[]>();
    patches.set(name, cells);
    sheets.set(name, await readSheet(rows(), cells));
  }
  await reader.close();
  for (const edit of edits) {
    const place = placeOf(edit, form.layout);
    const sheet = sheets.get(place.sheet);
    if (sheet === undefined) throw new Error(`there is no sheet ${place.sheet}`);
    typeEdit(sheet, edit, place);
  }
  const patch = {
    sheets: [...patches].map(([sheet, cells]) => ({ sheet, cells, added: null })),
    summary: null,
  };
  const edited = `${path}.edited.xlsx`;
  await withWorkbookSource(path, packageContext(reader, {}), (source) =>
    patchWorkbook(source, edited, { patch, options: { removeEarlier: false } }),
  );
  await rename(edited, path);
}

/** Collects what is typed into a sheet as patches by row. */
async function readSheet(rows: AsyncIterable<Row>, patches: Map<number, CellPatch[]>): Promise<OpenSheet> {
  const texts = new Map<number, readonly string[]>();
  for await (const { row, cells } of rows) texts.set(row, cells.map(cellText));
  return {
    rows: Math.max(...texts.keys()),
    columns: texts.get(1)?.length ?? 0,
    text: (row, column) => texts.get(row + 1)?.[column] ?? '',
    type: ({ row, column }, value) => {
      const typing = patches.get(row + 1) ?? [];
      patches.set(row + 1, [...typing, { column, value: typedCell(value) }]);
    },
  };
}

function typedCell(value: FieldValue): NonNullable<CellPatch['value']> {
  if (typeof value === 'number') return { kind: 'number', digits: String(value) };
  const text = typed(value);
  return /^\d{4}-\d\d-\d\d$/.test(text) ? { kind: 'date', iso: text } : text;
}

function typed(value: FieldValue): string {
  return Array.isArray(value) ? value.join('; ') : String(value);
}
