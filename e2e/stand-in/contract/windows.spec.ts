import { expect, test } from './launch-fixture.ts';

test('moves, sizes and limits a window, and the page with it', async ({ launch }) => {
  const { app, page } = await launch();
  const window = await app.browserWindow(page);
  const readInner = () => page.evaluate(() => [innerWidth, innerHeight]);
  await expect.poll(readInner).toEqual([900, 640]);
  const events = await window.evaluate((own) => {
    const seen: string[] = [];
    for (const name of ['resize', 'move', 'maximize', 'unmaximize'] as const)
      own.on(name as 'resize', () => seen.push(name));
    own.setBounds({ x: 20, y: 30, width: 700, height: 100 });
    return seen;
  });
  expect(events).toEqual(['resize', 'move']);
  expect(await window.evaluate((own) => own.getBounds())).toEqual({ x: 20, y: 30, width: 700, height: 300 });
  await expect.poll(readInner).toEqual([700, 300]);
});

test('remembers its normal place while maximized or full screen', async ({ launch }) => {
  const { app, page } = await launch();
  const window = await app.browserWindow(page);
  const states = await window.evaluate((own) => {
    const read = () => [
      own.isMaximized(),
      own.isFullScreen(),
      own.getBounds().width,
      own.getNormalBounds().width,
    ];
    const seen = [read()];
    own.maximize();
    seen.push(read());
    own.unmaximize();
    own.setFullScreen(true);
    seen.push(read());
    own.setFullScreen(false);
    return [...seen, read()];
  });
  expect(states).toEqual([
    [false, false, 900, 900],
    [true, false, 1280, 900],
    [false, true, 1280, 900],
    [false, false, 900, 900],
  ]);
});

test('shows, hides and focuses one window at a time', async ({ launch }) => {
  const { app, page } = await launch();
  const window = await app.browserWindow(page);
  const seen = await window.evaluate((own) => {
    const events: string[] = [];
    for (const name of ['focus', 'blur', 'show', 'hide', 'minimize', 'restore'] as const) {
      own.on(name as 'focus', () => events.push(name));
    }
    own.hide();
    own.show();
    own.minimize();
    own.restore();
    own.focus();
    return { events, isFocused: own.isFocused(), title: own.getTitle() };
  });
  expect(seen.events).toEqual(['blur', 'hide', 'show', 'focus', 'blur', 'minimize', 'restore', 'focus']);
  expect(seen).toMatchObject({ isFocused: true, title: 'Fixture' });
});

test('is gone at once when destroyed', async ({ launch }) => {
  const { app } = await launch();
  const state = await app.evaluate(({ app: electronApp, BrowserWindow }) => {
    electronApp.removeAllListeners('window-all-closed').on('window-all-closed', () => undefined);
    const [own] = BrowserWindow.getAllWindows();
    own?.destroy();
    return [own?.isDestroyed(), own?.webContents.isDestroyed(), BrowserWindow.getAllWindows().length];
  });
  expect(state).toEqual([true, true, 0]);
});

test('zooms the page and survives a reload', async ({ launch }) => {
  const { app, page } = await launch();
  const window = await app.browserWindow(page);
  const readHeight = () => page.locator('h1').evaluate((heading) => heading.getBoundingClientRect().height);
  const before = await readHeight();
  await window.evaluate((own) => own.webContents.setZoomLevel(3));
  await expect.poll(readHeight).toBeGreaterThan(before * 1.5);
  await window.evaluate((own) => own.webContents.reload());
  await expect(page.getByRole('heading')).toHaveText('Hello, world');
  await expect.poll(readHeight).toBeGreaterThan(before * 1.5);
  expect(await window.evaluate((own) => own.webContents.getURL())).toBe('app://fixture/index.html');
});

test('reports a page that dies, and can load it again', async ({ launch }) => {
  const { app } = await launch();
  const reported = await app.evaluate(async ({ BrowserWindow }) => {
    const [own] = BrowserWindow.getAllWindows();
    const gone = new Promise<string>((resolve) => {
      own?.webContents.once('render-process-gone', (_event, { reason }) => resolve(reason));
    });
    own?.webContents.forcefullyCrashRenderer();
    const reason = await gone;
    const loaded = new Promise<void>((resolve) => {
      own?.webContents.once('did-finish-load', () => resolve());
    });
    own?.webContents.reload();
    await loaded;
    return [reason, await own?.webContents.executeJavaScript('typeof window.fixture.add')];
  });
  expect(reported).toEqual(['crashed', 'function']);
});
