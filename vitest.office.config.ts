import { defineConfig } from 'vitest/config';
import { ClosingLineReporter } from './test/support/closing-line-reporter.js';

/** `npm run test:office`: what leadferry writes, opened by LibreOffice. Fails where LibreOffice is missing, never skips. */
export default defineConfig({
  test: {
    include: ['test/office/**/*.office.ts'],
    // LibreOffice starts slowly, and slower on a loaded machine.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    reporters: ['default', new ClosingLineReporter()],
  },
});
