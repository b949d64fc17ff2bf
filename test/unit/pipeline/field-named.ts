import { type Field, fieldAt } from '../../../src/lead/field-catalogue.js';

/** The field of a path that the test knows to be there. */
export function fieldNamed(path: string): Field {
  const field = fieldAt(path);
  if (field === undefined) throw new Error(`no field ${path}`);
  return field;
}
