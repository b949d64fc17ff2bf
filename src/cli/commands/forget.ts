import type { ForgetResult } from '../../index.js';
import { type Command, jobOptions } from '../command.js';
import { allWell } from '../exit-code.js';
import { localServerGroup } from '../flags.js';
import { connectionOptions } from '../job-flags.js';
import { printable } from '../printable.js';
import { counted } from '../wording.js';

const mostNamed = 20;

export const forgetCommand: Command = {
  usage: 'forget',
  summary: 'Erase personal data from the ledger on this computer',
  example: 'npx leadferry forget --older-than 90d --dry-run',
  details:
    'Erases what the ledger keeps of leads: what was sent, what 3DS held before, the rows of sheets, for all servers and partners of the state folder. Ids, hashes and outcomes stay, so that no lead is made twice. A run whose values are gone can no longer be resumed from the ledger or undone. 3DS and files elsewhere are not changed; the answer lists them.',
  positionals: {},
  groups: [
    {
      title: 'What (one of them):',
      flags: {
        lead: { kind: 'text', describe: 'One lead, by its partner lead id or its 3DS id' },
        email: { kind: 'text', describe: 'Every lead and row that names this e-mail address' },
        'older-than': { kind: 'text', describe: 'Everything from before so many days, such as 90d' },
      },
    },
    {
      title: 'Forget:',
      flags: { 'dry-run': { kind: 'switch', describe: 'Say what would be erased; nothing is' } },
    },
    localServerGroup,
  ],
  run: async (context) => {
    const { api, flags, output } = context;
    const result = await api.forget({
      ...connectionOptions(flags),
      ...jobOptions(context),
      lead: flags.text('lead'),
      email: flags.text('email'),
      olderThan: flags.text('older-than'),
      dryRun: flags.on('dry-run'),
    });
    output.answer(result, () => forgetText(result));
    if (!result.overwritten) output.hint(notYetCut);
    return allWell;
  },
};

const notYetCut =
  'Another process has the ledger open, so that old pages may still be in its log. Run the same command again when that has ended.';

function forgetText({ dryRun, erased, leads, runs, unfinished, outOfReach }: ForgetResult): string {
  const what = `${counted(erased.leads, 'lead')} of ${counted(runs.length, 'run')}, ${counted(erased.rows, 'row')} of sheets, ${erased.lastSent} last-sent copies, ${erased.copies} copies of what 3DS held`;
  const named = leads.slice(0, mostNamed).map(printable).join(', ');
  const more = leads.length > mostNamed ? ', …' : '';
  return [
    `${dryRun ? 'Would be erased' : 'Erased'} from the ledger: ${what}`,
    ...(leads.length === 0 ? [] : [`Leads: ${named}${more}`]),
    ...(unfinished.length === 0
      ? []
      : [
          `Not at their end: ${unfinished.join(', ')}; they go on only with the sheet (resume RUN --file FILE)`,
        ]),
    '',
    'Out of reach, and unchanged:',
    ...outOfReach.map((place) => `  ${printable(place)}`),
  ].join('\n');
}
