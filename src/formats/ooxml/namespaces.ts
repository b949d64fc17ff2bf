/** The namespaces of a workbook: those of Excel's ordinary files (transitional) or of "Strict Open XML". Source: ECMA-376 parts 1 and 4. */
export interface Namespaces {
  readonly main: string;
  /** Of attributes that name a relationship, and the start of relationship types. */
  readonly relationships: string;
}

/** Those of Excel's ordinary files. */
export const transitional: Namespaces = {
  main: 'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
  relationships: 'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
};

const strict: Namespaces = {
  main: 'http://purl.oclc.org/ooxml/spreadsheetml/main',
  relationships: 'http://purl.oclc.org/ooxml/officeDocument/relationships',
};

/** The namespaces that the root tag of a workbook declares. */
export function namespacesOf(rootTag: string): Namespaces {
  return rootTag.includes(strict.main) ? strict : transitional;
}

/** What every part begins with. */
export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
