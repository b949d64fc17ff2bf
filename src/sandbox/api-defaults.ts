import type { RecordedOfferLine, SentOfferLine } from './recorded-lead.js';

/*
 * What the server sets of its own accord, and where each rule comes from.
 *
 * | rule                                                                  | source                                       |
 * |-----------------------------------------------------------------------|----------------------------------------------|
 * | create: forecastCategory is ignored in LEAD_OPEN, QUALIFIED, ACCEPTED | published (ForecastCategory)                 |
 * | … and then reads EMPTY                                                | the sandbox's own reading                    |
 * | create: UPSIDE in OPPY_OPEN, VALIDATED, ESTABLISHED; SAFE, COMMIT,    | published (ForecastCategory)                 |
 * |   UPSIDE and LONGSHOT may be given there                              |                                              |
 * | … and any other category given there counts as not given              | the sandbox's own reading                    |
 * | create: WON in WON and LOST in LOST, whatever was given               | published (ForecastCategory)                 |
 * | update: forecastCategory follows the stage in the same way            | the sandbox's own reading                    |
 * | create: reasonWon defaults to STRNG_VAL_PROP, reasonLost to           | published (ReasonWon, ReasonLost)            |
 * |   NO_PROJECT                                                          |                                              |
 * | … but only in WON and in LOST; EMPTY in every other stage             | the sandbox's own reading                    |
 * | update: reasons stay as they are unless they are sent                 | the sandbox's own reading                    |
 * | dsOwnerEmail defaults to the partner's primary sales manager          | published (LeadAttributes)                   |
 * | revenueType defaults to PxC                                           | published for v1 (RevenueTypeV1Request)      |
 * | … in v0 to the same, which v0 calls UPFRONT                           | the sandbox's own reading                    |
 * | v0 and v1 spell each other's revenue types: see `revenueSpelling`     | labels published, translation own reading    |
 * | a customer sent without id gets one                                   | published example (GET carries an id)        |
 */

type ForecastRule = { readonly allowed: readonly string[]; readonly otherwise: string };

const leadStage: ForecastRule = { allowed: [], otherwise: 'EMPTY' };
const openStage: ForecastRule = { allowed: ['SAFE', 'COMMIT', 'UPSIDE', 'LONGSHOT'], otherwise: 'UPSIDE' };

const forecastByStage: ReadonlyMap<string, ForecastRule> = new Map([
  ['LEAD_OPEN', leadStage],
  ['QUALIFIED', leadStage],
  ['ACCEPTED', leadStage],
  ['OPPY_OPEN', openStage],
  ['VALIDATED', openStage],
  ['ESTABLISHED', openStage],
  ['WON', { allowed: [], otherwise: 'WON' }],
  ['LOST', { allowed: [], otherwise: 'LOST' }],
]);

/** The forecast category that a stage leads to when `wished` is what was asked for. */
export function forecastFor(status: string, wished: string | undefined): string {
  const rule = forecastByStage.get(status) ?? leadStage;
  return wished !== undefined && rule.allowed.includes(wished) ? wished : rule.otherwise;
}

/** The reasons of a new lead: as sent, or the default of its stage. */
export function reasonsFor(
  status: string,
  sent: {
    readonly reasonWon?: readonly string[] | undefined;
    readonly reasonLost?: readonly string[] | undefined;
  },
): { reasonWon: string[]; reasonLost: string[] } {
  return {
    reasonWon: givenReasons(sent.reasonWon) ?? [status === 'WON' ? 'STRNG_VAL_PROP' : 'EMPTY'],
    reasonLost: givenReasons(sent.reasonLost) ?? [status === 'LOST' ? 'NO_PROJECT' : 'EMPTY'],
  };
}

function givenReasons(sent: readonly string[] | undefined): string[] | undefined {
  const given = (sent ?? []).filter((reason) => reason !== 'EMPTY');
  return given.length === 0 ? undefined : given;
}

/** Offer lines with the revenue type that the server assumes where none was sent. */
export function recordOfferLines(sent: readonly SentOfferLine[]): RecordedOfferLine[] {
  return sent.map((line) => ({ ...line, revenueType: line.revenueType ?? 'PxC' }));
}

const revenueSpelling: Readonly<Record<'v0' | 'v1', ReadonlyMap<string, string>>> = {
  v0: new Map([
    ['PxC', 'UPFRONT'],
    ['YxC', 'RENTAL_BOOKING'],
    ['QxC', 'RENTAL_BOOKING'],
  ]),
  v1: new Map([
    ['UPFRONT', 'PxC'],
    ['RENTAL_BOOKING', 'YxC'],
  ]),
};

/** A recorded revenue type as a version of the API spells it; what has no translation stays as it is. */
export function spellRevenueType(recorded: string, version: 'v0' | 'v1'): string {
  return revenueSpelling[version].get(recorded) ?? recorded;
}
