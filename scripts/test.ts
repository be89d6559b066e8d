import { checkBundleSize, describeFirstPaint } from './steps/check-tasks.ts';
import { type Counts, describeSkipped } from './steps/count-results.ts';
import { ensureBuild } from './steps/ensure-build.ts';
import { ensureChromium } from './steps/ensure-chromium.ts';
import { runChecks } from './steps/run-checks.ts';
import { runPlaywright, runVitest } from './steps/run-tests.ts';

/** Everything CI runs, in the order in which a fault is cheapest to find. A fault does not hide the next ones. */
const total = { passed: 0, failed: 0, skipped: [] as string[] };

async function runStage(name: string, run: () => Promise<Counts>): Promise<boolean> {
  console.log(`\n▶ ${name}`);
  const start = performance.now();
  const counts = await run().catch((error: unknown): Counts => {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: [] };
  });
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped.push(...counts.skipped);
  console.log(
    `${counts.failed === 0 ? '✓' : '✗'} ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`,
  );
  return counts.failed === 0;
}

/** Stages that are no tests add nothing when they pass and one failure when they do not. */
const succeedWhen = (isWell: boolean): Counts => ({ passed: 0, failed: isWell ? 0 : 1, skipped: [] });

await runStage('types, lint, import boundaries, unused code', async () => succeedWhen(await runChecks()));
await runStage('unit and integration tests', () => runVitest());
const isBuilt = await runStage('build', async () => {
  await ensureBuild();
  return succeedWhen(true);
});
if (isBuilt) {
  await runStage('bundle size', async () => {
    const problem = await checkBundleSize();
    console.log(problem ?? (await describeFirstPaint()));
    return succeedWhen(problem === null);
  });
}
const hasBrowser = await runStage('browser', async () => {
  console.log(await ensureChromium());
  return succeedWhen(true);
});
if (isBuilt && hasBrowser) await runStage('end-to-end tests', () => runPlaywright());

console.log(['', ...describeSkipped(total.skipped)].join('\n'));
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;
