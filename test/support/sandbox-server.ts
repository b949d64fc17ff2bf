import { afterEach } from 'vitest';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../src/index.js';

export const partnerId = '200000000014442';

/** Starts sandboxes on free ports; each is closed after its test. Call at the top of a test file. */
export function useSandboxes(): (options?: SandboxOptions) => Promise<Sandbox> {
  const running: Sandbox[] = [];
  afterEach(async () => {
    for (const sandbox of running.splice(0)) await sandbox.close();
  });
  return async (options = {}) => {
    const sandbox = await startSandbox({ port: 0, partnerId, ...options });
    running.push(sandbox);
    return sandbox;
  };
}

/** The variables with which the command speaks to a sandbox. */
export function sandboxVariables({ url }: Sandbox): Record<string, string> {
  return { LEADFERRY_BASE_URL: url, LEADFERRY_API_KEY: 'test-key', LEADFERRY_PARTNER_ID: partnerId };
}
