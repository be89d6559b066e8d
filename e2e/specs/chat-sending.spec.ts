import { expect, test } from '../fixtures/app-test.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';
import { openChat } from '../pages/chat.ts';

test('C3 C4: what was written without a host survives the end of the page, and goes out once and in order', async ({
  launchDesktop,
  openBrowser,
}) => {
  test.setTimeout(120_000);
  const { desktop, guest, ben, code } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Kept words');
  await ben.say('While we could talk');
  await expect(ben.messageOf('While we could talk')).toHaveAttribute('data-delivery', 'stored');
  await desktop.kill();
  await expect(guest.getByText(/^Reconnecting/).first()).toBeVisible();
  const words = ['First alone', 'Second alone', 'Third alone'];
  for (const line of words) await ben.say(line);
  await expect(guest.getByRole('img', { name: 'Not stored yet' })).toHaveCount(3);
  const kept = () =>
    guest.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const opening = indexedDB.open('spaces-outbox');
          opening.onsuccess = () => {
            const counting = opening.result.transaction('records').objectStore('records').count();
            counting.onsuccess = () => resolve(counting.result);
          };
        }),
    );
  await expect.poll(kept).toBe(3);
  // Without its last words: nothing of the page runs any more.
  await guest.close({ runBeforeUnload: false });

  const again = await launchDesktop({ again: desktop });
  // Two tabs find the same unsent messages and both send them.
  const tabs = [await guest.context().newPage(), await guest.context().newPage()];
  await Promise.all(tabs.map((tab) => tab.goto(`${again.url}/spaces/${code}`)));
  await again.page.getByRole('button', { name: /^Open Kept words/ }).click();
  for (const page of [...tabs, again.page]) {
    const { log } = openChat(page);
    await expect(log.getByText('Third alone')).toBeVisible({ timeout: 20_000 });
    await expect(page.getByRole('img', { name: 'Not stored yet' })).toHaveCount(0);
    await expect(log.getByText(/ alone$/)).toHaveText(words);
  }
});

test('C4: a browser that keeps nothing says so, and sends all the same', async ({
  launchDesktop,
  openBrowser,
}) => {
  const { guest, ann } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Forgetful');
  await guest.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get() {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
  });
  await guest.reload();
  const ben = openChat(guest);
  await ben.say('Nothing keeps me');
  await expect(ann.log.getByText('Nothing keeps me')).toBeVisible();
  await expect(
    guest.getByRole('status').filter({ hasText: 'This device keeps no unsent messages' }),
  ).toHaveCount(1);
});
