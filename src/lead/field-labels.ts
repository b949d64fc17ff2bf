/** Languages beside English in which headers are known. */
export type LabelLanguage = 'de' | 'fr' | 'ja';

/** Header texts of a field by language, the most usual one first. */
export type FieldLabels = Readonly<Partial<Record<LabelLanguage, readonly string[]>>>;

/** What German, French and Japanese sheets call the fields, by catalogue path. Read-only fields are known in English only. */
export const fieldLabels: Readonly<Record<string, FieldLabels>> = {
  partnerId: { de: ['Partner-ID'], fr: ['Id partenaire'], ja: ['パートナーID'] },
  'leadOpportunity.partnerLeadOpportunityId': {
    de: [
      'Partner-Lead-ID',
      'Lead-Nummer',
      'Leadnummer',
      'Verkaufschance-ID',
      'Opportunity-Nummer',
      'Vorgangsnummer',
    ],
    fr: ['Id opportunité', "Identifiant de l'opportunité", "Numéro d'opportunité", 'Id piste'],
    ja: ['商談ID', '案件ID', '案件番号', '商談番号', 'リードID'],
  },
  dsLeadOpportunityId: { de: ['3DS-Lead-ID'], fr: ['Id 3DS'], ja: ['3DS ID'] },
  'leadOpportunity.name': {
    de: [
      'Leadname',
      'Opportunity-Name',
      'Opportunityname',
      'Name der Verkaufschance',
      'Projektname',
      'Thema',
    ],
    fr: ["Nom de l'opportunité", 'Nom opportunité', "Nom de l'affaire", 'Nom du projet', 'Sujet'],
    ja: ['商談名', '案件名', '取引名'],
  },
  'leadOpportunity.status': {
    de: ['Phase', 'Verkaufsphase', 'Vertriebsphase', 'Verkaufsstufe', 'Opportunity-Phase', 'Lead-Status'],
    fr: ['Étape', 'Etape', 'Étape de vente', "Étape de l'opportunité", 'Phase de vente'],
    ja: ['フェーズ', 'ステージ', '商談フェーズ', '取引ステージ', '営業フェーズ'],
  },
  'leadOpportunity.forecastCategory': {
    de: ['Prognosekategorie', 'Forecast-Kategorie'],
    fr: ['Catégorie de prévision', 'Catégorie de prévisions'],
    ja: ['売上予測カテゴリ', '予測カテゴリ', '売上予測分類'],
  },
  'leadOpportunity.closeDate': {
    de: [
      'Schlusstermin',
      'Abschlussdatum',
      'Abschlusstermin',
      'Voraussichtliches Abschlussdatum',
      'Gesch. Abschlussdatum',
    ],
    fr: ['Date de clôture', 'Date de fermeture', 'Date de clôture prévue', 'Date de clôture estimée'],
    ja: ['完了予定日', 'クローズ日', '締め切り日', '受注予定日', 'クローズ予定日', '完了日'],
  },
  'leadOpportunity.currency': {
    de: ['Währung', 'Währungscode', 'Betrag Währung', 'Währungskürzel'],
    fr: ['Devise', 'Code devise', 'Monnaie'],
    ja: ['通貨', '通貨コード', '金額通貨', '商談金額通貨'],
  },
  'leadOpportunity.description': { de: ['Beschreibung'], fr: ['Description'], ja: ['説明', '概要'] },
  'leadOpportunity.nextMilestone': {
    de: ['Nächster Schritt', 'Nächster Meilenstein'],
    fr: ['Prochaine étape', 'Étape suivante'],
    ja: ['次のステップ', '次のアクション'],
  },
  'leadOpportunity.nextMilestoneDate': {
    de: ['Datum des nächsten Schritts', 'Nächster Schritt am'],
    fr: ['Date de la prochaine étape'],
    ja: ['次のステップの日付', '次回アクション日'],
  },
  'leadOpportunity.competitors': {
    de: ['Wettbewerber', 'Mitbewerber', 'Hauptwettbewerber'],
    fr: ['Concurrents', 'Concurrent'],
    ja: ['競合', '競合他社'],
  },
  'leadOpportunity.reasonWon': {
    de: ['Gewinngrund', 'Gewinngründe'],
    fr: ['Raison du gain', 'Motif du gain'],
    ja: ['受注理由', '成約理由'],
  },
  'leadOpportunity.reasonLost': {
    de: ['Verlustgrund', 'Verlustgründe', 'Grund für Verlust'],
    fr: ['Raison de la perte', 'Motif de perte', 'Raison perdue'],
    ja: ['失注理由'],
  },
  'customerLegalEntity.name': {
    de: [
      'Firmenname',
      'Kundenname',
      'Accountname',
      'Firma/Account',
      'Firma',
      'Kunde',
      'Unternehmen',
      'Endkunde',
      'Potenzieller Kunde',
    ],
    fr: [
      'Nom du compte',
      'Nom du client',
      'Nom de la société',
      'Raison sociale',
      'Société',
      'Client final',
      'Compte',
      'Client',
    ],
    ja: ['取引先名', '会社名', '顧客名', 'アカウント名', '企業名', '取引先', 'アカウント'],
  },
  'customerLegalEntity.city': {
    de: ['Ort', 'Stadt', 'Ort (Rechnungsanschrift)'],
    fr: ['Ville', 'Ville de facturation'],
    ja: ['市区郡', '市区町村', '都市'],
  },
  'customerLegalEntity.country': {
    de: ['Land', 'Land (Rechnungsanschrift)', 'Land/Region'],
    fr: ['Pays', 'Pays de facturation', 'Pays/Région'],
    ja: ['国', '国名', '国/地域'],
  },
  'customerLegalEntity.addressLine1': {
    de: ['Straße', 'Strasse', 'Straße und Hausnummer', 'Anschrift Zeile 1'],
    fr: ['Rue', 'Adresse ligne 1'],
    ja: ['町名・番地', '番地', '住所1'],
  },
  'customerLegalEntity.addressLine2': {
    de: ['Adresszusatz', 'Anschrift Zeile 2'],
    fr: ["Complément d'adresse", 'Adresse ligne 2'],
    ja: ['建物名', '住所2'],
  },
  'customerLegalEntity.zipCode': {
    de: ['PLZ', 'Postleitzahl'],
    fr: ['Code postal'],
    ja: ['郵便番号'],
  },
  'customerLegalEntity.statePrefecture': {
    de: ['Bundesland', 'Bundesland/Kanton', 'Kanton'],
    fr: ['Région', 'Département', 'État/Région'],
    ja: ['都道府県', '都道府県(州)'],
  },
  'customerLegalEntity.websiteUrl': {
    de: ['Webseite', 'Webadresse', 'Internetseite'],
    fr: ['Site internet', 'Site web'],
    ja: ['Webサイト', 'ウェブサイト', 'URL'],
  },
  'customerLegalEntity.dunsNumber': {
    de: ['DUNS-Nummer', 'D-U-N-S-Nummer'],
    fr: ['Numéro DUNS'],
    ja: ['DUNS番号'],
  },
  'customerLegalEntity.vatNumber': {
    de: ['USt-IdNr.', 'USt-ID', 'Umsatzsteuer-ID', 'Umsatzsteuer-Identifikationsnummer'],
    fr: ['Numéro de TVA', 'N° TVA', 'TVA intracommunautaire'],
    ja: ['VAT番号'],
  },
  'customerLegalEntity.registrationId': {
    de: ['Handelsregisternummer', 'HRB-Nummer'],
    fr: ['SIREN', 'SIRET', 'Numéro SIREN', 'Numéro SIRET'],
    ja: ['法人番号'],
  },
  'offerLines.offerNameId': { de: ['Angebots-ID'], fr: ["Id de l'offre"], ja: ['オファーID'] },
  'offerLines.amount': {
    de: ['Betrag', 'Angebotsbetrag', 'Auftragswert', 'Geschätzter Umsatz'],
    fr: ['Montant', "Montant de l'opportunité", 'Revenu estimé'],
    ja: ['金額', '商談金額', '合計売上', '見込金額'],
  },
  'offerLines.revenueType': { de: ['Erlösart', 'Umsatzart'], fr: ['Type de revenu'], ja: ['収益タイプ'] },
  'offerLines.startDate': { de: ['Startdatum', 'Mietbeginn'], fr: ['Date de début'], ja: ['開始日'] },
  'offerLines.endDate': { de: ['Enddatum', 'Mietende'], fr: ['Date de fin'], ja: ['終了日'] },
  'customerContacts.email': {
    de: ['E-Mail', 'E-Mail-Adresse', 'E-Mail des Ansprechpartners', 'Kontakt E-Mail'],
    fr: ['Courriel', 'Adresse e-mail', 'E-mail du contact', 'Adresse électronique'],
    ja: ['メール', 'メールアドレス', 'Eメール'],
  },
  'customerContacts.firstName': { de: ['Vorname'], fr: ['Prénom'], ja: ['名'] },
  'customerContacts.lastName': { de: ['Nachname', 'Familienname'], fr: ['Nom de famille'], ja: ['姓'] },
  'customerContacts.salutation': { de: ['Anrede'], fr: ['Civilité', 'Formule de politesse'], ja: ['敬称'] },
  'customerContacts.jobTitle': {
    de: ['Funktion', 'Position', 'Berufsbezeichnung'],
    fr: ['Fonction', 'Intitulé du poste'],
    ja: ['役職'],
  },
  'customerContacts.phoneNumber': {
    de: ['Telefon', 'Telefonnummer', 'Telefon (geschäftlich)', 'Telefon geschäftlich', 'Telefon 1'],
    fr: ['Téléphone', 'Numéro de téléphone', 'Téléphone professionnel'],
    ja: ['電話', '電話番号', '勤務先電話'],
  },
};
