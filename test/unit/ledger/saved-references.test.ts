import { expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder-sync.js';
import { openTestLedger, scope } from './ledger-bench.js';

const offers = {
  kind: 'offers',
  file: 'offers.xlsx',
  entries: [
    { value: '0012', name: 'Pump' },
    { value: '0007', name: null },
  ],
} as const;
const competitors = {
  kind: 'competitors',
  file: 'c.csv',
  entries: [{ value: 'Contoso', name: null }],
} as const;
const savedAt = '2026-11-21T18:45:02.000Z';

it('keeps a list of each kind with file and date over closing, in the order given', () => {
  const stateDir = tempFolder();
  const ledger = openTestLedger({ stateDir });
  expect(ledger.referenceLists()).toEqual([]);
  ledger.saveReferenceList(offers);
  ledger.saveReferenceList(competitors);
  ledger.close();
  const again = openTestLedger({ stateDir });
  expect(again.referenceLists()).toEqual([
    { ...competitors, savedAt },
    { ...offers, savedAt },
  ]);
  again.close();
});

it('a list takes the place of the one of its kind', () => {
  const ledger = openTestLedger();
  ledger.saveReferenceList(offers);
  ledger.saveReferenceList({ ...offers, file: 'new.csv', entries: [{ value: '1', name: null }] });
  expect(ledger.referenceLists()).toEqual([
    { kind: 'offers', file: 'new.csv', savedAt, entries: [{ value: '1', name: null }] },
  ]);
  ledger.close();
});

it('removes a list, and says where there was none', () => {
  const ledger = openTestLedger();
  ledger.saveReferenceList(offers);
  expect([ledger.removeReferenceList('offers'), ledger.removeReferenceList('offers')]).toEqual([true, false]);
  expect(ledger.referenceLists()).toEqual([]);
  ledger.close();
});

it('another partner sees nothing of it', () => {
  const stateDir = tempFolder();
  const ledger = openTestLedger({ stateDir });
  ledger.saveReferenceList(offers);
  const other = openTestLedger({ stateDir, scope: { ...scope, partnerId: '2' } });
  expect(other.referenceLists()).toEqual([]);
  other.removeReferenceList('offers');
  expect(ledger.referenceLists()).toHaveLength(1);
  other.close();
  ledger.close();
});
