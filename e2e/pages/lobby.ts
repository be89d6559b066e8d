import type { Page } from '@playwright/test';
import { expect } from '../fixtures/app-test.ts';

/** The lobby as its user names things. */
export function openLobby(page: Page) {
  const join = page.getByRole('region', { name: 'Join a room' });
  const create = page.getByRole('region', { name: 'New room' });
  const publicRooms = page.getByRole('region', { name: 'On this network' });
  return {
    join,
    create,
    yourRooms: page.getByRole('region', { name: 'Your rooms' }),
    publicRooms,

    /** A code is looked for during three seconds; a busy machine may take longer to hear of a host. */
    async waitForHost() {
      await expect(publicRooms.getByRole('heading', { level: 3 }).first()).toBeVisible({ timeout: 20_000 });
    },

    async createRoom(options: { name: string; person?: string; limit?: number; isPublic?: boolean }) {
      await create.getByLabel('Name', { exact: true }).fill(options.name);
      if (options.limit) {
        await create.getByRole('spinbutton', { name: 'People at most' }).fill(String(options.limit));
      }
      if (options.isPublic) await create.getByRole('radio', { name: 'Everyone here' }).check({ force: true });
      await create.getByRole('button', { name: 'Create room' }).click();
      if (options.person) {
        // The name is asked for when it is first needed.
        await create.getByLabel('Your name').fill(options.person);
        await create.getByRole('button', { name: 'Create room' }).click();
      }
      await expect(page.getByRole('heading', { level: 1, name: options.name })).toBeVisible();
    },

    /** Back from wherever one is. */
    async show() {
      await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
      await expect(join).toBeVisible();
    },

    /** Takes the seat in the room that was found by its code. */
    async joinFound(person: string) {
      await join.getByLabel('Your name').fill(person);
      await join.getByRole('button', { name: /^Join/ }).last().click();
    },

    async pasteCode(code: string) {
      const first = page.getByRole('textbox', { name: 'Character 1 of 6' });
      await first.focus();
      await first.evaluate((box, text) => {
        const data = new DataTransfer();
        data.setData('text', text);
        box.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
        );
      }, code);
    },

    async typeCode(code: string) {
      await page.getByRole('textbox', { name: 'Character 1 of 6' }).focus();
      await page.keyboard.type(code);
    },
  };
}
