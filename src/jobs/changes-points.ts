import { existsSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { LeadferryError } from '../core/error.js';
import { parseSpan } from '../export/parse-span.js';
import type { RemoteLead } from '../lead/lead.js';
import type { LeadCopy, Ledger } from '../lead/ledger.js';
import type { Snapshot } from '../reports/changes-report.js';
import type { JobOptions } from './job-options.js';
import { keptLeads } from './kept-leads.js';
import { leadsOfFile } from './lead-source.js';
import type { LeadFileOptions } from './lead-source-sheet.js';
import type { MappingOptions, SourceOptions } from './sheet-options.js';
import { systemClock } from './system-clock.js';

export interface ChangesPointsOptions extends JobOptions, SourceOptions, MappingOptions {
  /** The two points: each a file that `export leads` wrote, or a run, whose end is meant. The earlier one first. */
  readonly points?: readonly [from: string, to: string] | undefined;
  /** In place of points, what the ledger knew: `YYYY-MM-DD` (from its start, UTC), a date-time with zone, or `7d` back from now. */
  readonly since?: string | undefined;
  /** The end where `since` is given; now where it is left out. A day is meant with its end. */
  readonly until?: string | undefined;
}

/** The leads at a point, with what is to be said of it once they are taken. */
export interface PointSource extends Snapshot {
  /** One sentence each. */
  cautions(): readonly string[];
}

interface PointTools {
  readonly ledger: Ledger | null;
  readonly reading: LeadFileOptions;
}

const next =
  'Give two exported files (`leadferry report changes old.xlsx new.xlsx`), two runs (`leadferry runs` lists them), or --since 7d.';

/** The two points that the options mean. Throws USAGE, FILE_NOT_FOUND, and HISTORY_MISSING where the ledger does not reach back to them. */
export function changesPoints(
  { points, since, until }: ChangesPointsOptions,
  tools: PointTools,
): readonly [PointSource, PointSource] {
  if (points === undefined) return spanPoints(since, until, tools);
  if (since !== undefined || until !== undefined) {
    throw new LeadferryError('USAGE', 'Two points were given, and --since or --until as well.', { next });
  }
  const [from, to] = [givenPoint(points[0], tools), givenPoint(points[1], tools)];
  const [start, end] = [from.point.asOf, to.point.asOf];
  if (start === null || end === null || start < end) return [from, to];
  throw new LeadferryError('USAGE', `Expected the earlier point first, found ${points.join(' and ')}.`, {
    next: `Run \`leadferry report changes ${points[1]} ${points[0]}\`.`,
  });
}

function givenPoint(text: string, tools: PointTools): PointSource {
  const { ledger, reading } = tools;
  if (existsSync(text)) return filePoint(text, reading);
  const run = ledger?.run(text) ?? null;
  if (run !== null && ledger !== null) {
    const asOf = run.endedAt ?? run.startedAt;
    return ledgerPoint(ledger, { kind: 'run', name: text, asOf }, reading.signal);
  }
  if (/^\.(xlsx|csv|jsonl)$/i.test(extname(text))) {
    throw new LeadferryError('FILE_NOT_FOUND', `There is no file ${text}.`);
  }
  throw new LeadferryError(
    'USAGE',
    `Expected an exported file or a run, found "${text}", which is neither.`,
    {
      next,
    },
  );
}

function filePoint(path: string, reading: LeadFileOptions): PointSource {
  const name = basename(path);
  const cautions: string[] = [];
  const onNote = (note: string): void => {
    cautions.push(note.startsWith(name) ? note : `${name}: ${note}`);
  };
  return {
    point: { kind: 'file', name, asOf: null, lastReading: null },
    leads: leadsOfFile(path, { ...reading, onNote }),
    cautions: () => cautions,
  };
}

const spanFlags = { since: '--since', until: '--until' } as const;

function spanPoints(
  since: string | undefined,
  until: string | undefined,
  { ledger, reading }: PointTools,
): readonly [PointSource, PointSource] {
  if (since === undefined) {
    throw new LeadferryError('USAGE', 'Expected two points to compare, found none.', { next });
  }
  const span = parseSpan({ since, until }, systemClock, spanFlags);
  const history = ledger === null ? null : historyOf(ledger);
  if (span === null || ledger === null || history === null) {
    throw new LeadferryError(
      'HISTORY_MISSING',
      'The ledger of this server and partner holds no copies of leads yet.',
    );
  }
  const to = span.to ?? new Date(systemClock.now()).toISOString();
  if (to <= history.begin) {
    throw new LeadferryError(
      'HISTORY_MISSING',
      `The ledger holds copies of leads from ${history.begin} on, and ${to} is before that.`,
    );
  }
  const from = span.from < history.begin ? history.begin : span.from;
  const { signal } = reading;
  const start = ledgerPoint(ledger, { kind: 'ledger', name: `since ${since}`, asOf: from }, signal);
  const name = until === undefined ? 'now' : `until ${until}`;
  const end = ledgerPoint(ledger, { kind: 'ledger', name, asOf: to }, signal);
  if (from === span.from) return [start, end];
  const begun = `The ledger holds copies of leads only from ${from} on, so that the report begins there and not at ${span.from}.`;
  return [{ ...start, cautions: () => [begun, ...start.cautions()] }, end];
}

/** Where the history begins: at the end of the first reading of many leads, before which it has only some of them. */
function historyOf(ledger: Ledger): { readonly begin: string } | null {
  const begin = ledger.readings().at(-1)?.endedAt ?? ledger.firstCopyAt();
  return begin === null ? null : { begin };
}

function ledgerPoint(
  ledger: Ledger,
  point: { readonly kind: 'run' | 'ledger'; readonly name: string; readonly asOf: string },
  signal: AbortSignal | undefined,
): PointSource {
  const { asOf, name } = point;
  const lastReading = ledger.readings().find(({ endedAt }) => endedAt <= asOf)?.endedAt ?? null;
  return {
    point: { ...point, lastReading },
    leads: leadsAsOf(keptLeads(ledger, asOf, signal)),
    cautions: () => {
      const erased = ledger.erasedCopiesAsOf(asOf);
      return erased === 0
        ? []
        : [
            `Not among the leads of the point "${name}": ${erased}, whose copies were erased from the ledger (by age or by forget).`,
          ];
    },
  };
}

async function* leadsAsOf(copies: AsyncIterable<LeadCopy>): AsyncGenerator<RemoteLead> {
  for await (const { lead, goneSince } of copies) if (goneSince === null) yield lead;
}
