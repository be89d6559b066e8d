import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { startStrictHost } from '../fixtures/strict-host.ts';
import { openHost } from '../fixtures/two-desktops.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openRoomPage } from '../pages/room.ts';

test('L5: one tap moves a guest to the encrypted page, where the room goes on', async ({
  launchDesktop,
  guestBrowser,
}, info) => {
  test.slow();
  const { desktop, code } = await openHost({ launchDesktop }, { name: 'Open house' });
  // The person clicks past the browser's warning; this context has done so already.
  const context = await guestBrowser.newContext({ ignoreHTTPSErrors: true });
  try {
    const page = await context.newPage();
    await page.goto(`${desktop.url}/spaces/${code}`);
    await joinAtGate(page, { person: 'Gus' });
    await openRoomPage(page).say('Over plain HTTP');
    await openRoomPage(desktop.page).expectMessage('Over plain HTTP');

    await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('searchbox').fill('encrypted');
    const link = settings.getByRole('link', { name: 'Open this page encrypted' });
    await expect(link).toBeVisible();
    await lookAt(page, info, 'guest-to-https');
    const sockets: string[] = [];
    page.on('websocket', (socket) => sockets.push(socket.url()));
    await link.click();
    await page.waitForURL(`${desktop.url.replace('http:', 'https:')}/spaces/${code}`);
    // Browsers keep what they know of a page apart by its scheme.
    await joinAtGate(page, { person: 'Gus again' });
    await openRoomPage(page).say('Over an encrypted line');
    await openRoomPage(desktop.page).expectMessage('Over an encrypted line');
    expect(sockets.length).toBeGreaterThan(0);
    expect(sockets.filter((url) => !url.startsWith('wss:'))).toEqual([]);
    await openRoomPage(desktop.page).say('Both ways');
    await openRoomPage(page).expectMessage('Both ways');
  } finally {
    await context.close();
  }
});

test('L5: where WebSockets fail, a guest’s words travel by polling', async ({
  launchDesktop,
  guestBrowser,
}) => {
  test.slow();
  const { desktop, code } = await openHost({ launchDesktop }, { name: 'Open house' });
  const context = await guestBrowser.newContext();
  try {
    const page = await context.newPage();
    // A line to where nobody is: what a proxy that knows no WebSockets makes of them, before they are open.
    await page.addInitScript(() => {
      window.WebSocket = class extends WebSocket {
        constructor() {
          super('ws://127.0.0.1:1/');
        }
      };
    });
    const polls: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('transport=polling')) polls.push(request.method());
    });
    await page.goto(`${desktop.url}/spaces/${code}`);
    await joinAtGate(page, { person: 'Gus' });
    await openRoomPage(page).say('Without a WebSocket');
    await openRoomPage(desktop.page).expectMessage('Without a WebSocket');
    await openRoomPage(desktop.page).say('And back');
    await openRoomPage(page).expectMessage('And back');
    expect(polls).toEqual(expect.arrayContaining(['GET', 'POST']));
  } finally {
    await context.close();
  }
});

test('L5: a host that takes no plain HTTP says so to whoever opens its link', async ({
  openBrowser,
}, info) => {
  const host = await startStrictHost();
  try {
    const page = await openBrowser(`${host.url}/spaces/ABCDEF`);
    await expect(
      page.getByRole('heading', { name: 'This host takes encrypted connections only' }),
    ).toBeVisible();
    await expect(page.getByText('Put https:// in front of the address.', { exact: false })).toBeVisible();
    await lookAt(page, info, 'no-plain-http');
  } finally {
    await host.stop();
  }
});
