import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countPlaywright, countVitest } from '../steps/count-results.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spaces-counts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function report(content: object | string): Promise<string> {
  const file = join(folder, 'report.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

test('a Vitest run counts its tests, and a file that could not be loaded as one failure', async () => {
  const file = await report({
    numPassedTests: 7,
    numFailedTests: 1,
    testResults: [
      { status: 'failed', assertionResults: [{}] },
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] },
    ],
  });
  expect(await countVitest(file)).toEqual({ passed: 7, failed: 2 });
});

test('a Playwright run counts flaky tests and errors outside of tests as failures', async () => {
  const file = await report({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] });
  expect(await countPlaywright(file)).toEqual({ passed: 5, failed: 3 });
});

test('a run that left no report, a broken one, or ran nothing has failed', async () => {
  expect(await countVitest(join(folder, 'nowhere.json'))).toEqual({ passed: 0, failed: 1 });
  expect(await countPlaywright(await report('{'))).toEqual({ passed: 0, failed: 1 });
  const empty = { stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [] };
  expect(await countPlaywright(await report(empty))).toEqual({ passed: 0, failed: 1 });
});
