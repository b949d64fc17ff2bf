import { readFile } from 'node:fs/promises';
import type { ErrorObject, ValidateFunction } from 'ajv';
import { type OperationId, operations } from './operations.js';
import type { CreateBody, SearchBody, UpdateBody } from './recorded-lead.js';

/** The OpenAPI file of the package: two folders up both from `src/sandbox` and from `dist/sandbox`. */
export const contractUrl: URL = new URL('../../api/sales-2.0.openapi.yaml', import.meta.url);

/** A body that its schema passed, or what the schema has against it. */
export type Verdict<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly errors: readonly ErrorObject[] };

export type Judge<T> = (body: unknown) => Verdict<T>;

/** Judges request bodies by the OpenAPI file alone. */
export interface ContractFile {
  readonly create: Readonly<Record<'v0' | 'v1', Judge<CreateBody>>>;
  readonly update: Readonly<Record<'v0' | 'v1', Judge<UpdateBody>>>;
  readonly search: Judge<SearchBody>;
}

let loaded: Promise<ContractFile> | undefined;

/** Reads the OpenAPI file once per process and compiles its request schemas. */
export function loadContractFile(): Promise<ContractFile> {
  loaded ??= compileContract();
  return loaded;
}

async function compileContract(): Promise<ContractFile> {
  const [{ Ajv2020 }, { default: formats }, { parse }, text] = await Promise.all([
    import('ajv/dist/2020.js'),
    import('ajv-formats'),
    import('yaml'),
    readFile(contractUrl, 'utf8'),
  ]);
  // Not strict: an OpenAPI file holds keywords (x-labels, example) that JSON Schema does not know.
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(parse(text), 'contract');
  const compile = <T>(id: OperationId): Judge<T> =>
    judgeBy(ajv.compile<T>({ $ref: `contract#${requestSchemaPointer(id)}` }));
  return {
    create: { v0: compile('createLeadOpportunityV0'), v1: compile('createLeadOpportunityV1') },
    update: { v0: compile('updateLeadOpportunityV0'), v1: compile('updateLeadOpportunityV1') },
    search: compile('searchLeadsOpportunities'),
  };
}

function judgeBy<T>(validate: ValidateFunction<T>): Judge<T> {
  return (body) => (validate(body) ? { ok: true, body } : { ok: false, errors: validate.errors ?? [] });
}

function requestSchemaPointer(id: OperationId): string {
  const { method, path } = operations[id];
  const keys = ['paths', path, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
  return `/${keys.map((key) => encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`;
}
