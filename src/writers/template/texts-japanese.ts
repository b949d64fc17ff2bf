import type { TemplateTexts } from './template-texts.js';

export const japaneseTexts: TemplateTexts = {
  title: '3DS向けリードシート',
  howTo: '記入方法',
  steps: ({ layout, hasPortfolio, hasExample, sheets, labels }) => [
    {
      1: 'シート「Leads」の1行が1件のリードです。オファーと担当者は右側の番号付きの列に記入します。',
      2: `シート「Leads」の1行が1件のオファー明細です。「${labels.leadId}」が同じ行は1件のリードになります。リードの項目は最初の行だけに記入すれば十分です。`,
      3: `シート「Leads」の1行が1件のリードです。オファー明細と担当者は別のシートに記入し、各行の先頭にリードの「${labels.leadId}」を入れます。新規リードにはオファー明細が1件以上必要です。担当者は任意です。`,
    }[layout],
    `「${labels.leadId}」は貴社のCRMにおけるリードのIDです。そのリードだけに使い、変更しない文字列でもかまいません。`,
    '「*」の付いた列は新規リードに必要です。列名にマウスを重ねると説明が表示されます。',
    `リストのあるセルでは矢印をクリックして選択します。シート「${sheets.lists}」のコードを入力することもできます。理由が複数ある場合は「;」で区切ります。`,
    hasPortfolio
      ? `製品:「${labels.offer}」のリストから名前で選ぶか、シート「${sheets.portfolio}」を絞り込んでA列のセルをコピーします。`
      : `製品:「${labels.offer}」には3DSポートフォリオのIDを記入します。リストから選ぶには「leadferry export portfolio」を一度実行してから、このシートを作り直します。`,
    '日付は日付として、金額は通貨記号なしの数値として入力します。',
    '空欄のセルは3DSのデータを変更しません。3DSの項目を空にするには (clear) と記入します。',
    ...(hasExample ? ['(example) の行は記入例です。送信されません。削除してもかまいません。'] : []),
    '不要な列は空欄のまま、非表示、または削除できます。列の移動も可能です。1行目の列名は変更しないでください。',
  ],
  colours: '列名の色',
  needs: {
    always: 'すべての行で必要です。',
    create: '新規リードに必要です。3DSに登録済みのリードでは、空欄のままなら変更されません。',
    item: 'そのオファー明細または担当者を記入する場合に必要です。',
    optional: '分かる場合に記入します。',
  },
  afterwards: '記入後: 保存して閉じ、次を実行します',
  commands: ({ file }) => [
    [`leadferry validate ${file}`, '修正が必要な箇所をすべて表示します(送信なし)'],
    [`leadferry plan ${file}`, '登録・変更される内容を表示します(送信なし)'],
    [`leadferry upload ${file}`, '3DSに送信します'],
  ],
  columns: 'すべての列',
  table: ['列', '新規リード', '変更', 'APIバージョン', '内容', 'シート'],
  uses: {
    always: '必要',
    create: '必要',
    item: '明細・担当者を記入する場合に必要',
    optional: '任意',
    leaveBlank: '空欄のまま',
  },
  notInVersion: (version) => `${version}では無視されるため、このファイルにはありません`,
  types: {
    text: null,
    id: '文字列として扱われ、先頭のゼロも保持されます。',
    email: null,
    phone: null,
    url: null,
    country: null,
    currency: 'リストから選ぶか、コードを入力します。',
    date: '日付。',
    day: '日付。',
    timestamp: null,
    amount: '数値。',
    enumeration: 'リストから選びます。',
    enumerationList: 'リストから選びます。複数の場合は「;」で区切って入力します。',
    textList: '複数の場合はセミコロンで区切ります。',
  },
  product: {
    listed: 'リストから名前で選ぶか、IDを入力します。',
    unlisted:
      '「leadferry export portfolio」で製品を取得した後に作成したシートでは、名前で選べるようになります。',
  },
  notListed:
    'この文字列はリストにありません。リストから選んでください。リストのコードであればそのままでかまいません。',
  noDate: '日付を入力してください。例: 2027/03/31',
  noAmount: '金額を入力してください。0以上の数値で、通貨記号は付けません。',
  code: 'コード',
  choose: '製品',
  exampleName: 'MBSEパイロット ライン3',
};
