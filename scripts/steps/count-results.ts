import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
}

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  /** Files that could not even be loaded have no tests to count. */
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const PlaywrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
});

async function readReport<T>(file: string, schema: z.ZodMiniType<T>): Promise<T | null> {
  try {
    return schema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return null;
  }
}

/** A run that left no report, or found nothing to run, has failed. */
const NOTHING: Counts = { passed: 0, failed: 1 };

export async function countVitest(file: string): Promise<Counts> {
  const report = await readReport(file, VitestReport);
  if (!report) return NOTHING;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const counts = { passed: report.numPassedTests, failed: report.numFailedTests + broken };
  return counts.passed + counts.failed === 0 ? NOTHING : counts;
}

/** A test that passed only at its second try counts as failed: it will fail somebody one day. */
export async function countPlaywright(file: string): Promise<Counts> {
  const report = await readReport(file, PlaywrightReport);
  if (!report) return NOTHING;
  const { expected, unexpected, flaky } = report.stats;
  const counts = { passed: expected, failed: unexpected + flaky + report.errors.length };
  return counts.passed + counts.failed === 0 ? NOTHING : counts;
}
