import type { TemplateTexts } from './template-texts.js';

export const englishTexts: TemplateTexts = {
  title: 'Lead sheet for 3DS',
  howTo: 'How to fill it in',
  steps: ({ layout, hasPortfolio, hasExample, sheets, labels }) => [
    {
      1: 'Each row of the sheet Leads is one lead. Its offers and contacts have numbered columns further right.',
      2: `Each row of the sheet Leads is one offer line. Rows with the same "${labels.leadId}" are one lead; what belongs to the lead may stand in its first row only.`,
      3: `Each row of the sheet Leads is one lead. Its offer lines and contacts stand on sheets of their own; there each row begins with the "${labels.leadId}" of its lead. A new lead needs one offer line at least; contacts are optional.`,
    }[layout],
    `"${labels.leadId}" is the id of the lead in your own CRM, or any text that you use for this lead only and never change.`,
    'Columns with a * are needed for a new lead. Point at a column name to read what belongs there.',
    `Where a cell has a list, click the arrow and choose. Codes of the sheet ${sheets.lists} can be typed as well. Several reasons are typed with ; between them.`,
    hasPortfolio
      ? `Products: choose by name in "${labels.offer}", or filter the sheet ${sheets.portfolio} and copy the cell of column A.`
      : `Products: "${labels.offer}" takes the id of the 3DS portfolio. To get a list to choose from, run "leadferry export portfolio" once and write this sheet anew.`,
    'Type dates as dates and amounts as numbers without a currency sign.',
    'A blank cell changes nothing at 3DS. To empty a field there, write (clear).',
    ...(hasExample
      ? ['The row with (example) shows how it is done. It is never sent; delete it if you like.']
      : []),
    'Columns that you do not need may stay blank, be hidden or be deleted, and columns may be moved. Keep the names in row 1.',
  ],
  colours: 'Colours of the column names',
  needs: {
    always: 'Needed in every row.',
    create: 'Needed for a new lead. For a lead that 3DS has already, a blank cell changes nothing.',
    item: 'Needed wherever the offer line or contact is filled in.',
    optional: 'Fill it in if you have it.',
  },
  afterwards: 'When you are done: save, close, and run',
  commands: ({ file }) => [
    [`leadferry validate ${file}`, 'lists everything to correct; nothing is sent'],
    [`leadferry plan ${file}`, 'shows what would be created and changed; nothing is sent'],
    [`leadferry upload ${file}`, 'sends it to 3DS'],
  ],
  columns: 'All columns',
  table: ['Column', 'New lead', 'Change of a lead', 'API version', 'What it holds', 'Sheet'],
  uses: {
    always: 'needed',
    create: 'needed',
    item: 'needed with its line or contact',
    optional: 'optional',
    leaveBlank: 'leave blank',
  },
  notInVersion: (version) => `ignored by ${version}: not in this workbook`,
  types: {
    text: null,
    id: 'Kept as text: leading zeros stay.',
    email: null,
    phone: null,
    url: null,
    country: null,
    currency: 'Choose from the list or type the code.',
    date: 'A date.',
    day: 'A date.',
    timestamp: null,
    amount: 'A number.',
    enumeration: 'Choose from the list.',
    enumerationList: 'Choose from the list; type several with ; between them.',
    textList: 'Several are separated by semicolons.',
  },
  product: {
    listed: 'Choose it by name from the list, or type the id.',
    unlisted:
      '"leadferry export portfolio" fetches the products; a sheet written after it lists them by name.',
  },
  notListed: 'This text is not in the list. Choose from the list, or keep it if it is a code of it.',
  noDate: 'Expected a date, for example 31 March 2027.',
  noAmount: 'Expected an amount: a number of 0 or more, without a currency sign.',
  code: 'code',
  choose: 'Product',
  exampleName: 'MBSE pilot line 3',
};
