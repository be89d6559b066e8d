import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  /** Why each of the skipped tests was, as far as it says so. */
  readonly skipped: readonly string[];
}

const SKIPPED = new Set(['skipped', 'pending', 'todo']);
const REASON = /\(skipped: (.+)\)$/;

const VitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  /** Files that could not even be loaded have no tests to count. */
  testResults: z.array(
    z.object({
      status: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), title: z.string(), ancestorTitles: z.array(z.string()) }),
      ),
    }),
  ),
});

const PlaywrightSuite = z.object({
  specs: z._default(
    z.array(
      z.object({
        title: z.string(),
        tests: z.array(
          z.object({
            status: z.string(),
            annotations: z.array(z.object({ type: z.string(), description: z.optional(z.string()) })),
          }),
        ),
      }),
    ),
    [],
  ),
  get suites() {
    return z.optional(z.array(PlaywrightSuite));
  },
});

const PlaywrightReport = z.object({
  suites: z._default(z.array(PlaywrightSuite), []),
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
const NOTHING: Counts = { passed: 0, failed: 1, skipped: [] };

export async function countVitest(file: string): Promise<Counts> {
  const report = await readReport(file, VitestReport);
  if (!report) return NOTHING;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const skipped = report.testResults
    .flatMap(({ assertionResults }) => assertionResults)
    .filter(({ status }) => SKIPPED.has(status))
    .map(({ title, ancestorTitles }) => findReason([...ancestorTitles, title]) ?? `“${title}”`);
  const counts = { passed: report.numPassedTests, failed: report.numFailedTests + broken, skipped };
  return counts.passed + counts.failed === 0 ? NOTHING : counts;
}

/** A test that passed only at its second try counts as failed: it will fail somebody one day. */
export async function countPlaywright(file: string): Promise<Counts> {
  const report = await readReport(file, PlaywrightReport);
  if (!report) return NOTHING;
  const { expected, unexpected, flaky } = report.stats;
  const skipped = report.suites.flatMap(listSkipped);
  const counts = { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
  return counts.passed + counts.failed === 0 ? NOTHING : counts;
}

/** Vitest has no place for a reason but the titles. */
function findReason(titles: readonly string[]): string | undefined {
  return titles.map((title) => REASON.exec(title)?.[1]).find((reason) => reason !== undefined);
}

function listSkipped(suite: z.infer<typeof PlaywrightSuite>): string[] {
  const own = suite.specs.flatMap(({ title, tests }) =>
    tests
      .filter(({ status }) => SKIPPED.has(status))
      .map(({ annotations }) => annotations.find(({ type }) => type === 'skip')?.description ?? `“${title}”`),
  );
  return [...own, ...(suite.suites ?? []).flatMap(listSkipped)];
}

/** One line for each reason; a run that skipped nothing says nothing. */
export function describeSkipped(skipped: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const reason of skipped) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} skipped: ${reason}`);
}
