import { leadSections } from './changes-lead-sections.js';
import type { ChangesFigures, ChangesPoint } from './changes-report.js';
import type { ChangesFacts } from './changes-report-json.js';
import { stageSection } from './changes-stage-matrix.js';
import { changesTiles } from './changes-tiles.js';
import { waterfallSection } from './changes-waterfall-section.js';
import type { ReportDocument } from './document.js';
import { counted, grouped, shownDay, shownInstant } from './document-number.js';

/** The changes report as a value to be written as a page, Markdown or a workbook. Sections without leads are left out, but for won and lost. */
export function changesDocument(figures: ChangesFigures, facts: ChangesFacts): ReportDocument {
  const { from, to, leads } = figures;
  return {
    kind: 'Pipeline changes',
    title: titleOf(from, to),
    facts: [
      ...(facts.origin === null ? [] : [['Source', facts.origin] as const]),
      ['From', pointText(from)],
      ['To', pointText(to)],
      ['Leads', leadsText(leads)],
    ],
    tiles: changesTiles(figures),
    cautions: facts.cautions,
    sections: [
      waterfallSection(figures),
      ...leadSections(figures, 'before-stages'),
      ...stageSection(figures),
      ...leadSections(figures, 'after-stages'),
    ],
    footer:
      'Pipeline: leads in an open stage (-6 to -1). A lead is the same by its 3DS id, else by its partner lead id. Its amount is the sum of its offer lines. Amounts of different currencies are never added up.',
  };
}

function titleOf(from: ChangesPoint, to: ChangesPoint): string {
  const [start, end] = [from.asOf, to.asOf];
  if (start === null || end === null) return `What changed from ${from.name} to ${to.name}`;
  const [first, last] = [shownDay(start), shownDay(dayBefore(end))];
  return first === last
    ? `What changed from ${shownInstant(start)} to ${shownInstant(end)}`
    : `What changed from ${first} to ${last}`;
}

/** A point at midnight is the end of the day before. */
function dayBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}

function pointText(point: ChangesPoint): string {
  const { kind, name, asOf, lastReading } = point;
  if (asOf === null) return name;
  const shown = kind === 'run' ? `end of run ${name}, ${shownInstant(asOf)}` : shownInstant(asOf);
  return lastReading === null ? shown : `${shown} (last export before it: ${shownInstant(lastReading)})`;
}

function leadsText({ before, after, kept, unchanged }: ChangesFigures['leads']): string {
  const [first, second] = [counted(before, 'lead'), grouped(String(after))];
  return `${first} before, ${second} after; ${grouped(String(kept))} at both, of which ${grouped(String(unchanged))} without a change`;
}
