import type { Issue } from '../../core/issue.js';
import { fieldAt, listParts, partNames } from '../../lead/field-catalogue.js';
import { createIssue, type IssuePlace } from '../../lead/issue-catalogue.js';
import { listed, quoted } from '../quoted.js';
import type { ColumnMatch, ColumnUse } from './column-match.js';
import type { MappedSheet } from './map-columns.js';

export interface IssueContext {
  /** The file's name. */
  readonly source: string;
  readonly strict: boolean;
}

const leadIdPath = 'leadOpportunity.partnerLeadOpportunityId';

/** What is wrong with the columns of one sheet, in column order. */
export function sheetIssues(sheet: MappedSheet, context: IssueContext): readonly Issue[] {
  return [
    ...missingId(sheet, context),
    ...mixtures(sheet, context),
    ...sheet.matches.flatMap((match) => columnIssue(match, sheet, context)),
  ];
}

/** What is said once per file about columns that are known and not sent. */
export function unsentColumns(sheets: readonly MappedSheet[], source: string): readonly Issue[] {
  return [
    ...unsent(sheets, source, {
      use: 'read-only',
      code: 'READ_ONLY_COLUMN',
      why: 'only 3DS sets these values, so they are ignored',
    }),
    ...unsent(sheets, source, {
      use: 'other version',
      code: 'FIELD_NOT_IN_VERSION',
      why: 'API version v0 has no such field, so the values are not sent',
    }),
  ];
}

function columnIssue(match: ColumnMatch, sheet: MappedSheet, context: IssueContext): readonly Issue[] {
  switch (match.use) {
    case 'unknown':
      return [unknownColumn(match, sheet, context)];
    case 'misplaced':
      return [misplaced(match, sheet, context)];
    case 'duplicate':
      return duplicate(match, sheet, context);
    case 'used':
    case 'own':
    case 'ignored':
    case 'source':
    case 'overruled':
    case 'blank':
    case 'mixed':
    case 'read-only':
    case 'other version':
      return [];
  }
}

function unknownColumn(match: ColumnMatch, sheet: MappedSheet, context: IssueContext): Issue {
  const near = match.suggestion === null ? '' : `Did you mean "${match.suggestion}"? `;
  const why =
    match.taken === null ? '' : ` Its field is read from column ${match.taken}, whose name is closer.`;
  return createIssue('UNKNOWN_COLUMN', headerPlace(match, sheet, context), {
    message: `expected the name of a field, found ${quoted(match.header)}.${why} Its values are not sent.`,
    hint: `${near}Rename the column or delete it, or give it a field with \`leadferry map ${context.source} -o mapping.yaml\`.`,
    suggestion: match.suggestion,
    severity: context.strict ? 'error' : undefined,
  });
}

function misplaced(match: ColumnMatch, sheet: MappedSheet, context: IssueContext): Issue {
  const field = fieldAt(match.field ?? '');
  const home = field === undefined ? partNames.leadOpportunity.sheet : partNames[field.part].sheet;
  const numbered = match.item !== null && field?.part === sheet.scope;
  return createIssue('COLUMN_MISPLACED', headerPlace(match, sheet, context), {
    message: numbered
      ? `expected column names without numbers, found ${quoted(match.header)}. This sheet has one row per item; the values are not sent.`
      : `expected fields of the sheet ${quoted(sheet.table.sheet ?? '')}, found ${quoted(match.header)}, which belongs to the sheet "${home}". Its values are not sent from here.`,
  });
}

// One issue for all columns of a field, at the last of them.
function duplicate(match: ColumnMatch, sheet: MappedSheet, context: IssueContext): readonly Issue[] {
  const same = sheet.matches.filter(
    (other) => other.use === 'duplicate' && other.field === match.field && other.item === match.item,
  );
  if (same.at(-1) !== match) return [];
  const label = fieldAt(match.field ?? '')?.label ?? match.header;
  return [
    createIssue('DUPLICATE_COLUMN', headerPlace(match, sheet, context), {
      message: `expected one column for "${label}", found ${columnNames(same)}. None of them is used.`,
    }),
  ];
}

function missingId(sheet: MappedSheet, context: IssueContext): readonly Issue[] {
  if (sheet.keyed || sheet.matches.some((match) => match.field === leadIdPath && match.use === 'duplicate')) {
    return [];
  }
  const headers = sheet.matches.filter((match) => match.use !== 'blank').map((match) => quoted(match.header));
  return [
    createIssue(
      'COLUMN_MISSING',
      { ...sheetPlace(sheet, context.source), field: leadIdPath },
      {
        message: `expected a column "Partner lead id", found ${listed(headers)}. No row of the sheet makes a lead.`,
      },
    ),
  ];
}

function mixtures(sheet: MappedSheet, context: IssueContext): readonly Issue[] {
  return listParts.flatMap((part) => {
    const mixed = sheet.matches.filter(
      (match) => match.use === 'mixed' && fieldAt(match.field ?? '')?.part === part,
    );
    const [first] = mixed;
    if (first === undefined) return [];
    const rival = sheet.matches.some(
      (match) => match.use === 'used' && fieldAt(match.field ?? '')?.part === part,
    )
      ? 'numbered columns as well'
      : `the sheet "${partNames[part].sheet}" as well`;
    return [
      createIssue('LAYOUT_MIXED', headerPlace(first, sheet, context), {
        message: `expected one way of giving them, found ${columnNames(mixed)} and ${rival}. ${mixed.length === 1 ? 'This column is' : 'These columns are'} not used.`,
      }),
    ];
  });
}

function unsent(
  sheets: readonly MappedSheet[],
  source: string,
  { use, code, why }: { use: ColumnUse; code: 'READ_ONLY_COLUMN' | 'FIELD_NOT_IN_VERSION'; why: string },
): readonly Issue[] {
  const found = sheets.flatMap((sheet) =>
    sheet.matches.filter((match) => match.use === use).map((match) => ({ match, sheet })),
  );
  const [first] = found;
  if (first === undefined) return [];
  const place =
    found.length === 1 ? headerPlace(first.match, first.sheet, { source }) : sheetPlace(first.sheet, source);
  const names = listed(found.map(({ match }) => columnName(match)));
  return [createIssue(code, place, { message: `found ${names}: ${why}.` })];
}

function headerPlace(match: ColumnMatch, sheet: MappedSheet, { source }: { source: string }): IssuePlace {
  return {
    ...sheetPlace(sheet, source),
    column: match.column,
    header: match.header,
    field: match.field,
    value: match.header,
  };
}

function sheetPlace(sheet: MappedSheet, source: string): IssuePlace {
  return { source, sheet: sheet.table.sheet, row: sheet.table.header.row };
}

function columnNames(matches: readonly ColumnMatch[]): string {
  return listed(matches.map(columnName));
}

function columnName(match: ColumnMatch): string {
  return `column ${match.column} ${quoted(match.header)}`;
}
