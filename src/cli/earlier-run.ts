import { type CommandContext, jobOptions } from './command.js';
import { connectionGroups, type FlagGroup, planFlags, stopFlags } from './flags.js';
import { connectionOptions, readBackOption, stopOptions } from './job-flags.js';
import { planHint } from './present-report.js';

/** What a command takes that makes a new run of an earlier one. */
export const earlierRun = { run: 'The run, as `leadferry runs` lists it' } as const;

/** The flags of such a command; its own stand under `title`. */
export function earlierRunGroups(title: string): readonly FlagGroup[] {
  const out = { kind: 'text', describe: 'Folder for the results (default: ./leadferry-RUN)' } as const;
  return [{ title, flags: { 'read-back': planFlags['read-back'], ...stopFlags, out } }, ...connectionGroups];
}

/** These flags as options. */
export function earlierRunOptions(context: CommandContext) {
  const { flags, output, confirm } = context;
  return {
    ...connectionOptions(flags),
    ...jobOptions(context),
    ...readBackOption(flags),
    ...stopOptions(flags),
    out: flags.text('out'),
    confirm,
    onNote: output.hint,
    onPlan: planHint(context),
  };
}
