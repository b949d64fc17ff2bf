import type { PartValues, SheetLead } from '../../src/lead/lead.js';

/** Which characters the texts of the leads use. */
export type Script = 'western' | 'japanese';

/** One column of the sheet of leads: its header, and the value of each lead. */
export interface SameLeadColumn {
  readonly header: string;
  readonly kind: 'text' | 'day' | 'amount';
  /** Days are `YYYY-MM-DD`, amounts have a point before the cents. */
  readonly values: readonly string[];
}

const words = {
  western: {
    name: [
      'Prüfstand',
      'Façade légère',
      'Überhöhe',
      'Piñón',
      'Crème brûlée',
      'Straße 7',
      'Zoë "Z" Müller',
      'Œuvre – 5 €',
    ],
    customer: ['Bergmann Anlagenbau GmbH', 'Société Générique', 'Señal y Cía', 'Nørre Værksted'],
    city: ['Köln', 'Besançon', 'A Coruña', 'Århus'],
    country: ['Germany', 'France', 'Spain', 'Denmark'],
    person: [
      ['Jörg', 'Müller'],
      ['Zoé', 'Lefèvre'],
      ['Íñigo', 'Peña'],
      ['Åse', 'Sørensen'],
    ],
  },
  japanese: {
    name: [
      '試験設備',
      '生産ライン更新',
      '図面移行',
      'シミュレーション',
      '配線設計',
      '設計室の刷新',
      '供給者ポータル',
      '表 "甲"',
    ],
    customer: ['例示重工業株式会社', '見本電機', 'サンプル製作所', '標準精密'],
    city: ['名古屋市', '横浜市', '大阪市', '広島市'],
    country: ['Japan', 'Japan', 'Japan', 'Japan'],
    person: [
      ['太郎', '見本'],
      ['花子', '例示'],
      ['一郎', '標準'],
      ['桜', '試験'],
    ],
  },
} as const satisfies Record<Script, Record<string, readonly unknown[]>>;

// Days on which some zone has no midnight, no such day at all, or another offset.
const days = [
  '2011-12-30',
  '2026-03-29',
  '2026-10-25',
  '1970-01-01',
  '2024-02-29',
  '2026-12-31',
  '2026-03-08',
  '2027-01-01',
];
const stages = ['QUALIFIED', 'VALIDATED', 'OPPY_OPEN', 'LEAD_OPEN'];

function at<T>(values: readonly T[], index: number): T {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('a list of words is empty');
  return value;
}

/** Leads `L-0001` … as a sheet should give them; the same ones whenever it is called. */
export function leadsOf(count: number, script: Script): readonly SheetLead[] {
  return Array.from({ length: count }, (_, index) => leadOf(index, script));
}

function leadOf(index: number, script: Script): SheetLead {
  const use = words[script];
  const [firstName, lastName] = at<readonly [string, string]>(use.person, index);
  return {
    partnerLeadOpportunityId: `L-${String(index + 1).padStart(4, '0')}`,
    dsLeadOpportunityId: null,
    leadOpportunity: {
      name: `${at(use.name, index)} ${index + 1}, Los; A | B`,
      status: at(stages, index),
      closeDate: at(days, index),
      currency: 'EUR',
      description:
        index % 3 === 0 ? `${at(use.name, index + 1)}\n${at(use.city, index)}` : at(use.name, index + 2),
      nextMilestoneDate: at(days, index + 3),
      dsOwnerEmail: 'owner@example.com',
    },
    customerLegalEntity: {
      name: at<string>(use.customer, index),
      city: at<string>(use.city, index),
      country: at<string>(use.country, index),
      zipCode: String(index * 7).padStart(5, '0'),
    },
    offerLines: [
      {
        offerNameId: `CLASS00002_ONPR_${index}`,
        amount: (1_300_000 + index * 1037) / 100,
        revenueType: 'YxC',
        startDate: at(days, index + 1),
        endDate: '2028-06-30',
      },
      { offerNameId: `CLASS00003_CLOUD_${index}`, amount: index * 250, revenueType: 'PxC' },
    ],
    customerContacts: [{ email: `contact${index}@example.org`, firstName, lastName }],
    partnerContacts: null,
  };
}

const dayFields = new Set(['closeDate', 'nextMilestoneDate', 'startDate', 'endDate']);

/** The leads as the columns of one sheet, one row per lead. */
export function columnsOf(leads: readonly SheetLead[]): readonly SameLeadColumn[] {
  const rows = leads.map(pathsOf);
  const headers = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  return headers.map((header) => {
    const name = header.split('.').at(-1) ?? '';
    const values = rows.map((row) => row.get(header) ?? '');
    if (name === 'amount') return { header, kind: 'amount', values };
    return { header, kind: dayFields.has(name) ? 'day' : 'text', values };
  });
}

function pathsOf(lead: SheetLead): ReadonlyMap<string, string> {
  const { partnerLeadOpportunityId, leadOpportunity, customerLegalEntity, offerLines, customerContacts } =
    lead;
  return new Map([
    ['partnerLeadOpportunityId', partnerLeadOpportunityId],
    ...pathed('leadOpportunity', leadOpportunity),
    ...pathed('customerLegalEntity', customerLegalEntity ?? {}),
    ...(offerLines ?? []).flatMap((item, index) => pathed(`offerLines.${index + 1}`, item)),
    ...(customerContacts ?? []).flatMap((item, index) => pathed(`customerContacts.${index + 1}`, item)),
  ]);
}

function pathed(prefix: string, values: PartValues): [string, string][] {
  return Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, String(value)]);
}

/** The columns in another order, always the same one. */
export function shuffled(columns: readonly SameLeadColumn[]): readonly SameLeadColumn[] {
  return columns
    .map((column, index) => ({ column, place: (index * 7 + 5) % columns.length }))
    .toSorted((one, other) => one.place - other.place)
    .map(({ column }) => column);
}
