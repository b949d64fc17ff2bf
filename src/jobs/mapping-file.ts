import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import { LeadferryError, thrownMessage } from '../core/error.js';
import type { CheckOptions } from '../pipeline/check-options.js';
import type { Mapping, MappingRules } from '../pipeline/mapping/mapping.js';
import { columnTargets, mappingDocument } from '../pipeline/mapping/mapping-document.js';
import { type Preset, presetDocument } from '../pipeline/mapping/preset-document.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';

/** Where the presets of the package are. */
const presetFolder = join(import.meta.dirname, '..', '..', 'templates', 'mappings');
const mostCharacters = 4_000_000;

/** Everything that the pipeline needs to know of a mapping file and a preset. */
export type LoadedMapping = MappingRules & Pick<CheckOptions, 'formats'>;

/**
 * Reads a mapping file and checks it by itself; whether it fits a sheet is seen with the sheet.
 * Throws LeadferryError MAPPING_INVALID that names the line.
 */
export async function readMappingFile(path: string): Promise<Mapping> {
  const name = basename(path);
  return { name, document: parsedYaml({ text: await textOf(path), name, schema: mappingDocument }) };
}

/** Reads what the options name. Throws LeadferryError MAPPING_INVALID and PRESET_UNKNOWN. */
export async function loadMapping(options: MappingOptions): Promise<LoadedMapping> {
  const mapping = options.mapping === undefined ? undefined : await readMappingFile(options.mapping);
  const named = options.preset ?? mapping?.document.preset;
  const preset = named === undefined ? undefined : await readPreset(named);
  return { mapping, preset, formats: formatsOf(mapping) };
}

function formatsOf(mapping: Mapping | undefined): CheckOptions['formats'] {
  if (mapping === undefined) return undefined;
  return new Map(
    columnTargets(mapping.document).map(({ path, dates, decimal }) => [path, { dates, decimal }]),
  );
}

/** The options of a job with what the mapping file says of reading; what was asked for directly stands above it. */
export function withMappingSettings<T extends SourceOptions>(options: T, { mapping }: MappingRules): T {
  const settings = mapping?.document.settings;
  if (settings === undefined) return options;
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  return { ...options, ...settings, ...given };
}

/** A preset of the package by its name. Throws LeadferryError PRESET_UNKNOWN. */
export async function readPreset(name: string): Promise<Preset> {
  const names = await presetNames();
  if (!names.includes(name)) {
    throw new LeadferryError('PRESET_UNKNOWN', `Expected the name of a preset, found "${name}".`, {
      next: `The presets are: ${names.join(', ')}.`,
    });
  }
  const file = `${name}.yaml`;
  return parsedYaml({ text: await textOf(join(presetFolder, file)), name: file, schema: presetDocument });
}

/** All presets of the package, by name. */
export async function readPresets(): Promise<readonly Preset[]> {
  return await Promise.all((await presetNames()).map(readPreset));
}

async function presetNames(): Promise<readonly string[]> {
  const files = await readdir(presetFolder);
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => basename(file, '.yaml'))
    .toSorted();
}

async function textOf(path: string): Promise<string> {
  try {
    const text = await readFile(path, 'utf8');
    if (text.length <= mostCharacters) return text.replace(/^\ufeff/u, '');
  } catch (cause) {
    throw invalid(path, `cannot be read: ${thrownMessage(cause)}`, cause);
  }
  throw invalid(path, `expected at most ${mostCharacters} characters`);
}

interface YamlText<Schema extends z.ZodType> {
  readonly text: string;
  readonly name: string;
  readonly schema: Schema;
}

function parsedYaml<Schema extends z.ZodType>({ text, name, schema }: YamlText<Schema>): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, stringKeys: true });
  const [error] = document.errors;
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1;
    throw invalid(`${name} line ${line}`, `not valid YAML. ${error.message.split('\n')[0]}`);
  }
  const result = schema.safeParse(contentOf(document, name));
  if (result.success) return result.data;
  const problems = result.error.issues.slice(0, 5).map((issue) => {
    const line = lineOf(document.contents, issue.path, lines);
    const where = issue.path.map(String).join(' › ');
    return `line ${line}${where === '' ? '' : `, ${where}`}: ${issue.message}`;
  });
  throw invalid(name, problems.join('; '));
}

function contentOf(document: Document.Parsed, name: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 10 }) ?? {};
  } catch (cause) {
    throw invalid(name, `not valid YAML. ${thrownMessage(cause)}`, cause);
  }
}

/** The line of the deepest place of a path that the file has. */
function lineOf(contents: unknown, path: readonly PropertyKey[], lines: LineCounter): number {
  let node = contents;
  let offset = 0;
  for (const step of path) {
    if (!isMap(node)) break;
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
    if (pair === undefined) break;
    if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset;
    node = pair.value;
  }
  return lines.linePos(offset).line;
}

function invalid(where: string, problem: string, cause?: unknown): LeadferryError {
  return new LeadferryError('MAPPING_INVALID', `${where}: ${problem}`, { cause });
}
