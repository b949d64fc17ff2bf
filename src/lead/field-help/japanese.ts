import type { FieldWordTable } from './field-words.js';

export const japaneseWords: FieldWordTable = {
  partnerId: {
    label: 'パートナーID',
    help: '貴社の3DS上のID。他のパートナーの行は受け付けられません。',
  },
  'leadOpportunity.partnerLeadOpportunityId': {
    label: 'パートナーリードID',
    help: '貴社のCRMにおけるリードの一意のID。3DSはこのIDでリードを識別します。',
  },
  dsLeadOpportunityId: {
    label: '3DSリードID',
    help: '3DSがリードに付けたID。新規リードでは空欄のままにします。',
  },
  'leadOpportunity.name': { label: 'リード名', help: 'リードの内容を1行で記入します。' },
  'leadOpportunity.status': { label: 'ステージ', help: 'LEVERAGEのステージ。' },
  'leadOpportunity.forecastCategory': {
    label: '予測カテゴリ',
    help: '受注の確度。ステージ-3以降で有効です。受注・失注後は3DSが設定します。',
  },
  'leadOpportunity.closeDate': {
    label: 'クローズ予定日',
    help: '受注が見込まれる日、または受注・失注した日。',
  },
  'leadOpportunity.currency': {
    label: '通貨',
    help: 'リードのすべての金額に使う通貨のISO 4217コード。例: JPY',
  },
  'leadOpportunity.dsOwnerEmail': {
    label: '3DS担当者メール',
    help: '3DSのパートナーセールスマネージャー。空欄の場合は主担当者になります。',
  },
  'leadOpportunity.description': { label: '説明', help: '自由記入。' },
  'leadOpportunity.nextMilestone': {
    label: '次のマイルストーン',
    help: '受注に向けた次のステップ。',
  },
  'leadOpportunity.nextMilestoneDate': {
    label: '次のマイルストーン日',
    help: '次のステップの日付。',
  },
  'leadOpportunity.cometCampaignCode': {
    label: 'キャンペーンコード',
    help: '3DSマーケティングのCOMETキャンペーンコード。',
  },
  'leadOpportunity.gtmTacticId': {
    label: 'GTM施策ID',
    help: '3DSの市場開拓(go-to-market)施策のID。',
  },
  'leadOpportunity.competitors': {
    label: '競合他社',
    help: '3DSの一覧にある名称。複数の場合はセミコロンで区切ります。',
  },
  'leadOpportunity.reasonWon': {
    label: '受注理由',
    help: '受注した理由。新規リードで空欄の場合: Stronger value proposition',
  },
  'leadOpportunity.reasonLost': {
    label: '失注理由',
    help: '失注した理由。新規リードで空欄の場合: No Project',
  },
  'leadOpportunity.reasonWonLostComment': {
    label: '理由のコメント',
    help: '理由についての自由記入。',
  },
  'customerLegalEntity.name': { label: '顧客名', help: '顧客企業の正式名称。' },
  'customerLegalEntity.city': { label: '顧客の市区町村', help: '顧客拠点の市区町村。' },
  'customerLegalEntity.country': {
    label: '顧客の国',
    help: '顧客拠点の国を英語名で記入します。例: Japan',
  },
  'customerLegalEntity.addressLine1': { label: '顧客の住所1', help: '町名と番地。' },
  'customerLegalEntity.addressLine2': {
    label: '顧客の住所2',
    help: '1行目に入らない部分(建物名など)。',
  },
  'customerLegalEntity.zipCode': {
    label: '顧客の郵便番号',
    help: '郵便番号。先頭のゼロも保持されます。',
  },
  'customerLegalEntity.statePrefecture': {
    label: '顧客の都道府県',
    help: '都道府県または州。',
  },
  'customerLegalEntity.websiteUrl': {
    label: '顧客のウェブサイト',
    help: '顧客のウェブサイトのアドレス。',
  },
  'customerLegalEntity.dunsNumber': { label: '顧客のDUNS番号', help: '9桁の数字。' },
  'customerLegalEntity.vatNumber': {
    label: '顧客のVAT番号',
    help: '国コードの文字を含むVAT番号。',
  },
  'customerLegalEntity.registrationId': {
    label: '顧客の登記番号',
    help: '商業登記の番号。日本では法人番号。',
  },
  'customerLegalEntity.id': {
    label: '顧客の3DSサイトID',
    help: '3DSにおける顧客拠点のID。分かる場合に記入します。',
  },
  'offerLines.offerNameId': { label: 'ID', help: '製品: 3DSポートフォリオのオファーID。' },
  'offerLines.amount': { label: '金額', help: '明細の金額。通貨はリードの通貨です。' },
  'offerLines.revenueType': {
    label: '収益タイプ',
    help: '支払い方法。空欄の場合: Upfront',
  },
  'offerLines.startDate': {
    label: '開始日',
    help: 'レンタルの最初の日。年間または四半期のレンタル(Rental Booking)の場合のみ。',
  },
  'offerLines.endDate': {
    label: '終了日',
    help: 'レンタルの最後の日。年間または四半期のレンタル(Rental Booking)の場合のみ。',
  },
  'customerContacts.email': {
    label: 'メール',
    help: 'メールアドレス。担当者はこれで識別されます。',
  },
  'customerContacts.firstName': { label: '名', help: '名。' },
  'customerContacts.lastName': { label: '姓', help: '姓。' },
  'customerContacts.salutation': { label: '敬称', help: '例: 様' },
  'customerContacts.jobTitle': { label: '役職', help: '会社での役職。' },
  'customerContacts.phoneNumber': {
    label: '電話',
    help: '国番号から記入します。例: +81 3 5550 0100',
  },
  'partnerContacts.salesRepEmail': {
    label: 'メール',
    help: '貴社の営業担当者のメールアドレス。',
  },
  'partnerContacts.salesRepFirstName': { label: '名', help: '貴社の営業担当者の名。' },
  'partnerContacts.salesRepLastName': { label: '姓', help: '貴社の営業担当者の姓。' },
};
