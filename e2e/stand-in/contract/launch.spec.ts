import { expect, test } from './launch-fixture.ts';

test('launches to text, with the preload in place before the first script', async ({ launch }) => {
  const { app, page } = await launch();
  expect(page.url()).toBe('app://fixture/index.html');
  expect(await app.evaluate(({ app: electronApp }) => electronApp.getVersion())).toBe('1.2.3');
  expect(await app.evaluate(({ app: electronApp }) => electronApp.isPackaged)).toBe(false);
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
});

test('what a spec evaluates in the main process never runs in the middle of something else', async ({
  launch,
}) => {
  const { app } = await launch();
  await app.evaluate(() => {
    const state = { isInside: false, isOver: false };
    const step = (depth: number): number => (depth > 0 ? step(depth - 1) + 1 : 0);
    const work = () => {
      state.isInside = true;
      for (let round = 0; round < 50_000; round += 1) step(10);
      state.isInside = false;
      if (!state.isOver) setImmediate(work);
    };
    Object.assign(globalThis, { working: state });
    work();
  });
  const readInside = () =>
    app.evaluate(() => (globalThis as unknown as { working: { isInside: boolean } }).working.isInside);
  for (let round = 0; round < 40; round += 1) expect(await readInside()).toBe(false);
  await app.evaluate(() => {
    (globalThis as unknown as { working: { isOver: boolean } }).working.isOver = true;
  });
});
