import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openRoomOfTwo } from '../fixtures/two-people.ts';

/** Long enough to be sent, whenever this looks. */
const TWO_SECONDS = /0:(0[2-9]|[1-5]\d)/;

/** What sounds do on the page from now on, with the speed they do it at. */
async function watchSound(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const sounds: string[] = [];
    Object.assign(window, { sounds });
    for (const name of ['playing', 'ended']) {
      // Events of a sound do not rise; on the way down everybody hears them.
      document.addEventListener(
        name,
        ({ target }) => sounds.push(`${name} ${(target as HTMLAudioElement).playbackRate}×`),
        true,
      );
    }
  });
  return () => page.evaluate(() => (window as unknown as { sounds: string[] }).sounds);
}

test('V9 P3: a voice message is recorded while the others see it, sent, and played to its end', async ({
  launchDesktop,
  openBrowser,
}, info) => {
  test.setTimeout(120_000);
  const { page, guest, ann, ben } = await openRoomOfTwo({ launchDesktop, openBrowser }, 'Speaking');
  const people = page.getByRole('complementary', { name: /^People in / });
  const line = page.getByTestId('typing-line');
  await guest.context().grantPermissions(['microphone']);
  await guest.getByRole('button', { name: 'Add to the message' }).click();
  await guest.getByRole('menuitem', { name: 'Record a voice message' }).click();
  const recorder = guest.getByRole('region', { name: 'Recording…' });
  await expect(recorder.getByRole('button', { name: 'Send voice message' })).toBeFocused();
  await expect(recorder.getByText(TWO_SECONDS)).toBeVisible();
  await expect(line).toHaveText('Ben is recording…');
  await expect(people.getByText('recording…')).toBeVisible();
  await lookAt(page, info, 'chat-recording');
  await recorder.getByRole('button', { name: 'Throw away' }).click();
  await expect(ben.composer).toBeVisible();
  await expect(line).toHaveText('');
  await expect(people.getByText('recording…')).toHaveCount(0);

  await guest.getByRole('button', { name: 'Add to the message' }).click();
  await guest.getByRole('menuitem', { name: 'Record a voice message' }).click();
  await expect(recorder.getByText(TWO_SECONDS)).toBeVisible();
  await recorder.getByRole('button', { name: 'Send voice message' }).click();
  await expect(ann.log.getByRole('slider', { name: 'Position' })).toBeVisible();
  await expect(line).toHaveText('');
  await lookAt(page, info, 'chat-voice');
  const readSounds = await watchSound(page);
  await ann.log.getByRole('button', { name: 'Speed 1×' }).click();
  await expect(ann.log.getByRole('button', { name: 'Speed 1.5×' })).toBeVisible();
  await ann.log.getByRole('button', { name: 'Play' }).click();
  // A starved decoder waits and plays on: once more “playing”, which is no second start.
  const readKinds = async () => [...new Set(await readSounds())];
  await expect.poll(readKinds, { timeout: 20_000 }).toEqual(['playing 1.5×', 'ended 1.5×']);
  await expect(ann.log.getByRole('button', { name: 'Play' })).toBeVisible();
});
