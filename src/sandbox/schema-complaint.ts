import type { ErrorObject } from 'ajv';

// These repeat, in other words, what another error of the same body says.
const echoes: ReadonlySet<string> = new Set(['unevaluatedProperties', 'anyOf', 'allOf', 'oneOf']);

/** Says in one sentence where a body breaks its schema and what was expected there. */
export function schemaComplaint(body: unknown, errors: readonly ErrorObject[]): string {
  if (typeof body === 'string') return 'The body is not a JSON object.';
  const error = errors.find(({ keyword }) => !echoes.has(keyword)) ?? errors[0];
  if (error === undefined) return 'The body does not match the schema.';
  return `${place(error.instancePath)}: ${expectation(error)}.`;
}

/** True where a date of the body is not written as the schema's date format asks. */
export function hasDateComplaint(errors: readonly ErrorObject[]): boolean {
  return errors.some(({ keyword }) => keyword === 'format');
}

function place(instancePath: string): string {
  return instancePath === '' ? 'body' : instancePath.slice(1).replaceAll('/', '.');
}

function expectation({ keyword, params, message }: ErrorObject): string {
  if (keyword === 'enum') return `expected one of ${params['allowedValues'].join(', ')}`;
  if (keyword === 'additionalProperties')
    return `the property "${params['additionalProperty']}" is not known`;
  if (keyword === 'unevaluatedProperties')
    return `the property "${params['unevaluatedProperty']}" is not known`;
  return message ?? keyword;
}
