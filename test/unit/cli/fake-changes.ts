import type { ChangesReportResult } from '../../../src/index.js';

const flow = (leads: number, amount: string) => ({ leads, amount });
const none = flow(0, '0.00');
const lead = {
  dsLeadOpportunityId: 'DS-1',
  partnerLeadOpportunityId: 'A-1',
  name: 'Pilot line',
  owner: 'owner@example.com',
  customer: 'Bergmann Anlagenbau',
  stage: 'QUALIFIED',
  closeDate: '2027-03-31',
  currency: 'EUR',
  amount: '1300.50',
} as const;
const value = (from: string | null, to: string | null) => ({ ...lead, from, to });

/** A changes report with a lead of most kinds. */
export const changes: ChangesReportResult = {
  report: {
    report: 'changes',
    origin: 'http://127.0.0.1:4010',
    from: { kind: 'file', name: 'old.xlsx', asOf: null, lastReading: null },
    to: { kind: 'ledger', name: 'now', asOf: '2026-11-08T06:30:00.000Z', lastReading: null },
    cautions: ['Leads that a point has more than once, counted once: 1.'],
    leads: { before: 10, after: 11, kept: 9, unchanged: 3, repeated: 1 },
    waterfalls: [
      {
        currency: 'EUR',
        start: flow(8, '1200000.00'),
        steps: {
          new: flow(1, '1300.50'),
          up: none,
          down: flow(0, '-200.25'),
          won: none,
          lost: none,
          other: none,
        },
        end: flow(9, '1201100.25'),
        other: { reopened: none, appeared: none, gone: none, currency: none, stage: none },
      },
    ],
    moves: [
      { from: 'QUALIFIED', to: 'ACCEPTED', leads: 1, fromLabel: '-5 Qualified', toLabel: '-4 Accepted' },
      { from: 'QUALIFIED', to: 'WON', leads: 1, fromLabel: '-5 Qualified', toLabel: 'Won opportunity' },
    ],
    changes: {
      won: [value('QUALIFIED', 'WON')],
      lost: [],
      new: Array.from({ length: 7 }, (_, n) => ({ ...lead, name: `New lead ${n + 1}`, amount: null })),
      moved: [value('QUALIFIED', 'WON'), value('QUALIFIED', 'ACCEPTED')],
      slipped: [{ ...value('2027-01-31', '2027-03-31'), days: 59 }],
      pulledIn: [{ ...value('2027-02-01', '2027-01-31'), days: -1 }],
      amountUp: [],
      amountDown: [value('1500.75', '1300.50')],
      currencyChanged: [value(null, 'EUR')],
      ownerChanged: [value('a@example.com', 'owner@example.com')],
      reopened: [],
      appeared: [],
      gone: [],
    },
  },
  files: [],
};
