import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { countPlaywright, countVitest, describeSkipped } from '../steps/count-results.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spaces-counts-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const vitest = (status: string, title: string, ...ancestorTitles: string[]) => ({
  ...{ status, title, ancestorTitles },
});

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
      { status: 'failed', assertionResults: [vitest('failed', 'breaks')] },
      { status: 'failed', assertionResults: [] },
      {
        status: 'passed',
        assertionResults: [
          vitest('passed', 'works'),
          vitest(
            'skipped',
            'three hosts',
            'real networks (skipped: the program "ip" is missing (package iproute2))',
          ),
          vitest('pending', 'no reason given'),
        ],
      },
    ],
  });
  expect(await countVitest(file)).toEqual({
    passed: 7,
    failed: 2,
    skipped: ['the program "ip" is missing (package iproute2)', '“no reason given”'],
  });
});

test('a Playwright run counts flaky tests and errors outside of tests as failures', async () => {
  const skip = (title: string, description?: string) => ({
    title,
    tests: [{ status: 'skipped', annotations: [{ type: 'skip', ...(description && { description }) }] }],
  });
  const works = { title: 'works', tests: [{ status: 'expected', annotations: [] }] };
  const file = await report({
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
    suites: [
      { specs: [works, skip('no camera', 'no camera here')], suites: [{ specs: [skip('no reason')] }] },
    ],
    errors: [{}],
  });
  expect(await countPlaywright(file)).toEqual({
    passed: 5,
    failed: 3,
    skipped: ['no camera here', '“no reason”'],
  });
});

test('a run that left no report, a broken one, or ran nothing has failed', async () => {
  expect(await countVitest(join(folder, 'nowhere.json'))).toEqual({ passed: 0, failed: 1, skipped: [] });
  expect(await countPlaywright(await report('{'))).toEqual({ passed: 0, failed: 1, skipped: [] });
  const empty = { stats: { expected: 0, unexpected: 0, flaky: 0 }, errors: [] };
  expect(await countPlaywright(await report(empty))).toEqual({ passed: 0, failed: 1, skipped: [] });
});

test('reasons for skipping are told once each, with how many they concern', () => {
  expect(describeSkipped(['no namespaces', '“a”', 'no namespaces'])).toEqual([
    '2 skipped: no namespaces',
    '1 skipped: “a”',
  ]);
  expect(describeSkipped([])).toEqual([]);
});
