/** One edit of a source file: `find` stands in it exactly once. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly replacement: string;
}

/** Something that keeps leads from being lost, doubled or spoilt, and the edit that takes it away. */
export interface Safeguard {
  readonly name: string;
  /** What could happen without it. */
  readonly prevents: string;
  /** The mutation in words. */
  readonly mutation: string;
  readonly edits: readonly Edit[];
  /** Test files of which at least one test must turn red. */
  readonly tests: readonly string[];
  /** True where the tests start the real command, which has to be built anew. */
  readonly isBuilt?: boolean;
}

const sendLead = 'src/upload/send-lead.ts';
const settleRun = 'src/upload/settle-run.ts';
const proofs = 'src/api/proofs.ts';
const operation = 'src/api/operation.ts';
const policy = 'src/api/response-policy.ts';
const runLock = 'src/ledger/run-lock.ts';

const uploadTests = ['test/unit/upload/run-upload.test.ts'];
const clientTests = ['test/unit/api/lead-api-client.test.ts'];
const callerTests = ['test/unit/api/caller.test.ts'];
const lockTests = ['test/unit/ledger/run-lock.test.ts'];
const planTests = ['test/e2e/plan-and-apply.test.ts'];
const exportTests = ['test/unit/jobs/export-leads.test.ts'];
const watermarkTests = ['test/unit/export/watermark.test.ts'];
const watermark = 'src/export/watermark.ts';
const twoProcesses = ['test/e2e/going-on.test.ts'];

/** The safeguards of uploads and exports, each with what removes it. `npm run safeguards` shows that the suite notices each. */
export const safeguards: readonly Safeguard[] = [
  {
    name: 'intent before the request',
    prevents: 'a lead is sent twice after a crash',
    mutation: 'the request goes out first, the intent is written after it',
    edits: [
      {
        file: sendLead,
        find: '  await deps.ledger.intend(record.run, lead.seq, request.parts);\n  if (stop.reason() !== null) {\n    await deps.ledger.withdraw(record.run, lead.seq);\n    return notSent;\n  }\n  const answered = await deliver(session, lead, request);\n',
        replacement:
          '  const answered = await deliver(session, lead, request);\n  await deps.ledger.intend(record.run, lead.seq, request.parts);\n',
      },
    ],
    tests: ['test/unit/upload/crash.test.ts'],
  },
  {
    name: 'the request waits for the commit of its intent',
    prevents:
      'a power cut forgets that a request went out, since its intent was still waiting for the others of its group',
    mutation: 'the request goes out while its intent waits to be committed',
    edits: [
      {
        file: sendLead,
        find: '  await deps.ledger.intend(record.run, lead.seq, request.parts);\n',
        replacement: '  const intended = deps.ledger.intend(record.run, lead.seq, request.parts);\n',
      },
      {
        file: sendLead,
        find: "  const isClaim = record.mode === 'claim';\n",
        replacement: "  await intended;\n  const isClaim = record.mode === 'claim';\n",
      },
    ],
    tests: ['test/unit/upload/intent-first.test.ts'],
  },
  {
    name: 'a commit that fails is told to all of its group',
    prevents: 'requests go out whose intents are not on disk',
    mutation: 'those that wait for a commit are let go although it failed',
    edits: [
      {
        file: 'src/ledger/grouped-commits.ts',
        find: '      for (const { refuse } of members) refuse(thrown);\n',
        replacement: '      for (const { hold } of members) hold();\n',
      },
    ],
    tests: ['test/unit/ledger/grouped-commits.test.ts'],
  },
  {
    name: 'intent synced to disk',
    prevents: 'a power cut forgets that a request went out',
    mutation: 'commits are written to the log and not synced',
    edits: [
      {
        file: 'src/ledger/open-database.ts',
        find: "database.pragma('synchronous = FULL');",
        replacement: "database.pragma('synchronous = NORMAL');",
      },
    ],
    tests: ['test/unit/ledger/synced-commits.test.ts'],
  },
  {
    name: 'proof by body: create',
    prevents: 'a login page or an empty 2xx counts as a created lead',
    mutation: 'any JSON of a 2xx answer proves a create',
    edits: [
      {
        file: operation,
        find: 'prove: (body) => provenCreate(body, lead.partnerLeadOpportunityId),',
        replacement: 'prove: () => ({ dsLeadOpportunityId: lead.partnerLeadOpportunityId, traceId: null }),',
      },
    ],
    tests: clientTests,
  },
  {
    name: 'proof by body: update',
    prevents: 'an update that 3DS did not make counts as done',
    mutation: 'any JSON of a 2xx answer proves an update',
    edits: [
      {
        file: operation,
        find: 'prove: (body) => provenUpdate(body, id),',
        replacement: 'prove: () => ({ dsLeadOpportunityId: id, traceId: null }),',
      },
    ],
    tests: clientTests,
  },
  {
    name: 'proof by the id that was sent: create',
    prevents: 'the answer to another lead proves this one',
    mutation: 'the partner lead id of the answer is not compared',
    edits: [
      {
        file: proofs,
        find: '  if (saved.partnerLeadOpportunityId !== partnerLeadOpportunityId) return null;\n',
        replacement: '',
      },
    ],
    tests: clientTests,
  },
  {
    name: 'proof by the id that was sent: update',
    prevents: 'the answer to another lead proves this one',
    mutation: 'any 3DS id in the answer will do',
    edits: [
      {
        file: proofs,
        find: 'info.success === true : answeredId === dsLeadOpportunityId;',
        replacement: 'info.success === true : true;',
      },
    ],
    tests: clientTests,
  },
  {
    name: 'lost writes are not repeated blindly',
    prevents: 'a create that was saved and not answered is sent again',
    mutation: 'a lost create is asked again like a reading call',
    edits: [
      {
        file: policy,
        find: "const askAgain = {\n  create: 'unknown',",
        replacement: "const askAgain = {\n  create: 'retry',",
      },
    ],
    tests: [...callerTests, ...clientTests],
  },
  {
    name: 'look-up before re-send',
    prevents: 'a create whose answer was lost is sent again although 3DS has it',
    mutation: 'an unknown outcome goes straight back to planned',
    edits: [
      {
        file: sendLead,
        find: "state: stateAfter('intent', 'lost') };",
        replacement: "state: stateAfter('intent', 'withdrawn') };",
      },
    ],
    tests: uploadTests,
  },
  {
    name: 'look-up after 503',
    prevents: 'a create that was saved and answered 503 is sent again although 3DS has it',
    mutation: 'a create that was answered 503 is sent again after the wait',
    edits: [
      {
        file: policy,
        find: "unavailable: { ...everywhere('wait'), create: 'pause' },",
        replacement: "unavailable: everywhere('wait'),",
      },
    ],
    tests: clientTests,
  },
  {
    name: 'proof by reading back: create',
    prevents: 'the 3DS id of another lead is kept as that of the new one',
    mutation: 'what the GET of the answered id shows is not compared with what was sent',
    edits: [
      {
        file: sendLead,
        find: 'isCreate && isOtherLead(shown, lead)',
        replacement: 'isCreate && isOtherLead(null, lead)',
      },
    ],
    tests: ['test/unit/upload/read-back.test.ts'],
  },
  {
    name: 'leads that cannot be read are not sent',
    prevents: 'a lead that 3DS has and does not show is overwritten or created a second time',
    mutation: 'every lead that waits is sent, also one about which nothing could be decided',
    edits: [
      {
        file: 'src/upload/send-run.ts',
        find: '    if (!isToSend(lead)) continue;\n',
        replacement: '',
      },
    ],
    tests: ['test/unit/upload/undecided.test.ts'],
  },
  {
    name: 'a second look before an update',
    prevents: 'what somebody changed at 3DS since the plan is overwritten',
    mutation: 'any look counts as fresh, however old it is',
    edits: [
      {
        file: 'src/upload/look-again.ts',
        find: 'return ageMs <= oldestMs;',
        replacement: 'return ageMs > Number.NEGATIVE_INFINITY;',
      },
    ],
    tests: ['test/unit/upload/look-again.test.ts'],
  },
  {
    name: 'look-up of what is open',
    prevents: 'leads are called absent without having been looked for',
    mutation: 'open creates are not searched',
    edits: [
      {
        file: settleRun,
        find: 'const creates = batch.filter((lead) => !isUpdate(lead));',
        replacement: 'const creates: RunLead[] = [];',
      },
    ],
    tests: uploadTests,
  },
  {
    name: 'open requests are settled first',
    prevents: 'what a dead process left open is passed over by `resume`',
    mutation: 'a pass begins with planning',
    edits: [
      {
        file: 'src/upload/run-upload.ts',
        find: '    await settleRun(session, { mayResend: true });\n',
        replacement: '',
      },
    ],
    tests: ['test/unit/upload/crash.test.ts'],
  },
  {
    name: 'settling time',
    prevents: 'a lead that 3DS saves or shows late is sent again',
    mutation: 'the first look-up that finds nothing counts as proof',
    edits: [{ file: settleRun, find: 'isDue: startedMs >= this.#dueMs(lead),', replacement: 'isDue: true,' }],
    tests: uploadTests,
  },
  {
    name: 'look-up after ERR801',
    prevents: 'a lead that 3DS has is reported as failed',
    mutation: 'ERR801 refuses the lead for good',
    edits: [
      {
        file: sendLead,
        find: "state: stateAfter('intent', 'exists'), code: existsCode };",
        replacement: "state: stateAfter('intent', 'refused'), code: existsCode };",
      },
    ],
    tests: uploadTests,
  },
  {
    name: 'pause after 429 and 503',
    prevents: 'a busy server is asked again at once by the whole pool',
    mutation: 'the wait that was asked for is computed and not kept',
    edits: [{ file: 'src/api/caller.ts', find: '    rateLimit.pause(untilMs);\n', replacement: '' }],
    tests: [...callerTests, ...clientTests],
  },
  {
    name: 'redirects are not followed',
    prevents: 'leads and the key go to another host',
    mutation: 'the request is repeated where a redirect points to',
    edits: [
      {
        file: 'src/api/transport.ts',
        find: 'answer.finished().then(settle,',
        replacement:
          "Promise.resolve(answer.head && answer.head.status >= 300 && answer.head.status < 400 ? fetch(String(answer.head.headers['location']), { method: request.method, body: request.body }).catch(() => null) : null).then(() => answer.finished()).then(settle,",
      },
    ],
    tests: clientTests,
  },
  {
    name: 'rate window',
    prevents: 'more requests a second than 3DS allows',
    mutation: 'one request more than allowed fits into the window',
    edits: [
      {
        file: 'src/api/rate-window.ts',
        find: 'const free = Math.max(0, window.capacity - taken);',
        replacement: 'const free = Math.max(0, window.capacity + 1 - taken);',
      },
    ],
    tests: ['test/unit/api/rate-limit.test.ts', 'test/unit/api/rate-shared.test.ts'],
  },
  {
    name: 'run lock',
    prevents: 'two processes work on one run',
    mutation: 'a run that a living process holds is handed out again',
    edits: [{ file: runLock, find: '    if (holder !== null) throw inUse(run, holder);\n', replacement: '' }],
    tests: lockTests,
  },
  {
    name: 'lock of shared leads',
    prevents: 'two runs send one lead at the same time',
    mutation: 'another run with the same leads is not looked for',
    edits: [
      {
        file: runLock,
        find: '    if (other !== undefined) throw inUse(other.run, holderText(other), other);\n',
        replacement: '',
      },
    ],
    tests: lockTests,
  },
  {
    name: 'uploads take the lock',
    prevents: 'two processes on one file both send it',
    mutation: 'a run is carried out without being claimed',
    edits: [{ file: 'src/jobs/carry-out-run.ts', find: '    ledger.claimRun(run);\n', replacement: '' }],
    tests: twoProcesses,
    isBuilt: true,
  },
  {
    name: 'one open intent for each lead',
    prevents: 'two runs have a request for one lead under way',
    mutation: 'the index of open intents is not unique',
    edits: [
      {
        file: 'src/ledger/split-leads.ts',
        find: 'CREATE UNIQUE INDEX one_open_intent',
        replacement: 'CREATE INDEX one_open_intent',
      },
    ],
    tests: ['test/unit/ledger/run-leads.test.ts'],
  },
  {
    name: 'runs with open requests come first',
    prevents: 'a new run plans leads whose outcome another run has not settled',
    mutation: 'open requests of other runs are not looked for at the start',
    edits: [
      {
        file: 'src/upload/run-upload.ts',
        find: '    if (other !== null) throw leadsInUse(other);\n',
        replacement: '',
      },
    ],
    tests: uploadTests,
  },
  {
    name: 'conflicts are withheld',
    prevents: 'what somebody changed at 3DS since is overwritten',
    mutation: 'a lead that was changed on both sides is updated',
    edits: [
      {
        file: 'src/upload/compared-plan.ts',
        find: 'if (conflicts.length > 0) {',
        replacement: 'if (conflicts.length > 1_000) {',
      },
    ],
    tests: planTests,
    isBuilt: true,
  },
  {
    name: 'a plan file is applied to what it saw',
    prevents: 'a reviewed plan overwrites what changed after the review',
    mutation: 'the lead is not compared with what the plan saw',
    edits: [
      {
        file: 'src/upload/applied-plan.ts',
        find: 'if (before !== null && isAsSeen(before, remote, deps))',
        replacement: 'if (before !== null)',
      },
    ],
    tests: planTests,
    isBuilt: true,
  },
  {
    name: 'undo keeps what was changed since',
    prevents: 'undoing a run undoes the work of others',
    mutation: 'the value at 3DS is not compared with what the run sent',
    edits: [
      {
        file: 'src/upload/undo-lead.ts',
        find: "if (!sameValue(field, current, sent[field.name])) tally.keep(put, 'UNDO_CONFLICT');\n    else if (value",
        replacement: 'if (value',
      },
    ],
    tests: ['test/unit/upload/undo-lead.test.ts'],
  },
  {
    name: 'search windows overlap',
    prevents: 'a lead modified on the edge of two windows is in no export',
    mutation: 'a window begins where the one before ends',
    edits: [
      {
        file: 'src/export/windows.ts',
        find: 'const overlapMs = 5_000;',
        replacement: 'const overlapMs = 0;',
      },
    ],
    tests: ['test/unit/export/windows.test.ts'],
  },
  {
    name: 'an exported id counts once',
    prevents: 'a coverage sheet that does not add up, by leads that two windows find',
    mutation: 'an id counts in every window that finds it',
    edits: [
      {
        file: 'src/ledger/export-search.ts',
        find: 'ON CONFLICT (export_id, ds_lead_id) DO NOTHING`',
        replacement: 'ON CONFLICT (export_id, ds_lead_id) DO UPDATE SET window = excluded.window`',
      },
    ],
    tests: ['test/unit/ledger/export-store.test.ts', ...exportTests],
  },
  {
    name: 'export lock',
    prevents: 'two exports of the same leads drop what each other has read',
    mutation: 'each process has a lock of its own',
    edits: [
      {
        file: 'src/ledger/export-store.ts',
        find: '    name: lockName(context, criteria),\n',
        replacement: '    name: lockName(context, criteria) + String(Math.random()),\n',
      },
    ],
    tests: ['test/unit/ledger/export-store.test.ts'],
  },
  {
    name: 'the watermark waits for the file',
    prevents: 'leads that were read and never written are in no incremental export',
    mutation: 'a file that could not be written counts as written',
    edits: [
      {
        file: 'src/jobs/export-leads.ts',
        find: 'await writeExport({ ...plan, ...tools, write, kept, coverage: found });',
        replacement:
          'await writeExport({ ...plan, ...tools, write, kept, coverage: found }).catch(() => ({ files: [], split: [], written: 0 }));',
      },
    ],
    tests: exportTests,
  },
  {
    name: 'the watermark keeps a distance',
    prevents: 'a lead that 3DS lists late, or by another clock, is in no incremental export',
    mutation: 'the watermark is the moment of the last search',
    edits: [{ file: watermark, find: 'const marginMs = 3_600_000;', replacement: 'const marginMs = 0;' }],
    tests: watermarkTests,
  },
  {
    name: 'the watermark stays at what was not read',
    prevents: 'a lead that could not be read is left out of every export after that',
    mutation: 'windows with leads that were not read are passed over',
    edits: [
      {
        file: watermark,
        find: '[reached, unread?.from ?? reached].toSorted()[0]',
        replacement: '[reached, unread === undefined ? reached : reached].toSorted()[0]',
      },
    ],
    tests: watermarkTests,
  },
  {
    name: 'leads out of scope end nothing',
    prevents: 'one lead that 3DS took away keeps all others from being exported',
    mutation: 'ERROR_048 is an error of the server like any other',
    edits: [
      {
        file: 'src/api/condition.ts',
        find: "status === 500 && error.code === 'ERROR_048' ? 'out-of-scope' : 'server-error'",
        replacement: "error.code === 'ERROR_048' ? 'server-error' : 'server-error'",
      },
    ],
    tests: [...clientTests, ...exportTests],
  },
  {
    name: 'partner id check',
    prevents: 'the sheet of another partner is sent under the own name',
    mutation: 'any partner id in the sheet will do',
    edits: [
      {
        file: 'src/pipeline/checks/partner.ts',
        find: '    found === options.partnerId\n',
        replacement: '    found !== undefined\n',
      },
    ],
    tests: ['test/unit/pipeline/checks.test.ts'],
  },
  {
    name: 'formula guard',
    prevents: 'a spreadsheet runs text of a lead as a formula',
    mutation: 'text is written as it is',
    edits: [
      {
        file: 'src/formats/formula-guard.ts',
        find: 'formulaStart.test(text) && !harmlessText[kind].test(text)',
        replacement: 'false',
      },
    ],
    tests: ['test/unit/formats/formula-guard.test.ts'],
  },
  {
    name: 'checksum of XLSX parts',
    prevents: 'values of a damaged workbook are sent',
    mutation: 'the checksum is computed and not compared',
    edits: [
      {
        file: 'src/formats/ooxml/zip-archive.ts',
        find: "  if (crc !== entry.crc32) throw damaged(part, 'has another checksum (CRC) than its bytes');\n",
        replacement: '',
      },
    ],
    tests: ['test/unit/readers/xlsx-corruption.test.ts', 'test/unit/readers/xlsx-hostile.test.ts'],
  },
  {
    name: 'key taken out of answers',
    prevents: 'a key that the server repeats gets into sheets and the ledger',
    mutation: 'answers are used as they came',
    edits: [
      {
        file: 'src/api/caller.ts',
        find: '{ ...exchange, text: redact(exchange.text) } : exchange;',
        replacement: 'exchange : exchange;',
      },
    ],
    tests: callerTests,
  },
  {
    name: 'key taken out of messages',
    prevents: 'a key that the server repeats shows on the screen and in logs',
    mutation: 'secrets are found and left in place',
    edits: [
      {
        file: 'src/api/refusal.ts',
        find: "text.replace(pattern, '[secret]')",
        replacement: 'text',
      },
    ],
    tests: clientTests,
  },
];
