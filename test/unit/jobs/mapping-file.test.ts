import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { LeadferryError } from '../../../src/core/error.js';
import { inspectFile, mapColumns, validateFile } from '../../../src/index.js';
import { loadMapping, withMappingSettings } from '../../../src/jobs/load-mapping.js';
import { readMappingFile, readPresets } from '../../../src/jobs/mapping-file.js';
import { chosenExport, recognisedPreset } from '../../../src/pipeline/mapping/choose-preset.js';
import { useTempFolders } from '../../support/temp-folder.js';

const tempFolder = useTempFolders();

async function written(text: string, name = 'mapping.yaml'): Promise<string> {
  const path = join(await tempFolder(), name);
  await writeFile(path, text);
  return path;
}

async function failureOf(work: Promise<unknown>): Promise<LeadferryError> {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof LeadferryError) return thrown;
    throw thrown;
  }
  throw new Error('expected a failure');
}

describe('reading a mapping file', () => {
  test.each([
    ['nothing', ''],
    ['comments alone', '# nothing yet\n'],
    ['sections without lines', 'settings:\ncolumns:\nvalues:\nsplits:\nignore:\n'],
    ['a byte order mark', '\ufeffcolumns:\n  Stage: leadOpportunity.status\n'],
    ['proposals without lines', 'values:\n  leadOpportunity.status:\n    confirm: true\n    map:\n'],
  ])('%s is a mapping file', async (_, text) => {
    const { name } = await readMappingFile(await written(text));
    expect(name).toBe('mapping.yaml');
  });

  test.each([
    ['broken YAML', 'columns:\n  Stage: [leadOpportunity', /line \d+: not valid YAML/],
    ['the same header twice', 'columns:\n  A: offerLines.amount\n  A: offerLines.amount\n', /line 3/],
    [
      'an unknown field',
      'columns:\n  Stage: leadOpportunity.stage\n',
      /line 2, columns › Stage: there is no/,
    ],
    ['an unknown section', 'ignore: []\ncolunms: {}\n', /colunms/],
    [
      'a stage that is none',
      'values:\n  leadOpportunity.status:\n    Open: OPEN\n',
      /line 3.*"OPEN" is no code/,
    ],
    [
      'a rule for no field',
      'rules:\n  - { field: Stage, required: true }\n  - field: Colour\n    required: true\n',
      /line 3, rules › 1 › field: there is no field "Colour"/,
    ],
    ['a list', '- Stage\n', /expected object/],
    ['a text', 'Stage\n', /expected object/],
    [
      'aliases without end',
      `a: &a [x]\nb: &b [${'*a,'.repeat(20)}]\nc: [${'*b,'.repeat(20)}]\n`,
      /mapping\.yaml/,
    ],
  ])('%s is refused with its line', async (_, text, message) => {
    const failure = await failureOf(readMappingFile(await written(text)));
    expect(failure.code).toBe('MAPPING_INVALID');
    expect(failure.message).toMatch(message);
    expect(failure.next).toContain('leadferry map');
  });

  test('a file that is not there is refused by name', async () => {
    const failure = await failureOf(readMappingFile(join(await tempFolder(), 'none.yaml')));
    expect([failure.code, failure.message]).toEqual([
      'MAPPING_INVALID',
      expect.stringContaining('none.yaml'),
    ]);
  });

  test('an unknown preset is refused with the names that there are', async () => {
    const failure = await failureOf(loadMapping({ preset: 'sugar' }));
    expect(failure.code).toBe('PRESET_UNKNOWN');
    expect(failure.next).toContain('salesforce, sap, suitecrm, zoho');
  });

  test.each(['../salesforce', 'salesforce.yaml', '', '.'])('the preset %j is none', async (preset) => {
    expect((await failureOf(loadMapping({ preset }))).code).toBe('PRESET_UNKNOWN');
  });

  test('the preset that a mapping file names is used', async () => {
    const { preset } = await loadMapping({ mapping: await written('preset: hubspot\n') });
    expect(preset?.preset).toBe('hubspot');
  });

  test('its settings count where nothing else was asked for', async () => {
    const rules = await loadMapping({
      mapping: await written('settings: { sheet: Q3, dates: day-first, headerRow: 4 }\n'),
    });
    expect(withMappingSettings({ sheet: 'Q4', dates: undefined, strict: true }, rules)).toEqual({
      sheet: 'Q4',
      dates: 'day-first',
      headerRow: 4,
      strict: true,
    });
  });

  test('the date order of a column is that of its field', async () => {
    const path = await written('columns:\n  Due: { field: leadOpportunity.closeDate, dates: month-first }\n');
    const { formats } = await loadMapping({ mapping: path });
    expect(formats?.get('leadOpportunity.closeDate')).toEqual({ dates: 'month-first', decimal: undefined });
  });
});

describe('the presets of the package', async () => {
  const presets = await readPresets();
  const folder = join(import.meta.dirname, '..', 'pipeline');
  const exports = z
    .array(
      z.object({ crm: z.string(), object: z.string(), language: z.string(), headers: z.array(z.string()) }),
    )
    .parse(JSON.parse(await readFile(join(folder, 'mapping-crm-headers.json'), 'utf8')));

  test('there are seven, each named like its file', () => {
    expect(presets.map(({ preset }) => preset)).toEqual([
      'dynamics-365',
      'hubspot',
      'pipedrive',
      'salesforce',
      'sap',
      'suitecrm',
      'zoho',
    ]);
  });

  test.each([
    [1, 'salesforce', 'opportunities'],
    [39, 'salesforce', 'leads'],
    [40, 'salesforce', 'opportunities'],
    [45, 'salesforce', 'leads'],
    [53, 'salesforce', 'opportunities'],
    [59, 'salesforce', 'opportunity report'],
    [63, 'dynamics-365', 'opportunities'],
    [70, 'zoho', 'leads'],
    [71, 'zoho', 'deals'],
    [107, 'salesforce', 'lead report'],
    [108, 'salesforce', 'lead report'],
    [109, 'salesforce', 'opportunity report (German)'],
    [110, 'salesforce', 'opportunity report (Japanese)'],
    [111, 'salesforce', 'opportunity report (French)'],
    [112, 'dynamics-365', 'leads'],
    [114, 'hubspot', 'deals'],
    [115, 'hubspot', 'contacts'],
    [116, 'hubspot', 'deals (Japanese)'],
    [117, 'pipedrive', 'deals'],
    [119, 'pipedrive', 'deals (German)'],
    [120, 'zoho', 'leads'],
  ])('export %d is recognised as %s, %s', (index, preset, object) => {
    const found = recognisedPreset(presets, exports[index]?.headers ?? []);
    expect([found?.preset.preset, found?.export.object]).toEqual([preset, object]);
  });

  test('exports of other programs are not recognised', () => {
    const others = exports.filter(({ crm }) =>
      ['maven', 'sales', 'pivot', 'generic', 'sage crm', 'espocrm'].includes(crm),
    );
    expect(others.length).toBeGreaterThan(30);
    expect(others.filter(({ headers }) => recognisedPreset(presets, headers) !== null)).toEqual([]);
  });

  test('every export of a preset is recognised by its own signs', () => {
    for (const preset of presets) {
      for (const one of preset.exports) {
        expect(chosenExport(preset, one.signs.headers)?.export.object).toBe(one.object);
      }
    }
  });

  test('every stage that a preset proposes is one of the eight of LEVERAGE, and every preset proposes some', () => {
    for (const { exports: all } of presets) {
      expect(all.every(({ proposals }) => Object.keys(proposals).includes('leadOpportunity.status'))).toBe(
        true,
      );
    }
  });
});

const report = [
  'Opportunity ID,Opportunity Name,Stage,Amount,Close Date,Account Name,Billing Country,Opportunity Owner',
  'A-1,Pump line,Negotiation/Review,1200.50,31/12/2026,Bergmann Anlagenbau GmbH,Deutschland,Jo',
  'A-2,Valve block,Negotiaton/Review,900.00,30/11/2026,Bergmann Anlagenbau GmbH,Germany,Jo',
  'A-3,Test stand,Waiting,900.00,30/11/2026,Bergmann Anlagenbau GmbH,Germany,Jo',
  '',
].join('\n');

describe('proposing a mapping file', () => {
  async function proposed() {
    const file = await written(report, 'report.csv');
    const out = `${file}.yaml`;
    return { file, out, result: await mapColumns(file, { out }) };
  }

  test('every column is there, with field, score and reason, or behind a #', async () => {
    const { result } = await proposed();
    expect(result.preset).toBe('salesforce');
    expect(result.unmapped).toEqual(['Opportunity Owner']);
    expect(result.text).toContain('"Stage": leadOpportunity.status  # column C, 0.98, preset');
    expect(result.text).toMatch(/^ {2}# "Opportunity Owner":/mu);
  });

  test('texts of pick lists that 3DS does not know are listed, each with a proposal where one is near', async () => {
    const { result } = await proposed();
    expect(result.values.map(({ field, lines }) => [field, lines])).toEqual([
      [
        'leadOpportunity.status',
        [
          { text: 'Negotiation/Review', rows: 1, proposal: 'ESTABLISHED', by: 'preset' },
          { text: 'Negotiaton/Review', rows: 1, proposal: 'ESTABLISHED', by: 'similar' },
          { text: 'Waiting', rows: 1, proposal: null, by: null },
        ],
      ],
      ['customerLegalEntity.country', [{ text: 'Deutschland', rows: 1, proposal: 'Germany', by: 'country' }]],
    ]);
    expect(result.text).toContain('"Negotiation/Review": ESTABLISHED  # 1 row, proposal, confirm');
    expect(result.text).toContain('"Waiting":  # 1 row, no proposal');
  });

  test('dates and amounts are told as they were found', async () => {
    const { result } = await proposed();
    expect(result.text).toMatch(/# dates: day-first {2}# column E "Close Date": day first, proven by/u);
    expect(result.text).toMatch(/# decimal: point {2}# column D "Amount": decimal point, proven by/u);
  });

  test('what is written can be read, and is used only after a word', async () => {
    const { file, out, result } = await proposed();
    expect(await readFile(out, 'utf8')).toBe(result.text);
    const { document } = await readMappingFile(out);
    expect(Object.keys(document.columns ?? {})).toHaveLength(7);
    const before = await validateFile(file, { mapping: out });
    expect(before.issueCounts.byCode).toMatchObject({ VALUES_UNCONFIRMED: 2, ENUMERATION_INVALID: 3 });
    await writeFile(out, result.text.replaceAll('confirm: false', 'confirm: true'));
    const after = await validateFile(file, { mapping: out });
    expect(after.issueCounts.byCode).toMatchObject({ ENUMERATION_INVALID: 1 });
    expect(after.issueCounts.byCode['VALUES_UNCONFIRMED']).toBeUndefined();
  });

  test('the file as it was has neither new nor moved columns', async () => {
    const { file, out } = await proposed();
    const { issueCounts } = await validateFile(file, { mapping: out });
    expect(Object.keys(issueCounts.byCode).filter((code) => code.startsWith('MAPPING_'))).toEqual([]);
  });

  test('an existing file is left alone unless that was asked for', async () => {
    const { file, out } = await proposed();
    await writeFile(out, '# mine\n');
    const failure = await failureOf(mapColumns(file, { out }));
    expect([failure.code, failure.next]).toEqual(['FILE_EXISTS', expect.stringContaining('--force')]);
    expect(await readFile(out, 'utf8')).toBe('# mine\n');
    await mapColumns(file, { out, force: true });
    expect(await readFile(out, 'utf8')).toContain('columns:');
  });

  test('without a target nothing is written and the text is answered', async () => {
    const file = await written(report, 'report.csv');
    const result = await mapColumns(file, {});
    expect(result.mapping).toBeNull();
    expect(result.text).toContain('yaml-language-server: $schema=');
  });

  test.each([
    ['quotes and backslashes', 'Re"ma\\rk'],
    ['a colon and a #', 'Note: # 1'],
    ['a leading dash', '- item'],
    ['YAML words', 'yes'],
    ['a line break', 'Two\nlines'],
    ['Japanese', '備考'],
    ['a comment in a value', 'x # y'],
  ])('a header with %s comes back as it is', async (_, header) => {
    const quoted = `"${header.replaceAll('"', '""')}"`;
    const file = await written(`Partner lead id,Stage,${quoted}\nA-1,${quoted},x\n`, 'odd.csv');
    const out = `${file}.yaml`;
    const { columns, values } = await mapColumns(file, { out });
    const { document } = await readMappingFile(out);
    expect(document.seen).toEqual(['Partner lead id', 'Stage', header]);
    expect(columns[2]?.header).toBe(header);
    const lines = values[0]?.lines.map(({ text }) => text);
    expect(lines).toEqual([header]);
    expect(JSON.stringify(document.values)).toContain(JSON.stringify(header));
  });

  test('a header that is a key of objects does no harm', async () => {
    const file = await written('Partner lead id,__proto__\nA-1,x\n', 'odd.csv');
    const out = `${file}.yaml`;
    await mapColumns(file, { out });
    expect((await readMappingFile(out)).document.seen).toEqual(['Partner lead id', '__proto__']);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('columns with one header are named by their letters', async () => {
    const file = await written('Partner lead id,Description,Description\nA-1,x,y\n', 'twice.csv');
    const { text } = await mapColumns(file, {});
    expect(text).toContain('# "[B]": leadOpportunity.description  # column B "Description"');
    expect(text).toContain('# "[C]": leadOpportunity.description');
  });

  test('a mapping file can be the start of the next one', async () => {
    const file = await written('Nr,Was\nA-1,x\n', 'own.csv');
    const mapping = await written(
      'columns: { Nr: leadOpportunity.partnerLeadOpportunityId, Was: leadOpportunity.name }\n',
    );
    const { columns } = await mapColumns(file, { mapping });
    expect(columns.map(({ field, reason }) => [field, reason])).toEqual([
      ['leadOpportunity.partnerLeadOpportunityId', 'mapping file'],
      ['leadOpportunity.name', 'mapping file'],
    ]);
  });

  test('a file whose headers nobody knows is refused', async () => {
    const file = await written('Foo,Bar\n1,2\n', 'other.csv');
    expect((await failureOf(mapColumns(file, {}))).code).toBe('NO_LEADS');
  });
});

test('inspect names the preset whose headers a file has, and reads by it only where it is named', async () => {
  const file = await written(report.replace('Opportunity ID', 'Id'), 'report.csv');
  const plain = await inspectFile(file, {});
  const named = await inspectFile(file, { preset: 'salesforce' });
  expect([plain.preset, named.preset]).toEqual(['salesforce', 'salesforce']);
  expect(plain.columns.some(({ reason }) => reason === 'preset')).toBe(false);
  expect(named.columns.filter(({ reason }) => reason === 'preset')).toHaveLength(6);
});

test('the mapping file of docs/mapping.md can be read as it stands there', async () => {
  const page = await readFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'mapping.md'), 'utf8');
  const examples = [...page.matchAll(/```yaml\n(.*?)```/gsu)].map(([, text = '']) => text);
  expect(examples).toHaveLength(2);
  for (const text of examples) await readMappingFile(await written(text));
});
