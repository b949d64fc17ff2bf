import type { Command, CommandFamily } from './command.js';
import { claimCommand } from './commands/claim.js';
import { compareCommand } from './commands/compare.js';
import { doctorCommand } from './commands/doctor.js';
import { explainCommand } from './commands/explain.js';
import { exportLeadsCommand } from './commands/export-leads.js';
import { exportPortfolioCommand } from './commands/export-portfolio.js';
import { forgetCommand } from './commands/forget.js';
import { inspectCommand } from './commands/inspect.js';
import { mapCommand } from './commands/map.js';
import { planCommand } from './commands/plan.js';
import { refsAddCommand, refsListCommand, refsRemoveCommand } from './commands/refs.js';
import { reportChangesCommand } from './commands/report-changes.js';
import { reportPipelineCommand } from './commands/report-pipeline.js';
import { resumeCommand } from './commands/resume.js';
import { retryCommand } from './commands/retry.js';
import { runsCommand } from './commands/runs.js';
import { sandboxCommand } from './commands/sandbox.js';
import { templateCommand } from './commands/template.js';
import { undoCommand } from './commands/undo.js';
import { uploadCommand } from './commands/upload.js';
import { validateCommand } from './commands/validate.js';

const exportFamily: CommandFamily = {
  word: 'export',
  summary: 'Bring leads or the product catalogue back as a sheet',
  example: exportLeadsCommand.example,
  members: [exportLeadsCommand, exportPortfolioCommand],
};

const reportFamily: CommandFamily = {
  word: 'report',
  summary: 'Total what 3DS holds, and show what changed',
  example: reportPipelineCommand.example,
  members: [reportPipelineCommand, reportChangesCommand],
};

const refsFamily: CommandFamily = {
  word: 'refs',
  summary: 'Keep the lists of offers and competitors that 3DS mails',
  example: refsAddCommand.example,
  members: [refsAddCommand, refsListCommand, refsRemoveCommand],
};

/** Every verb, in the order in which the help lists them. */
export const verbs: readonly (Command | CommandFamily)[] = [
  inspectCommand,
  mapCommand,
  validateCommand,
  planCommand,
  uploadCommand,
  resumeCommand,
  retryCommand,
  runsCommand,
  undoCommand,
  exportFamily,
  claimCommand,
  compareCommand,
  reportFamily,
  templateCommand,
  refsFamily,
  forgetCommand,
  explainCommand,
  doctorCommand,
  sandboxCommand,
];

export function isFamily(verb: Command | CommandFamily): verb is CommandFamily {
  return 'members' in verb;
}

/** Every command, with those of the families. */
export const commands: readonly Command[] = verbs.flatMap((verb) => (isFamily(verb) ? verb.members : [verb]));
