import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts', 'bench/**/*.test.ts'],
    globalSetup: ['scripts/assert-node.mjs'],
    // better-sqlite3 and real servers: one process each, so that a crash names its file.
    pool: 'forks',
    // Many tests wait for a host or a clock: one worker per core is not too many.
    maxWorkers: '100%',
    watch: false,
    testTimeout: 15_000,
    hookTimeout: 15_000,
    restoreMocks: true,
  },
});
