import type { ChangeKind } from './changes-kinds.js';
import { leadTable } from './changes-lead-tables.js';
import type { ChangesFigures } from './changes-report.js';
import type { ReportSection } from './document.js';

interface SectionPlan extends Omit<ReportSection, 'blocks'> {
  readonly lists: readonly {
    readonly kind: ChangeKind;
    /** Left out where the section is one list. */
    readonly title?: string;
    readonly empty?: string;
  }[];
  /** True: shown also where it lists nothing. */
  readonly always?: boolean;
}

const plans = {
  won: {
    id: 'won',
    title: 'Won',
    sheet: 'Won',
    note: 'Leads that are won now and were not before, with the amount that they have now.',
    lists: [{ kind: 'won', empty: 'No lead was won.' }],
    always: true,
  },
  lost: {
    id: 'lost',
    title: 'Lost',
    sheet: 'Lost',
    note: 'Leads that are lost now and were not before, with the amount that they have now.',
    lists: [{ kind: 'lost', empty: 'No lead was lost.' }],
    always: true,
  },
  new: {
    id: 'new',
    title: 'New',
    sheet: 'New',
    note: 'Leads that the first point does not have, created since.',
    lists: [{ kind: 'new', empty: 'No lead is new.' }],
    always: true,
  },
  dates: {
    id: 'close-dates',
    title: 'Close dates',
    sheet: 'Close dates',
    note: 'Leads that are open at both points and whose close date was moved.',
    lists: [
      { kind: 'slipped', title: 'Slipped: closing later', empty: 'No close date slipped.' },
      { kind: 'pulledIn', title: 'Pulled in: closing earlier', empty: 'No close date was pulled in.' },
    ],
  },
  amounts: {
    id: 'amounts',
    title: 'Amounts',
    sheet: 'Amounts',
    note: 'Leads that are open at both points and whose amount is another one, the largest changes first.',
    lists: [
      { kind: 'amountUp', title: 'Up', empty: 'No amount went up.' },
      { kind: 'amountDown', title: 'Down', empty: 'No amount went down.' },
      { kind: 'currencyChanged', title: 'In another currency', empty: 'No currency was changed.' },
    ],
  },
  owners: {
    id: 'owners',
    title: 'Owners',
    sheet: 'Owners',
    note: 'Leads that another 3DS owner has now.',
    lists: [{ kind: 'ownerChanged' }],
  },
  reopened: {
    id: 'reopened',
    title: 'Reopened',
    sheet: 'Reopened',
    note: 'Leads that were won or lost and are open again.',
    lists: [{ kind: 'reopened' }],
  },
  view: {
    id: 'view',
    title: 'In and out of view',
    sheet: 'In and out of view',
    note: 'Leads that only one of the points has, though they exist longer: 3DS gave them to another partner or to you, or one of the points holds fewer leads.',
    lists: [
      { kind: 'gone', title: 'Out of view: at the first point only', empty: 'None.' },
      { kind: 'appeared', title: 'Came into view: older than the first point', empty: 'None.' },
    ],
  },
} as const satisfies Record<string, SectionPlan>;

/** The sections that stand before and after the matrix of stages. */
export function leadSections(
  figures: ChangesFigures,
  part: 'before-stages' | 'after-stages',
): readonly ReportSection[] {
  const { won, lost, new: added, dates, amounts, owners, reopened, view } = plans;
  const wanted: readonly SectionPlan[] =
    part === 'before-stages' ? [won, lost, added] : [dates, amounts, owners, reopened, view];
  return wanted.flatMap((plan) => sectionOf(plan, figures));
}

function sectionOf(
  { lists, always = false, ...section }: SectionPlan,
  { changes }: ChangesFigures,
): readonly ReportSection[] {
  const isEmpty = lists.every(({ kind }) => changes[kind].length === 0);
  if (isEmpty && !always) return [];
  const blocks = lists.map(({ kind, title = '', empty }) =>
    leadTable({ kind, title, pairs: changes[kind], empty }),
  );
  return [{ ...section, blocks }];
}
