import { describe, expect, it } from 'vitest';
import { linkTarget } from '../../../src/writers/cell-link.js';
import { columnWidth, createWidthMeter } from '../../../src/writers/column-width.js';
import { amountFormat } from '../../../src/writers/currency-format.js';
import { createSheetLinks } from '../../../src/writers/xlsx-links.js';
import { sheetNames } from '../../../src/writers/xlsx-sheet-names.js';

describe('the format of an amount', () => {
  it.each([
    [1000, 'EUR', '#,##0.00 [$EUR]'],
    [0.5, 'EUR', '#,##0.00 [$EUR]'],
    [0.125, 'EUR', '#,##0.000 [$EUR]'],
    [1000, 'JPY', '#,##0 [$JPY]'],
    [10.5, 'JPY', '#,##0.0 [$JPY]'],
    [1000, 'KWD', '#,##0.000 [$KWD]'],
    [1e-9, 'EUR', '#,##0.000000 [$EUR]'],
    [1000, undefined, '#,##0.00'],
    [1000, 'euro', '#,##0.00'],
    [1000, '"]', '#,##0.00'],
  ])('of %d %s is %s', (amount, currency, format) => {
    expect(amountFormat(amount, currency)).toBe(format);
  });
});

describe('the link of a cell', () => {
  it.each([
    ['https://www.bergmann.example/a b?c=é', 'url', 'https://www.bergmann.example/a%20b?c=%C3%A9'],
    ['HTTP://x.example', 'url', 'http://x.example/'],
    ['bergmann.example', 'url', null],
    ['javascript:alert(1)', 'url', null],
    ['file:///etc/passwd', 'url', null],
    ['https://', 'url', null],
    [`https://x.example/${'a'.repeat(2100)}`, 'url', null],
    ['a.b+c@example.com', 'email', 'mailto:a.b%2Bc@example.com'],
    ['jörg@example.com', 'email', 'mailto:j%C3%B6rg@example.com'],
    ['a@example.com, b@example.com', 'email', null],
    ['a@b@example.com', 'email', null],
    ['\uD83D@example.com', 'email', null],
    ['https://www.bergmann.example', 'text', null],
  ] as const)('%j in a column of kind %s leads to %s', (text, kind, target) => {
    expect(linkTarget(text, kind)).toBe(target);
  });

  it('is left out where the sheet has as many as Excel takes', () => {
    const links = createSheetLinks();
    expect([links.markup(), links.relationships()]).toEqual(['', null]);
    for (let count = 0; count < 65_530; count += 1) {
      expect(links.add(`A${count + 2}`, 'https://x.example/?a=1&b=2', 'url')).toBe(true);
    }
    expect(links.add('A65532', 'https://x.example/?a=1&b=2', 'url')).toBe(false);
    expect(links.markup()).toContain('<hyperlink ref="A65531" r:id="rId1"/></hyperlinks>');
    expect(links.relationships()?.match(/Target="https:\/\/x\.example\/\?a=1&amp;b=2"/g)).toHaveLength(1);
  });

  it('has as many addresses as leadferry itself reads', () => {
    const links = createSheetLinks();
    const linked = Array.from({ length: 12_000 }, (_, index) =>
      links.add(`A${index + 2}`, `a${index}@example.com`, 'email'),
    );
    expect(linked.filter(Boolean)).toHaveLength(9000);
    expect(links.add('A1', 'a17@example.com', 'email')).toBe(true);
    expect(links.add('B1', 'no address', 'email')).toBe(false);
  });
});

describe('names of sheets', () => {
  it.each([
    [
      ['Leads', 'Offer lines'],
      ['Leads', 'Offer lines'],
    ],
    [
      ['a:b\\c/d?e*f[g]', "'quoted'"],
      ['a_b_c_d_e_f_g_', 'quoted'],
    ],
    [
      ['x'.repeat(40), 'X'.repeat(40)],
      ['x'.repeat(31), `${'X'.repeat(27)} (2)`],
    ],
    [
      ['', '  ', 'Sheet'],
      ['Sheet', 'Sheet (2)', 'Sheet (3)'],
    ],
    [
      ['History', 'history '],
      ['History_', 'history_ (2)'],
    ],
    [
      [`${'x'.repeat(30)}🚀`, 'a\u0007b\uD83D'],
      ['x'.repeat(30), 'a_b_'],
    ],
    [[`${'x'.repeat(30)}'s`], ['x'.repeat(30)]],
  ])('%j become %j', (wanted, names) => {
    const given = sheetNames(wanted);
    expect(given).toEqual(names);
    for (const name of given) expect(name.length).toBeLessThanOrEqual(31);
  });
});

describe('widths of columns', () => {
  const column = (header: string, kind: 'text' | 'date' | 'id' = 'text', width?: number) => ({
    header,
    kind,
    ...(width === undefined ? {} : { width }),
  });

  it('fit what the rows hold, within bounds, and two lines of header', () => {
    const meter = createWidthMeter([
      column('Id', 'id'),
      column('Text'),
      column('Japanese'),
      column('Close date', 'date'),
      column('A long header of seven words here'),
      column('Fixed', 'text', 7),
      column('Blank'),
    ]);
    meter.add([
      'A-17',
      'x'.repeat(300),
      '株式会社例示工業',
      { kind: 'date', iso: '2026-01-01' },
      'x',
      'x'.repeat(50),
    ]);
    meter.add(['A-123456789', 'one\ntwo']);
    expect(meter.widths()).toEqual([13, 56, 18, 13, 20, 7, 16]);
  });

  it('are those of the kind where nothing is measured', () => {
    expect([columnWidth(column('Id', 'id')), columnWidth(column('Id', 'id', 5))]).toEqual([20, 5]);
  });
});
