import type { UndoReport } from '../../index.js';
import type { Command } from '../command.js';
import { earlierRun, earlierRunGroups, earlierRunOptions } from '../earlier-run.js';
import { presentReport } from '../present-report.js';
import { counted } from '../wording.js';

const mostNamed = 5;

export const undoCommand: Command = {
  usage: 'undo <run>',
  summary: 'Put back what a run changed at 3DS',
  example: 'LEADFERRY_API_KEY=demo npx leadferry undo 20261121-184502-3f9a1c2b --env sandbox',
  details:
    'Puts back the values that the leads had before a run updated them, wherever 3DS still holds what the run sent; what was changed since is left alone and listed. Leads that the run created are listed in created.csv, because the API cannot delete: close them in MySalesPipeline. Ids that were claimed stay. The undo is a run of its own: it can be resumed and undone.',
  positionals: earlierRun,
  groups: earlierRunGroups('Undo:'),
  run: async (context) => {
    const { api, flags, output } = context;
    const report = await api.undo(flags.required('run'), earlierRunOptions(context));
    const exitCode = presentReport(context, report);
    const created = createdText(report);
    if (created !== null) output.hint(created);
    return exitCode;
  },
};

function createdText({ created }: UndoReport): string | null {
  if (created.length === 0) return null;
  const named = created.slice(0, mostNamed).map((lead) => lead.dsLeadOpportunityId);
  const more = created.length > mostNamed ? ', …' : '';
  return `The run created ${counted(created.length, 'lead')}, which the API cannot delete: ${named.join(', ')}${more}. Close them in MySalesPipeline; created.csv lists all of them.`;
}
