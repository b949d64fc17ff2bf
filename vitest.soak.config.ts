import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './test/support/closing-line-reporter.js';

/** `npm run test:soak`: the slow full sweeps, of which `npm test` runs a seeded short version. */
export default defineConfig({
  test: {
    include: ['test/soak/**/*.soak.ts'],
    env: { LEADFERRY_GOLDEN: 'all' },
    testTimeout: 600_000,
    hookTimeout: 600_000,
    fileParallelism: false,
    // The runs of a sweep wait for most of their time.
    maxConcurrency: 8,
    reporters: ['dot', new ClosingLineReporter()],
  },
});
