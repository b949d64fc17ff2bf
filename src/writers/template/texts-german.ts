import type { TemplateTexts } from './template-texts.js';

export const germanTexts: TemplateTexts = {
  title: 'Lead-Tabelle für 3DS',
  howTo: 'So wird sie ausgefüllt',
  steps: ({ layout, hasPortfolio, hasExample, sheets, labels }) => [
    {
      1: 'Jede Zeile des Blatts Leads ist ein Lead. Angebote und Kontakte haben nummerierte Spalten weiter rechts.',
      2: `Jede Zeile des Blatts Leads ist eine Angebotszeile. Zeilen mit derselben „${labels.leadId}“ sind ein Lead; was zum Lead gehört, muss nur in seiner ersten Zeile stehen.`,
      3: `Jede Zeile des Blatts Leads ist ein Lead. Angebotszeilen und Kontakte stehen auf eigenen Blättern; dort beginnt jede Zeile mit der „${labels.leadId}“ ihres Leads. Ein neuer Lead braucht mindestens eine Angebotszeile; Kontakte sind freiwillig.`,
    }[layout],
    `„${labels.leadId}“ ist die ID des Leads in Ihrem CRM oder ein beliebiger Text, der nur für diesen Lead steht und sich nie ändert.`,
    'Spalten mit * sind für einen neuen Lead nötig. Zeigen Sie auf einen Spaltennamen, um zu lesen, was dort hingehört.',
    `Hat eine Zelle eine Liste, klicken Sie auf den Pfeil und wählen Sie aus. Codes vom Blatt ${sheets.lists} dürfen auch getippt werden. Mehrere Gründe werden mit ; dazwischen getippt.`,
    hasPortfolio
      ? `Produkte: in „${labels.offer}“ nach Namen auswählen oder das Blatt ${sheets.portfolio} filtern und die Zelle aus Spalte A kopieren.`
      : `Produkte: „${labels.offer}“ nimmt die ID aus dem Portfolio von 3DS. Für eine Liste zum Auswählen einmal „leadferry export portfolio“ ausführen und diese Tabelle neu schreiben.`,
    'Datumsangaben als Datum und Beträge als Zahl ohne Währungszeichen eingeben.',
    'Eine leere Zelle ändert bei 3DS nichts. Um ein Feld dort zu leeren, schreiben Sie (clear).',
    ...(hasExample
      ? ['Die Zeile mit (example) ist ein Beispiel. Sie wird nie gesendet und darf gelöscht werden.']
      : []),
    'Spalten, die Sie nicht brauchen, dürfen leer bleiben, ausgeblendet oder gelöscht werden; Spalten dürfen verschoben werden. Die Namen in Zeile 1 müssen bleiben.',
  ],
  colours: 'Farben der Spaltennamen',
  needs: {
    always: 'In jeder Zeile nötig.',
    create: 'Nötig für einen neuen Lead. Bei einem Lead, den 3DS schon hat, ändert eine leere Zelle nichts.',
    item: 'Nötig, sobald die Angebotszeile oder der Kontakt ausgefüllt ist.',
    optional: 'Ausfüllen, falls bekannt.',
  },
  afterwards: 'Wenn Sie fertig sind: speichern, schließen und ausführen',
  commands: ({ file }) => [
    [`leadferry validate ${file}`, 'zeigt alles, was zu verbessern ist; nichts wird gesendet'],
    [`leadferry plan ${file}`, 'zeigt, was angelegt und geändert würde; nichts wird gesendet'],
    [`leadferry upload ${file}`, 'sendet an 3DS'],
  ],
  columns: 'Alle Spalten',
  table: ['Spalte', 'Neuer Lead', 'Änderung', 'API-Version', 'Inhalt', 'Blatt'],
  uses: {
    always: 'nötig',
    create: 'nötig',
    item: 'nötig mit Zeile oder Kontakt',
    optional: 'freiwillig',
    leaveBlank: 'leer lassen',
  },
  notInVersion: (version) => `von ${version} nicht beachtet: nicht in dieser Datei`,
  types: {
    text: null,
    id: 'Bleibt Text: führende Nullen bleiben erhalten.',
    email: null,
    phone: null,
    url: null,
    country: null,
    currency: 'Aus der Liste wählen oder den Code tippen.',
    date: 'Ein Datum.',
    day: 'Ein Datum.',
    timestamp: null,
    amount: 'Eine Zahl.',
    enumeration: 'Aus der Liste wählen.',
    enumerationList: 'Aus der Liste wählen; mehrere mit ; dazwischen tippen.',
    textList: 'Mehrere durch Semikolon trennen.',
  },
  product: {
    listed: 'Nach Namen aus der Liste wählen oder die ID tippen.',
    unlisted:
      '„leadferry export portfolio“ holt die Produkte; eine danach geschriebene Tabelle listet sie mit Namen.',
  },
  notListed:
    'Dieser Text steht nicht in der Liste. Bitte aus der Liste wählen oder beibehalten, wenn es ein Code der Liste ist.',
  noDate: 'Erwartet wird ein Datum, zum Beispiel 31.03.2027.',
  noAmount: 'Erwartet wird ein Betrag: eine Zahl ab 0, ohne Währungszeichen.',
  code: 'Code',
  choose: 'Produkt',
  exampleName: 'MBSE-Pilot Linie 3',
};
