import type { FieldWordTable } from './field-words.js';

export const germanWords: FieldWordTable = {
  partnerId: {
    label: 'Partner-ID',
    help: 'Die 3DS-ID Ihres Unternehmens. Zeilen eines anderen Partners werden abgelehnt.',
  },
  'leadOpportunity.partnerLeadOpportunityId': {
    label: 'Partner-Lead-ID',
    help: 'Die eindeutige ID des Leads in Ihrem CRM. Daran erkennt 3DS den Lead.',
  },
  dsLeadOpportunityId: {
    label: '3DS-Lead-ID',
    help: 'Die ID, die 3DS dem Lead gegeben hat. Bei neuen Leads leer lassen.',
  },
  'leadOpportunity.name': { label: 'Leadname', help: 'Worum es geht, in einer Zeile.' },
  'leadOpportunity.status': { label: 'Phase', help: 'Die LEVERAGE-Phase.' },
  'leadOpportunity.forecastCategory': {
    label: 'Prognosekategorie',
    help: 'Wie sicher der Auftrag ist. Gilt erst ab Phase -3; bei gewonnen und verloren setzt 3DS sie selbst.',
  },
  'leadOpportunity.closeDate': {
    label: 'Abschlussdatum',
    help: 'Der Tag, an dem der Auftrag erwartet wird oder gewonnen oder verloren wurde.',
  },
  'leadOpportunity.currency': {
    label: 'Währung',
    help: 'Code nach ISO 4217, zum Beispiel EUR. Gilt für alle Beträge des Leads.',
  },
  'leadOpportunity.dsOwnerEmail': {
    label: 'E-Mail des 3DS-Betreuers',
    help: 'Ihr Partner Sales Manager bei 3DS. Leer: der für Sie zuständige.',
  },
  'leadOpportunity.description': { label: 'Beschreibung', help: 'Freier Text.' },
  'leadOpportunity.nextMilestone': {
    label: 'Nächster Meilenstein',
    help: 'Der nächste Schritt auf dem Weg zum Auftrag.',
  },
  'leadOpportunity.nextMilestoneDate': {
    label: 'Datum des nächsten Meilensteins',
    help: 'Der Tag des nächsten Schritts.',
  },
  'leadOpportunity.cometCampaignCode': {
    label: 'Kampagnencode',
    help: 'Der COMET-Kampagnencode des 3DS-Marketings.',
  },
  'leadOpportunity.gtmTacticId': {
    label: 'GTM-Taktik-ID',
    help: 'Die Go-to-Market-Taktik von 3DS.',
  },
  'leadOpportunity.competitors': {
    label: 'Wettbewerber',
    help: 'Namen, wie 3DS sie führt, durch Semikolon getrennt.',
  },
  'leadOpportunity.reasonWon': {
    label: 'Gewinngründe',
    help: 'Warum der Auftrag gewonnen wurde. Leer bei einem neuen Lead: Stronger value proposition.',
  },
  'leadOpportunity.reasonLost': {
    label: 'Verlustgründe',
    help: 'Warum der Auftrag verloren ging. Leer bei einem neuen Lead: No Project.',
  },
  'leadOpportunity.reasonWonLostComment': {
    label: 'Kommentar zu den Gründen',
    help: 'Freier Text zu den Gründen.',
  },
  'customerLegalEntity.name': { label: 'Kundenname', help: 'Der eingetragene Firmenname des Kunden.' },
  'customerLegalEntity.city': { label: 'Ort des Kunden', help: 'Ort des Kundenstandorts.' },
  'customerLegalEntity.country': {
    label: 'Land des Kunden',
    help: 'Land des Kundenstandorts mit seinem englischen Namen, zum Beispiel Germany.',
  },
  'customerLegalEntity.addressLine1': { label: 'Adresszeile 1 des Kunden', help: 'Straße und Hausnummer.' },
  'customerLegalEntity.addressLine2': {
    label: 'Adresszeile 2 des Kunden',
    help: 'Was nicht in die erste Zeile passt.',
  },
  'customerLegalEntity.zipCode': {
    label: 'PLZ des Kunden',
    help: 'Postleitzahl; führende Nullen bleiben erhalten.',
  },
  'customerLegalEntity.statePrefecture': {
    label: 'Bundesland des Kunden',
    help: 'Bundesland, Kanton oder Region.',
  },
  'customerLegalEntity.websiteUrl': { label: 'Website des Kunden', help: 'Die Internetseite des Kunden.' },
  'customerLegalEntity.dunsNumber': { label: 'DUNS-Nummer des Kunden', help: 'Neun Ziffern.' },
  'customerLegalEntity.vatNumber': {
    label: 'USt-IdNr. des Kunden',
    help: 'Umsatzsteuer-Identifikationsnummer mit den Buchstaben des Landes.',
  },
  'customerLegalEntity.registrationId': {
    label: 'Registernummer des Kunden',
    help: 'Nummer im Handelsregister.',
  },
  'customerLegalEntity.id': {
    label: '3DS-Standort-ID des Kunden',
    help: 'Die ID des Kundenstandorts bei 3DS, falls bekannt.',
  },
  'offerLines.offerNameId': {
    label: 'ID',
    help: 'Das Produkt: die ID des Angebots im Portfolio von 3DS.',
  },
  'offerLines.amount': { label: 'Betrag', help: 'Betrag der Zeile in der Währung des Leads.' },
  'offerLines.revenueType': { label: 'Erlösart', help: 'Wie die Zeile bezahlt wird. Leer: Upfront.' },
  'offerLines.startDate': {
    label: 'Startdatum',
    help: 'Erster Tag der Miete. Nur bei jährlicher oder vierteljährlicher Miete (Rental Booking).',
  },
  'offerLines.endDate': {
    label: 'Enddatum',
    help: 'Letzter Tag der Miete. Nur bei jährlicher oder vierteljährlicher Miete (Rental Booking).',
  },
  'customerContacts.email': {
    label: 'E-Mail',
    help: 'E-Mail-Adresse; an ihr wird der Kontakt erkannt.',
  },
  'customerContacts.firstName': { label: 'Vorname', help: 'Vorname.' },
  'customerContacts.lastName': { label: 'Nachname', help: 'Nachname.' },
  'customerContacts.salutation': { label: 'Anrede', help: 'Zum Beispiel Frau oder Herr.' },
  'customerContacts.jobTitle': { label: 'Position', help: 'Stellung im Unternehmen.' },
  'customerContacts.phoneNumber': {
    label: 'Telefon',
    help: 'Mit Landesvorwahl, zum Beispiel +49 7771 555010.',
  },
  'partnerContacts.salesRepEmail': {
    label: 'E-Mail',
    help: 'E-Mail-Adresse Ihrer Vertriebsmitarbeiterin oder Ihres Vertriebsmitarbeiters.',
  },
  'partnerContacts.salesRepFirstName': {
    label: 'Vorname',
    help: 'Vorname Ihrer Vertriebsmitarbeiterin oder Ihres Vertriebsmitarbeiters.',
  },
  'partnerContacts.salesRepLastName': {
    label: 'Nachname',
    help: 'Nachname Ihrer Vertriebsmitarbeiterin oder Ihres Vertriebsmitarbeiters.',
  },
};
