import type { Sandbox, SandboxOptions } from '../sandbox/sandbox-options.js';
import { startSandbox as start } from '../sandbox/start-sandbox.js';
import { systemClock } from './system-clock.js';

/** Starts the stand-in server on the machine's own clock. Throws LeadferryError for a port in use or an option out of range. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  return await start({ clock: systemClock, ...options });
}
