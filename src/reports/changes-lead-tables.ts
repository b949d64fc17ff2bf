import { amountGrown, type ChangeKind, daysMoved, type LeadPair, latestState } from './changes-kinds.js';
import type { LeadState } from './changes-lead.js';
import { stageName } from './changes-stage-name.js';
import {
  countCell,
  dayCell,
  type ReportCell,
  type ReportColumn,
  type ReportRow,
  type TableBlock,
} from './document.js';

/** So many leads of a kind stand on a page; the workbook has all of them. */
const mostShown = 50;

/** A column of what changed: its header, what it holds, and its cell for a lead. */
interface ChangeColumn extends ReportColumn {
  cell(pair: LeadPair): ReportCell;
}

const at =
  (point: 'before' | 'after', cell: (state: LeadState) => ReportCell) =>
  (pair: LeadPair): ReportCell => {
    const state = pair[point];
    return state === null ? null : cell(state);
  };

const stage = ({ stage: code }: LeadState): ReportCell => stageName(code);
const closeDate = ({ closeDate: day }: LeadState): ReportCell => dayCell(day);
const amount = ({ amount: value, currency }: LeadState): ReportCell =>
  value === null ? null : { kind: 'amount', value, currency };
const owner = ({ owner: address }: LeadState): ReportCell => address;
const currency = ({ currency: code }: LeadState): ReportCell => code;

const stageNow: ChangeColumn = { header: 'Stage', holds: 'text', cell: (pair) => stage(latestState(pair)) };
const stageBefore: ChangeColumn = { header: 'Stage before', holds: 'text', cell: at('before', stage) };
const closes: ChangeColumn = {
  header: 'Close date',
  holds: 'day',
  cell: (pair) => closeDate(latestState(pair)),
};
const currencyNow: ChangeColumn = {
  header: 'Currency',
  holds: 'text',
  below: true,
  cell: (pair) => currency(latestState(pair)),
};
const amountNow: ChangeColumn = {
  header: 'Amount',
  holds: 'amount',
  cell: (pair) => amount(latestState(pair)),
};
const amountBefore: ChangeColumn = { header: 'Amount before', holds: 'amount', cell: at('before', amount) };
const money = [amountNow, currencyNow] as const;

const dates: readonly ChangeColumn[] = [
  { header: 'Close date before', holds: 'day', cell: at('before', closeDate) },
  { header: 'Close date now', holds: 'day', cell: at('after', closeDate) },
  { header: 'Days', holds: 'count', cell: (pair) => (isKept(pair) ? countCell(daysMoved(pair)) : null) },
  stageNow,
  ...money,
];

const grown: ChangeColumn = {
  header: 'Change',
  holds: 'amount',
  cell: (pair) =>
    isKept(pair) ? { kind: 'amount', value: amountGrown(pair), currency: pair.after.currency } : null,
};
const amounts: readonly ChangeColumn[] = [
  stageNow,
  amountBefore,
  { ...amountNow, header: 'Amount now' },
  currencyNow,
  grown,
];

function isKept(
  pair: LeadPair,
): pair is LeadPair & { readonly before: LeadState; readonly after: LeadState } {
  return pair.before !== null && pair.after !== null;
}

/** What the list of each kind shows beside the names of the lead. */
const changeColumns: Readonly<Record<ChangeKind, readonly ChangeColumn[]>> = {
  won: [stageBefore, amountBefore, { ...amountNow, header: 'Amount won' }, currencyNow],
  lost: [stageBefore, amountBefore, { ...amountNow, header: 'Amount lost' }, currencyNow],
  new: [stageNow, closes, ...money],
  moved: [stageBefore, { ...stageNow, header: 'Stage now' }, closes, ...money],
  slipped: dates,
  pulledIn: dates,
  amountUp: amounts,
  amountDown: amounts,
  currencyChanged: [
    amountBefore,
    { header: 'Currency before', holds: 'text', below: true, cell: at('before', currency) },
    { ...amountNow, header: 'Amount now' },
    { ...currencyNow, header: 'Currency now' },
  ],
  ownerChanged: [
    { header: 'Owner before', holds: 'text', cell: at('before', owner) },
    { header: 'Owner now', holds: 'text', cell: at('after', owner) },
    stageNow,
    ...money,
  ],
  reopened: [stageBefore, { ...stageNow, header: 'Stage now' }, closes, ...money],
  appeared: [stageNow, closes, ...money],
  gone: [stageNow, closes, ...money],
};

interface LeadTableOptions {
  readonly kind: ChangeKind;
  readonly title: string;
  readonly pairs: readonly LeadPair[];
  readonly empty?: string | undefined;
}

/** A list of leads of one kind, each with its names, its owner and its customer. */
export function leadTable({ kind, title, pairs, empty }: LeadTableOptions): TableBlock {
  const ownColumns = changeColumns[kind];
  const owns = kind === 'ownerChanged' ? [] : [{ header: 'Owner', holds: 'text', below: true } as const];
  return {
    kind: 'table',
    title,
    columns: [
      { header: 'Lead', holds: 'text' },
      { header: 'Partner lead id', holds: 'id', below: true },
      { header: '3DS lead id', holds: 'id', below: true },
      { header: 'Customer', holds: 'text' },
      ...owns,
      ...ownColumns.map(({ header, holds, below }) => ({ header, holds, below })),
    ],
    rows: pairs.map((pair): ReportRow => {
      const {
        name,
        partnerLeadOpportunityId,
        dsLeadOpportunityId,
        customer,
        owner: address,
      } = latestState(pair);
      return [
        name,
        partnerLeadOpportunityId,
        dsLeadOpportunityId,
        customer,
        ...(owns.length === 0 ? [] : [address]),
        ...ownColumns.map(({ cell }) => cell(pair)),
      ];
    }),
    shown: mostShown,
    empty,
  };
}
