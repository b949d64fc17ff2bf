import { expect, test } from 'vitest';
import type { Cell } from '../../../src/core/row.js';
import { enumerations } from '../../../src/lead/enumerations.js';
import {
  type ApiVersion,
  enumerationOf,
  fieldAt,
  fieldCatalogue,
} from '../../../src/lead/field-catalogue.js';
import { anyNotation } from '../../../src/pipeline/parsing/notation.js';
import { parseCell } from '../../../src/pipeline/parsing/parse-cell.js';
import type { Parsed } from '../../../src/pipeline/parsing/parsed.js';

function parse(path: string, cell: Cell, apiVersion: ApiVersion = 'v1'): Parsed {
  const field = fieldAt(path);
  if (field === undefined) throw new Error(`no field ${path}`);
  return parseCell(cell, field, { ...anyNotation, apiVersion });
}

function number(digits: string): Cell {
  return { kind: 'number', digits };
}

function date(iso: string): Cell {
  return { kind: 'date', iso };
}

const name = 'leadOpportunity.name';
const leadId = 'leadOpportunity.partnerLeadOpportunityId';
const zip = 'customerLegalEntity.zipCode';
const closeDate = 'leadOpportunity.closeDate';
const amount = 'offerLines.amount';
const stage = 'leadOpportunity.status';
const reasons = 'leadOpportunity.reasonLost';
const competitors = 'leadOpportunity.competitors';
const owner = 'leadOpportunity.dsOwnerEmail';
const currency = 'leadOpportunity.currency';
const revenueType = 'offerLines.revenueType';

test.each([
  [name, '  Pump\u00a0line \u00a0', 'Pump\u00a0line'],
  [name, number('2026'), '2026'],
  [name, number('-1.5'), '-1.5'],
  [name, 'two\nlines', 'two\nlines'],
  [name, '日本語 𠮷野家', '日本語 𠮷野家'],
  [name, '=SUM(A1)', '=SUM(A1)'],
  [leadId, number('123456789012345'), '123456789012345'],
  [leadId, '00123', '00123'],
  [leadId, { kind: 'number', digits: '123', shown: '123' }, '123'],
  [leadId, '1E5', '1E5'],
  [leadId, '12345678901234567890', '12345678901234567890'],
  [leadId, '__proto__', '__proto__'],
  [zip, '01067', '01067'],
  [zip, number('1067'), '1067'],
  [closeDate, '2026-09-30', '2026-09-30'],
  [closeDate, '2024-02-29', '2024-02-29'],
  [closeDate, '2026-09-30T23:59:59.999Z', '2026-09-30'],
  [closeDate, '2026-09-30T00:30:00+14:00', '2026-09-30'],
  [closeDate, '2026-09-30 08:00', '2026-09-30'],
  [closeDate, date('2026-09-30'), '2026-09-30'],
  [closeDate, date('2026-09-30T23:59:59'), '2026-09-30'],
  ['offerLines.startDate', '1900-01-01', '1900-01-01'],
  [amount, '13800', 13_800],
  [amount, '13800.50', 13_800.5],
  [amount, '-5', -5],
  [amount, '-0', 0],
  [amount, '0.1', 0.1],
  [amount, '123456789012345', 123_456_789_012_345],
  [amount, number('13800'), 13_800],
  [amount, number('1.38E+4'), 13_800],
  [amount, number('0.30000000000000004'), 0.3],
  [stage, 'VALIDATED', 'VALIDATED'],
  [stage, '-2 validated', 'VALIDATED'],
  ['leadOpportunity.forecastCategory', 'empty', 'EMPTY'],
  [revenueType, 'Yearly  Rental Booking', 'YxC'],
  [revenueType, 'upfront', 'PxC'],
  [reasons, 'FUNC_GAP; No Project ;;func_gap\nMERGED', ['FUNC_GAP', 'NO_PROJECT', 'MERGED']],
  [reasons, 'EMPTY', ['EMPTY']],
  [competitors, 'Acme; Other GmbH;Acme', ['Acme', 'Other GmbH']],
  [owner, 'psm.dach@example.com', 'psm.dach@example.com'],
  [currency, 'EUR', 'EUR'],
  ['customerContacts.phoneNumber', '+49 7771 555010', '+49 7771 555010'],
  ['customerContacts.phoneNumber', number('497771555010'), '497771555010'],
] as const)('%s takes %j as %j', (path, cell, value) => {
  expect(parse(path, cell)).toEqual({ kind: 'value', value, remarks: [] });
});

test.each([
  [name, ''],
  [name, ' \u00a0 '],
  [closeDate, ' '],
  [competitors, ' ; ;\n'],
  [reasons, ';'],
  [revenueType, 'EMPTY'],
] as const)('%s takes %j as blank', (path, cell) => {
  expect(parse(path, cell)).toEqual({ kind: 'blank' });
});

test.each([
  [leadId, '2E+14', 'ID_DAMAGED', 'found "2E+14"'],
  [leadId, '2,00E+14', 'ID_DAMAGED', 'short form'],
  [leadId, number('2E+14'), 'ID_DAMAGED', 'the number "2E+14"'],
  [leadId, number('1234567890123456'), 'ID_DAMAGED', '15 digits'],
  [leadId, number('1.5'), 'ID_DAMAGED', 'the number "1.5"'],
  [leadId, number('-7'), 'ID_DAMAGED', 'the number "-7"'],
  [leadId, date('2026-03-01'), 'ID_DAMAGED', 'took the id for a date'],
  [leadId, { kind: 'number', digits: '123', shown: '00123' }, 'ID_DAMAGED', 'shown as "00123"'],
  [leadId, 'A\n1', 'TEXT_DAMAGED', 'U+000A'],
  [closeDate, '2026-02-31', 'DATE_INVALID', 'February has 28 days in 2026.'],
  [closeDate, '2024-02-30', 'DATE_INVALID', 'February has 29 days in 2024.'],
  [closeDate, '2026-04-31', 'DATE_INVALID', 'April has 30 days in 2026.'],
  [closeDate, '2026-04-00', 'DATE_INVALID', 'April has 30 days in 2026.'],
  [closeDate, '2026-13-01', 'DATE_INVALID', 'There is no month 13.'],
  [closeDate, '1026-01-01', 'DATE_INVALID', 'The year 1026 lies before 1900.'],
  [closeDate, '2026-02-31T00:00:00Z', 'DATE_INVALID', 'February has 28 days in 2026.'],
  [closeDate, '2026-01-01T25:00:00Z', 'DATE_INVALID', 'found "2026-01-01T25:00:00Z"'],
  [closeDate, 'soon', 'DATE_INVALID', 'found "soon"'],
  [closeDate, number('46387'), 'DATE_INVALID', 'the bare number "46387"'],
  [closeDate, '46387', 'DATE_INVALID', 'the bare number "46387"'],
  [amount, '9,0,0', 'AMOUNT_INVALID', 'found "9,0,0"'],
  [amount, '1e309', 'AMOUNT_INVALID', 'found "1e309"'],
  [amount, 'NaN', 'AMOUNT_INVALID', 'found "NaN"'],
  [amount, 'Infinity', 'AMOUNT_INVALID', 'found "Infinity"'],
  [amount, '0x1F', 'AMOUNT_INVALID', 'found "0x1F"'],
  [amount, '.5', 'AMOUNT_INVALID', 'found ".5"'],
  [amount, '5.', 'AMOUNT_INVALID', 'found "5."'],
  [amount, '1234567890.123456', 'AMOUNT_INVALID', 'more than 15 digits'],
  [amount, number('1E+300'), 'AMOUNT_INVALID', 'more than 15 digits'],
  [amount, number('1E+999'), 'AMOUNT_INVALID', 'more than 15 digits'],
  [amount, number('NaN'), 'AMOUNT_INVALID', 'found "NaN"'],
  [amount, date('2026-05-01'), 'AMOUNT_INVALID', 'took the amount for a date'],
  [name, number('2E+20'), 'CELL_TYPE_WRONG', 'keeps 15 digits only'],
  [name, number('1234567890123456'), 'CELL_TYPE_WRONG', 'keeps 15 digits only'],
  [name, date('2026-03-01'), 'CELL_TYPE_WRONG', 'the date 2026-03-01'],
  [stage, date('2026-03-01'), 'CELL_TYPE_WRONG', 'the date 2026-03-01'],
  [amount, { kind: 'boolean', value: false }, 'CELL_TYPE_WRONG', 'found FALSE'],
  [name, '#N/A', 'CELL_ERROR', '#N/A'],
  [amount, { kind: 'error', error: '#DIV/0!' }, 'CELL_ERROR', '#DIV/0!'],
  [name, 'bell\u0007', 'TEXT_DAMAGED', 'U+0007 at position 5'],
  [name, 'lone \ud800 half', 'TEXT_DAMAGED', 'U+D800'],
  [name, 'x\ufffe', 'TEXT_DAMAGED', 'U+FFFE'],
  [name, 'x'.repeat(32_768), 'TEXT_TOO_LONG', 'at most 32767 characters, found 32768'],
  [owner, 'psm@', 'EMAIL_INVALID', 'found "psm@"'],
  [owner, number('5'), 'EMAIL_INVALID', 'found "5"'],
  [currency, 'DEM', 'CURRENCY_INVALID', 'found "DEM"'],
  [currency, 'constructor', 'CURRENCY_INVALID', 'found "constructor"'],
  [reasons, 'FUNC_GAP; nonsense', 'ENUMERATION_INVALID', 'found "nonsense"'],
  [reasons, 'FUNC_GAP; (clear)', 'CLEAR_REFUSED', 'both in one cell'],
  [competitors, 'Acme; (Clear)', 'CLEAR_REFUSED', 'both in one cell'],
  [revenueType, 'sxc', 'ENUMERATION_INVALID', 'found "sxc"'],
  [revenueType, 'RENTAL_BOOKING', 'REVENUE_TYPE_OTHER_VERSION', 'is RENTAL_BOOKING of version v0'],
  [revenueType, 'rental booking', 'REVENUE_TYPE_OTHER_VERSION', 'found "rental booking"'],
] as const)('%s refuses %j with %s', (...[path, cell, code, found]) => {
  const parsed = parse(path, cell);
  expect(parsed).toMatchObject({ kind: 'invalid', remarks: [{ code }] });
  expect(parsed.kind === 'invalid' && parsed.remarks[0]?.message).toContain(found);
});

test.each([
  [leadId, { kind: 'number', digits: '123', shown: '00123' }, '00123'],
  ['customerContacts.phoneNumber', { kind: 'number', digits: '77715550', shown: '077715550' }, '077715550'],
  [stage, 'Validatd', 'VALIDATED'],
  [stage, 'Negotiation', null],
  [revenueType, 'Quartely Rental Booking', 'QxC'],
  [stage, '-2', 'VALIDATED'],
  [stage, '-4 Open', null],
  [stage, 'VALIDATED (-2 Validated)', 'VALIDATED'],
  [stage, 'Open', null],
  [stage, '2', null],
  [revenueType, 'Quarterly', 'QxC'],
  [revenueType, 'Rental', null],
  [revenueType, 'RENTAL_BOOKING', null],
  [reasons, 'Functional', 'FUNC_GAP'],
  [reasons, 'issue', null],
  [reasons, 'FUNC_GAP, No Project', 'FUNC_GAP; NO_PROJECT'],
  [reasons, 'FUNC_GAP, nothing', null],
  [currency, 'eur', 'EUR'],
  [currency, 'ＥＵＲ', 'EUR'],
  [currency, '€', 'EUR'],
  [currency, 'Euro', 'EUR'],
  [currency, 'US$', 'USD'],
  [currency, 'us dollar', 'USD'],
  [currency, 'CHF - Swiss Franc', 'CHF'],
  [currency, 'all of them', null],
  [currency, '¥', null],
  [currency, '$', null],
  [owner, 'Jo B <jo@example.com>', 'jo@example.com'],
  [owner, 'mailto:jo@example.com', 'jo@example.com'],
  [owner, 'jo@example.com;', 'jo@example.com'],
  [owner, 'a@example.com, b@example.com', null],
] as const)('%s suggests for %j the value %j', (path, cell, suggestion) => {
  const parsed = parse(path, cell);
  expect(parsed.kind === 'invalid' && (parsed.remarks[0]?.suggestion ?? null)).toBe(suggestion);
});

test.each([
  [
    revenueType,
    'RENTAL_BOOKING',
    'v1',
    null,
    'YxC (Yearly Rental Booking) or QxC (Quarterly Rental Booking)',
  ],
  [revenueType, 'PxC', 'v0', 'UPFRONT', 'Write UPFRONT (Upfront)'],
  [revenueType, 'yxc', 'v0', 'RENTAL_BOOKING', 'Write RENTAL_BOOKING (Rental Booking)'],
  [revenueType, 'Quarterly Rental Booking', 'v0', 'RENTAL_BOOKING', '--api-version v1'],
  [revenueType, 'Rental', 'v1', null, 'Did you mean YxC (Yearly Rental Booking) or QxC'],
  [stage, 'Open', 'v1', null, 'Did you mean LEAD_OPEN (-6 Open) or OPPY_OPEN (-3 Open)?'],
  [reasons, 'FUNC_GAP, MERGED', 'v1', 'FUNC_GAP; MERGED', 'Put a semicolon between the values.'],
  [currency, '¥', 'v1', null, 'It can mean JPY or CNY.'],
] as const)('%s of %j in %s suggests %j and says "%s"', (...[path, cell, version, suggestion, advice]) => {
  const parsed = parse(path, cell, version);
  const [remark] = parsed.kind === 'invalid' ? parsed.remarks : [];
  expect(remark?.suggestion).toBe(suggestion);
  expect(remark?.hint).toContain(advice);
});

test('each wrong item of a list is named with its own value', () => {
  const parsed = parse(reasons, 'FUNC_GAP; nope; never ever');
  expect(parsed.kind === 'invalid' && parsed.remarks.map((remark) => remark.value)).toEqual([
    'nope',
    'never ever',
  ]);
});

test.each([
  ['SUPPORT_SERVICES', 'v1', 'SUPPORT_SERVICES'],
  ['Support services', 'v1', 'SUPPORT_SERVICES'],
  ['SERVICES_SIGNING', 'v1', 'SERVICES_SIGNING'],
  ['SxC', 'v1', 'SxC'],
  ['SxC', 'v0', 'SxC'],
] as const)('the revenue type %s of an exported lead is kept in %s as %s', (text, version, value) => {
  expect(parse(revenueType, text, version)).toMatchObject({
    kind: 'value',
    value,
    remarks: [{ code: 'REVENUE_TYPE_3DS_ONLY' }],
  });
});

test.each([
  ['v0', 'Rental Booking', 'RENTAL_BOOKING'],
  ['v0', 'SUPPORT_SERVICES', 'SUPPORT_SERVICES'],
  ['v0', 'upfront', 'UPFRONT'],
  ['v1', 'UPFRONT', 'PxC'],
  ['v0', 'Empty', 'EMPTY'],
  ['v1', 'QxC', 'QxC'],
] as const)('the revenue types of %s take %s as %s', (version, text, code) => {
  expect(parse(revenueType, text, version)).toEqual({ kind: 'value', value: code, remarks: [] });
});

const emptied = { '': '', EMPTY: 'EMPTY', EMPTY_LIST: ['EMPTY'], NO_ITEMS: [], NULL: null };

test.each(fieldCatalogue)('(clear) in $path follows the rule of the field catalogue', (field) => {
  const parsed = parseCell(' (Clear) ', field, { ...anyNotation, apiVersion: 'v1' });
  if (field.clear === 'refused')
    expect(parsed).toMatchObject({ kind: 'invalid', remarks: [{ code: 'CLEAR_REFUSED' }] });
  else expect(parsed).toEqual({ kind: 'value', value: emptied[field.clear], remarks: [] });
});

const listed = fieldCatalogue.flatMap((field) =>
  (['v0', 'v1'] as const).flatMap((version) => {
    const list = enumerationOf(field, version);
    return Object.entries(list === null ? {} : enumerations[list]).map(([code, label]) => ({
      field,
      version,
      code,
      label,
    }));
  }),
);

test.each(listed)(
  '$field.path of $version reads $code and its label as the code',
  ({ field, version, code, label }) => {
    const value = field.type === 'enumerationList' ? [code] : code;
    expect(parseCell(code, field, { ...anyNotation, apiVersion: version })).toMatchObject({
      kind: 'value',
      value,
    });
    expect(parseCell(label, field, { ...anyNotation, apiVersion: version })).toMatchObject({
      kind: 'value',
      value,
    });
  },
);

test('a long list of choices is not spelled out, a short one is', () => {
  const hints = [parse(reasons, 'nonsense'), parse(stage, 'nonsense')].map((parsed) =>
    parsed.kind === 'invalid' ? parsed.remarks[0]?.hint : null,
  );
  expect(hints[0]).toContain('43 values');
  expect(hints[1]).toContain('LEAD_OPEN (-6 Open)');
});
