import { chosenExport } from './choose-preset.js';
import { type DerivedColumn, derivedColumns } from './derived-columns.js';
import { type FieldTarget, fieldTarget, targetPath } from './field-path.js';
import { type ColumnFinder, createColumnFinder } from './find-columns.js';
import type { Mapping, MappingRules } from './mapping.js';
import { type ColumnTarget, columnTargets } from './mapping-lines.js';
import type { PresetExport } from './preset-document.js';
import { mapOfTarget, type ValueMap, valueMap, valueMaps } from './value-map.js';

/** A column whose field the mapping file or the preset names. */
export interface GivenColumn {
  readonly target: FieldTarget;
  readonly reason: 'mapping file' | 'preset';
}

/** What mapping file and preset say of the columns of one sheet. */
export interface ColumnRules {
  readonly given: ReadonlyMap<number, GivenColumn>;
  /** Columns that are left out on purpose. */
  readonly ignored: ReadonlySet<number>;
  /** Columns that splits and joins read. */
  readonly sources: ReadonlySet<number>;
  readonly derived: readonly DerivedColumn[];
  /** Values for blank cells, by path. */
  readonly defaults: ReadonlyMap<string, string>;
  /** The confirmed value mapping of a field. */
  valuesOf(target: FieldTarget): ValueMap | undefined;
}

export function columnRules(headers: readonly string[], { mapping, preset }: MappingRules): ColumnRules {
  const finder = createColumnFinder(headers);
  const chosen = preset === undefined ? null : chosenExport(preset, headers);
  const document = mapping?.document ?? {};
  const ignored = new Set((document.ignore ?? []).flatMap((name) => finder.find(name)));
  const derived = derivedColumns(document, finder);
  const proposed = firstOfEachField(givenColumns(columnTargets(chosen?.export ?? {}), 'preset', finder));
  const own = givenColumns(columnTargets(document), 'mapping file', finder);
  const given = new Map([...proposed.filter(([index]) => !ignored.has(index)), ...own]);
  const maps = mergedMaps(mapping, chosen?.export ?? null);
  return {
    given,
    ignored,
    sources: new Set(derived.flatMap(({ from }) => from)),
    derived,
    defaults: new Map(Object.entries(document.defaults ?? {})),
    valuesOf: (target) => mapOfTarget(maps, target),
  };
}

function* givenColumns(
  columns: readonly ColumnTarget[],
  reason: GivenColumn['reason'],
  finder: ColumnFinder,
): Generator<readonly [number, GivenColumn]> {
  for (const { name, path } of columns) {
    const target = fieldTarget(path);
    if (target === null) continue;
    for (const index of finder.find(name)) yield [index, { target, reason }];
  }
}

// A preset knows several headers of a field; the one that it names first counts.
function firstOfEachField(
  columns: Iterable<readonly [number, GivenColumn]>,
): readonly (readonly [number, GivenColumn])[] {
  const filled = new Set<string | null>();
  return [...columns].filter(([, { target }]) => {
    const path = targetPath(target.field.path, target.item);
    const isFirst = !filled.has(path);
    filled.add(path);
    return isFirst;
  });
}

// `confirm: true` without lines says that the preset's lines are right.
function mergedMaps(
  mapping: Mapping | undefined,
  preset: PresetExport | null,
): ReadonlyMap<string, ValueMap> {
  const maps = new Map(valueMaps(mapping?.document));
  for (const [path, table] of Object.entries(mapping?.document.values ?? {})) {
    const proposed = preset?.proposals[path];
    if (table.confirm === true && table.map === undefined && proposed !== undefined) {
      maps.set(path, valueMap(proposed));
    }
  }
  return maps;
}
