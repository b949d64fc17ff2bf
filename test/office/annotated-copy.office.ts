import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Issue, upload, validateFile } from '../../src/index.js';
import { type OfficeSheet, readFlatDocument } from '../support/flat-document.js';
import { type HandEdits, typeIntoCells } from '../support/hand-edits.js';
import { projectRoot } from '../support/leadferry-command.js';
import { convertInOffice, pdfPixels, pdfText } from '../support/office.js';
import { partnerId, useSandboxes } from '../support/sandbox-server.js';

const asOf = '2026-11-21';
const sample = join(projectRoot, 'samples', 'leads-with-errors.xlsx');

const sandboxes = useSandboxes();

let folder = '';
let copy = '';
let issues: readonly Issue[] = [];
let before: readonly OfficeSheet[] = [];
let after: readonly OfficeSheet[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'leadferry-office-'));
  copy = join(folder, 'annotated.xlsx');
  const result = await validateFile(sample, { annotate: copy, asOf });
  ({ issues } = result);
  before = await readFlatDocument(await convertInOffice(sample, { format: 'fods', folder }));
  after = await readFlatDocument(await convertInOffice(copy, { format: 'fods', folder }));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function sheetOf(sheets: readonly OfficeSheet[], name: string): OfficeSheet {
  const sheet = sheets.find((one) => one.name === name);
  if (sheet === undefined) throw new Error(`LibreOffice shows no sheet ${name}`);
  return sheet;
}

/** Issues that stand in a cell of a lead sheet. */
function cellIssues(): (Issue & { readonly sheet: string; readonly address: string })[] {
  return issues.flatMap((issue) => {
    const { sheet, row, column } = issue;
    return sheet === null || row === null || column === null
      ? []
      : [{ ...issue, sheet, address: `${column}${row}` }];
  });
}

describe('the annotated copy in LibreOffice', () => {
  it('opens with the summary in front and every sheet of the original behind it', () => {
    expect(after.map(({ name }) => name)).toEqual(['leadferry summary', ...before.map(({ name }) => name)]);
  });

  it('fills each bad cell and explains it in a note', () => {
    const bad = cellIssues();
    expect(bad.length).toBeGreaterThan(30);
    for (const { sheet, address, message, severity } of bad) {
      const cell = sheetOf(after, sheet).cells.get(address);
      expect(cell?.fill, `${sheet} ${address}`).toMatch(severity === 'info' ? /^#[0-9a-f]{6}$/ : /^#ff/);
      expect(cell?.note, `${sheet} ${address}`).toContain(message.slice(1, 40));
    }
  });

  it('links each of them from the summary', () => {
    const links = [...sheetOf(after, 'leadferry summary').cells.values()].flatMap((cell) => cell.links);
    const targets = new Set(links.map((link) => link.replace(/^#'?(.+?)'?[.!]([A-Z]+\d+)$/, '$1 $2')));
    for (const { sheet, address } of cellIssues()) expect(targets).toContain(`${sheet} ${address}`);
  });

  it('says in two columns at the right which rows can be sent', () => {
    const texts = [...sheetOf(after, 'Leads').cells].filter(([address]) => /^[A-Z]+1$/.test(address));
    const [status] = texts.find(([, { text }]) => text === 'leadferry status') ?? [];
    const [explained] = texts.find(([, { text }]) => text === 'leadferry issues') ?? [];
    const below = (header: string | undefined, row: number) =>
      sheetOf(after, 'Leads').cells.get(`${header?.slice(0, -1)}${row}`)?.text ?? '';
    const rejected = cellIssues().find(({ code }) => code === 'EMAIL_INVALID' || code === 'CELL_ERROR');
    expect(below(status, rejected?.row ?? 0)).toMatch(/reject|error/i);
    expect(below(explained, rejected?.row ?? 0)).not.toBe('');
  });

  it('keeps values, formulas, widths, charts and images of the original', () => {
    const kept = (sheets: readonly OfficeSheet[]) =>
      sheets.filter(({ name }) => name !== 'leadferry summary');
    expect(kept(after).map(({ charts, images }) => [charts, images])).toEqual(
      before.map(({ charts, images }) => [charts, images]),
    );
    expect(before.some(({ charts }) => charts > 0)).toBe(true);
    expect(before.some(({ images }) => images > 0)).toBe(true);
    for (const { name, cells, widths } of before) {
      const now = sheetOf(after, name);
      const used = Math.max(0, ...[...cells.keys()].map(columnsUpTo));
      expect(now.widths.slice(0, used), name).toEqual(widths.slice(0, used));
      for (const [address, { text, formula }] of cells) {
        expect({ address, ...now.cells.get(address) }).toMatchObject({ address, text, formula });
      }
    }
    expect(
      before.flatMap(({ cells }) => [...cells.values()]).filter(({ formula }) => formula !== null).length,
    ).toBeGreaterThan(2);
  });

  it('shows its fills and its summary on paper', async () => {
    const pdf = await convertInOffice(copy, { format: 'pdf', folder });
    const text = await pdfText(pdf);
    expect(text).toContain('What leadferry found in leads-with-errors.xlsx');
    expect(text).toContain('EMAIL_INVALID');
    expect(reddish(await pdfPixels(pdf, 1))).toBeGreaterThan(100);
  });

  it('is read again as it is: the same leads and errors, and nothing about what leadferry added', async () => {
    const again = await validateFile(copy, { asOf });
    const place = ({ code, sheet, row, column }: Issue) => [code, sheet, row, column];
    expect(again.issues.map(place)).toEqual(issues.map(place));
  });
});

/** How many columns there are up to that of an address. */
function columnsUpTo(address: string): number {
  const [letters = ''] = /^[A-Z]+/.exec(address) ?? [];
  return [...letters].reduce((count, letter) => count * 26 + letter.charCodeAt(0) - 64, 0);
}

/** Pixels of the colour of errors: light red. */
function reddish(pixels: Buffer): number {
  let count = 0;
  for (let at = 0; at + 2 < pixels.length; at += 3) {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(at, at + 3);
    if (red > 240 && Math.abs(green - blue) < 12 && green > 170 && green < 225) count += 1;
  }
  return count;
}

/** What a person would type after reading the notes; a row whose cells are emptied is deleted. */
const edits: HandEdits = {
  Leads: {
    V1: 'Old website',
    E2: day('2027-03-31'),
    E3: day('2027-04-03'),
    P4: 'Torino',
    U6: 'MAR1',
    O7: '85000',
    E8: day('2026-10-31'),
    E9: day('2026-10-31'),
    E10: day('2026-12-31'),
    C11: 'QUALIFIED',
    C12: 'QUALIFIED',
    O16: '99999',
    Q20: 'Italy',
    T23: partnerId,
    ...emptied('A', 'Y', 31),
    ...emptied('A', 'Y', 32),
  },
  'Offer lines': {
    C2: 5150,
    C3: 5150,
    D4: 'PxC',
    C5: 5150,
    B9: 'CLASS00002_ONPR_PRTF077_SOL001277',
    F17: day('2028-03-31'),
    A58: 'ERR-2020',
  },
  'Customer contacts': { B14: 'contact@ceramiche-etruria.example', D15: 'Güell', C22: 'Anna' },
};

function day(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

/** The cells of a row from one column of a single letter to another. */
function emptied(from: string, to: string, row: number): Record<string, null> {
  const letters = Array.from({ length: to.charCodeAt(0) - from.charCodeAt(0) + 1 }, (_, index) =>
    String.fromCharCode(from.charCodeAt(0) + index),
  );
  return Object.fromEntries(letters.map((letter) => [`${letter}${row}`, null]));
}

describe('--fix and a person with a spreadsheet program', () => {
  it('together mend the sheet, and the upload goes through', async () => {
    const server = await sandboxes();
    const fixed = join(folder, 'fixed.xlsx');
    await validateFile(sample, { fix: fixed, asOf });
    // Saving in a spreadsheet program writes the results of formulas.
    const saved = await convertInOffice(fixed, { format: 'xlsx', folder: join(folder, 'saved') });
    const mended = join(folder, 'mended.xlsx');
    await typeIntoCells(saved, mended, edits);
    const left = await validateFile(mended, {
      asOf,
      partnerId,
      baseUrl: server.url,
      stateDir: join(folder, 'state'),
    });
    expect(left.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
    const report = await upload(mended, {
      ...{ baseUrl: server.url, partnerId, apiKey: 'any', asOf },
      ...{ stateDir: join(folder, 'state'), out: join(folder, 'out'), rps: 100 },
    });
    expect(report.counts).toEqual({ done: left.leads.total, failed: 0, unknown: 0, unsent: 0 });
    const recorded = server.leads().map(({ leadOpportunity }) => leadOpportunity.partnerLeadOpportunityId);
    const sent = report.leads.map(({ partnerLeadOpportunityId }) => partnerLeadOpportunityId);
    expect(recorded.toSorted()).toEqual(sent.toSorted());
  });
});
