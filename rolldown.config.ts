import { defineConfig, type RolldownOptions } from 'rolldown';

const usual = {
  platform: 'node',
  // Packages stay packages: they are installed, with their own licences and mends.
  external: /^[^./]/,
  resolve: { extensionAlias: { '.js': ['.ts'] } },
  transform: { target: 'node22.19' },
} as const satisfies RolldownOptions;

const output = {
  dir: 'dist',
  format: 'esm',
  entryFileNames: '[name].js',
  // As deep as the sources: templates, schemas and package.json are found from there.
  chunkFileNames: 'parts/[name]-[hash].js',
  sourcemap: true,
} as const satisfies RolldownOptions['output'];

// One file for what is always needed together: several hundred small ones take longer to find and to link than to run.
export default defineConfig([
  {
    ...usual,
    input: {
      index: 'src/index.ts',
      'cli/start': 'src/cli/start.ts',
      'cli/main': 'src/cli/main.ts',
      // What bench/ measures by itself.
      'jobs/lead-source': 'src/jobs/lead-source.ts',
      'readers/open-reader': 'src/readers/open-reader.ts',
      'writers/table-writer': 'src/writers/table-writer.ts',
    },
    output,
  },
  // The body of a thread, alone, so that a thread loads no more than it needs and nothing else is cut up for it.
  { ...usual, input: { 'jobs/helper-thread': 'src/jobs/helper-thread.ts' }, output },
  // What starts it, by which a test asks whether what ships finds it.
  { ...usual, input: { 'jobs/start-helper': 'src/jobs/start-helper.ts' }, output },
]);
