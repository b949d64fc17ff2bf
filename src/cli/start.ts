import { homedir } from 'node:os';
import { keepCompiledCode } from './compile-cache.js';
import type { HostProcess } from './process-io.js';

/** What bin/leadferry.js hands over to: whatever is loaded from here on comes out of the cache. */
export async function start(
  host: HostProcess & { readonly platform: string; readonly getuid?: () => number },
): Promise<void> {
  const { env, platform } = host;
  keepCompiledCode({ env, platform, home: homedir(), userId: host.getuid?.() ?? null });
  const { run } = await import('./main.js');
  await run(host);
}
