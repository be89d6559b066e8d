import { runChecks } from './steps/run-checks.ts';

process.exitCode = (await runChecks()) ? 0 : 1;
