import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test.ts';
import { HOSTILE_FILES, HOSTILE_MESSAGES, HOSTILE_NAMES } from '../fixtures/hostile-texts.ts';
import { joinByApi } from '../fixtures/join-by-api.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';
import { lookForForeign, measureSurroundings, watchMisdeeds } from '../fixtures/watch-misdeeds.ts';

const CLEAN = { elements: [], links: [], isPolluted: false, isWide: false };

/** Every row is drawn once on the way from the newest to the oldest. */
async function walkThrough(page: Page): Promise<void> {
  const log = page.getByTestId('conversation').getByRole('log');
  await log.focus();
  await expect(async () => {
    await page.keyboard.press('PageUp');
    await expect(page.getByText('This is the beginning of Hostile')).toBeInViewport({ timeout: 100 });
  }).toPass({ intervals: [50], timeout: 60_000 });
}

test('hostile text in messages, names, files, markdown and JSON changes nothing but its own bubble', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(240_000);
  const { desktop, page, guest, ann, ben, code } = await openRoomOfTwo(
    { launchDesktop, openBrowser },
    'Hostile',
  );
  const windows = [page, guest];
  const hosts = [desktop.url, desktop.url.replace('http', 'ws')];
  const readMisdeeds = [await watchMisdeeds(page, hosts), await watchMisdeeds(guest, hosts)];
  await ann.say('A calm first message');
  await expect(ben.messageOf('A calm first message')).toBeVisible();
  await expect(ann.messageOf('A calm first message')).toHaveAttribute('data-delivery', 'stored');
  const before = await Promise.all(windows.map((each) => measureSurroundings(each, 'A calm first message')));

  const mallory = await joinByApi(desktop.url, code, 'Mallory');
  for (const message of HOSTILE_MESSAGES)
    expect(await mallory.post(message), message.content.slice(0, 60)).toBe(201);
  for (const name of HOSTILE_NAMES) {
    const person = await joinByApi(desktop.url, code, name);
    expect(await person.post({ content: `Hello @${name}` })).toBe(201);
  }
  await ben.attach(
    HOSTILE_FILES.map((name) => ({
      name,
      mimeType: 'text/html',
      buffer: Buffer.from('<script>attacked()</script>'),
    })),
  );
  await ben.say('files');
  const [tooMuch, far] = [`a${'\u0301'.repeat(500_000)}`, `a${'\u0301'.repeat(8_200)}`];
  expect(await mallory.post({ content: tooMuch })).toBeGreaterThanOrEqual(400);
  expect(await mallory.post({ content: far })).toBe(400);
  await ann.say('A calm last message');

  for (const [index, window] of windows.entries()) {
    const chat = index === 0 ? ann : ben;
    await expect(chat.messageOf('A calm last message')).toBeVisible();
    expect(await lookForForeign(window)).toEqual(CLEAN);
    await window.screenshot({ path: info.outputPath(`hostile-${index}.png`) });
    await walkThrough(window);
    expect(await lookForForeign(window)).toEqual(CLEAN);
    expect(await measureSurroundings(window, 'A calm first message')).toEqual(before[index]);
  }
  expect(readMisdeeds.map((read) => read())).toEqual([[], []]);
});

test('a hostile name of a room or a person spills over nothing in the lobby, the lists and the panels', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(180_000);
  const { desktop, page, guest, ann, ben, code } = await openRoomOfTwo(
    { launchDesktop, openBrowser },
    'Calm room',
  );
  const hosts = [desktop.url, desktop.url.replace('http', 'ws')];
  const readMisdeeds = await watchMisdeeds(guest, hosts);
  await ann.say('Calm words');
  await expect(ben.messageOf('Calm words')).toBeVisible();
  const before = await measureSurroundings(guest, 'Calm words');
  for (const name of HOSTILE_NAMES) {
    const { call } = await joinByApi(desktop.url, code, name);
    const room = { name: name.repeat(2).slice(0, 100), description: name.repeat(8), visibility: 'public' };
    expect((await call('POST', '/api/rooms', room)).status, name).toBe(201);
  }
  const people = guest.getByRole('complementary', { name: /^People in / });
  await expect(people.getByText(`Not here · ${HOSTILE_NAMES.length}`)).toBeVisible();
  expect(await measureSurroundings(guest, 'Calm words')).toEqual(before);
  expect(await lookForForeign(guest)).toEqual(CLEAN);
  await guest.screenshot({ path: info.outputPath('hostile-people.png') });
  // No row of the panel is taller or wider than the others.
  const rows = await people
    .getByRole('listitem')
    .evaluateAll((items) =>
      items.map((item) => [
        Math.round(item.clientWidth),
        item.scrollWidth > item.clientWidth + 1,
        item.clientHeight < 70,
      ]),
    );
  expect(rows.every(([width, isCut, isLow]) => width === rows[0]?.[0] && !isCut && isLow)).toBe(true);
  await ben.composer.fill('@');
  await guest.screenshot({ path: info.outputPath('hostile-suggestions.png') });
  await ben.composer.fill('');

  await guest.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  const network = guest.getByRole('region', { name: 'On this network' });
  await expect(network.getByRole('button', { name: /WWWW/ }).first()).toBeVisible();
  expect(await lookForForeign(guest)).toEqual(CLEAN);
  await guest.screenshot({ path: info.outputPath('hostile-lobby.png'), fullPage: true });
  expect(readMisdeeds()).toEqual([]);
  await expect(page.getByRole('heading', { level: 1, name: 'Calm room' })).toBeVisible();
});
