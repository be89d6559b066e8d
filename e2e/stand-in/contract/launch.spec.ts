import { expect, test } from './launch-fixture.ts';

test('launches to text, with the preload in place before the first script', async ({ launch }) => {
  const { app, page } = await launch();
  expect(page.url()).toBe('app://fixture/index.html');
  expect(await app.evaluate(({ app: electronApp }) => electronApp.getVersion())).toBe('1.2.3');
  expect(await app.evaluate(({ app: electronApp }) => electronApp.isPackaged)).toBe(false);
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
});
