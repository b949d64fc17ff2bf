import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resume, type SandboxOptions, type UploadReport, upload } from '../../src/index.js';
import { partnerId, useSandboxes } from '../support/sandbox-server.js';
import { useTempFolders } from '../support/temp-folder.js';

const tempFolder = useTempFolders();
const sandboxes = useSandboxes();

type FaultAction = NonNullable<ReturnType<NonNullable<SandboxOptions['onRequest']>>>;

const leads = 6;
const header =
  'Partner lead id,Lead name,Stage,Close date,Currency,Customer name,Customer city,Customer country,Offer id,Offer amount';
const line = (index: number) =>
  `F-${index},Pump line ${index},QUALIFIED,2027-03-31,EUR,Bergmann Anlagenbau GmbH,Stockach,Germany,CLASS00002_ONPR_PRTF077_SOL001277,4800.00`;

const faults: readonly (readonly [string, FaultAction])[] = [
  ['the connection is reset before the server saved', { kind: 'reset', when: 'before-saving' }],
  ['the connection is reset after the server saved', { kind: 'reset', when: 'after-saving' }],
  ['the server hangs before it saved', { kind: 'hang', when: 'before-saving' }],
  ['the server hangs after it saved', { kind: 'hang', when: 'after-saving' }],
  ['a 500 comes before saving', { kind: 'answer', status: 500, body: {} }],
  ['a 502 comes after saving', { kind: 'answer', status: 502, body: {}, when: 'after-saving' }],
  ['a 504 comes after saving', { kind: 'answer', status: 504, body: '', when: 'after-saving' }],
  ['a 503 asks to wait', { kind: 'answer', status: 503, headers: { 'retry-after': '0' } }],
  ['a 429 asks to wait', { kind: 'answer', status: 429, headers: { 'retry-after': '0' } }],
  [
    'a page of HTML comes with 200 after saving',
    { kind: 'answer', status: 200, body: '<html></html>', contentType: 'text/html', when: 'after-saving' },
  ],
  ['an empty 201 comes after saving', { kind: 'answer', status: 201, body: '', when: 'after-saving' }],
  [
    'a 201 without ids comes after saving',
    { kind: 'answer', status: 201, body: { info: {} }, when: 'after-saving' },
  ],
  [
    'a redirect comes before saving',
    { kind: 'answer', status: 307, headers: { location: 'http://127.0.0.1:9/elsewhere' }, body: '' },
  ],
];

/** Which create meets the fault: the first, one in the middle, the last. */
const places = [1, 3, leads];

describe.each(faults)('when %s', (_title, fault) => {
  it.each(places)(
    'at create %i, every lead is on the server once in the end and reported so',
    async (place) => {
      let creates = 0;
      const sandbox = await sandboxes({
        allowDuplicates: true,
        onRequest: ({ operationId }) => {
          if (operationId?.startsWith('createLead') !== true) return undefined;
          creates += 1;
          return creates === place ? fault : undefined;
        },
      });
      const folder = await tempFolder();
      const file = join(folder, 'leads.csv');
      await writeFile(
        file,
        [header, ...Array.from({ length: leads }, (_, index) => line(index + 1))].join('\n'),
      );
      const options = {
        baseUrl: sandbox.url,
        apiKey: 'test-key',
        partnerId,
        stateDir: join(folder, 'state'),
        rps: 500,
        timeout: 0.25,
        settle: 0.2,
      };
      const first = await upload(file, { ...options, out: join(folder, 'out') });
      expectTruth(
        first,
        sandbox.leads().map((lead) => lead.leadOpportunity.partnerLeadOpportunityId),
      );

      const last = first.resumable ? await resume(options) : first;
      const held = sandbox.leads().map((lead) => lead.leadOpportunity.partnerLeadOpportunityId);
      expectTruth(last, held);
      expect(last.counts).toEqual({ done: leads, failed: 0, unknown: 0, unsent: 0 });
      expect(held).toHaveLength(leads);
    },
  );
});

/** Nothing is reported done that the server does not hold, nothing is held twice, and the counts add up. */
function expectTruth({ counts, leads: reported }: UploadReport, held: readonly string[]): void {
  expect(new Set(held).size).toBe(held.length);
  expect(counts.done + counts.failed + counts.unknown + counts.unsent).toBe(leads);
  for (const { status, partnerLeadOpportunityId } of reported) {
    if (status === 'done') expect(held).toContain(partnerLeadOpportunityId);
    if (status === 'unsent') expect(held).not.toContain(partnerLeadOpportunityId);
  }
}
