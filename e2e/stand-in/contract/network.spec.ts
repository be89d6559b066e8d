import type { Page } from '@playwright/test';
import { test as base, expect } from './launch-fixture.ts';
import { startTestHost, type TestHost } from './test-host.ts';

const test = base.extend<{ startHost(scheme: 'http' | 'https'): Promise<TestHost> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's names
  startHost: async ({}, use) => {
    const hosts: TestHost[] = [];
    await use(async (scheme) => {
      const host = await startTestHost(scheme);
      hosts.push(host);
      return host;
    });
    for (const host of hosts) await host.close();
  },
});

function fetchText(page: Page, url: string, body?: string): Promise<string> {
  const ask = async ([address, text]: [string, string | undefined]) => {
    const init = text === undefined ? {} : { method: 'POST', body: text };
    return (await fetch(address, init)).text();
  };
  return page.evaluate(ask, [url, body] as [string, string | undefined]).catch(() => 'refused');
}

function echoOnSocket(page: Page, url: string): Promise<string> {
  return page.evaluate(
    (address) =>
      new Promise<string>((resolve) => {
        const socket = new WebSocket(address);
        socket.onopen = () => socket.send('hi');
        socket.onmessage = ({ data }) => resolve(String(data));
        socket.onerror = () => resolve('refused');
      }),
    url,
  );
}

test('serves app:// with the policy of its answers', async ({ launch }) => {
  const { page } = await launch();
  const answer = await page.evaluate(async () => {
    const response = await fetch('/echo', { method: 'POST', body: 'a body' });
    return response.json();
  });
  expect(answer).toEqual({ method: 'POST', body: 'a body' });
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'window.hasRun = true';
    document.head.append(script);
    return 'hasRun' in window;
  });
  expect(ran).toBe(false);
});

test('speaks to hosts in the name of the app', async ({ launch, startHost }) => {
  const host = await startHost('http');
  const { page } = await launch();
  expect(await fetchText(page, `http://127.0.0.1:${host.port}/`)).toContain('hello from http');
  expect(await fetchText(page, `http://127.0.0.1:${host.port}/`, 'a body')).toBe('a body');
  expect(host.origins).toEqual(['app://fixture', 'app://fixture']);
});

test('refuses a self-signed host unless the app accepts its certificate', async ({ launch, startHost }) => {
  const [known, unknown] = await Promise.all([startHost('https'), startHost('https')]);
  const { app, page } = await launch();
  expect(await fetchText(page, `https://127.0.0.1:${known.port}/`)).toBe('refused');
  await app.evaluate(({ session }) => {
    const asked: { hostname: string; verificationResult: string; fingerprint: string }[] = [];
    Object.assign(globalThis, { asked });
    session.defaultSession.setCertificateVerifyProc(
      ({ hostname, verificationResult, certificate }, answer) => {
        asked.push({ hostname, verificationResult, fingerprint: certificate.fingerprint });
        answer(asked.every(({ fingerprint }) => fingerprint === asked[0]?.fingerprint) ? 0 : -2);
      },
    );
  });
  expect(await fetchText(page, `https://127.0.0.1:${known.port}/`)).toContain('hello from https');
  expect(await echoOnSocket(page, `wss://127.0.0.1:${known.port}/`)).toBe('echo hi');
  expect(await echoOnSocket(page, `wss://127.0.0.1:${unknown.port}/`)).toBe('refused');
  expect(known.origins).toEqual(['app://fixture', 'app://fixture']);
  expect(unknown.origins).toEqual([]);
  const asked = await app.evaluate(() => (globalThis as unknown as { asked: object[] }).asked);
  expect(asked).toHaveLength(2); // one verdict per certificate, kept
  expect(asked[0]).toMatchObject({
    hostname: '127.0.0.1',
    verificationResult: 'net::ERR_CERT_AUTHORITY_INVALID',
  });
});

test('shows a page of a development server, with the preload and plain sockets', async ({
  launch,
  startHost,
}) => {
  const host = await startHost('http');
  const { app, page } = await launch();
  const shown = await app.browserWindow(page);
  await shown.evaluate((own, url) => own.loadURL(url), `http://127.0.0.1:${host.port}/`);
  await expect(page.getByText('hello from http')).toBeVisible();
  expect(await page.evaluate(() => window.fixture.echo('from http'))).toBe('from http');
  expect(await echoOnSocket(page, `ws://127.0.0.1:${host.port}/`)).toBe('echo hi');
  await host.close();
  const failure = shown.evaluate(
    (own, url) => own.loadURL(url).catch((error: Error) => error.message),
    `http://127.0.0.1:${host.port}/gone`,
  );
  expect(await failure).toContain('ERR_');
});

test('lets the app change the headers of answers', async ({ launch }) => {
  const { app, page } = await launch();
  await app.evaluate(({ session }) => {
    session.defaultSession.webRequest.onHeadersReceived((details, answer) => {
      answer({ responseHeaders: { ...details.responseHeaders, 'x-kind': [details.resourceType] } });
    });
  });
  expect(await page.evaluate(async () => (await fetch('/page.css')).headers.get('x-kind'))).toBe('xhr');
});

test('never leaves the local network', async ({ launch }) => {
  const { app, page } = await launch();
  await app.evaluate(({ session }) => session.defaultSession.webRequest.onHeadersReceived(null));
  const load = page.evaluate(async () => {
    const image = new Image();
    const failed = new Promise((resolve) => {
      image.onerror = () => resolve('refused');
    });
    image.src = 'http://example.com/image.png';
    return failed;
  });
  expect(await load).toBe('refused');
});

test('asks the app before a page goes elsewhere', async ({ launch }) => {
  const { app, page } = await launch();
  const readRefused = () =>
    app.evaluate(() => (globalThis as unknown as { seen: { refused: string[] } }).seen.refused);
  await page.getByRole('link', { name: 'Away' }).click();
  await expect.poll(readRefused).toEqual(['https://example.com/away']);
  expect(page.url()).toBe('app://fixture/index.html');
  await page.getByRole('link', { name: 'Other' }).click();
  await expect(page.getByRole('heading')).toHaveText('Other page');
  expect(page.url()).toBe('app://fixture/other.html');
});

test('opens no window for a page, but tells the app', async ({ launch }) => {
  const { app, page } = await launch();
  const readOpened = () =>
    app.evaluate(() => {
      type Call = { api: string; args: unknown[] };
      const { calls } = (globalThis as unknown as { __standIn: { calls: Call[] } }).__standIn;
      return calls.filter(({ api }) => api === 'shell.openExternal').map(({ args }) => args[0]);
    });
  await page.getByRole('link', { name: 'Help' }).click();
  await expect.poll(readOpened).toEqual(['https://example.com/help']);
  expect(await page.evaluate(() => window.open('https://example.com/popup'))).toBeNull();
  await expect.poll(readOpened).toEqual(['https://example.com/help', 'https://example.com/popup']);
  expect(app.windows()).toHaveLength(1);
});
