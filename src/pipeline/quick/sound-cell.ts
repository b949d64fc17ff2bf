import { type Cell, cellText } from '../../core/row.js';
import { countryCode } from '../../lead/countries/country-names.js';
import type { Field, FieldType } from '../../lead/field-catalogue.js';
import type { FieldValue } from '../../lead/lead.js';
import { folded } from '../../lead/references/folded.js';
import { isAbsent } from '../../lead/same-value.js';
import type { CheckOptions } from '../check-options.js';
import { isKnownCountry } from '../checks/plausibility/country.js';
import { isDamagedText } from '../checks/plausibility/damaged-text.js';
import { hasMisspeltDomain } from '../checks/plausibility/email-domain.js';
import { textHash } from '../checks/plausibility/text-hash.js';
import type { MappedColumn } from '../mapping/map-columns.js';
import { mappedValue } from '../mapping/value-map.js';
import type { CellContext } from '../parsing/cell-value.js';
import { isAnsweredOnly } from '../parsing/foreign-revenue-type.js';
import { amountCurrencies } from '../parsing/parse-amount.js';
import { parseCell } from '../parsing/parse-cell.js';

/** A cell of which nothing is to be said as long as it is looked at alone. */
export interface SoundCell {
  readonly value: FieldValue;
  /** Whether the value says nothing, as EMPTY does. */
  readonly isAbsent: boolean;
  /** Stands for the value where that is a text. */
  readonly hash: number;
  /** The same whatever its case. */
  readonly smallHash: number;
  /** The ISO 3166 code of a country. */
  readonly country: string | null;
}

/** What cells are compared with; nothing but texts, so that it can be handed to another thread. */
export interface SoundOptions extends Pick<CheckOptions, 'apiVersion' | 'partnerId'> {
  /** The offers that can be ordered, by their ids; null where they are not compared. */
  readonly offers: ReadonlySet<string> | null;
  /** Competitors, folded. */
  readonly competitors: ReadonlySet<string> | null;
}

export function soundOptions({ apiVersion, partnerId, references }: CheckOptions): SoundOptions {
  const offers = references?.offers?.index.byId;
  const competitors = references?.competitors?.index.byFold;
  const orderable = offers === undefined ? [] : [...offers].filter(([, offer]) => offer.orderable === true);
  return {
    apiVersion,
    partnerId,
    offers: offers === undefined ? null : new Set(orderable.map(([id]) => id)),
    competitors: competitors === undefined ? null : new Set(competitors.keys()),
  };
}

/** Reads the cells of a column in full; null for one of which an issue says something, or of which that is not known before the whole lead is. */
export function soundCells(
  column: MappedColumn,
  context: CellContext,
  options: SoundOptions,
): (cell: Cell) => SoundCell | null {
  const { field, values } = column;
  const isSound = soundness(field, options);
  return (cell) => {
    const meant = values === undefined ? cell : mappedValue(cell, field, values);
    const parsed = parseCell(meant, field, context);
    if (
      parsed.kind !== 'value' ||
      parsed.remarks.length > 0 ||
      parsed.value === '' ||
      parsed.value === null
    ) {
      return null;
    }
    const { value } = parsed;
    if (!isSound(value, cellText(cell).trim())) return null;
    const text = typeof value === 'string' ? value : '';
    const country = field.type === 'country' ? countryCode(text) : null;
    const hashes = { hash: textHash(text), smallHash: textHash(text.toLowerCase()) };
    return { value, isAbsent: isAbsent(value), country, ...hashes };
  };
}

type Judge = (value: FieldValue, text: string) => boolean;

/** What is asked of the values of each type beside that they can be read. */
const byType: Partial<Record<FieldType, Judge>> = {
  text: (_, text) => !isDamagedText(text),
  country: (_, text) => !isDamagedText(text),
  textList: (_, text) => !isDamagedText(text),
  phone: (_, text) => !isDamagedText(text),
  email: (value) => typeof value === 'string' && !hasMisspeltDomain(value),
  amount: (value, text) => typeof value === 'number' && value > 0 && amountCurrencies(text) === null,
};

function soundness(field: Field, options: SoundOptions): Judge {
  const ofType = byType[field.type] ?? (() => true);
  const ofField = fieldJudge(field, options);
  return (value, text) => ofType(value, text) && ofField(value, text);
}

function fieldJudge(field: Field, { apiVersion, partnerId, offers, competitors }: SoundOptions): Judge {
  switch (field.path) {
    case 'partnerId':
      return (value) => partnerId === null || value === partnerId;
    case 'customerLegalEntity.country':
      return (value) => typeof value === 'string' && isKnownCountry(value);
    case 'leadOpportunity.competitors':
      return (value) => Array.isArray(value) && areKnown(value, competitors);
    case 'offerLines.revenueType':
      return (value) => typeof value === 'string' && !isAnsweredOnly(value, apiVersion);
    case 'offerLines.offerNameId':
      return (value) => offers === null || (typeof value === 'string' && offers.has(value));
    default:
      return () => true;
  }
}

function areKnown(names: readonly string[], competitors: ReadonlySet<string> | null): boolean {
  return competitors === null || names.every((name) => competitors.has(folded(name)));
}
