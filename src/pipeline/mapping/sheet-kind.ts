import { headerKey } from './header-key.js';
import { plainHeader } from './plain-header.js';

/**
 * What the rows of a sheet are, as its headers tell. opportunity: exported from the opportunities of a CRM. person: its leads,
 * each with a person's name. account: its companies. plain: everything else, also leadferry's own lead sheets.
 */
export type SheetKind = 'opportunity' | 'person' | 'account' | 'plain';

const opportunityMarks: ReadonlySet<string> = keys([
  ...['Opportunity name', 'Opportunity id', 'Opportunity stage', 'Stage name', 'Potential name', 'Deal name'],
  ...[
    'Deal stage',
    'Deal id',
    'Deal - Title',
    'Deal - Titel',
    'Deal - Stage',
    'Deal - Phase',
    'Opportunity number',
  ],
  ...['商談名', '案件名', '取引名', "Nom de l'opportunité", 'Opportunity-Phase', 'Potential customer'],
]);

const dealMarks: ReadonlySet<string> = keys([
  ...['Partner lead id', 'partnerLeadOpportunityId', 'Stage', 'Sales stage', 'Close date', 'Closing date'],
  ...['Est. close date', 'Phase', 'Verkaufsphase', 'Schlusstermin', 'Abschlussdatum', 'Etape', 'Étape'],
  ...[
    'Date de clôture',
    'Date de fermeture',
    'ステージ',
    'フェーズ',
    '完了予定日',
    '締め切り日',
    'クローズ日',
  ],
]);

const personMarks: ReadonlySet<string> = keys([
  ...['First name', 'Last name', 'Lead owner', 'Is converted', 'Converted at', 'Acceptance status'],
  ...['Vorname', 'Nachname', 'Lead-Inhaber', 'Akzeptanzstatus', 'Konvertiert am', 'Konvertierungsdatum'],
  ...['Prénom', 'Nom de famille', "Statut d'acceptation", 'Converti à', '名', '姓', '承認状況', '変換日時'],
]);

const accountMarks: ReadonlySet<string> = keys([
  ...[
    'Billing street',
    'Billing address',
    'Shipping address',
    'Shipping street',
    'Account owner',
    'Account type',
  ],
  ...['Account number', 'Main phone', 'Annual revenue', 'Number of employees', 'Sic code', 'Account source'],
  ...[
    'Rechnungsadresse',
    'Lieferadresse',
    'Zeilenprüfsumme',
    'Adresse de facturation',
    'Adresse de livraison',
  ],
  ...['請求先住所', 'お届け先の住所', 'Firmenname', 'AccountNumber__c', 'Industry', 'Account name'],
  ...['Billing city', 'Billing state', 'Billing country', 'Billing postal code'],
]);

// How many headers of a kind must be there: one alone may be there by chance.
const fewest = 2;

/** What the headers of one sheet say its rows are. */
export function sheetKind(headers: readonly string[]): SheetKind {
  const found = headers.map((header) => headerKey(plainHeader(header).text));
  const count = (marks: ReadonlySet<string>) => found.filter((key) => marks.has(key)).length;
  const persons = count(personMarks);
  if (count(opportunityMarks) > 0 && persons < fewest) return 'opportunity';
  if (count(dealMarks) > 0) return 'plain';
  if (persons >= fewest) return 'person';
  return count(accountMarks) >= fewest ? 'account' : 'plain';
}

function keys(names: readonly string[]): ReadonlySet<string> {
  return new Set(names.map(headerKey));
}
