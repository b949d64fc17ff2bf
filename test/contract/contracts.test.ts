import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { errorAnswer } from '../../src/lead/contracts/error-answers.js';
import { leadAnswer } from '../../src/lead/contracts/lead-answer.js';
import { portfolioAnswer } from '../../src/lead/contracts/portfolio-answer.js';
import { searchAnswer } from '../../src/lead/contracts/search-answer.js';
import { searchRequest } from '../../src/lead/contracts/search-request.js';
import { createAnswer, updateAnswer } from '../../src/lead/contracts/write-answers.js';
import { createRequest, updateRequest } from '../../src/lead/contracts/write-requests.js';
import { enumerations, forecastCategoryHelp } from '../../src/lead/enumerations.js';
import { type ApiVersion, fieldCatalogue, fieldsOf, type Part } from '../../src/lead/field-catalogue.js';
import type { LeadParts } from '../../src/lead/lead.js';
import { createBody, updateBody } from '../../src/lead/requests.js';

const text = readFileSync(new URL('../../api/sales-2.0.openapi.yaml', import.meta.url), 'utf8');

// The parts of the file that the comparisons below read.
const schemaEntry = z.looseObject({
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  enum: z.array(z.string()).optional(),
  'x-labels': z.record(z.string(), z.string()).optional(),
  'x-help': z.record(z.string(), z.string()).optional(),
  examples: z.array(z.unknown()).optional(),
  allOf: z.array(z.looseObject({ required: z.array(z.string()).optional() })).optional(),
});
const contractFile = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.unknown())),
  components: z.looseObject({
    schemas: z.record(z.string(), schemaEntry),
    responses: z.record(
      z.string(),
      z.looseObject({ content: z.object({ 'application/json': z.looseObject({ example: z.unknown() }) }) }),
    ),
  }),
});
const document: unknown = parse(text);
const contract = contractFile.parse(document);
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(z.looseObject({}).parse(document), 'contract');

function schemaOf(name: string): z.infer<typeof schemaEntry> {
  const found = contract.components.schemas[name];
  if (found === undefined) throw new Error(`the OpenAPI file has no schema ${name}`);
  return found;
}

function judgedBy(name: string): (body: unknown) => boolean {
  const validate = ajv.compile({ $ref: `contract#/components/schemas/${name}` });
  return (body) => validate(body) === true;
}

const passes = (accepts: z.ZodType) => (body: unknown) => accepts.safeParse(body).success;
const sorted = (names: readonly string[]) => names.toSorted((a, b) => (a < b ? -1 : 1));
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Which of our contracts stands for which operation: request, and 2xx answer. */
const operations = {
  createLeadOpportunityV0: { request: createRequest.v0, answer: createAnswer },
  updateLeadOpportunityV0: { request: updateRequest.v0, answer: updateAnswer },
  getLeadOpportunityV0: { request: null, answer: leadAnswer },
  searchLeadsOpportunities: { request: searchRequest, answer: searchAnswer },
  createLeadOpportunityV1: { request: createRequest.v1, answer: createAnswer },
  updateLeadOpportunityV1: { request: updateRequest.v1, answer: updateAnswer },
  getLeadOpportunityV1: { request: null, answer: leadAnswer },
  searchPortfolioItems: { request: null, answer: portfolioAnswer },
} as const satisfies Record<string, { request: z.ZodType | null; answer: z.ZodType }>;

const operationEntry = z.looseObject({
  operationId: z.string(),
  requestBody: z
    .object({
      content: z.object({ 'application/json': z.object({ schema: z.object({ $ref: z.string() }) }) }),
    })
    .loose()
    .optional(),
  responses: z.record(z.string(), z.looseObject({})),
});

const fileOperations = Object.values(contract.paths)
  .flatMap((path) => Object.entries(path))
  .filter(([method]) => method !== 'parameters')
  .map(([, operation]) => operationEntry.parse(operation));

const answerSchemas = {
  createLeadOpportunityV0: 'CreateResponse',
  updateLeadOpportunityV0: 'UpdateResponse',
  getLeadOpportunityV0: 'GetResponse',
  searchLeadsOpportunities: 'SearchResponse',
  createLeadOpportunityV1: 'CreateResponse',
  updateLeadOpportunityV1: 'UpdateResponse',
  getLeadOpportunityV1: 'GetResponse',
  searchPortfolioItems: 'PortfolioResponse',
} as const satisfies Record<keyof typeof operations, string>;

describe('operations', () => {
  it('are those of the file, all of them', () => {
    expect(sorted(fileOperations.map((operation) => operation.operationId))).toEqual(
      sorted(Object.keys(operations)),
    );
  });

  it.each(Object.entries(answerSchemas))('%s answers %s', (id, schema) => {
    const operation = fileOperations.find((candidate) => candidate.operationId === id);
    const success = operation?.responses['201'] ?? operation?.responses['200'];
    expect(JSON.stringify(success)).toContain(`#/components/schemas/${schema}"`);
  });

  it('take a body exactly where we have a request contract', () => {
    const withBody = fileOperations.filter(({ requestBody }) => requestBody !== undefined);
    const ours = Object.entries(operations).filter(([, { request }]) => request !== null);
    expect(sorted(withBody.map(({ operationId }) => operationId))).toEqual(sorted(ours.map(([id]) => id)));
  });
});

describe('enumerations', () => {
  const sources = {
    status: 'Status',
    forecastCategory: 'ForecastCategory',
    reasonWon: 'ReasonWon',
    reasonLost: 'ReasonLost',
    revenueTypeV0: 'RevenueTypeV0',
    revenueTypeV1: 'RevenueTypeV1Request',
  } as const satisfies Record<keyof typeof enumerations, string>;

  it.each(Object.entries(sources))('%s has the codes and labels of %s, in its order', (name, source) => {
    const ours = Object.entries(Object.entries(enumerations).find(([key]) => key === name)?.[1] ?? {});
    expect(ours.map(([code]) => code)).toEqual(schemaOf(source).enum);
    expect(Object.fromEntries(ours)).toEqual(schemaOf(source)['x-labels']);
  });

  it('explain the forecast categories as the file does', () => {
    expect(forecastCategoryHelp).toEqual(schemaOf('ForecastCategory')['x-help']);
  });
});

describe('the field catalogue', () => {
  const readOnlyNames = fieldsOf('leadOpportunity')
    .filter((field) => field.readOnly)
    .map((field) => field.name);
  const writable = (part: Part, version: ApiVersion) =>
    sorted(
      fieldsOf(part)
        .filter((field) => !field.readOnly && field.versions.includes(version))
        .map((field) => field.name),
    );
  const propertiesOf = (name: string) => sorted(Object.keys(schemaOf(name).properties ?? {}));

  it.each<[Part, ApiVersion, string]>([
    ['leadOpportunity', 'v0', 'LeadAttributes'],
    ['leadOpportunity', 'v1', 'LeadAttributes'],
    ['offerLines', 'v0', 'OfferLineV0'],
    ['offerLines', 'v1', 'OfferLineV1'],
    ['customerLegalEntity', 'v0', 'CustomerLegalEntity'],
    ['customerLegalEntity', 'v1', 'CustomerLegalEntity'],
    ['customerContacts', 'v0', 'CustomerContact'],
    ['customerContacts', 'v1', 'CustomerContact'],
    ['partnerContacts', 'v0', 'PartnerContact'],
    ['partnerContacts', 'v1', 'PartnerContact'],
  ])('has for %s of %s the properties of %s', (part, version, schema) => {
    expect(writable(part, version)).toEqual(propertiesOf(schema));
  });

  it('has the properties that only answers have as read-only fields', () => {
    const besideTheAttributes = [
      'dsLeadOpportunityId',
      'offerLines',
      'customerLegalEntity',
      'customerContact',
      'partnerContact',
    ];
    const answered = propertiesOf('LeadOpportunity').filter((name) => !besideTheAttributes.includes(name));
    expect(sorted([...writable('leadOpportunity', 'v1'), ...readOnlyNames])).toEqual(answered);
  });

  it.each<[string, Part, readonly string[]]>([
    ['LeadCreate', 'leadOpportunity', ['always', 'create']],
    ['LeadUpdate', 'leadOpportunity', ['always']],
    ['OfferLineV0', 'offerLines', ['item']],
    ['OfferLineV1', 'offerLines', ['item']],
    ['CustomerLegalEntity', 'customerLegalEntity', ['entity']],
    ['CustomerContact', 'customerContacts', ['item']],
    ['PartnerContact', 'partnerContacts', ['item']],
  ])('marks as required what %s requires', (schema, part, marks) => {
    const { required, allOf } = schemaOf(schema);
    const needed = [...(required ?? []), ...(allOf ?? []).flatMap((one) => one.required ?? [])];
    const marked = fieldsOf(part).filter((field) => marks.includes(field.required));
    expect(sorted(marked.map((field) => field.name))).toEqual(sorted(needed));
  });

  it('has beside the parts only the partner id and the 3DS id', () => {
    const identity = fieldCatalogue.filter((field) => field.part === 'identity');
    expect(sorted(identity.map((field) => field.name))).toEqual(['dsLeadOpportunityId', 'partnerId']);
  });
});

const anyText = fc.string({ maxLength: 12 });
const instants = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const days = instants.map((instant) => instant.slice(0, 10));
const codes = (of: Readonly<Record<string, string>>) => fc.constantFrom(...Object.keys(of));

/** A good value for each type of field. */
const goodValues = {
  text: anyText,
  id: anyText,
  email: anyText,
  phone: anyText,
  url: anyText,
  country: anyText,
  currency: fc.constantFrom('EUR', 'USD', 'JPY'),
  date: days,
  day: days,
  timestamp: instants,
  amount: fc.double({ noNaN: true, noDefaultInfinity: true, noInteger: false }).map((value) => value + 0),
  textList: fc.array(anyText, { maxLength: 3 }),
} as const;

function goodValue(field: (typeof fieldCatalogue)[number], version: ApiVersion): fc.Arbitrary<unknown> {
  if (field.type !== 'enumeration' && field.type !== 'enumerationList') return goodValues[field.type];
  const revenueType = version === 'v0' ? 'revenueTypeV0' : 'revenueTypeV1';
  const name = field.enumeration === 'revenueType' ? revenueType : field.enumeration;
  const code = codes(enumerations[name ?? 'status']);
  return field.type === 'enumeration' ? code : fc.array(code, { maxLength: 3 });
}

/** What may stand in a request by mistake. */
const anything = fc.oneof(
  fc.constantFrom('', 'EMPTY', 'PxC', 'UPFRONT', 'eur', 'EURO', '2026-02-30', '2026-13-01T00:00:00.000Z'),
  fc.constantFrom(
    '2026-02-28',
    '2026-02-28T10:00:00Z',
    '2026-02-28T10:00:00+02:00',
    '28.02.2026',
    '2026-02-28T10:00:00',
  ),
  fc.constantFrom(null, true, 12.5, -1),
  anyText,
  fc.array(fc.constantFrom('EMPTY', 'NO_PROJECT', 'STRNG_VAL_PROP', 'x'), { maxLength: 2 }),
  fc.constant({}),
);

/** Good parts of a request, in the API's form, sometimes with a value, a key or a part that is wrong or missing. */
function partArbitrary(part: Part, version: ApiVersion): fc.Arbitrary<unknown> {
  const fields = fieldsOf(part).filter((field) => !field.readOnly && field.versions.includes(version));
  const sent = Object.fromEntries(
    fields.map((field) => {
      const good = goodValue(field, version);
      return [field.name, field.type === 'date' ? good.map((day) => `${day}T00:00:00.000Z`) : good];
    }),
  );
  const required = fields.filter((field) => field.required !== 'never').map((field) => field.name);
  const good = fc.record(sent, { requiredKeys: required });
  const names = [...fields.map((field) => field.name), 'startDate', 'approvalStatus', 'nonsense'];
  return fc.oneof(
    { weight: 4, arbitrary: good },
    {
      weight: 3,
      arbitrary: fc
        .tuple(good, fc.constantFrom(...names), anything)
        .map(([values, name, value]) => ({ ...values, [name]: value })),
    },
    {
      weight: 2,
      arbitrary: fc.tuple(good, fc.constantFrom(...names)).map(([values, name]) => without(values, name)),
    },
  );
}

function without(values: object, name: string): object {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
}

function requestArbitrary(version: ApiVersion): fc.Arbitrary<unknown> {
  const list = (part: Part) => fc.array(partArbitrary(part, version), { maxLength: 2 });
  const request = fc.record(
    {
      partnerId: fc.oneof({ weight: 9, arbitrary: anyText }, anything),
      leadOpportunity: partArbitrary('leadOpportunity', version),
      offerLines: fc.array(partArbitrary('offerLines', version), { minLength: 0, maxLength: 2 }),
      customerLegalEntity: partArbitrary('customerLegalEntity', version),
      customerContacts: list('customerContacts'),
      partnerContacts: list('partnerContacts'),
      customerContact: fc.constant([]),
    },
    { requiredKeys: ['partnerId', 'leadOpportunity'] },
  );
  return fc
    .tuple(request, fc.integer({ min: 0, max: 9 }))
    .map(([body, strange]) => (strange === 0 ? body : without(body, 'customerContact')));
}

const writeContracts: readonly [string, z.ZodType, ApiVersion][] = [
  ['CreateRequestV0', createRequest.v0, 'v0'],
  ['CreateRequestV1', createRequest.v1, 'v1'],
  ['UpdateRequestV0', updateRequest.v0, 'v0'],
  ['UpdateRequestV1', updateRequest.v1, 'v1'],
];

describe('random requests', () => {
  it.each(writeContracts)('are judged by our contract as by %s', (schema, ours, version) => {
    const byFile = judgedBy(schema);
    const byUs = passes(ours);
    const seen = { good: 0, bad: 0 };
    fc.assert(
      fc.property(requestArbitrary(version), (request) => {
        const body = asJson(request);
        const verdict = byFile(body);
        seen[verdict ? 'good' : 'bad'] += 1;
        expect(byUs(body)).toBe(verdict);
      }),
      { numRuns: 400 },
    );
    expect(seen.good).toBeGreaterThan(10);
    expect(seen.bad).toBeGreaterThan(10);
  });

  it('for a search are judged by our contract as by SearchRequest', () => {
    const byFile = judgedBy('SearchRequest');
    const byUs = passes(searchRequest);
    const window = fc.record(
      { fromDate: fc.oneof(instants, anything), toDate: fc.oneof(instants, anything) },
      { requiredKeys: ['fromDate'] },
    );
    const ids = fc.oneof(fc.array(anyText, { maxLength: 3 }), anyText, anything);
    const criterion = fc.record(
      { modifiedDate: window, partnerLeadOpportunityId: ids },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.record({ data: fc.array(criterion, { maxLength: 2 }) }), (request) => {
        const body = asJson(request);
        expect(byUs(body)).toBe(byFile(body));
      }),
      { numRuns: 500 },
    );
  });

  it('for a search with a key that the file does not name are refused by ours alone', () => {
    const body = { data: [{ partnerLeadOpportunityId: 'A-1', name: 'x' }] };
    expect(judgedBy('SearchRequest')(body)).toBe(true);
    expect(passes(searchRequest)(body)).toBe(false);
  });
});

describe('requests that we build', () => {
  const values = (part: Part) => {
    const fields = fieldsOf(part).filter((field) => !field.readOnly);
    const named = Object.fromEntries(fields.map((field) => [field.name, goodValue(field, 'v1')]));
    return fc.record(named, {
      requiredKeys: fields.filter((field) => field.required !== 'never').map((field) => field.name),
    });
  };
  const partValues = z.record(z.string(), z.union([z.string(), z.number(), z.null(), z.array(z.string())]));
  const lead = fc
    .record({
      partnerLeadOpportunityId: anyText,
      leadOpportunity: values('leadOpportunity'),
      customerLegalEntity: values('customerLegalEntity'),
      offerLines: fc.array(values('offerLines'), { minLength: 1, maxLength: 2 }),
      customerContacts: fc.option(fc.array(values('customerContacts'), { maxLength: 2 })),
      partnerContacts: fc.option(fc.array(values('partnerContacts'), { maxLength: 2 })),
    })
    .map(
      (parts): LeadParts => ({
        partnerLeadOpportunityId: parts.partnerLeadOpportunityId,
        leadOpportunity: partValues.parse(parts.leadOpportunity),
        customerLegalEntity: partValues.parse(parts.customerLegalEntity),
        offerLines: z.array(partValues).parse(parts.offerLines),
        customerContacts: z.array(partValues).nullable().parse(parts.customerContacts),
        partnerContacts: z.array(partValues).nullable().parse(parts.partnerContacts),
      }),
    );
  const withoutRevenueType = (parts: LeadParts): LeadParts => ({
    ...parts,
    offerLines: parts.offerLines?.map(({ revenueType: _, ...line }) => line) ?? null,
  });

  it.each<[ApiVersion, string, string]>([
    ['v0', 'CreateRequestV0', 'UpdateRequestV0'],
    ['v1', 'CreateRequestV1', 'UpdateRequestV1'],
  ])('are valid by the file in %s', (apiVersion, createSchema, updateSchema) => {
    const isCreate = judgedBy(createSchema);
    const isUpdate = judgedBy(updateSchema);
    const context = { partnerId: '200000000014442', apiVersion };
    fc.assert(
      fc.property(lead, (random) => {
        const parts = apiVersion === 'v0' ? withoutRevenueType(random) : random;
        expect(isCreate(asJson(createBody(parts, context)))).toBe(true);
        expect(isUpdate(asJson(updateBody(parts, context)))).toBe(true);
        const bare = { ...parts, customerLegalEntity: null, offerLines: null, leadOpportunity: {} };
        expect(isUpdate(asJson(updateBody(bare, context)))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});

describe('recorded answers', () => {
  const info = { success: true, statusCode: 200, timestamp: '2026-02-13T15:44:44.453Z', traceId: '4e58705b' };
  const leadExample = schemaOf('LeadOpportunity').examples?.[0];
  const portfolioItem = {
    salesPortfolioType: 'Brand',
    salesPortfolioInfrastructure: 'On Premise',
    salesPortfolioisOrderable: true,
    salesPortfolioLevel1: 'CATIA',
    salesPortfolioLevel2: 'CATIA V4',
    salesPortfolioLevel3: 'MANUFACTURING',
    salesPortfolioId: 'CLASS00001_ONPR_CATIAV4_SOL000038',
  };
  const saved = { partnerLeadOpportunityId: 'BERGMANN-2041', dsLeadOpportunityId: 'QK7P-2ZT9MA' };

  it.each<[string, string, z.ZodType, unknown]>([
    [
      'a create',
      'CreateResponse',
      createAnswer,
      { ...saved, action: 'create', info: { ...info, statusCode: 201 }, error: null },
    ],
    ['a create without error key', 'CreateResponse', createAnswer, { ...saved, action: 'create', info: {} }],
    [
      'an update',
      'UpdateResponse',
      updateAnswer,
      { data: { ...saved, action: 'update' }, info, error: null },
    ],
    ['an update without ids', 'UpdateResponse', updateAnswer, { data: {}, info: { success: true } }],
    ['a read', 'GetResponse', leadAnswer, { data: { leadOpportunity: leadExample }, info, error: null }],
    ['a search', 'SearchResponse', searchAnswer, { data: [{ dsLeadOpportunityId: ['QK7P-2ZT9MA'] }], info }],
    ['a search without hits', 'SearchResponse', searchAnswer, { data: [], info }],
    [
      'a search with an empty list',
      'SearchResponse',
      searchAnswer,
      { data: [{ dsLeadOpportunityId: [] }], info },
    ],
    ['a search without a list', 'SearchResponse', searchAnswer, { data: [{}], info }],
    [
      'a portfolio page',
      'PortfolioResponse',
      portfolioAnswer,
      {
        data: [portfolioItem],
        info: {
          success: true,
          statusCode: 200,
          timeStamp: '2026-02-13T15:44:44Z',
          estimatedSearchCount: 3030,
        },
      },
    ],
  ])('of %s pass the file and our contract', (...[, schema, ours, body]) => {
    expect(judgedBy(schema)(body)).toBe(true);
    expect(passes(ours)(body)).toBe(true);
  });

  const everyNull = Object.fromEntries(
    Object.keys(schemaOf('LeadOpportunity').properties ?? {}).map((name) => [name, null]),
  );
  it.each([
    ['every value null', everyNull],
    ['no value at all', {}],
    [
      'values that no enumeration has',
      {
        status: 'PARKED',
        reasonWon: ['SOMETHING_NEW'],
        offerLines: [{ offerNameId: 'X', revenueType: 'SxC' }],
      },
    ],
    [
      'dates of all three forms',
      { closeDate: '', nextMilestoneDate: '2026-09-30', createdDate: '2026-02-13T12:35:03.775Z' },
    ],
    [
      'contacts of nulls and blanks',
      { customerContact: [{ email: null, firstName: '' }], partnerContact: [{ salesRepEmail: '' }] },
    ],
  ])('of a read with %s pass the file and our contract', (_title, leadOpportunity) => {
    const body = { data: { leadOpportunity }, info: { success: true } };
    expect(judgedBy('GetResponse')(body)).toBe(true);
    expect(passes(leadAnswer)(body)).toBe(true);
  });

  it.each<[string, z.ZodType, unknown]>([
    ['a create', createAnswer, { ...saved, action: 'create' }],
    ['an update', updateAnswer, { data: { ...saved }, info, error: { code: 'ERR805', message: 'no' } }],
    ['a read', leadAnswer, { data: null, info }],
    ['a search', searchAnswer, { message: 'Please log in' }],
    ['a portfolio page', portfolioAnswer, { info: { ...info, estimatedSearchCount: 0 } }],
  ])('that are no answer to %s do not pass our contract', (_title, ours, body) => {
    expect(passes(ours)(body)).toBe(false);
  });

  it('of reads that the file allows pass our contract, whatever they hold', () => {
    const openText = fc.option(fc.oneof(anyText, fc.constantFrom('', 'EMPTY', 'SxC')));
    const openList = fc.option(fc.array(anyText, { maxLength: 3 }));
    const lists = ['reasonWon', 'reasonLost', 'competitors'];
    const parts = ['offerLines', 'customerLegalEntity', 'customerContact', 'partnerContact'];
    const named = Object.keys(schemaOf('LeadOpportunity').properties ?? {})
      .filter((name) => !parts.includes(name))
      .map((name) => [name, lists.includes(name) ? openList : openText] as const);
    const item = (part: Part) =>
      fc.record(Object.fromEntries(fieldsOf(part).map((field) => [field.name, openText])), {
        requiredKeys: [],
      });
    const offerLine = fc.record(
      { offerNameId: anyText, amount: fc.option(fc.integer()), revenueType: openText, startDate: openText },
      { requiredKeys: ['offerNameId'] },
    );
    const answered = fc.record(
      {
        ...Object.fromEntries(named),
        offerLines: fc.option(fc.array(offerLine, { maxLength: 2 })),
        customerLegalEntity: fc.option(item('customerLegalEntity')),
        customerContact: fc.option(fc.array(item('customerContacts'), { maxLength: 2 })),
        partnerContact: fc.option(fc.array(item('partnerContacts'), { maxLength: 2 })),
      },
      { requiredKeys: [] },
    );
    const byFile = judgedBy('GetResponse');
    fc.assert(
      fc.property(answered, (leadOpportunity) => {
        const body = asJson({ data: { leadOpportunity }, info: {} });
        expect(byFile(body)).toBe(true);
        expect(passes(leadAnswer)(body)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('keep keys that the contract does not name out', () => {
    const parsed = leadAnswer.parse({ data: { leadOpportunity: { name: 'x', surprise: 1 } }, info });
    expect(parsed.data.leadOpportunity).toEqual({ name: 'x' });
  });

  it.each<[string, z.ZodType, unknown]>([
    ['timeStamp', createAnswer, { ...saved, action: null, info: { timeStamp: 'now', success: null } }],
    ['timestamp', createAnswer, { ...saved, action: null, info: { timestamp: 'now' } }],
  ])('may spell the time as %s', (_title, ours, body) => {
    expect(ours.parse(body)).toMatchObject({ info: { time: 'now' } });
  });

  it.each(['estimatedSearchCount', 'estimateSearchCount'])('may spell the estimated count as %s', (name) => {
    const parsed = portfolioAnswer.parse({ data: [], info: { [name]: 3030 } });
    expect(parsed.info.estimatedCount).toBe(3030);
  });
});

describe('the request example of the file', () => {
  it('is a create by our contract', () => {
    expect(passes(createRequest.v1)(schemaOf('CreateRequestV1').examples?.[0])).toBe(true);
  });
});

describe('the error examples of the file', () => {
  const shared = Object.entries(contract.components.responses).map(
    ([name, { content }]) => [name, content['application/json'].example] as const,
  );
  const codes: Readonly<Record<string, string | null>> = {
    BadRequest: 'ERR801',
    Unauthorized: null,
    Forbidden: null,
    NotAcceptable: 'ERR805',
    TooManyRequests: null,
    OutOfScope: 'ERROR_048',
    Unavailable: 'ERR899',
  };

  it.each(shared)('%s is read with its code and its message', (name, example) => {
    const answer = errorAnswer(example);
    expect(answer.code).toBe(codes[name]);
    expect(answer.message).toMatch(/\w/);
  });

  it('are all tried', () => {
    expect(sorted(shared.map(([name]) => name))).toEqual(sorted(Object.keys(codes)));
  });

  it.each([
    ['ERROR_043', 'searchLeadsOpportunities'],
    ['ERROR_004', 'searchPortfolioItems'],
  ])('%s of %s is read', (code, id) => {
    const operation = fileOperations.find((candidate) => candidate.operationId === id);
    const badRequest = z
      .object({ content: z.object({ 'application/json': z.looseObject({ example: z.unknown() }) }) })
      .parse(operation?.responses['400']);
    expect(errorAnswer(badRequest.content['application/json'].example).code).toBe(code);
  });

  it.each<[string, unknown, unknown]>([
    [
      'errors instead of error',
      { errors: { code: 'ERR805', message: 'no date' }, info: { traceId: 't' } },
      { code: 'ERR805', message: 'no date', traceId: 't' },
    ],
    [
      'a list of errors',
      { errors: [{ code: 'E1', message: 'one' }, { code: 'E2' }] },
      { code: 'E1', message: 'one', traceId: null },
    ],
    ['an empty list of errors', { errors: [] }, { code: null, message: null, traceId: null }],
    [
      'an error that is a text',
      { error: 'bad', message: 'outside' },
      { code: null, message: 'outside', traceId: null },
    ],
    ['no object', 'bad', { code: null, message: null, traceId: null }],
    ['nothing', undefined, { code: null, message: null, traceId: null }],
  ])('vary: %s', (_title, body, expected) => {
    expect(errorAnswer(body)).toEqual(expected);
  });
});
