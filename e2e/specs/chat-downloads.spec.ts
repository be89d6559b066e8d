import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { type Desktop, expect, test } from '../fixtures/app-test.ts';
import { openChat } from '../pages/chat.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

interface Asked {
  offered: string[];
  answer?: () => void;
}

/** Stands for the person before the system's dialog; the answer can be held back. */
async function chooseInDialogs(app: ElectronApplication, path: string, isHeld = false): Promise<void> {
  await app.evaluate(
    ({ dialog }, chosen) => {
      const asked: Asked = { offered: [] };
      Object.assign(globalThis, { asked });
      dialog.showSaveDialog = async (...given: unknown[]) => {
        asked.offered.push(String((given.at(-1) as { defaultPath?: string }).defaultPath));
        if (chosen.isHeld) {
          await new Promise<void>((resolve) => {
            asked.answer = resolve;
          });
        }
        return { canceled: chosen.path === '', filePath: chosen.path };
      };
    },
    { path, isHeld },
  );
}

/** Changes one byte of the file in the host's own store, where its size tells which it is. */
function damageStored(folder: string, bytes: Buffer): void {
  const store = join(folder, 'host/files');
  const paths = readdirSync(store, { recursive: true, encoding: 'utf8' }).map((name) => join(store, name));
  const [path = '', ...others] = paths.filter((each) => statSync(each).size === bytes.length);
  expect(others).toEqual([]);
  const file = openSync(path, 'r+');
  writeSync(file, Buffer.of(bytes.readUInt8(5_000_000) ^ 1), 0, 1, 5_000_000);
  closeSync(file);
}

const readOffered = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as { asked: Asked }).asked.offered);

test('C13: a desktop saves a file over its pinned line to a chosen place, checks its sum, and tells when it could not', async ({
  launchDesktop,
}, { workerIndex }) => {
  test.setTimeout(120_000);
  const env = {
    SPACES_DISCOVERY: 'on',
    SPACES_INTERFACES: '127.0.0.1',
    SPACES_DISCOVERY_PORT: String(17_621 + workerIndex),
  };
  const host: Desktop = await launchDesktop({ env });
  await openLobby(host.page).createRoom({ name: 'Saving', person: 'Ann' });
  const code = await openRoomPage(host.page).readCode();
  const guest = await launchDesktop({ env });
  const lobby = openLobby(guest.page);
  await lobby.typeCode(code);
  await lobby.join.getByLabel('Your name').fill('Ben');
  await lobby.join.getByRole('button', { name: /^Join/ }).last().click();
  const [ann, ben] = [openChat(host.page), openChat(guest.page)];
  await expect(ben.composer).toBeFocused();

  const bytes = randomBytes(7_000_000);
  await ann.attach([{ name: '..\\CON.bin', mimeType: 'application/octet-stream', buffer: bytes }]);
  await ann.say('Take this');
  const save = ben.messageOf('Take this').getByRole('button', { name: 'Save _CON.bin' });
  const path = join(guest.folder, 'chosen.bin');
  await chooseInDialogs(guest.app, path);
  await save.click();
  const toast = guest.page.getByRole('status');
  await expect(toast.filter({ hasText: '_CON.bin is saved.' })).toHaveCount(1);
  expect(readFileSync(path).equals(bytes)).toBe(true);
  expect((await readOffered(guest.app)).map((offered) => basename(offered))).toEqual(['_CON.bin']);
  expect(existsSync(`${path}.part`)).toBe(false);

  // Who changes their mind gets nothing, and hears nothing.
  await chooseInDialogs(guest.app, '');
  await save.click();
  await expect.poll(() => readOffered(guest.app)).toHaveLength(1);

  // One byte that is not what Ann sent, whoever changed it: nothing is left of such a file.
  damageStored(host.folder, bytes);
  const damaged = join(guest.folder, 'damaged.bin');
  await chooseInDialogs(guest.app, damaged);
  await save.click();
  await expect(toast.filter({ hasText: '_CON.bin arrived damaged.' })).toHaveCount(1);
  expect([existsSync(damaged), existsSync(`${damaged}.part`)]).toEqual([false, false]);

  const lost = join(guest.folder, 'lost.bin');
  await chooseInDialogs(guest.app, lost, true);
  await save.click();
  await expect.poll(() => readOffered(guest.app)).toHaveLength(1);
  await host.close();
  await guest.app.evaluate(() => (globalThis as unknown as { asked: Asked }).asked.answer?.());
  await expect(toast.filter({ hasText: 'did not arrive whole' })).toHaveCount(1);
  expect([existsSync(lost), existsSync(`${lost}.part`)]).toEqual([false, false]);
});
