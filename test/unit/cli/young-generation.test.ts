import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { keepYoungGenerationSmall } from '../../../src/cli/young-generation.js';

const megabyte = 1_048_576;

afterEach(() => vi.useRealTimers());

describe('the young generation', () => {
  test('is kept from growing once it has 32 MB, and asked no more', () => {
    vi.useFakeTimers();
    const sizes = [1, 16, 32, 64].map((size) => size * megabyte);
    const said: string[] = [];
    keepYoungGenerationSmall({
      size: () => {
        said.push('asked');
        return sizes.shift() ?? 0;
      },
      stopGrowing: () => said.push('stopped'),
    });
    vi.advanceTimersByTime(1000);
    expect(said).toEqual(['asked', 'asked', 'asked', 'stopped']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('of a process that makes many objects stays below what it would grow to, and the process ends', async () => {
    const grown = await newSpaceOf('');
    const kept = await newSpaceOf(
      `(await import(${JSON.stringify(new URL('../../../src/cli/young-generation.ts', import.meta.url).href)})).keepYoungGenerationSmall();`,
    );
    expect(grown).toBeGreaterThan(64 * megabyte);
    expect(kept).toBeLessThanOrEqual(64 * megabyte);
  });
});

/** How large the young generation of a process becomes in which a part of the objects lives for a while. */
async function newSpaceOf(first: string): Promise<number> {
  const script = `${first}
    const kept = [];
    for (let round = 0; round < 60; round += 1) {
      for (let made = 0; made < 50_000; made += 1) kept[made] = { text: 'kept ' + made + round, parts: [made, round] };
      await new Promise((done) => setTimeout(done, 5));
    }
    const { getHeapSpaceStatistics } = await import('node:v8');
    console.log(getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size);`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  return Number(stdout);
}
