import { describe, expect, it } from 'vitest';
import { LeadferryError } from '../../../src/core/error.js';
import type { Issue } from '../../../src/core/issue.js';
import { cellText } from '../../../src/core/row.js';
import { openReader } from '../../../src/readers/open-reader.js';
import { dataTables } from '../../support/data-tables.js';

const headers = ['Partner lead id', 'Lead name', 'Customer city', 'Description'];
const rowCount = 40;

function line(index: number): string {
  const note = index % 5 === 0 ? `"first line ${index};\r\nsecond ""line"""` : `note ${index}`;
  return `A-${1000 + index};Lead "${index}" Größe;Köln ${index};${note}\r\n`;
}

const lines = [`${headers.join(';')}\r\n`, ...Array.from({ length: rowCount }, (_, index) => line(index))];
const valid = Buffer.from(lines.join(''));

type Outcome =
  | { readonly kind: 'error'; readonly error: LeadferryError }
  | { readonly kind: 'rows'; readonly rows: readonly string[]; readonly issues: readonly Issue[] };

async function outcome(bytes: Buffer): Promise<Outcome> {
  try {
    const reader = await openReader(bytes, { name: 'leads.csv' });
    const rows: string[] = [];
    const issues = [...reader.notes];
    for (const table of dataTables(reader)) {
      rows.push(JSON.stringify(table.header.headers));
      for await (const row of table.rows()) {
        rows.push(JSON.stringify(row.cells.map(cellText)));
        issues.push(...row.issues);
      }
    }
    return { kind: 'rows', rows, issues };
  } catch (thrown) {
    if (!(thrown instanceof LeadferryError)) throw thrown;
    return { kind: 'error', error: thrown };
  }
}

/** Random numbers that are the same in every run. */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) % 4_294_967_296;
    return Math.floor(((state < 0 ? state + 4_294_967_296 : state) / 4_294_967_296) * below);
  };
}

/** The record that holds the byte, counted as `outcome` lists them; a damaged line end may join the next one. */
function recordOf(at: number): number {
  let end = 0;
  return lines.findIndex((text) => {
    end += Buffer.byteLength(text);
    return at < end;
  });
}

describe('a CSV file with one damaged byte', () => {
  it('gives the rows that the damage does not touch, or says that something is wrong', async () => {
    const whole = await outcome(valid);
    if (whole.kind === 'error') throw whole.error;
    expect(whole.issues).toEqual([]);
    const random = randomNumbers(20_261_121);
    const tally = { unseen: 0, said: 0, refused: 0 };
    for (let run = 0; run < 500; run++) {
      const at = random(valid.length);
      const bytes = Buffer.from(valid);
      bytes[at] = ((bytes[at] ?? 0) + 1 + random(255)) % 256;
      const found = await outcome(bytes);
      if (found.kind === 'error') {
        tally.refused += 1;
        expect(found.error.message).toMatch(/^leads\.csv/);
        continue;
      }
      expect(found.rows.join('')).not.toContain('\u{fffd}');
      if (found.issues.length > 0) {
        tally.said += 1;
        continue;
      }
      tally.unseen += 1;
      const touched = new Set([recordOf(at), recordOf(at + 1)]);
      const differing = whole.rows.flatMap((row, index) => (found.rows[index] === row ? [] : [index]));
      expect({ at, byte: bytes[at], rows: found.rows.length, differing }).toMatchObject({
        rows: whole.rows.length,
      });
      expect(differing.filter((index) => !touched.has(index))).toEqual([]);
    }
    expect(tally.unseen + tally.said + tally.refused).toBe(500);
    expect(tally.said).toBeGreaterThan(100);
  });

  it('ends with rows or one error for any bytes at all', async () => {
    const random = randomNumbers(7);
    for (let run = 0; run < 300; run++) {
      const bytes = Buffer.from(Array.from({ length: 1 + random(400) }, () => random(256)));
      const found = await outcome(bytes);
      if (found.kind === 'error') expect(found.error.message).toMatch(/^leads\.csv/);
      else expect(found.rows.join('')).not.toContain('\u{fffd}');
    }
  });
});
