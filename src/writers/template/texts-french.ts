import type { TemplateTexts } from './template-texts.js';

export const frenchTexts: TemplateTexts = {
  title: 'Feuille de leads pour 3DS',
  howTo: 'Comment la remplir',
  steps: ({ layout, hasPortfolio, hasExample, sheets, labels }) => [
    {
      1: 'Chaque ligne de la feuille Leads est un lead. Ses offres et ses contacts ont des colonnes numérotées plus à droite.',
      2: `Chaque ligne de la feuille Leads est une ligne d'offre. Les lignes qui ont le même « ${labels.leadId} » forment un lead ; ce qui concerne le lead peut ne figurer que dans sa première ligne.`,
      3: `Chaque ligne de la feuille Leads est un lead. Ses lignes d'offre et ses contacts sont sur des feuilles à part, où chaque ligne commence par l'« ${labels.leadId} » de son lead. Un nouveau lead demande au moins une ligne d'offre ; les contacts sont facultatifs.`,
    }[layout],
    `« ${labels.leadId} » est l'identifiant du lead dans votre CRM, ou tout autre texte réservé à ce lead et qui ne change jamais.`,
    "Les colonnes marquées d'un * sont nécessaires pour un nouveau lead. Survolez le nom d'une colonne pour lire ce qu'elle contient.",
    `Quand une cellule a une liste, cliquez sur la flèche et choisissez. Les codes de la feuille ${sheets.lists} peuvent aussi être saisis. Plusieurs raisons se saisissent séparées par des ;`,
    hasPortfolio
      ? `Produits : choisissez par nom dans « ${labels.offer} », ou filtrez la feuille ${sheets.portfolio} et copiez la cellule de la colonne A.`
      : `Produits : « ${labels.offer} » attend l'identifiant du portefeuille de 3DS. Pour obtenir une liste, lancez une fois « leadferry export portfolio » puis recréez cette feuille.`,
    'Saisissez les dates comme des dates et les montants comme des nombres, sans symbole de devise.',
    'Une cellule vide ne change rien chez 3DS. Pour y vider un champ, écrivez (clear).',
    ...(hasExample
      ? ["La ligne (example) est un exemple. Elle n'est jamais envoyée ; vous pouvez la supprimer."]
      : []),
    'Les colonnes inutiles peuvent rester vides, être masquées ou supprimées, et les colonnes peuvent être déplacées. Gardez les noms de la ligne 1.',
  ],
  colours: 'Couleurs des noms de colonnes',
  needs: {
    always: 'Nécessaire dans chaque ligne.',
    create:
      'Nécessaire pour un nouveau lead. Pour un lead que 3DS connaît déjà, une cellule vide ne change rien.',
    item: "Nécessaire dès que la ligne d'offre ou le contact est rempli.",
    optional: "À remplir si vous disposez de l'information.",
  },
  afterwards: 'Une fois terminé : enregistrez, fermez et lancez',
  commands: ({ file }) => [
    [`leadferry validate ${file}`, "liste tout ce qui est à corriger ; rien n'est envoyé"],
    [`leadferry plan ${file}`, "montre ce qui serait créé et modifié ; rien n'est envoyé"],
    [`leadferry upload ${file}`, 'envoie à 3DS'],
  ],
  columns: 'Toutes les colonnes',
  table: ['Colonne', 'Nouveau lead', 'Modification', "Version de l'API", 'Contenu', 'Feuille'],
  uses: {
    always: 'nécessaire',
    create: 'nécessaire',
    item: 'nécessaire avec la ligne ou le contact',
    optional: 'facultatif',
    leaveBlank: 'laisser vide',
  },
  notInVersion: (version) => `ignoré par ${version} : absent de ce classeur`,
  types: {
    text: null,
    id: 'Conservé comme texte : les zéros du début restent.',
    email: null,
    phone: null,
    url: null,
    country: null,
    currency: 'Choisissez dans la liste ou saisissez le code.',
    date: 'Une date.',
    day: 'Une date.',
    timestamp: null,
    amount: 'Un nombre.',
    enumeration: 'Choisissez dans la liste.',
    enumerationList: 'Choisissez dans la liste ; pour plusieurs valeurs, séparez-les par des ;',
    textList: 'Plusieurs valeurs sont séparées par des points-virgules.',
  },
  product: {
    listed: "Choisissez par nom dans la liste, ou saisissez l'identifiant.",
    unlisted:
      '« leadferry export portfolio » récupère les produits ; une feuille créée ensuite les propose par nom.',
  },
  notListed:
    "Ce texte n'est pas dans la liste. Choisissez dans la liste, ou gardez-le s'il s'agit d'un de ses codes.",
  noDate: 'Une date est attendue, par exemple 31/03/2027.',
  noAmount: 'Un montant est attendu : un nombre à partir de 0, sans symbole de devise.',
  code: 'code',
  choose: 'Produit',
  exampleName: 'Pilote MBSE ligne 3',
};
