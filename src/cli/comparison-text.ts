import {
  type ComparedLead,
  type ComparedState,
  type CompareResult,
  comparisonNotes,
  differenceText,
} from '../index.js';
import { printable } from './printable.js';
import type { TextStyle } from './style.js';
import { type TableColumn, type TableView, tableText } from './table.js';
import { counted, fileLines } from './wording.js';

/** What needs a look comes first; leads that only one side has say little but their ids, so that some of them do. */
const mostLines = {
  unclear: 50,
  differs: 100,
  onlyInSheet: 20,
  onlyAt3ds: 20,
  equal: 0,
} as const satisfies Record<ComparedState, number>;
const shownStates = [
  'unclear',
  'differs',
  'onlyInSheet',
  'onlyAt3ds',
] as const satisfies readonly ComparedState[];

const mostFields = 5;

const stateWords = {
  differs: 'differs',
  onlyInSheet: 'only in sheet',
  onlyAt3ds: 'only at 3DS',
  unclear: 'not clear',
  equal: 'equal',
} as const satisfies Record<ComparedState, string>;

const stateStyles = {
  differs: 'yellow',
  onlyInSheet: 'cyan',
  onlyAt3ds: 'cyan',
  unclear: 'red',
  equal: 'dim',
} as const satisfies Record<ComparedState, TextStyle>;

/** One line of the table: a lead, or one of its fields. */
interface ComparisonLine {
  readonly lead: ComparedLead;
  readonly field: string;
  readonly at3ds: string;
  readonly inSheet: string;
}

/** A comparison: what was compared, the counts, then every lead that is not equal. */
export function comparisonText(result: CompareResult, view: TableView): string {
  const { file, server, partnerId, counts, leads, files } = result;
  const head = [
    `${printable(file)} compared with ${printable(server)}, partner ${printable(partnerId)}`,
    ...comparisonNotes(result).map(printable),
    view.paint('bold', countsText(result)),
    ...fieldsText(result),
  ].join('\n');
  const listings = shownStates.map((state) => listing(state, leads));
  const lines = listings.flatMap(({ shown }) => shown);
  const left = listings.filter(({ leftOut }) => leftOut > 0);
  const parts = [head];
  if (lines.length > 0) parts.push(tableText(lines, columns, view));
  if (left.length > 0) {
    const named = left.map(({ state, leftOut }) => `${leftOut} more ${stateWords[state]}`);
    parts.push(`… and ${named.join(', ')}. All of them: -o comparison.xlsx, or --json.`);
  }
  if (counts.equal > 0 && lines.length === 0) parts.push('Nothing differs.');
  if (files.length > 0) parts.push(fileLines(files, view.paint).join('\n'));
  return parts.join('\n\n');
}

interface Listing {
  readonly state: ComparedState;
  readonly shown: readonly ComparisonLine[];
  /** How many lines there are beside these. */
  readonly leftOut: number;
}

function listing(state: ComparedState, leads: readonly ComparedLead[]): Listing {
  const lines = leads.filter((lead) => lead.state === state).flatMap(comparisonLines);
  const shown = lines.slice(0, mostLines[state]);
  return { state, shown, leftOut: lines.length - shown.length };
}

function countsText({ counts }: CompareResult): string {
  const { equal, differs, onlyInSheet, onlyAt3ds, unclear } = counts;
  const more = unclear === 0 ? '' : `, ${unclear} not clear`;
  return `${counted(equal, 'lead')} equal, ${differs} differ, ${onlyInSheet} only in the sheet, ${onlyAt3ds} only at 3DS${more}`;
}

function fieldsText({ fields, notComparable }: CompareResult): readonly string[] {
  return [
    ...fieldLine('Fields that differ', fields),
    ...fieldLine('Not compared, because 3DS does not show them', notComparable),
  ];
}

function fieldLine(title: string, fields: CompareResult['fields']): readonly string[] {
  if (fields.length === 0) return [];
  const named = fields.slice(0, mostFields).map(({ label, leads }) => `${label} (${leads})`);
  const more = fields.length > mostFields ? ` and ${fields.length - mostFields} more` : '';
  return [printable(`${title}: ${named.join(', ')}${more}`)];
}

const columns: readonly TableColumn<ComparisonLine>[] = [
  { head: 'STATE', text: ({ lead }) => stateWords[lead.state], style: ({ lead }) => stateStyles[lead.state] },
  { head: 'LEAD', text: ({ lead }) => lead.partnerLeadOpportunityId ?? '(no partner id)' },
  { head: '3DS ID', text: ({ lead }) => lead.dsLeadOpportunityId ?? '' },
  { head: 'ROW', text: ({ lead }) => lead.origin?.row ?? '', align: 'right' },
  { head: 'FIELD', text: ({ field }) => field, flexible: true },
  { head: 'AT 3DS', text: ({ at3ds }) => at3ds, flexible: true },
  { head: 'IN THE SHEET', text: ({ inSheet }) => inSheet, flexible: true },
];

function comparisonLines(lead: ComparedLead): readonly ComparisonLine[] {
  switch (lead.state) {
    case 'onlyInSheet':
      return [{ lead, field: '', at3ds: '', inSheet: traitsText(lead) }];
    case 'onlyAt3ds':
      return [{ lead, field: '', at3ds: traitsText(lead), inSheet: '' }];
    case 'unclear':
      return [{ lead, field: lead.code ?? '', at3ds: '', inSheet: lead.message ?? '' }];
    default:
      return lead.differences.map(({ label, from, to }) => ({
        lead,
        field: label,
        at3ds: sideText(from, to),
        inSheet: sideText(to, from),
      }));
  }
}

/** By what people know a lead again: `MBSE pilot line 3, VALIDATED, closes 2026-09-30, EUR 13800.00`. */
function traitsText({ name, status, closeDate, currency, amount }: ComparedLead): string {
  const closes = closeDate === null ? null : `closes ${closeDate}`;
  const sum = amount === null ? null : [currency, amount].filter((text) => text !== null).join(' ');
  return [name, status, closes, sum].filter((text) => text !== null).join(', ');
}

/** A value beside that of the other side; what one of them lacks is a blank value, or no such item of a list. */
function sideText(value: unknown, other: unknown): string {
  const isItem = typeof other === 'object' && other !== null && !Array.isArray(other);
  return differenceText(value) || (isItem ? '(not there)' : '(blank)');
}
