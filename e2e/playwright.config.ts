import { defineConfig } from '@playwright/test';
import { findDesktopRuntime } from './stand-in/runtime-name.ts';

const runtime = findDesktopRuntime();
// Playwright asks electron/index.js for the executable, and that file honours this variable.
if (runtime.isStandIn) process.env.ELECTRON_OVERRIDE_DIST_PATH = `${import.meta.dirname}/stand-in`;
const isWorker = process.env.TEST_WORKER_INDEX !== undefined;
if (!isWorker) console.log(`Desktop runtime: ${runtime.name}`);

export default defineConfig({
  projects: [
    ...(runtime.isStandIn ? [{ name: 'stand-in', testDir: 'stand-in' }] : []),
    { name: 'app', testDir: 'specs' },
  ],
  outputDir: '../test-results',
  preserveOutput: 'always',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  // Two cores that others use too: what comes, may come late.
  expect: { timeout: 10_000 },
  reporter: 'list',
  metadata: { runtime: runtime.name },
  // A step that cannot be done says so long before its test ends.
  use: { screenshot: 'only-on-failure', actionTimeout: 30_000 },
});
