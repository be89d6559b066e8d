import type { MenuItem, Notification, Tray } from 'electron';
import type { StandInHandle } from '../stand-in-handle.ts';
import { expect, test } from './launch-fixture.ts';

declare global {
  var __standIn: StandInHandle;
}

test('records dialogs and gives the prepared answers', async ({ launch }) => {
  const { app } = await launch();
  const answers = await app.evaluate(async ({ dialog }) => {
    __standIn.prepareAnswer('dialog.showMessageBox', { response: 1, checkboxChecked: true });
    const box = { message: 'Delete it?', buttons: ['Keep', 'Delete'], cancelId: 0 };
    const [prepared, escaped] = [await dialog.showMessageBox(box), await dialog.showMessageBox(box)];
    const saved = await dialog.showSaveDialog({ title: 'Save as' });
    return { prepared: prepared.response, escaped: escaped.response, saved: saved.canceled };
  });
  expect(answers).toEqual({ prepared: 1, escaped: 0, saved: true });
  const calls = await app.evaluate(() => __standIn.calls.filter(({ api }) => api.startsWith('dialog.')));
  expect(calls.at(-1)).toEqual({ api: 'dialog.showSaveDialog', args: [{ title: 'Save as' }] });
  const replaced = await app.evaluate(async ({ dialog }) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: ['/a/file'] });
    return (await dialog.showOpenDialog({})).filePaths;
  });
  expect(replaced).toEqual(['/a/file']);
});

test('switches the colours that the page prefers', async ({ launch }) => {
  const { app, page } = await launch();
  const readBackground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const [white, black] = ['rgb(255, 255, 255)', 'rgb(0, 0, 0)'];
  await expect.poll(readBackground).toBe(white);
  const states = await app.evaluate(({ nativeTheme }) => {
    let updates = 0;
    nativeTheme.on('updated', () => updates++);
    nativeTheme.themeSource = 'dark';
    return [nativeTheme.shouldUseDarkColors, updates];
  });
  expect(states).toEqual([true, 1]);
  await expect.poll(readBackground).toBe(black);
  await page.reload();
  expect(await readBackground()).toBe(black);
  await app.evaluate(({ nativeTheme }) => {
    nativeTheme.themeSource = 'system';
  });
  await expect.poll(readBackground).toBe(white);
  await app.evaluate(() => __standIn.setSystemDark(true));
  await expect.poll(readBackground).toBe(black);
});

test('asks the app for permissions', async ({ launch }) => {
  const { app, page } = await launch({
    args: ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  });
  const askForMicrophone = () =>
    page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        (stream) => stream.getAudioTracks().length,
        (error: Error) => error.name,
      ),
    );
  expect(await askForMicrophone()).toBe(1);
  await app.evaluate(({ session }) => {
    session.defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  });
  expect(await askForMicrophone()).toBe('NotAllowedError');
});

test('lets a test click menus, trays and notifications', async ({ launch }) => {
  const { app } = await launch();
  const clicked = await app.evaluate(
    ({ Menu, Notification: ElectronNotification, Tray: ElectronTray, nativeImage }) => {
      const seen: unknown[] = [];
      const submenu = [
        {
          id: 'mute',
          label: 'Mute',
          type: 'checkbox' as const,
          click: (item: MenuItem) => seen.push(item.checked),
        },
      ];
      Menu.setApplicationMenu(Menu.buildFromTemplate([{ label: 'Call', submenu }]));
      Menu.getApplicationMenu()?.getMenuItemById('mute')?.click();
      const tray = new ElectronTray(nativeImage.createEmpty());
      tray.setContextMenu(
        Menu.buildFromTemplate([{ id: 'open', label: 'Open', click: () => seen.push('open') }]),
      );
      const [shownTray] = __standIn.trays as (Tray & { menu: Electron.Menu })[];
      shownTray?.menu.getMenuItemById('open')?.click();
      const notification = new ElectronNotification({ title: 'Ann', body: 'hello' });
      notification.on('click', () => seen.push('notification'));
      notification.show();
      const [shown] = __standIn.notifications as Notification[];
      shown?.emit('click');
      return [...seen, shown?.title];
    },
  );
  expect(clicked).toEqual([true, 'open', 'notification', 'Ann']);
});

test('runs the roles of menu items', async ({ launch }) => {
  const { app } = await launch();
  const levels = await app.evaluate(({ BrowserWindow, Menu }) => {
    const [own] = BrowserWindow.getAllWindows();
    const menu = Menu.buildFromTemplate([
      { id: 'in', role: 'zoomIn' },
      { id: 'full', role: 'togglefullscreen' },
    ]);
    menu.getMenuItemById('in')?.click();
    menu.getMenuItemById('full')?.click();
    return [own?.webContents.getZoomLevel(), own?.isFullScreen()];
  });
  expect(levels).toEqual([0.5, true]);
});

test('keeps secrets, the clipboard and power events', async ({ launch }) => {
  const { app } = await launch();
  const results = await app.evaluate(({ clipboard, powerMonitor, safeStorage, screen, app: electronApp }) => {
    const secret = safeStorage.encryptString('s3cret');
    clipboard.writeText('copied');
    let resumed = 0;
    powerMonitor.on('resume', () => resumed++);
    powerMonitor.emit('resume');
    electronApp.setLoginItemSettings({ openAtLogin: true });
    return {
      secret: [secret.includes('s3cret'), safeStorage.decryptString(secret)],
      text: clipboard.readText(),
      resumed,
      displays: screen.getAllDisplays().length,
      login: electronApp.getLoginItemSettings().openAtLogin,
      name: electronApp.getName(),
    };
  });
  expect(results).toEqual({
    secret: [false, 's3cret'],
    text: 'copied',
    resumed: 1,
    displays: 1,
    login: true,
    name: 'Stand-in fixture',
  });
});

test('says by name what is not imitated', async ({ launch }) => {
  const { app } = await launch();
  const messages = await app.evaluate(({ app: electronApp, BrowserWindow, autoUpdater, session }) => {
    const readError = (use: () => unknown) => {
      try {
        use();
        return 'no error';
      } catch (error) {
        return (error as Error).message;
      }
    };
    return [
      readError(() => electronApp.getGPUInfo('basic')),
      readError(() => BrowserWindow.getAllWindows()[0]?.setVibrancy(null)),
      readError(() => autoUpdater.checkForUpdates()),
      readError(() => session.fromPartition('other')),
      readError(() => new BrowserWindow({ webPreferences: { sandbox: false } })),
    ];
  });
  expect(messages).toEqual(
    [
      'app.getGPUInfo',
      'BrowserWindow.setVibrancy',
      'autoUpdater',
      'session.fromPartition',
      'webPreferences.sandbox = false',
    ].map((name) => `Electron stand-in: ${name} is not imitated`),
  );
});
