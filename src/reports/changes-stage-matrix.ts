import { leadTable } from './changes-lead-tables.js';
import { type ChangesFigures, compareStages, type StageMove } from './changes-report.js';
import { stageName } from './changes-stage-name.js';
import { countCell, type ReportSection, type TableBlock } from './document.js';
import { counted } from './document-number.js';

/** Which stages leads went to, and the leads that are open still; nothing where none moved. */
export function stageSection({ moves, changes }: ChangesFigures): readonly ReportSection[] {
  if (moves.length === 0) return [];
  const open = changes.moved.filter(
    ({ before, after }) => before?.phase === 'open' && after?.phase === 'open',
  );
  return [
    {
      id: 'stages',
      title: 'Moved stage',
      sheet: 'Stages',
      note: `${counted(changes.moved.length, 'lead')} in another stage than before. Each row is a stage that leads left, each column one that they came to.`,
      blocks: [
        matrix(moves),
        leadTable({ kind: 'moved', title: 'Leads that moved and are still open', pairs: open }),
      ],
    },
  ];
}

function matrix(moves: readonly StageMove[]): TableBlock {
  const stagesOf = (end: 'from' | 'to') =>
    [...new Set(moves.map((move) => move[end]))].toSorted(compareStages);
  const targets = stagesOf('to');
  const leadsOf = (holds: (move: StageMove) => boolean) =>
    moves.filter(holds).reduce((sum, { leads }) => sum + leads, 0);
  const cell = (leads: number) => (leads === 0 ? null : countCell(leads));
  return {
    kind: 'table',
    title: 'From stage to stage',
    columns: [
      { header: 'From', holds: 'text' },
      ...targets.map((to) => ({ header: stageName(to), holds: 'count' as const })),
      { header: 'All', holds: 'count' },
    ],
    rows: stagesOf('from').map((from) => [
      stageName(from),
      ...targets.map((to) => cell(leadsOf((move) => move.from === from && move.to === to))),
      cell(leadsOf((move) => move.from === from)),
    ]),
    total: [
      'All',
      ...targets.map((to) => cell(leadsOf((move) => move.to === to))),
      cell(leadsOf(() => true)),
    ],
  };
}
