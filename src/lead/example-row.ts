/**
 * Stands in place of the partner lead id in the example row of a template. Rows with it are never sent: brackets around a word of
 * leadferry's own, as in `(clear)`, so that no id of a CRM can be meant.
 */
export const exampleId = '(example)';

/** True for the partner lead id of an example row. */
export function isExampleId(text: string): boolean {
  return text.length >= exampleId.length && text.trim().toLowerCase() === exampleId;
}
