import { describeSkipped } from './steps/count-results.ts';
import { ensureBuild } from './steps/ensure-build.ts';
import { runPlaywright } from './steps/run-tests.ts';

await ensureBuild();
const { passed, failed, skipped } = await runPlaywright(process.argv.slice(2));
for (const line of describeSkipped(skipped)) console.log(line);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
