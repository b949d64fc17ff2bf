import { describe, expect, it } from 'vitest';
import type { Comparison } from '../../../src/lead/compare.js';
import { compareLead } from '../../../src/lead/compare.js';
import type { LeadParts, PartValues, RemoteLead, SheetLead } from '../../../src/lead/lead.js';

const sheetLead: SheetLead = {
  partnerLeadOpportunityId: 'B-1',
  dsLeadOpportunityId: null,
  leadOpportunity: {},
  customerLegalEntity: null,
  offerLines: null,
  customerContacts: null,
  partnerContacts: null,
};
const remoteLead: RemoteLead = {
  ...sheetLead,
  dsLeadOpportunityId: 'QK7P-1',
  leadOpportunity: { name: 'Pilot', status: 'VALIDATED', forecastCategory: 'UPSIDE', description: '' },
  customerLegalEntity: { id: '2000', name: null, city: null, country: null },
};

interface Given {
  readonly sheet?: Partial<SheetLead>;
  readonly remote?: Partial<RemoteLead>;
  readonly lastSent?: Partial<LeadParts>;
  readonly lists?: 'keep' | 'replace';
  readonly apiVersion?: 'v0' | 'v1';
}

function compared(given: Given): Comparison {
  return compareLead({
    sheet: { ...sheetLead, ...given.sheet },
    remote: { ...remoteLead, ...given.remote },
    lastSent: given.lastSent === undefined ? null : { ...sheetLead, ...given.lastSent },
    lists: given.lists ?? 'keep',
    apiVersion: given.apiVersion ?? 'v1',
  });
}

const attribute = (values: PartValues, at3ds: PartValues, lastSent?: PartValues): Given => ({
  sheet: { leadOpportunity: values },
  remote: { leadOpportunity: at3ds },
  ...(lastSent === undefined ? {} : { lastSent: { leadOpportunity: lastSent } }),
});

describe('attributes', () => {
  const same: readonly (readonly [string, Given])[] = [
    ['a blank cell, whatever 3DS holds', attribute({}, { name: 'Pilot' })],
    [
      'the same text with other line ends and outer spaces',
      attribute({ description: 'a\nb' }, { description: ' a\r\nb ' }),
    ],
    [
      'the same day in the form of a date-time',
      attribute({ closeDate: '2026-09-30' }, { closeDate: '2026-09-30T22:00:00.000Z' }),
    ],
    ['reasons in another order', attribute({ reasonWon: ['A', 'B'] }, { reasonWon: ['B', 'A'] })],
    ['an emptied text and null', attribute({ description: '' }, { description: null })],
    ['emptied reasons and [EMPTY]', attribute({ reasonLost: ['EMPTY'] }, { reasonLost: ['EMPTY'] })],
    [
      'an emptied forecast and a blank one',
      attribute({ forecastCategory: 'EMPTY' }, { forecastCategory: '' }),
    ],
    [
      'an e-mail address in another case',
      attribute({ dsOwnerEmail: 'A@example.com' }, { dsOwnerEmail: 'a@example.com' }),
    ],
    [
      'a value that is not echoed but was last sent',
      attribute({ description: 'x' }, {}, { description: 'x' }),
    ],
    [
      'a value that is echoed as blank but was last sent',
      attribute({ description: 'x' }, { description: '' }, { description: 'x' }),
    ],
    [
      'a forecast while the stage is a lead stage',
      attribute(
        { status: 'QUALIFIED', forecastCategory: 'SAFE' },
        { status: 'QUALIFIED', forecastCategory: 'EMPTY' },
      ),
    ],
    [
      'a forecast that 3DS sets itself once won',
      attribute({ forecastCategory: 'SAFE' }, { status: 'WON', forecastCategory: 'WON' }),
    ],
  ];
  it.each(same)('does not differ by %s', (_title, given) => {
    expect(compared(given)).toEqual({ changes: [], update: null, blocked: null, notComparable: [] });
  });

  const differing: readonly (readonly [string, Given, unknown])[] = [
    ['another name', attribute({ name: 'New' }, { name: 'Old' }), 'Old'],
    ['another day', attribute({ closeDate: '2026-10-01' }, { closeDate: '2026-09-30' }), '2026-09-30'],
    [
      'a value where 3DS shows a blank and nothing was sent',
      attribute({ description: 'x' }, { description: '' }),
      '',
    ],
    ['an emptied value', attribute({ description: '' }, { description: 'x' }), 'x'],
    [
      'a value other than the last sent that is not echoed',
      attribute({ description: 'y' }, {}, { description: 'x' }),
      'x',
    ],
    [
      'emptying what was last sent and is not echoed',
      attribute({ description: '' }, {}, { description: 'x' }),
      'x',
    ],
    ['one reason more', attribute({ reasonWon: ['A', 'B'] }, { reasonWon: ['A'] }), ['A']],
    [
      'a forecast in an opportunity stage',
      attribute({ forecastCategory: 'SAFE' }, { status: 'VALIDATED', forecastCategory: 'UPSIDE' }),
      'UPSIDE',
    ],
  ];
  it.each(differing)('differs by %s and sends just that', (_title, given, from) => {
    const [[name, to] = ['', null]] = Object.entries(given.sheet?.leadOpportunity ?? {});
    const result = compared(given);
    expect(result.changes).toEqual([{ field: `leadOpportunity.${name}`, from, to }]);
    expect(result.update).toEqual({ ...withoutDsId(sheetLead), leadOpportunity: { [name]: to } });
  });

  it('names what cannot be compared instead of sending it', () => {
    const result = compared(attribute({ description: 'x' }, {}));
    expect(result).toEqual({
      changes: [],
      update: null,
      blocked: null,
      notComparable: ['leadOpportunity.description'],
    });
  });

  it('compares the forecast when the sheet moves the lead out of a lead stage', () => {
    const given = attribute(
      { status: 'VALIDATED', forecastCategory: 'SAFE' },
      { status: 'QUALIFIED', forecastCategory: 'EMPTY' },
    );
    expect(compared(given).changes.map((change) => change.field)).toEqual([
      'leadOpportunity.status',
      'leadOpportunity.forecastCategory',
    ]);
  });
});

const customer = { name: 'Bergmann GmbH', city: 'Stockach', country: 'Germany' };

describe('the customer', () => {
  it('is no change when 3DS answers the id alone and nothing was ever sent', () => {
    const result = compared({ sheet: { customerLegalEntity: customer } });
    expect(result.changes).toEqual([]);
    expect(result.notComparable).toEqual([
      'customerLegalEntity.name',
      'customerLegalEntity.city',
      'customerLegalEntity.country',
    ]);
  });

  it('is no change when it equals what was last sent', () => {
    const result = compared({
      sheet: { customerLegalEntity: customer },
      lastSent: { customerLegalEntity: customer },
    });
    expect(result).toEqual({ changes: [], update: null, blocked: null, notComparable: [] });
  });

  it('sends the changed field with name, city and country as last sent', () => {
    const result = compared({
      sheet: { customerLegalEntity: { city: 'Singen' } },
      lastSent: { customerLegalEntity: { ...customer, zipCode: '78333' } },
    });
    expect(result.changes).toEqual([{ field: 'customerLegalEntity.city', from: 'Stockach', to: 'Singen' }]);
    expect(result.update?.customerLegalEntity).toEqual({ ...customer, city: 'Singen' });
  });

  it('sends the changed field with name, city and country as 3DS answers them', () => {
    const result = compared({
      sheet: { customerLegalEntity: { zipCode: '78333' } },
      remote: { customerLegalEntity: { id: '2000', ...customer, zipCode: null } },
    });
    expect(result.changes).toEqual([{ field: 'customerLegalEntity.zipCode', from: null, to: '78333' }]);
    expect(result.update?.customerLegalEntity).toEqual({ ...customer, zipCode: '78333' });
  });

  it('blocks a change when nobody knows its city', () => {
    const result = compared({
      sheet: { customerLegalEntity: { name: 'Bergmann AG', country: 'Germany' } },
      remote: { customerLegalEntity: { id: '2000', name: 'Bergmann GmbH', city: null, country: null } },
    });
    expect(result.blocked?.code).toBe('CUSTOMER_INCOMPLETE');
    expect(result.blocked?.message).toContain('Customer city');
    expect(result.update).toBeNull();
  });
});

const line = (offerNameId: string, amount: number, revenueType?: string): PartValues =>
  revenueType === undefined ? { offerNameId, amount } : { offerNameId, amount, revenueType };

describe('offer lines', () => {
  it('are equal in another order, with the default revenue type left blank', () => {
    const sheet = { offerLines: [line('A', 1), line('B', 2, 'YxC'), line('A', 3, 'YxC')] };
    const remote = { offerLines: [line('A', 3, 'YxC'), line('B', 2, 'YxC'), line('A', 1, 'PxC')] };
    expect(compared({ sheet, remote }).changes).toEqual([]);
  });

  it('find their own partner among lines of the same offer and type', () => {
    const sheet = { offerLines: [line('A', 1, 'PxC'), line('A', 2, 'PxC')] };
    const remote = { offerLines: [line('A', 2, 'PxC'), line('A', 7, 'PxC')] };
    const result = compared({ sheet, remote });
    expect(result.changes).toEqual([{ field: 'offerLines.1.amount', from: 7, to: 1 }]);
    expect(result.update?.offerLines).toEqual([line('A', 2, 'PxC'), line('A', 1, 'PxC')]);
  });

  it('keep what 3DS holds and the sheet lacks, unset values left out', () => {
    const sheet = { offerLines: [line('B', 5)] };
    const remote = { offerLines: [{ offerNameId: 'A', amount: null, revenueType: 'PxC', startDate: '' }] };
    const result = compared({ sheet, remote });
    expect(result.changes).toEqual([{ field: 'offerLines.1', from: null, to: line('B', 5) }]);
    expect(result.update?.offerLines).toEqual([{ offerNameId: 'A', revenueType: 'PxC' }, line('B', 5)]);
  });

  it('remove it only when told to replace, and the plan says so', () => {
    const kept = line('B', 5, 'PxC');
    const removed = line('A', 9, 'PxC');
    const result = compared({
      sheet: { offerLines: [kept] },
      remote: { offerLines: [removed, kept] },
      lists: 'replace',
    });
    expect(result.changes).toEqual([{ field: 'offerLines', from: removed, to: null }]);
    expect(result.update?.offerLines).toEqual([kept]);
  });

  it('leave a revenue type alone that only 3DS may set', () => {
    const sheet = { offerLines: [line('A', 1, 'SUPPORT_SERVICES')], leadOpportunity: { name: 'New' } };
    const remote = { offerLines: [line('A', 1, 'SUPPORT_SERVICES')] };
    const result = compared({ sheet, remote });
    expect(result.update?.offerLines).toBeNull();
    expect(result.changes).toEqual([{ field: 'leadOpportunity.name', from: 'Pilot', to: 'New' }]);
  });

  it.each(['keep', 'replace'] as const)(
    'block the lead where such a line stands in a list to send (%s)',
    (lists) => {
      const sheet = { offerLines: [line('B', 1)] };
      const remote = { offerLines: [line('A', 1, 'SUPPORT_SERVICES')] };
      const result = compared({ sheet, remote, lists });
      expect(result.blocked?.code).toBe('REVENUE_TYPE_BLOCKED');
      expect(result.blocked?.message).toContain('SUPPORT_SERVICES');
      expect(result.update).toBeNull();
    },
  );

  it('may carry that type in v0, which has it', () => {
    const sheet = { offerLines: [line('B', 1)] };
    const remote = { offerLines: [line('A', 1, 'SUPPORT_SERVICES')] };
    expect(compared({ sheet, remote, apiVersion: 'v0' }).blocked).toBeNull();
  });

  it('equal what was last sent where the answer has none', () => {
    const offerLines = [line('A', 1)];
    expect(
      compared({ sheet: { offerLines }, remote: { offerLines: null }, lastSent: { offerLines } }).changes,
    ).toEqual([]);
    expect(compared({ sheet: { offerLines }, remote: { offerLines: null } }).update?.offerLines).toEqual(
      offerLines,
    );
  });
});

describe('contacts', () => {
  const contact = {
    email: 'J.Bergmann@example.com',
    firstName: 'Jörg',
    lastName: 'Bergmann',
    salutation: 'Mr',
  };

  it('are known again by e-mail address and equal in another case of it and of the salutation', () => {
    const remote = { ...contact, email: 'j.bergmann@example.com', salutation: 'MR', jobTitle: '' };
    expect(
      compared({ sheet: { customerContacts: [contact] }, remote: { customerContacts: [remote] } }).changes,
    ).toEqual([]);
  });

  it('send the whole list when one value differs, and keep the others', () => {
    const other = { email: 'a@example.com', firstName: 'A', lastName: null, phoneNumber: null };
    const result = compared({
      sheet: { customerContacts: [{ ...contact, jobTitle: 'CTO' }] },
      remote: { customerContacts: [other, { ...contact, jobTitle: '' }] },
    });
    expect(result.changes).toEqual([{ field: 'customerContacts.1.jobTitle', from: '', to: 'CTO' }]);
    expect(result.update?.customerContacts).toEqual([
      { email: 'a@example.com', firstName: 'A', lastName: '' },
      { ...contact, jobTitle: 'CTO' },
    ]);
  });
});

function withoutDsId({ dsLeadOpportunityId: _unused, ...parts }: SheetLead): LeadParts {
  return parts;
}
