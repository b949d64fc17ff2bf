import { readFile } from 'node:fs/promises';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { parse } from 'yaml';

export interface AnswerParts {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

export interface Example {
  /** Where the file has it. */
  readonly pointer: string;
  readonly value: unknown;
  /** What its schema has against it; null where nothing. */
  readonly objections: string | null;
}

/** The OpenAPI file as tests ask it. */
export interface OpenContract {
  /** `operationId METHOD path` of each. */
  readonly operations: readonly string[];
  readonly examples: readonly Example[];
  /** Null where the file allows this answer; else what is against it, also that it has no such status. */
  objectionsToAnswer(answer: AnswerParts): string | null;
}

interface Node {
  readonly pointer: string;
  readonly entries: ReadonlyMap<string, unknown>;
}

/** Reads the OpenAPI file anew and by other means than the sandbox does. */
export async function openContract(): Promise<OpenContract> {
  const document: unknown = parse(await readFile('api/sales-2.0.openapi.yaml', 'utf8'));
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  formats.default(ajv);
  ajv.addSchema(Object(document), 'file');

  function objectionsAt(pointer: string, value: unknown): string | null {
    const validate = ajv.compile({ $ref: `file#${encodeURI(pointer).replaceAll('{', '%7B')}` });
    return validate(value) ? null : ajv.errorsText(validate.errors);
  }

  const nodes = [...walk(document, '')];
  return {
    operations: nodes
      .filter(({ pointer }) => /^\/paths\/[^/]+\/(?:get|post|patch)$/.test(pointer))
      .map(({ pointer, entries }) => {
        const [, , path = '', method = ''] = pointer.split('/');
        return `${String(entries.get('operationId'))} ${method.toUpperCase()} ${pointerRead(path)}`;
      }),
    examples: nodes.flatMap(({ pointer, entries }) =>
      examplesOf(entries).map((value) => {
        const schema = entries.has('schema') ? `${pointer}/schema` : pointer;
        return { pointer, value, objections: objectionsAt(schema, value) };
      }),
    ),
    objectionsToAnswer: ({ method, path, status, body }) => {
      const stated = `/paths/${pointerPart(path)}/${method.toLowerCase()}/responses/${status}`;
      const response = nodes.find(({ pointer }) => pointer === stated);
      if (response === undefined) return `the file has no ${status} for ${method} ${path}`;
      const shared = response.entries.get('$ref');
      const holder = typeof shared === 'string' ? shared.slice(1) : stated;
      return objectionsAt(`${holder}/content/${pointerPart('application/json')}/schema`, body);
    },
  };
}

function examplesOf(entries: ReadonlyMap<string, unknown>): readonly unknown[] {
  const many = entries.get('examples');
  return [...(Array.isArray(many) ? many : []), ...(entries.has('example') ? [entries.get('example')] : [])];
}

function* walk(value: unknown, pointer: string): Generator<Node> {
  if (typeof value !== 'object' || value === null) return;
  const entries = new Map<string, unknown>(Object.entries(value));
  yield { pointer, entries };
  for (const [key, inner] of entries) {
    if (key !== 'example' && key !== 'examples') yield* walk(inner, `${pointer}/${pointerPart(key)}`);
  }
}

function pointerPart(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}

function pointerRead(key: string): string {
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}
