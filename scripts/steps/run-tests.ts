import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Counts, countPlaywright, countVitest } from './count-results.ts';
import { ensureChromium } from './ensure-chromium.ts';
import { CACHE, findTool } from './project.ts';
import { runNode } from './run-node.ts';

/** Unit and integration tests; `filters` are handed to Vitest. */
export async function runVitest(filters: readonly string[] = []): Promise<Counts> {
  const report = join(CACHE, 'vitest.json');
  await rm(report, { force: true });
  const { code } = await runNode(
    [
      findTool('vitest'),
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...filters,
    ],
    { output: 'pass' },
  );
  return failWhenExited(code, await countVitest(report));
}

/** End-to-end tests on the built app; `filters` are handed to Playwright. */
export async function runPlaywright(filters: readonly string[] = []): Promise<Counts> {
  const report = join(CACHE, 'playwright.json');
  await rm(report, { force: true });
  const { code } = await runNode(
    [
      findTool('@playwright/test', 'playwright'),
      'test',
      '--config=e2e/playwright.config.ts',
      '--reporter=list,json',
      ...filters,
    ],
    { output: 'pass', env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, SPACES_CHROMIUM: await ensureChromium() } },
  );
  return failWhenExited(code, await countPlaywright(report));
}

/** An unhandled error outside of any test leaves clean counts and a bad exit code. */
function failWhenExited(code: number, counts: Counts): Counts {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
