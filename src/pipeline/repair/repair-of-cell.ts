import type { Cell } from '../../core/row.js';
import { countryNamed, isCountryName } from '../../lead/countries/country-names.js';
import { isCurrencyCode } from '../../lead/currencies.js';
import { foldedValue } from '../../lead/enumerations.js';
import type { Field, FieldType } from '../../lead/field-catalogue.js';
import type { MappedColumn } from '../mapping/map-columns.js';
import type { CellContext } from '../parsing/cell-value.js';
import { isClear } from '../parsing/clear.js';
import { parseCell } from '../parsing/parse-cell.js';
import { restatedCell } from '../restate/restated-cell.js';
import { plainText } from './plain-text.js';

/** Why a cell was rewritten. */
export type RepairKind = 'spaces' | 'characters' | 'code' | 'currency' | 'country' | 'date';

export interface Repair {
  readonly kind: RepairKind;
  readonly to: Cell;
}

type TypedRepair = (text: string, field: Field, context: CellContext) => Repair | null;

const euro = /^(?:€|euros?)$/iu;

/** Fields that have one right way to write each value, and how a text that means one is brought to it. */
const repairs: Partial<Record<FieldType, TypedRepair>> = {
  enumeration: codes,
  enumerationList: codes,
  currency,
  country,
  date: day,
  day,
};

/**
 * The safe repair of a cell: what it becomes means exactly what it means now, to leadferry and to 3DS. Null where nothing has to be
 * done or where anything would be a guess.
 */
export function repairOfCell(
  cell: Cell,
  { field, values }: Pick<MappedColumn, 'field' | 'values'>,
  context: CellContext,
): Repair | null {
  if (typeof cell !== 'string') return null;
  const text = plainText(cell);
  // A text that the mapping file gives a meaning has to stay as the mapping file writes it.
  const isMapped = values?.has(foldedValue(text)) ?? false;
  const repair = isMapped || isClear(text) ? null : (repairs[field.type]?.(text, field, context) ?? null);
  if (repair !== null) return repair;
  if (text === cell || text === '') return null;
  return { kind: cell.normalize('NFC') === cell ? 'spaces' : 'characters', to: text };
}

function codes(text: string, field: Field, context: CellContext): Repair | null {
  const parsed = parseCell(text, field, context);
  if (parsed.kind !== 'value') return null;
  const { value } = parsed;
  const to = Array.isArray(value) ? value.join('; ') : String(value);
  return to === text ? null : { kind: 'code', to };
}

function currency(text: string): Repair | null {
  const code = euro.test(text) ? 'EUR' : text.toUpperCase();
  return code === text || !isCurrencyCode(code) ? null : { kind: 'currency', to: code };
}

function country(text: string): Repair | null {
  const name = isCountryName(text) ? null : countryNamed(text);
  return name === null || name === text ? null : { kind: 'country', to: name };
}

function day(text: string, field: Field, context: CellContext): Repair | null {
  const parsed = parseCell(text, field, context);
  if (parsed.kind !== 'value' || parsed.value === text) return null;
  const to = restatedCell({ cell: text, type: field.type, value: parsed.value, notation: context });
  return to === null ? null : { kind: 'date', to };
}
