// A tiny app of plain files that uses Electron as our own main process does.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app, BrowserWindow, ipcMain, net, protocol, session, shell } from 'electron';

const here = import.meta.dirname;
const page = join(here, 'page');
const CSP = "default-src 'self'; connect-src 'self' http://127.0.0.1:* https://127.0.0.1:* wss://127.0.0.1:*";
const seen = { order: [], secondInstances: [], senders: [], refused: [] };
globalThis.seen = seen;

protocol.registerSchemesAsPrivileged([
  { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true } },
]);

async function answerApp(request) {
  const { pathname } = new URL(request.url);
  if (pathname === '/echo') return Response.json({ method: request.method, body: await request.text() });
  const file = await net.fetch(pathToFileURL(join(page, pathname)).href);
  const headers = { 'content-type': file.headers.get('content-type'), 'content-security-policy': CSP };
  return new Response(file.body, { headers });
}

function openWindow() {
  const window = new BrowserWindow({
    width: 900,
    height: 640,
    minWidth: 400,
    minHeight: 300,
    show: false,
    webPreferences: { preload: join(here, 'preload.cjs'), sandbox: true, contextIsolation: true },
  });
  window.once('ready-to-show', () => {
    seen.order.push('ready-to-show');
    window.show();
  });
  window.webContents.setWindowOpenHandler(({ url }) => {
    void shell.openExternal(url);
    return { action: 'deny' };
  });
  window.webContents.on('will-navigate', (event, url) => {
    if (url.startsWith('app://fixture/')) return;
    event.preventDefault();
    seen.refused.push(url);
  });
  void window.loadURL('app://fixture/index.html');
  return window;
}
globalThis.openWindow = openWindow;

function handleCalls() {
  ipcMain.handle('echo', (event, value) => {
    seen.senders.push({ url: event.senderFrame.url, isMain: event.senderFrame === event.sender.mainFrame });
    return value;
  });
  ipcMain.handle('fail', () => {
    throw new RangeError('no such thing');
  });
  ipcMain.on('shout', (event, text) => event.sender.send('heard', text.toUpperCase()));
  session.defaultSession.setPermissionRequestHandler((_contents, permission, answer) =>
    answer(permission === 'media'),
  );
}

if (app.requestSingleInstanceLock({ from: process.argv.at(-1) })) {
  for (const name of ['before-quit', 'will-quit']) app.on(name, () => seen.order.push(name));
  app.on('second-instance', (_event, argv, cwd, data) =>
    seen.secondInstances.push({ last: argv.at(-1), cwd, data }),
  );
  app.on('window-all-closed', () => app.quit());
  await Promise.resolve(); // an ES module may await before the app is ready
  app.whenReady().then(() => {
    seen.order.push('ready');
    protocol.handle('app', answerApp);
    handleCalls();
    openWindow();
  });
} else app.quit();
