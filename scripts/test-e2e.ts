import { ensureBuild } from './steps/ensure-build.ts';
import { runPlaywright } from './steps/run-tests.ts';

await ensureBuild();
const { passed, failed } = await runPlaywright(process.argv.slice(2));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
