import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import type { DownloadItem } from 'electron';
import { test as base, expect } from './launch-fixture.ts';
import { FILE_BYTES, startTestHost, type TestHost } from './test-host.ts';

const test = base.extend<{ host: TestHost; secureHost: TestHost }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's names
  host: async ({}, use) => {
    const host = await startTestHost('http');
    await use(host);
    await host.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's names
  secureHost: async ({}, use) => {
    const host = await startTestHost('https');
    await use(host);
    await host.close();
  },
});

interface Wish {
  url: string;
  path: string;
  does?: 'prevent' | 'cancel' | 'resume';
}

/** Downloads as an app would, and tells every event and what the item said of itself. */
function download(app: ElectronApplication, wish: Wish) {
  return app.evaluate(({ BrowserWindow, session }, { url, path, does }) => {
    const window = BrowserWindow.getAllWindows()[0];
    return new Promise<{ events: string[]; facts: object }>((resolve) => {
      session.defaultSession.once('will-download', (event, item: DownloadItem, contents) => {
        const events: string[] = [];
        const facts = {
          url: item.getURL(),
          name: item.getFilename(),
          type: item.getMimeType(),
          etag: item.getETag(),
          total: item.getTotalBytes(),
          isOurs: contents === window?.webContents,
        };
        if (does === 'prevent') {
          event.preventDefault();
          return resolve({ events: ['prevented'], facts });
        }
        item.setSavePath(path);
        item.on('updated', (_event, state) => {
          if (state === 'progressing' && does === 'cancel') return item.cancel();
          if (state === 'progressing') return;
          events.push(`updated ${state}, can resume: ${item.canResume()}`);
          if (does === 'resume') item.resume();
          else item.cancel();
        });
        item.once('done', (_event, state) => {
          events.push(`done ${state} ${item.getState()}`);
          resolve({ events, facts });
        });
      });
      window?.webContents.downloadURL(url);
    });
  }, wish);
}

test('downloads to the chosen place and tells what the answer says of the file', async ({
  launch,
  host,
  createFolder,
}) => {
  const { app } = await launch();
  const path = join(createFolder(), 'saved.bin');
  const url = `http://127.0.0.1:${host.port}/file?whole`;
  const { events, facts } = await download(app, { url, path });
  expect(events).toEqual(['done completed completed']);
  const total = FILE_BYTES.length;
  expect(facts).toEqual({
    ...{ url, name: 'a €.bin', type: 'application/x-thing', etag: '"one"', total, isOurs: true },
  });
  expect(readFileSync(path).equals(FILE_BYTES)).toBe(true);
});

test('a broken line can be resumed if the file can be known again, and an error page is no file', async ({
  launch,
  host,
  createFolder,
}) => {
  const { app } = await launch();
  const folder = createFolder();
  const at = (query: string) => `http://127.0.0.1:${host.port}/file?${query}`;
  const resumed = await download(app, { url: at('broken'), path: join(folder, 'a'), does: 'resume' });
  expect(resumed.events).toEqual(['updated interrupted, can resume: true', 'done completed completed']);
  expect(readFileSync(join(folder, 'a')).equals(FILE_BYTES)).toBe(true);
  const given = await download(app, { url: at('broken'), path: join(folder, 'b') });
  expect(given.events).toEqual(['updated interrupted, can resume: true', 'done cancelled cancelled']);
  const lost = await download(app, { url: at('broken&nameless'), path: join(folder, 'c') });
  expect(lost.events).toEqual(['done interrupted interrupted']);
  const gone = await download(app, { url: at('gone'), path: join(folder, 'd') });
  expect(gone.events).toEqual(['done interrupted interrupted']);
  expect(existsSync(join(folder, 'd'))).toBe(false);
});

test('a download can be refused before it begins and cancelled on its way', async ({
  launch,
  host,
  createFolder,
}) => {
  const { app } = await launch();
  const path = join(createFolder(), 'file');
  const url = `http://127.0.0.1:${host.port}/file`;
  expect((await download(app, { url, path, does: 'prevent' })).events).toEqual(['prevented']);
  expect(existsSync(path)).toBe(false);
  const cancelled = await download(app, { url, path, does: 'cancel' });
  expect(cancelled.events).toEqual(['done cancelled cancelled']);
});

test('the app’s own judgement of a certificate counts for downloads too', async ({
  launch,
  secureHost,
  createFolder,
}) => {
  const { app } = await launch();
  const url = `https://127.0.0.1:${secureHost.port}/file`;
  const path = join(createFolder(), 'file');
  const judge = (verdict: number) =>
    app.evaluate(({ session }, result) => {
      session.defaultSession.setCertificateVerifyProc((_request, answer) => answer(result));
    }, verdict);
  await judge(-2);
  expect((await download(app, { url, path })).events).toEqual(['done interrupted interrupted']);
  await judge(0);
  expect((await download(app, { url, path })).events).toEqual(['done completed completed']);
});
