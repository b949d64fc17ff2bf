import { stat } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { processEnvironment } from '../config/environment.js';
import { resolveLocalSettings } from '../config/settings.js';
import { LeadferryError } from '../core/error.js';
import type { RowReader } from '../core/row.js';
import type { ApiVersion } from '../lead/field-catalogue.js';
import { columnEvidence, gatherEvidence } from '../pipeline/evidence/gather-evidence.js';
import { dataTables } from '../pipeline/header/data-table.js';
import { type ChosenExport, chosenExport, recognisedPreset } from '../pipeline/mapping/choose-preset.js';
import { collectValues, type PickList } from '../pipeline/mapping/collect-values.js';
import { targetPath } from '../pipeline/mapping/field-path.js';
import { type FileMapping, mapSheets } from '../pipeline/mapping/map-sheets.js';
import { proposeValue, type ValueProposal } from '../pipeline/mapping/propose-value.js';
import type { JobOptions } from './job-options.js';
import { loadMapping, withMappingSettings } from './load-mapping.js';
import { readPresets } from './mapping-file.js';
import {
  type FoundMapping,
  type MappedColumnValue,
  mappingText,
  type PickListValue,
} from './mapping-text.js';
import { openSource, readingRules } from './open-source.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';
import { writeTextFile } from './write-text-file.js';

export interface MapOptions extends JobOptions, SourceOptions, MappingOptions {
  /** Writes the mapping to this file. */
  readonly out?: string | undefined;
  /** Replaces a file that exists. */
  readonly force?: boolean | undefined;
}

export interface MapResult {
  /** The lead sheet's name. */
  readonly file: string;
  /** The file that was written; null where none was asked for. */
  readonly mapping: string | null;
  /** The preset that it starts from: the one that was named, or the one whose headers the file has. */
  readonly preset: string | null;
  readonly columns: readonly MappedColumnValue[];
  /** Headers that belong to no field. */
  readonly unmapped: readonly string[];
  /** Texts of pick lists that are no values of their fields, each with a proposal where there is one. */
  readonly values: readonly PickListValue[];
  /** The mapping file's content. */
  readonly text: string;
}

/**
 * Proposes a mapping file for a lead sheet, with the texts of its pick lists. Writes it where `out` names a file.
 * Throws what the reader throws, NO_LEADS where no header is known, FILE_EXISTS for a file that exists and FILE_WRITE_FAILED.
 */
export async function mapColumns(file: string, given: MapOptions): Promise<MapResult> {
  const { apiVersion } = await resolveLocalSettings(given, processEnvironment());
  if (given.out !== undefined && given.force !== true) await refuseExisting(given.out);
  const rules = await loadMapping(given);
  const options = withMappingSettings(given, rules);
  const reader = await openSource(file, options);
  try {
    const chosen = rules.preset === undefined ? await recognised(reader, options) : null;
    const preset = rules.preset ?? chosen?.preset;
    const all = {
      ...readingRules(options),
      ...rules,
      preset,
      apiVersion,
      strict: false,
      signal: given.signal,
    };
    const mapping = mapSheets(reader, all);
    const evidence = columnEvidence(await gatherEvidence(mapping.sheets, all));
    const lists = await collectValues(mapping.sheets, { apiVersion, signal: given.signal });
    const headers = mapping.sheets[0]?.table.header.headers ?? [];
    const started = preset === undefined ? null : chosenExport(preset, headers);
    const found: FoundMapping = {
      reader,
      mapping,
      evidence,
      started,
      columns: columnValues(mapping),
      values: lists.map((list) => pickListValue(list, started, apiVersion)),
      schema: schemaReference(given.out ?? 'mapping.yaml'),
    };
    const text = mappingText(found);
    return {
      file: reader.source,
      mapping: given.out === undefined ? null : await writeTextFile(given.out, text),
      preset: preset?.preset ?? null,
      columns: found.columns,
      unmapped: found.columns.filter(({ use }) => use === 'unknown').map(({ header }) => header),
      values: found.values,
      text,
    };
  } finally {
    await reader.close();
  }
}

async function refuseExisting(path: string): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (there !== null) {
    throw new LeadferryError(
      'FILE_EXISTS',
      `${resolve(path)} exists already; it may hold lines that you confirmed.`,
    );
  }
}

async function recognised(reader: RowReader, options: SourceOptions): Promise<ChosenExport | null> {
  const presets = await readPresets();
  const found = dataTables(reader, options).map(({ header }) => recognisedPreset(presets, header.headers));
  return found.find((one) => one !== null) ?? null;
}

function columnValues({ sheets }: FileMapping): readonly MappedColumnValue[] {
  return sheets.flatMap(({ matches }) =>
    matches.map(({ sheet, column, header, field, item, score, reason, use, suggestion }) => ({
      ...{ sheet, column, header, score, reason, use, suggestion },
      field: targetPath(field, item),
    })),
  );
}

function pickListValue(list: PickList, started: ChosenExport | null, apiVersion: ApiVersion): PickListValue {
  const { field, path, column, header, more } = list;
  const preset = started?.export.proposals[field.path] ?? {};
  const lines = list.unknown.map(({ text, rows }) => {
    const proposal: ValueProposal | null = proposeValue(text, { field, apiVersion, preset });
    return { text, rows, proposal: proposal?.value ?? null, by: proposal?.by ?? null };
  });
  return { field: path, column, header, lines, more };
}

/** How editors find the schema from the mapping file. */
function schemaReference(out: string): string {
  const schema = resolve(import.meta.dirname, '..', '..', 'docs', 'schemas', 'mapping.schema.json');
  const path = relative(dirname(resolve(out)), schema).replaceAll('\\', '/');
  // Another drive has no relative path.
  if (/^[A-Za-z]:/u.test(path)) return pathToFileURL(schema).href;
  return path.startsWith('.') ? path : `./${path}`;
}
