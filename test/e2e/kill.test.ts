import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Sandbox } from '../../src/index.js';
import { ended, leadferry, projectRoot, startLeadferry } from '../support/leadferry-command.js';
import { sandboxVariables, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();
const sheet = join(projectRoot, 'samples', 'leads.xlsx');
const leads = 60;

const answer = z.object({
  counts: z.object({ done: z.number(), failed: z.number(), unknown: z.number(), unsent: z.number() }),
  resumable: z.boolean(),
});

/** The moments of the kills: after so many creates have reached the server, and so many milliseconds more. A thousand are in test/soak. */
const moments = Array.from({ length: 8 }, (_, index) => ({
  creates: (index * 17) % 47,
  moreMs: (index * 37) % 23,
}));

describe('kill -9 in the middle of an upload, then resume to the end', () => {
  it.each(moments)(
    'after $creates creates and $moreMs ms leaves each lead on the server exactly once',
    async (moment) => {
      const sandbox = await sandboxes({ allowDuplicates: true, latencyMs: 8 });
      const cwd = await tempFolder();
      const options = { cwd, env: sandboxVariables(sandbox) };
      const flags = ['--rps', '150', '--settle', '0.3', '--json'];

      const upload = startLeadferry(['upload', sheet, ...flags], options);
      const uploaded = ended(upload);
      await reached(sandbox, moment.creates);
      await setTimeout(moment.moreMs);
      upload.kill('SIGKILL');
      expect((await uploaded).code).toBeNull();
      expect(sandbox.countCreates()).toBeLessThan(leads);

      const resumed = await leadferry(['resume', ...flags], options);
      const { counts, resumable } = answer.parse(JSON.parse(resumed.stdout));
      expect(resumed.code).toBe(0);
      expect(counts.done + counts.failed + counts.unknown + counts.unsent).toBe(leads);
      expect({ counts, resumable }).toEqual({
        counts: { done: leads, failed: 0, unknown: 0, unsent: 0 },
        resumable: false,
      });

      const ids = sandbox.leads().map((lead) => lead.leadOpportunity.partnerLeadOpportunityId);
      expect(ids).toHaveLength(leads);
      expect(new Set(ids).size).toBe(leads);
    },
    60_000,
  );
});

/** Waits until so many creates have been saved; the upload has at least planned by then. */
async function reached(sandbox: Sandbox, creates: number): Promise<void> {
  while (sandbox.countCreates() < creates || sandbox.requests.length === 0) await setTimeout(1);
}
