import { defineConfig } from 'rolldown';

// One file for what is always needed together: several hundred small ones take longer to find and to link than to run.
export default defineConfig({
  input: {
    index: 'src/index.ts',
    'cli/start': 'src/cli/start.ts',
    'cli/main': 'src/cli/main.ts',
    // The body of a thread, and what starts it: a test asks whether that finds it.
    'jobs/helper-thread': 'src/jobs/helper-thread.ts',
    'jobs/start-helper': 'src/jobs/start-helper.ts',
    // What bench/ measures by itself.
    'jobs/lead-source': 'src/jobs/lead-source.ts',
    'readers/open-reader': 'src/readers/open-reader.ts',
    'writers/table-writer': 'src/writers/table-writer.ts',
  },
  platform: 'node',
  // Packages stay packages: they are installed, with their own licences and mends.
  external: /^[^./]/,
  resolve: { extensionAlias: { '.js': ['.ts'] } },
  transform: { target: 'node22.19' },
  output: {
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    // As deep as the sources: templates, schemas and package.json are found from there.
    chunkFileNames: 'parts/[name]-[hash].js',
    sourcemap: true,
  },
});
