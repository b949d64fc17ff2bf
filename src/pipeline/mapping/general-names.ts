import { headerKey } from './header-key.js';
import type { SheetKind } from './sheet-kind.js';

/**
 * Names that say little by themselves. They give way to a closer name of the same field (`Status` beside `Sales stage`),
 * and what they mean depends on what the rows are.
 */
const givingWay: ReadonlySet<string> = keys([
  ...[
    'Name',
    'Status',
    'Account',
    'Company',
    'Customer',
    'Organization',
    'Topic',
    'Client',
    'Kunde',
    'Firma',
  ],
  ...['Compte', 'Société', 'Thema', 'Sujet', 'Unternehmen', 'アカウント', '取引先', 'URL', 'Est. revenue'],
  ...['Business phone', 'Telefon 1', 'Position', 'Funktion'],
]);

/** Names beyond the catalogue's, by kind of sheet: the path that they mean there, null for none. */
const byKind = {
  plain: paths({
    Nom: 'leadOpportunity.name',
    名前: 'leadOpportunity.name',
    Statut: status(),
    状態: status(),
  }),
  opportunity: paths({
    ...{ Nom: 'leadOpportunity.name', 名前: 'leadOpportunity.name', Statut: status(), 状態: status() },
    // Where the rows are opportunities, the id of a lead is the one that they came from.
    ...{ 'Lead id': null, 'Lead-ID': null, リードID: null, 'Lead status': null },
  }),
  person: paths({
    ...{ Name: null, Nom: null, 名前: null, 'Lead name': null, 'Full name': null, Leadname: null },
    ...{ 'Opportunity id': null, Title: 'customerContacts.jobTitle', タイトル: null },
    ...{ Statut: status(), 状態: status() },
  }),
  account: paths({
    ...{
      Name: 'customerLegalEntity.name',
      Nom: 'customerLegalEntity.name',
      名前: 'customerLegalEntity.name',
    },
    ...{
      Phone: null,
      Telefon: null,
      'Telefon 1': null,
      Téléphone: null,
      電話: null,
      Email: null,
      'E-Mail': null,
    },
    ...{ メール: null, Description: null, Beschreibung: null, 説明: null, Status: null, Funktion: null },
  }),
} as const satisfies Record<SheetKind, ReadonlyMap<string, string | null>>;

/** The path that a header's key means in sheets of this kind; null for none, undefined where the kind makes no difference. */
export function generalMeaning(key: string, kind: SheetKind): string | null | undefined {
  return byKind[kind].get(key);
}

/** True for a name that gives way to a closer one. */
export function isGeneralName(key: string): boolean {
  return givingWay.has(key) || Object.values(byKind).some((names) => typeof names.get(key) === 'string');
}

function status(): string {
  return 'leadOpportunity.status';
}

function paths(names: Readonly<Record<string, string | null>>): ReadonlyMap<string, string | null> {
  return new Map(Object.entries(names).map(([name, path]) => [headerKey(name), path]));
}

function keys(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(headerKey));
}
