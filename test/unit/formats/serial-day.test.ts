import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateOfSerial } from '../../../src/formats/ooxml/serial-date.js';
import { serialOfDate } from '../../../src/formats/ooxml/serial-day.js';

describe('the day number of a date', () => {
  it.each([
    ['1900-01-01', 1900, 1],
    ['1900-02-28', 1900, 59],
    ['1900-03-01', 1900, 61],
    ['2026-12-31', 1900, 46_387],
    ['2026-12-31T12:00:00', 1900, 46_387.5],
    ['1904-01-01', 1904, 0],
    ['2026-12-31', 1904, 44_925],
    ['9999-12-31', 1900, 2_958_465],
  ] as const)('%s in the %i system is %d', (date, system, serial) => {
    expect(serialOfDate(date, system)).toBe(serial);
  });

  it.each(['1899-12-31', '1900-02-29', '2026-02-31', 'soon', ''])('is none for %s', (date) => {
    expect(serialOfDate(date, 1900)).toBeNull();
  });

  it('leads back to the date', () => {
    const dates = fc.date({ min: new Date('1904-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.constantFrom(1900, 1904), (date, system) => {
        const iso = date.toISOString().slice(0, 19).replace('T00:00:00', '');
        const serial = serialOfDate(iso, system);
        expect(serial === null ? null : dateOfSerial(serial, system)).toBe(iso);
      }),
    );
  });
});
