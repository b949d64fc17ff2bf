/** Header, field (null for none), why it is read so, and what becomes of it where that is not plain. */
type Column = readonly [header: string, field: string | null, reason?: string, use?: string];

/** A golden case of columns: what the headers are and what each is read as. */
export interface MappingCase {
  /** Its folder. */
  readonly name: string;
  readonly title: string;
  readonly flags?: readonly string[];
  readonly columns: readonly Column[];
  /** The first row; where it is left out, each cell has a text of its own. */
  readonly cells?: readonly string[];
  /** The mapping file. */
  readonly mapping?: string;
  readonly unmapped?: readonly string[];
  readonly notes?: readonly Readonly<Record<string, unknown>>[];
  readonly preset?: string | null;
  readonly error?: { readonly code: string; readonly message: string };
}

const lead = (name: string) => `leadOpportunity.${name}`;
const customer = (name: string) => `customerLegalEntity.${name}`;
const contact = (name: string) => `customerContacts.1.${name}`;
const id: Column = ['Partner lead id', lead('partnerLeadOpportunityId'), 'label'];

/** A file with the id and these columns. */
function names(name: string, title: string, columns: readonly Column[]): MappingCase {
  return { name, title, columns: [id, ...columns], unmapped: unmappedOf(columns) };
}

function unmappedOf(columns: readonly Column[]): readonly string[] {
  return columns.flatMap(([header, field, , use]) => (field === null && use === undefined ? [header] : []));
}

const english: readonly MappingCase[] = [
  names('labels', 'headers are known by their labels whatever the case and the signs between the words', [
    ['LEAD NAME', lead('name'), 'label'],
    ['close_date', lead('closeDate'), 'label'],
    ['Customer-Name', customer('name'), 'label'],
  ]),
  names('api-names', 'headers are known by API names and paths', [
    ['closeDate', lead('closeDate'), 'api name'],
    ['leadOpportunity.name', lead('name'), 'path'],
    ['customerLegalEntity.vatNumber', customer('vatNumber'), 'path'],
    ['offerLines.2.amount', 'offerLines.2.amount', 'path'],
  ]),
  names('aliases', 'headers are known by what CRMs call them', [
    ['Opportunity Name', lead('name'), 'alias'],
    ['Sales Stage', lead('status'), 'alias'],
    ['Account Name', customer('name'), 'alias'],
    ['Billing Postal Code', customer('zipCode'), 'alias'],
    ['Next Step', lead('nextMilestone'), 'alias'],
  ]),
  names('words', 'a word that only says whose value it is makes no difference', [
    ['Deal - Title', lead('name'), 'words'],
    ['Deal - Value', 'offerLines.amount', 'words'],
    ['Organization - Name', customer('name'), 'alias'],
    ['Person - Email (Work)', contact('email'), 'words'],
    ['Address 1: City', customer('city'), 'words'],
  ]),
  names('words-left-over', 'a header with a word that nobody explains is not read', [
    ['Shipping City', null],
    ['Amount Weighted', null],
    ['Last Stage', null],
    ['Account Owner', null],
    ['Previous Close Date', null],
    ['Person - Email (Home)', null],
  ]),
  names('similar', 'a slip of the pen is never read, it is only asked about', [
    ['Curency', null],
    ['Closing dates', null],
    ['Custmer name', null],
  ]),
  names('street-trap', 'an e-mail address is no street', [
    ['E-Mail Adresse', contact('email'), 'German label'],
    ['Strasse', customer('addressLine1'), 'German label'],
  ]),
  names('ids-of-others', 'ids of other records are not the id of the lead', [
    ['Account ID', null],
    ['Contact ID', null],
    ['Owner ID', null],
    ['Customer ID', null],
    ['Id', null],
  ]),
];

const decorated: readonly MappingCase[] = [
  names('stars', 'stars, colons and (required) are stripped', [
    ['*Lead name', lead('name'), 'label'],
    ['Stage *', lead('status'), 'label'],
    ['Close date:', lead('closeDate'), 'label'],
    ['Currency (required)', lead('currency'), 'label'],
    ['Customer name (Pflichtfeld)', customer('name'), 'label'],
    ['Customer city＊', customer('city'), 'label'],
  ]),
  names('units', 'units and currencies in brackets are stripped', [
    ['Amount (EUR)', 'offerLines.amount', 'api name'],
    ['Next step (EUR)', lead('nextMilestone'), 'alias'],
    ['Close date (month)', null],
  ]),
  names('spaces', 'no-break and ideographic spaces and quotes are stripped', [
    ['Lead\u00a0name', lead('name'), 'label'],
    ['\u3000Stage\u3000', lead('status'), 'label'],
    ['"Close date"', lead('closeDate'), 'label'],
    ['„Currency“', lead('currency'), 'label'],
  ]),
  names('locked', 'a field behind (Do Not Modify) is read, the key of a record is not', [
    ['(Do Not Modify) Close date', lead('closeDate'), 'label'],
    ['(Do Not Modify) Account', null],
    ['(Do Not Modify) Row Checksum', null],
    ['(Nicht ändern) Firma', null],
  ]),
  names('widths', 'full-width letters are the same letters', [
    ['Ｓｔａｇｅ', lead('status'), 'label'],
    ['Ｃｌｏｓｅ ｄａｔｅ', lead('closeDate'), 'label'],
  ]),
];

const languages: readonly MappingCase[] = [
  names('german', 'German headers are known', [
    ['Opportunity-Name', lead('name'), 'alias'],
    ['Verkaufsphase', lead('status'), 'German label'],
    ['Schlusstermin', lead('closeDate'), 'German label'],
    ['Währung', lead('currency'), 'German label'],
    ['Firmenname', customer('name'), 'German label'],
    ['Ort', customer('city'), 'German label'],
    ['Land', customer('country'), 'German label'],
    ['PLZ', customer('zipCode'), 'German label'],
    ['Vorname', contact('firstName'), 'German label'],
    ['Nachname', contact('lastName'), 'German label'],
    ['Verlustgrund', lead('reasonLost'), 'German label'],
    ['Anrufe unerwünscht', null],
  ]),
  names('french', 'French headers are known', [
    ["Nom de l'opportunité", lead('name'), 'French label'],
    ['Étape', lead('status'), 'French label'],
    ['Date de clôture', lead('closeDate'), 'French label'],
    ['Devise', lead('currency'), 'French label'],
    ['Nom du compte', customer('name'), 'French label'],
    ['Ville', customer('city'), 'French label'],
    ['Pays', customer('country'), 'French label'],
    ['Montant', 'offerLines.amount', 'French label'],
    ['Montant pondéré', null],
  ]),
  names('japanese', 'Japanese headers are known', [
    ['商談名', lead('name'), 'Japanese label'],
    ['フェーズ', lead('status'), 'Japanese label'],
    ['完了予定日', lead('closeDate'), 'Japanese label'],
    ['通貨', lead('currency'), 'Japanese label'],
    ['取引先名', customer('name'), 'Japanese label'],
    ['金額', 'offerLines.amount', 'Japanese label'],
    ['失注理由', lead('reasonLost'), 'Japanese label'],
    ['最終ステージ', null],
  ]),
];

const oneToOne: readonly MappingCase[] = [
  names('closer-wins', 'of two names of one field the closer one is read and the other is told', [
    ['Status', null],
    ['Sales Stage', lead('status'), 'alias'],
    ['Company', null],
    ['Company Name', customer('name'), 'alias'],
  ]),
  {
    name: 'duplicate',
    title: 'two columns that mean one field equally well are both named and neither is read',
    columns: [
      id,
      ['Close date', lead('closeDate'), 'label', 'duplicate'],
      ['Closing date', lead('closeDate'), 'alias', 'duplicate'],
    ],
    notes: [{ code: 'DUPLICATE_COLUMN', severity: 'error', column: 'C' }],
  },
  names('guesses-tie', 'two guesses at one field are none', [
    ['Contact - Telefon', null],
    ['Person - Phone', null],
  ]),
  {
    name: 'accounts',
    title: 'in an export of accounts the name is that of the customer, and its phone is nobody’s',
    columns: [
      ['Name', customer('name'), 'alias'],
      ['BillingStreet', customer('addressLine1'), 'alias'],
      ['BillingCity', customer('city'), 'alias'],
      ['ShippingCity', null],
      ['Phone', null],
      ['Description', null],
      ['NumberOfEmployees', null],
    ],
  },
  {
    name: 'people',
    title: 'in an export of CRM leads the name is that of a person, and the title a position',
    columns: [
      ['Lead ID', lead('partnerLeadOpportunityId'), 'alias'],
      ['First Name', contact('firstName'), 'api name'],
      ['Last Name', contact('lastName'), 'api name'],
      ['Name', null],
      ['Title', contact('jobTitle'), 'alias'],
      ['Lead Status', lead('status'), 'alias'],
    ],
  },
  {
    name: 'opportunities',
    title: 'in an export of opportunities the id of a lead is the one that they came from',
    columns: [
      ['Opportunity ID', lead('partnerLeadOpportunityId'), 'alias'],
      ['Opportunity Name', lead('name'), 'alias'],
      ['Lead ID', null],
      ['Stage', lead('status'), 'label'],
    ],
  },
];

const files: readonly MappingCase[] = [
  {
    name: 'file-columns',
    title: 'a mapping file gives columns their fields',
    mapping:
      'columns:\n  Nr: leadOpportunity.partnerLeadOpportunityId\n  "Was, genau": leadOpportunity.name\n  Los 2: offerLines.2.amount\n',
    columns: [
      ['Nr', lead('partnerLeadOpportunityId'), 'mapping file'],
      ['Was, genau', lead('name'), 'mapping file'],
      ['Los 2', 'offerLines.2.amount', 'mapping file'],
    ],
    cells: ['A-1', 'Pump line', '1.50'],
    notes: [],
  },
  {
    name: 'file-letters',
    title: 'a mapping file names columns without a header by their letters',
    mapping: 'columns: { "[B]": leadOpportunity.description }\n',
    columns: [id, ['', lead('description'), 'mapping file'], ['Stage', lead('status'), 'label']],
    cells: ['A-1', 'x', 'WON'],
    notes: [],
  },
  {
    name: 'file-ignore',
    title: 'columns that a mapping file ignores are not spoken of',
    mapping: 'ignore: [Fax, REGION]\n',
    columns: [id, ['Fax', null, 'none', 'ignored'], ['Region', null, 'none', 'ignored'], ['Other', null]],
    unmapped: ['Other'],
    notes: [{ code: 'UNKNOWN_COLUMN', column: 'D' }],
  },
  {
    name: 'file-overrules',
    title: 'a constant stands above a column, and that is said',
    mapping: 'constants: { leadOpportunity.currency: EUR }\n',
    columns: [id, ['Currency', null, 'none', 'overruled']],
    cells: ['A-1', 'USD'],
    notes: [{ code: 'MAPPING_OVERRULES', severity: 'info' }],
  },
  {
    name: 'file-split',
    title: 'a column that is split is a source and not unknown',
    mapping:
      'splits:\n  - { column: Person, into: [customerContacts.1.firstName, customerContacts.1.lastName] }\n',
    columns: [id, ['Person', null, 'none', 'source']],
    unmapped: [],
    notes: [],
  },
  {
    name: 'file-join',
    title: 'columns that are joined are sources, and the field’s own column is overruled',
    mapping: 'joins:\n  - { columns: [Road, No], field: customerLegalEntity.addressLine1 }\n',
    columns: [
      id,
      ['Road', null, 'none', 'source'],
      ['No', null, 'none', 'source'],
      ['Street', null, 'none', 'overruled'],
    ],
    notes: [{ code: 'MAPPING_OVERRULES', message: '/column D "Street"/' }],
  },
  {
    name: 'file-gone',
    title: 'a column that is gone is a warning, and an error where 3DS needs its field',
    mapping: 'columns:\n  Remark: leadOpportunity.description\n  Project: leadOpportunity.name\n',
    columns: [id, ['Stage', lead('status'), 'label']],
    cells: ['A-1', 'WON'],
    notes: [
      { code: 'MAPPING_COLUMN_GONE', severity: 'warning', field: lead('description'), value: 'Remark' },
      { code: 'MAPPING_COLUMN_GONE', severity: 'error', field: lead('name'), value: 'Project' },
    ],
  },
  {
    name: 'file-new',
    title: 'columns that came after the mapping file was written are named with what becomes of them',
    mapping: 'seen: [Partner lead id, Stage]\n',
    columns: [id, ['Stage', lead('status')], ['Description', lead('description')], ['Region', null]],
    cells: ['A-1', 'WON', 'x', 'y'],
    notes: [
      { code: 'UNKNOWN_COLUMN', column: 'D' },
      {
        code: 'MAPPING_COLUMN_NEW',
        severity: 'info',
        message: '/column C "Description" \\(read as "Description"\\) and column D "Region" \\(not read\\)/',
      },
    ],
  },
  {
    name: 'file-moved',
    title: 'columns in another order are told and read all the same',
    mapping: 'seen: [Stage, Partner lead id]\n',
    columns: [id, ['Stage', lead('status')]],
    cells: ['A-1', 'WON'],
    notes: [{ code: 'MAPPING_COLUMN_MOVED', severity: 'info' }],
  },
  {
    name: 'file-unconfirmed',
    title: 'proposed values wait for a word',
    mapping: 'values:\n  leadOpportunity.status:\n    confirm: false\n    map: { Talks: ESTABLISHED }\n',
    columns: [id, ['Stage', lead('status')]],
    cells: ['A-1', 'Talks'],
    notes: [{ code: 'VALUES_UNCONFIRMED', severity: 'warning', field: lead('status') }],
  },
  {
    name: 'file-confirmed',
    title: 'confirmed values are not spoken of',
    mapping: 'values:\n  leadOpportunity.status:\n    confirm: true\n    map: { Talks: ESTABLISHED }\n',
    columns: [id, ['Stage', lead('status')]],
    cells: ['A-1', 'Talks'],
    notes: [],
  },
  {
    name: 'file-unknown-field',
    title: 'a mapping file with a field that there is not is refused with its line',
    mapping: 'columns:\n  Nr: leadOpportunity.partnerLeadOpportunityId\n  Phase: leadOpportunity.stage\n',
    columns: [id],
    error: {
      code: 'MAPPING_INVALID',
      message: '/mapping\\.yaml: line 3, columns › Phase: there is no field "leadOpportunity\\.stage"/',
    },
  },
  {
    name: 'file-unknown-code',
    title: 'a mapping file with a stage that there is not is refused with its line',
    mapping: 'values:\n  leadOpportunity.status:\n    Talks: NEGOTIATING\n',
    columns: [id],
    error: { code: 'MAPPING_INVALID', message: '/line 3.*"NEGOTIATING" is no code/' },
  },
  {
    name: 'file-broken',
    title: 'a mapping file that is no YAML is refused with its line',
    mapping: 'columns:\n  Nr: [\n',
    columns: [id],
    error: { code: 'MAPPING_INVALID', message: '/mapping\\.yaml line \\d+: not valid YAML/' },
  },
];

const presets: readonly MappingCase[] = [
  {
    name: 'preset-recognised',
    title: 'the preset whose headers a file has is named, and not used',
    preset: 'hubspot',
    columns: [
      ['Record ID', null],
      ['Deal Name', lead('name'), 'alias'],
      ['Deal Stage', lead('status'), 'alias'],
      ['Deal owner', null],
      ['Pipeline', null],
    ],
  },
  {
    name: 'preset-salesforce',
    title: 'the preset of Salesforce reads API names, the record id among them',
    flags: ['--preset', 'salesforce'],
    preset: 'salesforce',
    columns: [
      ['Id', lead('partnerLeadOpportunityId'), 'preset'],
      ['Name', lead('name'), 'preset'],
      ['StageName', lead('status'), 'preset'],
      ['CloseDate', lead('closeDate'), 'preset'],
      ['IsClosed', null],
    ],
    cells: ['006A', 'Pump line', 'Closed Won', '2026-12-31', 'true'],
    notes: [{ code: 'UNKNOWN_COLUMN' }, { code: 'VALUES_UNCONFIRMED', field: lead('status') }],
  },
  {
    name: 'preset-dynamics',
    title: 'the preset of Dynamics 365 takes the locked column for the id',
    flags: ['--preset', 'dynamics-365'],
    columns: [
      ['(Do Not Modify) Opportunity', lead('partnerLeadOpportunityId'), 'preset'],
      ['(Do Not Modify) Row Checksum', null],
      ['Topic', lead('name'), 'preset'],
      ['Potential Customer', customer('name'), 'preset'],
      ['Est. revenue', 'offerLines.amount', 'preset'],
    ],
    cells: ['8f1c', 'x', 'Pump line', 'Bergmann Anlagenbau GmbH', '5'],
  },
  {
    name: 'preset-pipedrive',
    title: 'the preset of Pipedrive reads the stage and leaves the status alone',
    flags: ['--preset', 'pipedrive'],
    columns: [
      ['Deal - ID', lead('partnerLeadOpportunityId'), 'preset'],
      ['Deal - Titel', lead('name'), 'preset'],
      ['Deal - Phase', lead('status'), 'preset'],
      ['Deal - Status', null],
      ['Deal - Wert', 'offerLines.amount', 'preset'],
      ['Deal - Besitzer', null],
    ],
    cells: ['12', 'Pump line', 'x', 'open', '5', 'Jo'],
  },
  {
    name: 'preset-zoho',
    title: 'the preset of Zoho reads the record id of leads',
    flags: ['--preset', 'zoho'],
    columns: [
      ['LEADID', lead('partnerLeadOpportunityId'), 'preset'],
      ['Last Name', contact('lastName'), 'preset'],
      ['Company', customer('name'), 'preset'],
      ['Lead Owner', null],
      ['Lead Status', lead('status'), 'preset'],
    ],
  },
  {
    name: 'preset-unfit',
    title: 'a preset that does not fit is told',
    flags: ['--preset', 'sap'],
    columns: [id, ['Stage', lead('status'), 'label']],
    cells: ['A-1', 'WON'],
    notes: [{ code: 'PRESET_UNFIT', severity: 'warning' }],
  },
  {
    name: 'preset-unknown',
    title: 'a preset that there is not is refused',
    flags: ['--preset', 'sugar'],
    columns: [id],
    error: { code: 'PRESET_UNKNOWN', message: '/found "sugar"/' },
  },
  {
    name: 'preset-confirmed',
    title: 'a mapping file confirms what its preset proposes',
    mapping:
      'preset: hubspot\nvalues: { leadOpportunity.status: { confirm: true } }\nignore: [Deal owner, Pipeline]\n',
    columns: [
      ['Record ID', lead('partnerLeadOpportunityId'), 'preset'],
      ['Deal Name', lead('name'), 'preset'],
      ['Deal Stage', lead('status'), 'preset'],
      ['Deal owner', null, 'none', 'ignored'],
      ['Pipeline', null, 'none', 'ignored'],
    ],
    cells: ['1', 'Pump line', 'Closed Won', 'Jo', 'Sales'],
    notes: [],
  },
];

/** Every case of test/golden/mapping. */
export const mappingCases: readonly MappingCase[] = [
  ...english,
  ...decorated,
  ...languages,
  ...oneToOne,
  ...files,
  ...presets,
];
