import type { Page } from '@playwright/test';
import { expect } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { recordAlerts } from '../fixtures/record-alerts.ts';
import { openHost } from '../fixtures/two-desktops.ts';
import { test, type WeakLine } from '../fixtures/weak-line.ts';
import { openChat } from '../pages/chat.ts';
import { joinAtGate } from '../pages/gate.ts';
import { openModeration } from '../pages/moderation.ts';
import { openRoomPage } from '../pages/room.ts';

type Tools = Parameters<typeof openHost>[0] & {
  openBrowser(url: string): Promise<Page>;
  openWeakLine(hostUrl: string): Promise<WeakLine>;
};

const peopleRow = (page: Page, person: string) =>
  page
    .getByRole('complementary', { name: /^People in / })
    .getByRole('listitem')
    .filter({ hasText: person });

/** Ann in her desktop app and Ben in a browser, over a line that can be cut without Ann's host knowing why. */
async function openOverWeakLine(tools: Tools, name: string) {
  // Ten seconds may be less than a busy machine needs to come back: how long it is, unit tests know.
  const { desktop, code } = await openHost(tools, { name, env: { SPACES_PRESENCE_GRACE_MS: '60000' } });
  const line = await tools.openWeakLine(desktop.url);
  const guest = await tools.openBrowser(`${line.url}/spaces/${code}`);
  await joinAtGate(guest, { person: 'Ben' });
  const [ann, ben] = [openChat(desktop.page), openChat(guest)];
  await expect(ben.composer).toBeVisible();
  const reconnecting = guest.getByText(/^Reconnecting/);
  return {
    ...{ page: desktop.page, guest, ann, ben },
    async cut() {
      line.cut();
      await expect(reconnecting.first()).toBeVisible();
    },
    async mend() {
      line.mend();
      await expect(reconnecting).toHaveCount(0, { timeout: 30_000 });
    },
  };
}

test('P2: a short drop of the line is not seen by the others', async ({
  launchDesktop,
  openBrowser,
  openWeakLine,
}) => {
  test.setTimeout(120_000);
  const tools = { launchDesktop, openBrowser, openWeakLine };
  const { page, ann, ben, cut, mend } = await openOverWeakLine(tools, 'Dropping');
  const row = peopleRow(page, 'Ben');
  await expect(row).toHaveAttribute('data-online', 'true');
  await row.evaluate((element) => {
    const seen: (string | null)[] = [];
    Object.assign(window, { seen });
    const note = () => seen.push(document.querySelector('[data-online=false]')?.textContent ?? null);
    new MutationObserver(note).observe(element.closest('aside') ?? document.body, {
      ...{ attributes: true, childList: true, subtree: true },
    });
  });
  await cut();
  await ann.say('Are you there?');
  await expect(row).toHaveAttribute('data-online', 'true');
  await mend();
  await expect(ben.messageOf('Are you there?')).toBeVisible();
  await ben.say('All the time');
  await expect(ann.messageOf('All the time')).toBeVisible();
  const seen = await page.evaluate(() => (window as unknown as { seen: (string | null)[] }).seen);
  expect(seen.filter((words) => words !== null)).toEqual([]);
  await expect(ann.log.getByText(/Ben (left|joined)/)).toHaveCount(1);
});

test('C4: what was refused waits in order, and one button sends all of it', async ({
  launchDesktop,
  openBrowser,
  openWeakLine,
}, info) => {
  test.setTimeout(120_000);
  const tools = { launchDesktop, openBrowser, openWeakLine };
  const { page, guest, ann, ben, cut, mend } = await openOverWeakLine(tools, 'Refusing');
  const moderation = openModeration(page);
  await cut();
  for (const words of ['First of two', 'Second of two']) await ben.say(words);
  await moderation.act('Ben', 'Mute in chat');
  // The menu closes before the host has answered.
  await expect(peopleRow(page, 'Ben').getByText('Muted')).toBeAttached();
  await mend();
  const notice = ben.conversation.getByText(/^2 messages were not sent\./);
  await expect(notice).toBeVisible();
  await lookAt(guest, info, 'chat-retry-all');
  expect(await ann.log.getByText(/ of two$/).count()).toBe(0);
  await expect(ben.composer).toBeDisabled();
  await moderation.act('Ben', 'Let write again');
  await expect(ben.composer).toBeEnabled();
  await ben.conversation.getByRole('button', { name: 'Retry all' }).click();
  await expect(notice).toHaveCount(0);
  await expect(ann.log.getByText(/ of two$/)).toHaveText(['First of two', 'Second of two']);
  await expect(ben.log.getByText(/ of two$/)).toHaveText(['First of two', 'Second of two']);
});

test('C20: what was said while the line was broken is no news; a keyword is', async ({
  launchDesktop,
  openBrowser,
  openWeakLine,
}) => {
  test.setTimeout(120_000);
  const tools = { launchDesktop, openBrowser, openWeakLine };
  const { guest, ann, cut, mend } = await openOverWeakLine(tools, 'Missing');
  const alerts = await recordAlerts(guest);
  await guest.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await guest.getByRole('button', { name: 'Settings', exact: true }).first().click();
  const settings = guest.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel('Words that count as a mention').fill('deploy, lunch');
  await guest.keyboard.press('Escape');
  await cut();
  for (let number = 1; number <= 5; number += 1) await ann.say(`missed ${number}`);
  await expect(ann.messageOf('missed 5')).toHaveAttribute('data-delivery', 'stored');
  await mend();
  await expect(guest).toHaveTitle(/^\(5\)/);
  // Whatever there was to tell of the five would come with this one.
  await ann.say('live again');
  await expect.poll(alerts.read, { timeout: 20_000 }).toEqual(['Missing|Ann: live again']);

  await guest.getByRole('button', { name: /^Open Missing/ }).click();
  await expect(guest).toHaveTitle(/^Missing/);
  await openRoomPage(guest).chooseAlertLevel('Mentions only');
  await guest.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await ann.say('nothing for Ben');
  await ann.say('Lunch is ready');
  await expect
    .poll(alerts.read, { timeout: 20_000 })
    .toEqual(['Missing|Ann: live again', 'Missing|Ann: Lunch is ready']);
});
