import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { leadferry } from '../support/leadferry-command.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

const answer = z.object({
  run: z.string().nullable(),
  counts: z.object({ done: z.number(), failed: z.number(), unknown: z.number(), unsent: z.number() }),
  leads: z.array(
    z.object({
      partnerLeadOpportunityId: z.string(),
      status: z.string(),
      action: z.string().nullable(),
      code: z.string().nullable(),
      message: z.string().nullable(),
    }),
  ),
  created: z
    .array(z.object({ partnerLeadOpportunityId: z.string(), dsLeadOpportunityId: z.string() }))
    .optional(),
  files: z.array(z.string()),
});

const header =
  'Partner lead id,Lead name,Stage,Close date,Next milestone,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount';
const line = (id: string, name: string, more: { date?: string; amount?: string; text?: string } = {}) =>
  `${id},${name},QUALIFIED,${more.date ?? '2027-03-31'},${more.text ?? ''},EUR,Bergmann Anlagenbau GmbH,Stockach,Germany,CLASS00002_ONPR_PRTF077_SOL001277,${more.amount ?? '4800.00'}`;

async function workplace() {
  const sandbox = await sandboxes({ allowDuplicates: true, echo: true });
  const cwd = await tempFolder();
  const options = { cwd, env: sandboxVariables(sandbox) };
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await leadferry([...args, '--rps', '300', '--json'], options);
    const parsed = answer.safeParse(JSON.parse(stdout));
    if (!parsed.success) throw new Error(stdout + stderr);
    return { code, ...parsed.data };
  };
  const upload = async (name: string, lines: readonly string[]) => {
    await writeFile(join(cwd, name), [header, ...lines].join('\n'));
    const uploaded = await run('upload', name, '--out', `out-${name}`);
    expect(uploaded.counts.failed + uploaded.counts.unknown + uploaded.counts.unsent).toBe(0);
    return uploaded.run ?? '';
  };
  const held = (id: string) => {
    const lead = sandbox.leads().find((one) => one.leadOpportunity.partnerLeadOpportunityId === id);
    const { name, closeDate, nextMilestone } = lead?.leadOpportunity ?? {};
    return {
      name,
      day: String(closeDate).slice(0, 10),
      nextMilestone,
      amounts: lead?.offerLines.map(({ amount }) => amount),
    };
  };
  return { sandbox, cwd, options, run, upload, held };
}

it('undo puts back what a run changed where it is still there, keeps what was changed since, and lists what was created', async () => {
  const { cwd, run, upload, held, sandbox } = await workplace();
  await upload('first.csv', [line('A-1', 'One'), line('A-2', 'Two'), line('A-3', 'Three')]);
  const before = { one: held('A-1'), three: held('A-3') };
  const changed = await upload('second.csv', [
    line('A-1', 'One changed', { amount: '9999.00', text: 'new text' }),
    line('A-2', 'Two changed', { date: '2027-06-30' }),
    line('A-3', 'Three'),
    line('B-1', 'Made by the second run'),
  ]);
  expect(held('A-1')).toMatchObject({ name: 'One changed', nextMilestone: 'new text', amounts: [9999] });
  await upload('third.csv', [line('A-2', 'Two changed again', { date: '2027-06-30' })]);

  const undone = await run('undo', changed, '--out', 'undone');
  expect(undone.counts).toEqual({ done: 2, failed: 0, unknown: 0, unsent: 0 });
  const { nextMilestone: _, ...one } = held('A-1');
  const { nextMilestone: __, ...wasOne } = before.one;
  expect(one).toEqual(wasOne);
  expect(held('A-1').nextMilestone ?? '').toBe('');
  expect(held('A-2')).toMatchObject({ name: 'Two changed again', day: '2027-03-31' });
  expect(undone.leads).toMatchObject([
    { partnerLeadOpportunityId: 'A-1', status: 'done', action: 'update', code: null },
    {
      partnerLeadOpportunityId: 'A-2',
      status: 'done',
      code: 'UNDO_CONFLICT',
      message: 'updated. Left as 3DS holds it now: Lead name.',
    },
  ]);
  expect(held('A-3')).toEqual(before.three);
  expect(undone.created).toMatchObject([{ partnerLeadOpportunityId: 'B-1' }]);
  expect(held('B-1').name).toBe('Made by the second run');
  expect(await readFile(join(cwd, 'undone', 'created.csv'), 'utf8')).toContain('B-1,');

  await run('undo', undone.run ?? '', '--out', 'redone');
  expect(held('A-1')).toMatchObject({ name: 'One changed', nextMilestone: 'new text' });
  expect(held('A-2')).toMatchObject({ name: 'Two changed again', day: '2027-06-30' });
  expect(sandbox.leads()).toHaveLength(4);
});

it('undo says of values that cannot be emptied that they stay, and ends with 5', async () => {
  const { cwd, run, held, upload, options } = await workplace();
  await upload('first.csv', [line('A-1', 'One')]);
  await writeFile(
    join(cwd, 'more.csv'),
    'Partner lead id,Lead name,Contact email,Contact first name,Contact last name\nA-1,One,ann@example.com,Ann,Example\n',
  );
  const more = await run('upload', 'more.csv');
  expect(more.counts.done).toBe(1);
  const undone = await run('undo', more.run ?? '');
  expect(undone.code).toBe(5);
  expect(undone.leads).toMatchObject([
    {
      status: 'unsent',
      code: 'UNDO_IMPOSSIBLE',
      message: 'Left as 3DS holds it now: the customer contacts.',
    },
  ]);
  expect(held('A-1').name).toBe('One');
  await leadferry(['forget', '--lead', 'A-1'], options);
  const gone = await leadferry(['undo', more.run ?? ''], options);
  expect({ code: gone.code, stderr: gone.stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('(DATA_ERASED)'),
  });
});
