import { environments } from '../config/environments.js';
import type { LocalSettings } from '../config/settings.js';
import type { Ledger } from '../lead/ledger.js';
import { offerIndex } from '../lead/references/offer-index.js';
import type { ReferenceList } from '../lead/references/reference-list.js';
import { textIndex } from '../lead/references/text-index.js';
import type { ReferenceSource, References } from '../lead/references.js';

/** The catalogue and the lists that the ledger keeps for a server and partner, ready for the checks of one file. */
export function keptReferences(
  ledger: Pick<Ledger, 'catalogue' | 'referenceLists'> | null,
  { origin, catalogueMaxAgeDays }: Pick<LocalSettings, 'origin' | 'catalogueMaxAgeDays'>,
): References {
  const lists = ledger?.referenceLists() ?? [];
  const competitors = lists.find(({ kind }) => kind === 'competitors');
  return {
    offers: keptOffers(
      ledger?.catalogue() ?? null,
      lists.find(({ kind }) => kind === 'offers'),
    ),
    competitors:
      competitors === undefined
        ? null
        : {
            source: listSource(competitors),
            index: textIndex(competitors.entries.map(({ value }) => value)),
          },
    maxAgeDays: catalogueMaxAgeDays,
    refreshCommand: `leadferry export portfolio -o portfolio.xlsx${serverFlag(origin)}`,
  };
}

function keptOffers(
  catalogue: ReturnType<Ledger['catalogue']>,
  list: ReferenceList | undefined,
): References['offers'] {
  const sources: ReferenceSource[] = [];
  if (catalogue !== null)
    sources.push({ kind: 'catalogue', name: 'the product catalogue', savedOn: dayOf(catalogue.savedAt) });
  if (list !== undefined) sources.push(listSource(list));
  const [newest, ...others] = sources.toSorted((one, other) => (one.savedOn < other.savedOn ? 1 : -1));
  if (newest === undefined) return null;
  return {
    sources: [newest, ...others],
    index: offerIndex(catalogue?.items ?? [], list?.entries ?? []),
  };
}

function listSource({ file, savedAt }: ReferenceList): ReferenceSource {
  return { kind: 'list', name: `the list ${file}`, savedOn: dayOf(savedAt) };
}

function dayOf(stamp: string): string {
  return stamp.slice(0, 10);
}

function serverFlag(origin: string | null): string {
  if (origin === null) return ' --env production';
  const [name] = Object.entries(environments).find(([, address]) => address === origin) ?? [];
  return name === undefined ? ` --base-url ${origin}` : ` --env ${name}`;
}
