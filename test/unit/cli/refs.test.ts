import { describe, expect, test } from 'vitest';
import { main } from '../../../src/cli/main.js';
import { createFakeApi } from './fake-api.js';
import { createFakeIo } from './fake-io.js';

async function answerTo(line: string, replaced: Parameters<typeof createFakeApi>[0] = {}) {
  const io = createFakeIo();
  const api = createFakeApi(replaced);
  const exitCode = await main(line.split(' '), io, api);
  return { exitCode, out: io.out(), err: io.err(), calls: api.calls };
}

const place = { server: 'http://127.0.0.1:4010', partnerId: '200000000014442' };

describe('refs add', () => {
  test('hands on the file, its reading and the column', async () => {
    const { calls, exitCode } = await answerTo(
      'refs add offers.xlsx --kind offers --column Code --sheet Offers --env ppt',
    );
    expect(exitCode).toBe(0);
    expect(calls).toMatchObject([
      ['addReferences', 'offers.xlsx', { kind: 'offers', column: 'Code', sheet: 'Offers', env: 'ppt' }],
    ]);
  });

  test('says what was taken, what was left out and what it took the place of', async () => {
    const { out, err } = await answerTo('refs add competitors.csv --kind competitors --env sandbox');
    expect(out.split('\n')).toEqual([
      'competitors.csv',
      '12 competitors from column A "Competitor"',
      'Such as Globex, Initech.',
      '1 row left out: blank there, or a repetition.',
      'In place of 11 competitors from old.csv, added 2026-01-02T08:00:00.000Z.',
      '',
    ]);
    expect(err).toContain('Next: leadferry validate FILE --env sandbox');
  });

  test('says the sheet and the columns of names, and nothing that there is not', async () => {
    const { out } = await answerTo('refs add offers.xlsx --kind offers', {
      addReferences: () =>
        Promise.resolve({
          ...place,
          kind: 'offers',
          file: 'offers.xlsx',
          sheet: 'Offers',
          column: { column: 'A', header: 'Offer id' },
          names: [
            { column: 'B', header: 'Level 1' },
            { column: 'C', header: 'Level 2' },
          ],
          entries: 1,
          skippedRows: 0,
          examples: ['X-1'],
          replaced: null,
        }),
    });
    expect(out.split('\n')).toEqual([
      'offers.xlsx › Offers',
      '1 offer from column A "Offer id", names from B "Level 1", C "Level 2"',
      'Such as X-1.',
      '',
    ]);
  });

  test.each([
    ['refs add offers.xlsx', '--kind is missing'],
    ['refs add offers.xlsx --kind colours', '--kind takes offers or competitors'],
    ['refs remove', '--kind is missing'],
  ])('%s is refused', async (line, message) => {
    const { exitCode, err } = await answerTo(line);
    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });
});

describe('refs list', () => {
  test('lists kinds with entries, file and date, and how to get the catalogue', async () => {
    const { out, err } = await answerTo('refs list --env sandbox');
    expect(out.split('\n').map((line) => line.split(/ {2,}/))).toEqual([
      ['KIND', 'ENTRIES', 'FROM', 'DATE'],
      ['offers', '214', 'offers.xlsx', '2026-01-02T08:00:00.000Z'],
      [''],
    ]);
    expect(err).toContain('Next: leadferry export portfolio -o portfolio.xlsx --env sandbox');
  });

  test('has no advice where the catalogue is there, and says where nothing is', async () => {
    const list = {
      kind: 'catalogue',
      entries: 3000,
      file: null,
      savedAt: '2026-01-02T08:00:00.000Z',
    } as const;
    const full = await answerTo('refs list', {
      listReferences: () => Promise.resolve({ ...place, lists: [list] }),
    });
    expect([full.out.includes('3DS (export portfolio)'), full.err]).toEqual([true, '']);
    const none = await answerTo('refs list', {
      listReferences: () => Promise.resolve({ ...place, lists: [] }),
    });
    expect(none.out).toBe('No catalogue and no lists yet for this server and partner.\n');
  });
});

test('refs remove says what was removed, or that there was none', async () => {
  const none = await answerTo('refs remove --kind offers');
  expect(none.out).toBe('There is no list of offers for this server and partner.\n');
  const removed = {
    kind: 'offers',
    entries: 2,
    file: 'offers.xlsx',
    savedAt: '2026-01-02T08:00:00.000Z',
  } as const;
  const { out, exitCode } = await answerTo('refs remove --kind offers', {
    removeReferences: () => Promise.resolve({ ...place, removed }),
  });
  expect([out, exitCode]).toEqual(['Removed the list of 2 offers from offers.xlsx.\n', 0]);
});
