import type { FieldChange } from '../core/outcome.js';
import type { CheckedLead } from '../lead/checked-lead.js';
import { compareLead } from '../lead/compare.js';
import type { ComparedLead } from '../lead/compared-lead.js';
import { type ApiVersion, type Field, fieldAt, fieldsOf } from '../lead/field-catalogue.js';
import { labelled } from '../lead/field-difference.js';
import type { FieldValue, PartValues, RemoteLead, SheetLead } from '../lead/lead.js';
import type { Refusal } from '../lead/lead-api.js';
import { isAbsent } from '../lead/same-value.js';
import { exactDecimal, leadAmount } from '../reports/lead-amount.js';
import { type Match, type MatchDeps, partnerLeadIdOf } from './compare-matches.js';

export interface ComparisonRules extends Pick<MatchDeps, 'known'> {
  readonly apiVersion: ApiVersion;
  /** Paths of the columns of which a blank cell counts as a difference where 3DS has a value; none for the usual rule. */
  readonly blanks: ReadonlySet<string>;
}

const partnerLeadId = 'leadOpportunity.partnerLeadOpportunityId';

/** A lead of the sheet beside what 3DS has for it. Lists are compared as wholes: what only 3DS holds in one is a difference. */
export function comparedLead(checked: CheckedLead, match: Match, rules: ComparisonRules): ComparedLead {
  const { lead, origins } = checked;
  const id = partnerLeadIdOf(checked);
  const origin = origins[0] ?? null;
  const inSheet = { ...nothingCompared, ...traitsOf(lead), origin, partnerLeadOpportunityId: id };
  switch (match.kind) {
    case 'absent':
      return { ...inSheet, state: 'onlyInSheet', dsLeadOpportunityId: lead.dsLeadOpportunityId };
    case 'unclear': {
      const { code, message } = match;
      return {
        ...inSheet,
        state: 'unclear',
        dsLeadOpportunityId: lead.dsLeadOpportunityId ?? match.met[0] ?? null,
        code,
        message,
      };
    }
    case 'found':
      return { ...comparedWith(match.remote, { checked, id }, rules), origin };
  }
}

/** A lead that the sheet does not have. */
export function leadOnlyAt3ds(remote: RemoteLead): ComparedLead {
  return { ...nothingCompared, ...at3ds(remote), state: 'onlyAt3ds' };
}

/** A lead that 3DS lists and that it did not answer with. */
export function leadNotShown(id: string, { code, message, traceId }: Refusal): ComparedLead {
  const trace = traceId === null ? '' : ` Trace id ${traceId}.`;
  const reason = `3DS lists the lead and did not answer with it: ${message}.${trace}`;
  return {
    ...nothingCompared,
    ...noTraits,
    state: 'unclear',
    partnerLeadOpportunityId: null,
    dsLeadOpportunityId: id,
    code,
    message: reason,
  };
}

const noTraits = { name: null, status: null, closeDate: null, currency: null, amount: null } as const;

const nothingCompared = {
  modifiedDate: null,
  origin: null,
  differences: [],
  notComparable: [],
  code: null,
  message: null,
} as const;

interface OfSheet {
  readonly checked: CheckedLead;
  readonly id: string | null;
}

function comparedWith(remote: RemoteLead, { checked, id }: OfSheet, rules: ComparisonRules): ComparedLead {
  const { lead } = checked;
  const { known, apiVersion, blanks } = rules;
  const held = at3ds(remote);
  const remembered = held.partnerLeadOpportunityId === null ? null : known(held.partnerLeadOpportunityId);
  const lastSent =
    remembered?.dsLeadOpportunityId === remote.dsLeadOpportunityId ? remembered.lastSent : null;
  const { changes, notComparable } = compareLead({
    sheet: lead,
    remote,
    lastSent,
    lists: 'replace',
    apiVersion,
  });
  const differences = [
    ...idDifference(id, held.partnerLeadOpportunityId),
    ...changes,
    ...blankCells(checked, remote, blanks),
  ].map(labelled);
  return {
    ...nothingCompared,
    ...held,
    partnerLeadOpportunityId: id ?? held.partnerLeadOpportunityId,
    state: differences.length === 0 ? 'equal' : 'differs',
    differences,
    notComparable,
  };
}

function idDifference(id: string | null, held: string | null): readonly FieldChange[] {
  return id === null || id === held ? [] : [{ field: partnerLeadId, from: held, to: id }];
}

/** Columns that are blank in the sheet and filled in at 3DS. A cell that was not understood is not blank. */
function blankCells(
  { lead, issues }: CheckedLead,
  remote: RemoteLead,
  blanks: ReadonlySet<string>,
): readonly FieldChange[] {
  const wrong = new Set(issues.map((issue) => issue.field));
  return [...blanks].flatMap((path) => {
    const field = fieldAt(path);
    if (field === undefined || field.readOnly || path === partnerLeadId || wrong.has(path)) return [];
    const from = valueIn(remote, field);
    return isAbsent(from) || valueIn(lead, field) !== undefined ? [] : [{ field: path, from, to: null }];
  });
}

/** A value that a lead has once; undefined for those of lists. */
function valueIn(lead: SheetLead | RemoteLead, { part, name }: Field): FieldValue | undefined {
  return part === 'leadOpportunity' || part === 'customerLegalEntity' ? lead[part]?.[name] : undefined;
}

type Held = ReturnType<typeof traitsOf> &
  Pick<ComparedLead, 'dsLeadOpportunityId' | 'modifiedDate' | 'partnerLeadOpportunityId'>;

function at3ds(remote: RemoteLead): Held {
  return {
    ...traitsOf(remote),
    dsLeadOpportunityId: remote.dsLeadOpportunityId,
    partnerLeadOpportunityId: remote.partnerLeadOpportunityId || null,
    modifiedDate: textOf(remote.leadOpportunity, 'modifiedDate'),
  };
}

function traitsOf(lead: SheetLead | RemoteLead) {
  const { leadOpportunity: own } = lead;
  const amount = leadAmount({ ...lead, dsLeadOpportunityId: lead.dsLeadOpportunityId ?? '' });
  return {
    name: textOf(own, 'name'),
    status: textOf(own, 'status'),
    closeDate: textOf(own, 'closeDate')?.slice(0, 'YYYY-MM-DD'.length) ?? null,
    currency: textOf(own, 'currency'),
    amount: amount === null ? null : exactDecimal(amount, 2),
  };
}

function textOf(values: PartValues, name: string): string | null {
  const value = values[name];
  return typeof value === 'string' && !isAbsent(value) ? value : null;
}

/** The paths of single values among some columns' fields. */
export function singleValues(paths: readonly (string | null)[]): ReadonlySet<string> {
  const single = new Set(
    [...fieldsOf('leadOpportunity'), ...fieldsOf('customerLegalEntity')].map(({ path }) => path),
  );
  return new Set(paths.filter((path) => path !== null && single.has(path)).map(String));
}
