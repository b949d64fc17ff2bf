import { transitional, xmlDeclaration } from '../formats/ooxml/namespaces.js';
import { attributeMarkup } from '../formats/ooxml/xml-markup.js';

const packages = 'http://schemas.openxmlformats.org/package/2006';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const core = 'application/vnd.openxmlformats-package.core-properties+xml';

/** The part of the sheet with this index, from 0. */
export function sheetPart(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

/** The parts that stand before the sheets: what the package holds, and how its parts belong together. */
export function leadingParts(sheets: number): readonly (readonly [string, string])[] {
  const indexes = Array.from({ length: sheets }, (_, index) => index);
  const overrides = [
    ['xl/workbook.xml', `${types}.sheet.main+xml`],
    ['xl/styles.xml', `${types}.styles+xml`],
    ['docProps/core.xml', core],
    ...indexes.map((index) => [sheetPart(index), `${types}.worksheet+xml`] as const),
  ] as const;
  const override = overrides.map(([name, type]) => `<Override PartName="/${name}" ContentType="${type}"/>`);
  const related = [
    ...indexes.map((index) => relationship(index + 1, 'worksheet', `worksheets/sheet${index + 1}.xml`)),
    relationship(sheets + 1, 'styles', 'styles.xml'),
  ];
  const properties = `<Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/>`;
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override.join('')}</Types>`,
    ],
    ['_rels/.rels', relationships(`${relationship(1, 'officeDocument', 'xl/workbook.xml')}${properties}`)],
    ['xl/_rels/workbook.xml.rels', relationships(related.join(''))],
    [
      'docProps/core.xml',
      `<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>leadferry</dc:creator></cp:coreProperties>`,
    ],
  ].map(([name = '', text = '']) => [name, xmlDeclaration + text]);
}

function relationships(content: string): string {
  return `<Relationships xmlns="${packages}/relationships">${content}</Relationships>`;
}

function relationship(id: number, type: string, target: string): string {
  return `<Relationship Id="rId${id}" Type="${transitional.relationships}/${type}" Target="${target}"/>`;
}

/** A sheet as the workbook lists it. */
export interface ListedSheet {
  readonly name: string;
  /** The cells of its filter, `A1:E3`. */
  readonly range: string;
}

/** The part that lists the sheets, with their filters, and the header for every printed page. */
export function workbookPart(sheets: readonly ListedSheet[]): string {
  const listed = sheets.map(
    ({ name }, index) =>
      `<sheet name="${attributeMarkup(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  const names = sheets.flatMap(({ name, range }, index) => {
    const quoted = attributeMarkup(`'${name.replaceAll("'", "''")}'`);
    const cells = range.replaceAll(/([A-Z]+)(\d+)/g, '$$$1$$$2');
    return [
      `<definedName name="_xlnm._FilterDatabase" localSheetId="${index}" hidden="1">${quoted}!${cells}</definedName>`,
      `<definedName name="_xlnm.Print_Titles" localSheetId="${index}">${quoted}!$1:$1</definedName>`,
    ];
  });
  return `${xmlDeclaration}<workbook xmlns="${transitional.main}" xmlns:r="${transitional.relationships}"><bookViews><workbookView activeTab="0"/></bookViews><sheets>${listed.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
}
