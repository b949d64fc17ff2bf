import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { z } from 'zod';
import { LeadferryError, thrownMessage } from '../core/error.js';
import { yamlContent } from '../formats/yaml-text.js';
import { ownRules } from '../lead/rules/own-rules.js';
import type { CheckOptions } from '../pipeline/check-options.js';
import type { Mapping } from '../pipeline/mapping/mapping.js';
import { mappingDocument } from '../pipeline/mapping/mapping-document.js';
import { columnTargets } from '../pipeline/mapping/mapping-lines.js';
import { type Preset, presetDocument } from '../pipeline/mapping/preset-document.js';
import type { LoadedMapping } from './loaded-mapping.js';
import type { MappingOptions } from './sheet-options.js';

/** Where the presets of the package are. */
const presetFolder = join(import.meta.dirname, '..', '..', 'templates', 'mappings');
const mostCharacters = 4_000_000;

/**
 * Reads a mapping file and checks it by itself; whether it fits a sheet is seen with the sheet.
 * Throws LeadferryError MAPPING_INVALID that names the line.
 */
export async function readMappingFile(path: string): Promise<Mapping> {
  const name = basename(path);
  return { name, document: parsedYaml({ text: await textOf(path), name, schema: mappingDocument }) };
}

/** Reads the mapping file and the preset that the options name. Throws LeadferryError MAPPING_INVALID and PRESET_UNKNOWN. */
export async function readMapping(options: MappingOptions): Promise<LoadedMapping> {
  const mapping = options.mapping === undefined ? undefined : await readMappingFile(options.mapping);
  const named = options.preset ?? mapping?.document.preset;
  const preset = named === undefined ? undefined : await readPreset(named);
  const rules = mapping === undefined ? [] : ownRules(mapping.document.rules ?? [], mapping.name);
  return { mapping, preset, formats: formatsOf(mapping), rules };
}

function formatsOf(mapping: Mapping | undefined): CheckOptions['formats'] {
  if (mapping === undefined) return undefined;
  return new Map(
    columnTargets(mapping.document).map(({ path, dates, decimal }) => [path, { dates, decimal }]),
  );
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
  const content = yamlContent(text, schema);
  if (content.ok) return content.value;
  throw invalid(content.brokenLine === null ? name : `${name} line ${content.brokenLine}`, content.problem);
}

function invalid(where: string, problem: string, cause?: unknown): LeadferryError {
  return new LeadferryError('MAPPING_INVALID', `${where}: ${problem}`, { cause });
}
