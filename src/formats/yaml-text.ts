import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { thrownMessage } from '../core/error.js';

/** What a YAML text holds, or what keeps it from being read, each problem with its line. */
export type YamlContent<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      /** The line of the one mistake that keeps the text from being YAML; null where it is YAML and holds something else. */
      readonly brokenLine: number | null;
      readonly problem: string;
    };

const mostProblems = 5;
const mostAliases = 10;

/** Reads a YAML text of a given shape. A blank text is an empty map. */
export function yamlContent<Schema extends z.ZodType>(
  text: string,
  schema: Schema,
): YamlContent<z.output<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  const [error] = document.errors;
  if (error !== undefined) return broken(error.linePos?.[0].line ?? 1, error.message);
  let content: unknown;
  try {
    content = document.toJS({ maxAliasCount: mostAliases }) ?? {};
  } catch (cause) {
    return broken(null, thrownMessage(cause));
  }
  const result = schema.safeParse(content);
  if (result.success) return { ok: true, value: result.data };
  const problems = result.error.issues.slice(0, mostProblems).map((issue) => {
    const where = issue.path.map(String).join(' › ');
    const line = lines.linePos(offsetOf(document.contents, issue.path)).line;
    return `line ${line}${where === '' ? '' : `, ${where}`}: ${issue.message}`;
  });
  return { ok: false, brokenLine: null, problem: problems.join('; ') };
}

function broken(brokenLine: number | null, message: string): YamlContent<never> {
  return { ok: false, brokenLine, problem: `not valid YAML. ${message.split('\n')[0]}` };
}

/** Where the deepest place of a path begins that the text has. */
function offsetOf(contents: unknown, path: readonly PropertyKey[]): number {
  let node = contents;
  let offset = 0;
  for (const step of path) {
    const next = stepInto(node, step);
    if (next === null) break;
    offset = next.offset ?? offset;
    node = next.node;
  }
  return offset;
}

function stepInto(
  node: unknown,
  step: PropertyKey,
): { readonly node: unknown; readonly offset: number | undefined } | null {
  if (isSeq(node) && typeof step === 'number') {
    const item = node.items[step];
    if (item === undefined) return null;
    return { node: item, offset: isMap(item) || isSeq(item) || isScalar(item) ? item.range?.[0] : undefined };
  }
  if (!isMap(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
  if (pair === undefined) return null;
  return { node: pair.value, offset: isScalar(pair.key) ? pair.key.range?.[0] : undefined };
}
