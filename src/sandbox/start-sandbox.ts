import type { FastifyInstance } from 'fastify';
import { LeadferryError, thrownMessage } from '../core/error.js';
import { createCatalogue } from './catalogue.js';
import { loadContractFile } from './contract-file.js';
import type { Desk } from './desk.js';
import type { FaultHook } from './fault.js';
import { askHooks, createFaultHooks, readFaultPlan } from './fault-plan.js';
import { createGate } from './gate.js';
import { hasCode } from './has-code.js';
import { createLeadStore, type LeadStore } from './lead-store.js';
import { createRequestCounts } from './request-counts.js';
import { createRequestLog, type ReceivedRequest } from './request-log.js';
import {
  type Sandbox,
  type SandboxSettings,
  settleInstants,
  settleOptions,
  settleSpan,
  type TimedOptions,
} from './sandbox-options.js';
import { openSavedFile, type SavedFile } from './saved-file.js';
import { seedLeads } from './seeded-leads.js';
import type { Save } from './serve-request.js';
import { createServer } from './server.js';
import { createStateSaver, readStateFile } from './state-file.js';

/** Seeded leads belong to this partner where no other is given; it is the contract's example. */
const examplePartnerId = '200000000014442';

/**
 * Starts the stand-in for the 3DS API on a local port. It judges requests by the package's OpenAPI file and a small
 * table of its own. Throws LeadferryError PORT_IN_USE where the port is taken, USAGE where an option, a fault or the
 * host cannot be used, FILE_NOT_FOUND and FILE_UNREADABLE for a plan of faults, FILE_UNREADABLE where the state file
 * holds something else, and FILE_WRITE_FAILED where the state or the saved file cannot be written.
 */
export async function startSandbox(options: TimedOptions): Promise<Sandbox> {
  const settings = settleOptions(options);
  const contract = await loadContractFile();
  const catalogue = createCatalogue(settings.seed, settings.catalogueSize);
  const store = await openStore(settings, catalogue);
  const log = createRequestLog(settings.requestLogSize);
  const counts = createRequestCounts();
  const hooks = await openFaults(settings, store);
  const desk: Desk = { ...settings, contract, store, catalogue, partnerId: settings.partnerId ?? null };
  const saveState = await openSaver(settings, store);
  const savedFile = settings.savedFile === undefined ? null : await openSavedFile(settings.savedFile);
  const save: Save = async (entry) => {
    await Promise.all([saveState(), savedFile?.add(entry)]);
  };
  const gate = createGate(settings);
  const blow = (request: ReceivedRequest) => askHooks(hooks, request);
  const server = await createServer({ settings, desk, gate, log, counts, save, blow });
  const url = await listenOrClose(server.app, settings, savedFile);
  let closing: Promise<void> | undefined;
  return {
    url,
    get requests() {
      return log.requests;
    },
    clearRequests: log.clear,
    leads: store.all,
    counts: counts.sofar,
    countCreates: () => counts.sofar().created,
    countUpdates: () => counts.sofar().updated,
    close: () => {
      closing ??= server.close().then(() => savedFile?.close());
      return closing;
    },
  };
}

/** The hook of the caller first, then the plans. */
async function openFaults(settings: SandboxSettings, store: LeadStore): Promise<readonly FaultHook[]> {
  const { onRequest, faults = {}, faultFiles = [] } = settings;
  const plans = await Promise.all(faultFiles.map(readFaultPlan));
  const planned = createFaultHooks([...plans, faults], store);
  return onRequest === undefined ? planned : [onRequest, ...planned];
}

async function openStore(settings: SandboxSettings, catalogue: Desk['catalogue']): Promise<LeadStore> {
  const { stateFile, seed, leads, partnerId = examplePartnerId, primarySalesManager } = settings;
  const kept = stateFile === undefined ? null : await readStateFile(stateFile);
  const span = settleSpan(settings);
  const instants = settleInstants(settings);
  return createLeadStore(
    kept ?? seedLeads({ seed, count: leads, span, instants, partnerId, primarySalesManager, catalogue }),
  );
}

async function openSaver({ stateFile }: SandboxSettings, store: LeadStore): Promise<() => Promise<void>> {
  if (stateFile === undefined) return () => Promise.resolve();
  const save = createStateSaver(stateFile, store.all);
  try {
    // Seeded leads are kept too, and a folder that cannot be written to shows at the start.
    await save();
  } catch (cause) {
    throw cannotSave(stateFile, cause);
  }
  return save;
}

function cannotSave(stateFile: string, cause: unknown): LeadferryError {
  const message = `The sandbox cannot write its state to ${stateFile}: ${thrownMessage(cause)}`;
  return new LeadferryError('FILE_WRITE_FAILED', message, { cause });
}

async function listenOrClose(
  app: FastifyInstance,
  settings: SandboxSettings,
  savedFile: SavedFile | null,
): Promise<string> {
  try {
    return await listen(app, settings);
  } catch (thrown) {
    await savedFile?.close();
    throw thrown;
  }
}

async function listen(app: FastifyInstance, { host, port }: SandboxSettings): Promise<string> {
  try {
    const listening: Promise<string> = app.listen({ host, port });
    return await listening;
  } catch (cause) {
    await app.close();
    throw cannotListen(`${host}:${port}`, cause);
  }
}

function cannotListen(place: string, cause: unknown): LeadferryError {
  if (hasCode(cause, 'EADDRINUSE')) {
    return new LeadferryError('PORT_IN_USE', `Expected ${place} to be free, but another program uses it.`, {
      cause,
    });
  }
  return new LeadferryError('USAGE', `The sandbox cannot listen on ${place}: ${thrownMessage(cause)}`, {
    cause,
    next: 'Choose another host or port: `leadferry sandbox --host 127.0.0.1 --port 4011`.',
  });
}
