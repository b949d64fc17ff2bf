// Checks a lead sheet in SQL with all cores: node bench/peer-duckdb.ts FILE
import {
  amounts,
  countryNames,
  currencyCodes,
  emails,
  forecastStages,
  forms,
  items,
  lastDay,
  misspeltDomains,
  misspeltEndings,
  openStages,
  required,
  revenueTypes,
  stages,
  texts,
  today,
  zipForms,
} from './peer-rules.ts';

// Only who runs the comparison has it: `npm install` in this folder.
const duckdb = '@duckdb/node-api';
const { DuckDBInstance } = await import(duckdb);
const [file = ''] = process.argv.slice(2);
const name = (column: string): string => `"${column}"`;
const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const list = (values: readonly string[]): string => `(${values.map(text).join(', ')})`;
const isBlank = (column: string): string => `coalesce(trim(${name(column)}), '') = ''`;
const has = (column: string, form: string): string => `regexp_matches(${name(column)}, ${text(form)})`;
const day = (column: string): string => `try_strptime(${name(column)}, '%d.%m.%Y')::DATE`;
const number = (column: string): string =>
  `TRY_CAST(replace(replace(${name(column)}, '.', ''), ',', '.') AS DOUBLE)`;

/** Each mistake of a row: when it is one, its column and its code. */
const mistakes: (readonly [when: string, column: string, code: string])[] = [
  ...required.map((column) => [isBlank(column), column, 'FIELD_MISSING'] as const),
  [has('Partner lead id', forms.shortened), 'Partner lead id', 'ID_DAMAGED'],
  ...items.flatMap(({ any, needed }) =>
    needed.map(
      (column) =>
        [
          `${isBlank(column)} AND NOT (${any.map(isBlank).join(' AND ')})`,
          column,
          'ITEM_FIELD_MISSING',
        ] as const,
    ),
  ),
  [`NOT lower(${name('Stage')}) IN ${list(stages)}`, 'Stage', 'ENUMERATION_INVALID'],
  [
    `NOT lower(${name('Offer 1 revenue type')}) IN ${list(revenueTypes)}`,
    'Offer 1 revenue type',
    'ENUMERATION_INVALID',
  ],
  ...['Close date', 'Next milestone date'].map(
    (column) =>
      [
        `NOT ${isBlank(column)} AND (NOT ${has(column, forms.day)} OR ${day(column)} IS NULL)`,
        column,
        'DATE_INVALID',
      ] as const,
  ),
  [`${day('Close date')} > DATE ${text(lastDay)}`, 'Close date', 'CLOSE_DATE_FAR'],
  [
    `${day('Close date')} < DATE ${text(today)} AND lower(${name('Stage')}) IN ${list(openStages)}`,
    'Close date',
    'CLOSE_DATE_PAST',
  ],
  [
    `${day('Next milestone date')} > ${day('Close date')} AND lower(${name('Stage')}) IN ${list(openStages)}`,
    'Next milestone date',
    'MILESTONE_LATE',
  ],
  ...amounts.flatMap((column) => [
    [`NOT ${has(column, forms.amount)}`, column, 'AMOUNT_INVALID'] as const,
    [`${number(column)} <= 0`, column, 'AMOUNT_ZERO'] as const,
  ]),
  [`NOT ${name('Currency')} IN ${list(currencyCodes)}`, 'Currency', 'CURRENCY_INVALID'],
  ...emails.flatMap((column) => [
    [`NOT ${has(column, forms.email)}`, column, 'EMAIL_INVALID'] as const,
    [
      `split_part(lower(${name(column)}), '@', 2) IN ${list(misspeltDomains)} OR split_part(lower(${name(column)}), '.', -1) IN ${list(misspeltEndings)}`,
      column,
      'EMAIL_DOMAIN_TYPO',
    ] as const,
  ]),
  [
    `NOT ${has('Contact 1 phone', forms.phone)} OR (starts_with(${name('Contact 1 phone')}, '+49') AND NOT regexp_matches(replace(${name('Contact 1 phone')}, ' ', ''), ${text(forms.germanPhone)}))`,
    'Contact 1 phone',
    'PHONE_IMPLAUSIBLE',
  ],
  [`NOT ${name('Customer country')} IN ${list(countryNames)}`, 'Customer country', 'COUNTRY_UNKNOWN'],
  [
    `CASE ${name('Customer country')} ${Object.entries(zipForms)
      .map(([country, form]) => `WHEN ${text(country)} THEN NOT ${has('Customer zip code', form)}`)
      .join(' ')} ELSE false END`,
    'Customer zip code',
    'ZIP_IMPLAUSIBLE',
  ],
  ...texts.flatMap((column) => [
    [has(column, forms.control), column, 'TEXT_DAMAGED'] as const,
    [has(column, forms.sheetError), column, 'CELL_ERROR'] as const,
    [has(column, forms.shortened), column, 'NUMBER_SHORTENED'] as const,
    [has(column, forms.misread), column, 'TEXT_MISREAD'] as const,
  ]),
  [`${name('Offer 1 id')} = ${name('Offer 2 id')}`, 'Offer 2 id', 'OFFER_REPEATED'],
];

const found = mistakes.map(
  ([when, column, code]) => `CASE WHEN ${when} THEN {c: ${text(column)}, k: ${text(code)}} END`,
);
const customer = `trim(regexp_replace(regexp_replace(lower(strip_accents(${name('Customer name')})), '[^\\p{L}\\p{N}]+', ' ', 'g'), ${text(forms.legalForm)}, ' ', 'g'))`;

const statements = [
  `CREATE TABLE sheet AS SELECT row_number() OVER () + 1 AS r, * FROM read_csv(${text(file)}, delim=';', quote='"', header=true, all_varchar=true, null_padding=false)`,
  `CREATE TABLE issues AS SELECT r, u.c AS c, u.k AS k FROM (SELECT r, unnest(list_filter([${found.join(',\n')}], x -> x IS NOT NULL)) AS u FROM sheet)`,
  `INSERT INTO issues SELECT r, 'Partner lead id', 'DUPLICATE_ID' FROM sheet WHERE "Partner lead id" IN (SELECT "Partner lead id" FROM sheet GROUP BY 1 HAVING count(*) > 1)`,
  `INSERT INTO issues SELECT r, 'Offer 1 amount', 'AMOUNT_OUTLIER' FROM sheet JOIN (SELECT "Currency" AS cur, median(${number('Offer 1 amount')}) AS m FROM sheet GROUP BY 1) ON cur = "Currency" WHERE ${number('Offer 1 amount')} > 1000 * m`,
  `INSERT INTO issues SELECT r, 'Customer country', 'CUSTOMER_IN_TWO_COUNTRIES' FROM (SELECT r, "Customer country" AS k, first("Customer country") OVER (PARTITION BY ${customer} ORDER BY r) AS f FROM sheet WHERE "Customer name" IS NOT NULL) WHERE k <> f`,
  `INSERT INTO issues SELECT r, 'Lead name', 'LEAD_NEAR_DUPLICATE' FROM (SELECT r, row_number() OVER (PARTITION BY ${customer}, lower("Customer city"), "Close date", "Offer 1 id", "Offer 2 id", list_sort(string_split(lower("Lead name"), ' ')) ORDER BY r) AS n FROM sheet WHERE "Customer name" IS NOT NULL) WHERE n > 1`,
  `INSERT INTO issues SELECT NULL, NULL, 'FORECAST_DEFAULT' FROM sheet WHERE lower("Stage") IN ${list(forecastStages)} LIMIT 1`,
];

const instance = await DuckDBInstance.create(':memory:');
const connection = await instance.connect();
for (const statement of statements) await connection.run(statement);
const reader = await connection.runAndReadAll(
  'SELECT k, count(*)::INTEGER AS n FROM issues GROUP BY 1 ORDER BY 1',
);
const listed = await connection.runAndReadAll('SELECT r::INTEGER, c, k FROM issues ORDER BY r LIMIT 100000');
process.stdout.write(
  `${JSON.stringify({ listed: listed.getRows().length, codes: Object.fromEntries(reader.getRows()) })}\n`,
);
