import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

/** A worksheet from raw XML. */
export interface SheetSource {
  readonly name: string;
  /** What stands inside `sheetData`. */
  readonly rows?: string;
  readonly before?: string;
  readonly after?: string;
  readonly state?: 'hidden' | 'veryHidden';
  /** The whole part instead. */
  readonly xml?: string | Buffer;
}

/** A workbook from raw XML; what is left out is as Excel writes it. */
export interface PackageSource {
  readonly sheets: readonly SheetSource[];
  /** `si` elements. */
  readonly shared?: string;
  /** `xf` elements behind the first, plain one. */
  readonly xfs?: string;
  readonly numFmts?: string;
  readonly workbookPr?: string;
  readonly mainType?: string;
  /** Parts to replace or add by name; null takes one away. */
  readonly parts?: Readonly<Record<string, string | Buffer | null>>;
  /** The order of the parts in the archive is turned round. */
  readonly reversed?: boolean;
  /** Stored without compression. */
  readonly stored?: boolean;
}

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const made = new Date(2026, 10, 21);

/** The bytes of the workbook. */
export async function writePackage(source: PackageSource): Promise<Buffer> {
  const parts = { ...standardParts(source), ...source.parts };
  const entries = Object.entries(parts).filter(([, content]) => content !== null);
  return await zipOf(source.reversed ? entries.toReversed() : entries, source.stored !== true);
}

/** An archive of these files. */
export async function zipOf(
  entries: readonly (readonly [string, string | Buffer | null])[],
  compress = true,
): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of entries) {
    zip.addBuffer(Buffer.from(content ?? ''), name, { mtime: made, mode: 0o100644, compress });
  }
  zip.end();
  return await buffer(zip.outputStream);
}

/** The XML of a worksheet. */
export function sheetXml({ rows = '', before = '', after = '' }: SheetSource): string {
  return `${declaration}<worksheet xmlns="${main}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
}

export function relationships(
  list: readonly (readonly [id: string, type: string, target: string])[],
): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${officeRelations}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${items.join('')}</Relationships>`;
}

export function stylesXml(xfs = '', numFmts = ''): string {
  const formats = numFmts === '' ? '' : `<numFmts>${numFmts}</numFmts>`;
  return `${declaration}<styleSheet xmlns="${main}">${formats}<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0" xfId="0"/>${xfs}</cellXfs></styleSheet>`;
}

export function workbookXml({
  sheets,
  workbookPr = '',
}: Pick<PackageSource, 'sheets' | 'workbookPr'>): string {
  const items = sheets.map(({ name, state }, index) => {
    const hidden = state === undefined ? '' : ` state="${state}"`;
    return `<sheet name="${name}" sheetId="${index + 1}"${hidden} r:id="rId${index + 1}"/>`;
  });
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${officeRelations}">${workbookPr}<sheets>${items.join('')}</sheets></workbook>`;
}

function standardParts(source: PackageSource): Record<string, string | Buffer> {
  const { sheets, shared, xfs, numFmts, mainType = 'spreadsheetml.sheet.main' } = source;
  const targets = sheets.map(
    (_, index) => [`rId${index + 1}`, 'worksheet', `worksheets/sheet${index + 1}.xml`] as const,
  );
  const sheetParts = sheets.map((sheet, index) => [
    `xl/worksheets/sheet${index + 1}.xml`,
    sheet.xml ?? sheetXml(sheet),
  ]);
  const sharedPart = `${declaration}<sst xmlns="${main}">${shared}</sst>`;
  const sharedTarget = shared === undefined ? [] : [['rId91', 'sharedStrings', 'sharedStrings.xml'] as const];
  return {
    '[Content_Types].xml': `${declaration}<Types xmlns="${packageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.${mainType}+xml"/></Types>`,
    '_rels/.rels': relationships([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbookXml(source),
    'xl/_rels/workbook.xml.rels': relationships([
      ...targets,
      ['rId90', 'styles', 'styles.xml'],
      ...sharedTarget,
    ]),
    'xl/styles.xml': stylesXml(xfs, numFmts),
    ...(shared === undefined ? {} : { 'xl/sharedStrings.xml': sharedPart }),
    ...Object.fromEntries(sheetParts),
  };
}

/** An inline text cell. */
export function text(reference: string, value: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

/** The header of the cases: a partner lead id and a name. */
export const header = `<row r="1">${text('A1', 'Partner lead id')}${text('B1', 'Lead name')}</row>`;

/** A row with the id `A-1`, `A-2` … and one more cell. */
export function leadRow(row: number, cell: string): string {
  return `<row r="${row}">${text(`A${row}`, `A-${row - 1}`)}${cell}</row>`;
}
