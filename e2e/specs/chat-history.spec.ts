import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures/app-test.ts';
import { joinByApi } from '../fixtures/join-by-api.ts';
import { openChat } from '../pages/chat.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

const AT_ONCE = 20;

/** A program that fills a room; every seventh message has several lines. */
async function joinRobot(hostUrl: string, code: string) {
  const robot = await joinByApi(hostUrl, code, 'Robot');
  const post = async (number: number) => {
    const content = `number ${String(number).padStart(4, '0')}${number % 7 === 0 ? '\nwith\nmore\nlines' : ''}`;
    expect(await robot.post({ content })).toBe(201);
  };
  return async (from: number, to: number) => {
    for (let next = from; next <= to; next += AT_ONCE) {
      const numbers = Array.from({ length: Math.min(AT_ONCE, to - next + 1) }, (_, index) => next + index);
      await Promise.all(numbers.map(post));
    }
  };
}

/** Scrolls by some pixels and tells how far the message that was in the middle moved once everything has settled. */
function scrollAndWatch(page: Page, by: number): Promise<{ asked: number; moved: number | null }> {
  return page.evaluate(async (amount) => {
    const log = document.querySelector<HTMLElement>('[data-testid=conversation] [role=log]');
    if (log === null) throw new Error('No history on screen');
    const middle = log.getBoundingClientRect().top + log.clientHeight / 2;
    const articles = () => [...log.querySelectorAll<HTMLElement>('article[data-message-id]')];
    const topOf = (element: HTMLElement) => element.getBoundingClientRect().top;
    const chosen = articles().reduce((best, one) =>
      Math.abs(topOf(one) - middle) < Math.abs(topOf(best) - middle) ? one : best,
    );
    const [id, before] = [chosen.dataset.messageId, topOf(chosen)];
    log.scrollBy(0, amount);
    // Wheels and fingers are told within their frame; a script’s scrolling is told a frame late.
    log.dispatchEvent(new Event('scroll'));
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    for (let n = 0; n < 4; n += 1) await frame();
    const now = articles().find((one) => one.dataset.messageId === id);
    return { asked: -amount, moved: now === undefined ? null : topOf(now) - before };
  }, by);
}

test('C15: a long history keeps its place while it grows and shrinks, in both directions', async ({
  launchDesktop,
}) => {
  test.setTimeout(180_000);
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Long', person: 'Ann' });
  const fill = await joinRobot(url, await openRoomPage(page).readCode());
  const ann = openChat(page);
  await fill(1, 1_599);
  // Those sent at once may come in any order: this one is the last.
  await fill(1_600, 1_600);
  // The window draws them all while they come in.
  await expect(ann.messageOf('number 1600')).toBeInViewport({ timeout: 30_000 });
  await expect.poll(async () => (await scrollAndWatch(page, 0)).moved).toBe(0);

  const asked = { before: 0, after: 0 };
  page.on('request', (request) => {
    if (/[?&]before=/.test(request.url())) asked.before += 1;
    if (/[?&]after=/.test(request.url())) asked.after += 1;
  });
  for (let step = 0; step < 60; step += 1) {
    const { asked: wanted, moved } = await scrollAndWatch(page, -250);
    expect(moved, `step ${step} up`).not.toBeNull();
    expect(Math.abs((moved ?? 0) - wanted), `step ${step} up`).toBeLessThanOrEqual(2);
  }
  await ann.log.focus();
  await expect(async () => {
    await page.keyboard.press('Home');
    await expect(page.getByText('This is the beginning of Long')).toBeInViewport({ timeout: 200 });
  }).toPass({ intervals: [100] });
  // What was live once was dropped on the way: it has to be asked for again.
  expect(asked.before).toBeGreaterThan(0);
  expect(asked.after).toBe(0);
  await expect.poll(async () => (await scrollAndWatch(page, 0)).moved).toBe(0);
  for (let step = 0; step < 60; step += 1) {
    const { asked: wanted, moved } = await scrollAndWatch(page, 250);
    expect(Math.abs((moved ?? 0) - wanted), `step ${step} down`).toBeLessThanOrEqual(2);
  }
  await expect(async () => {
    await ann.log.hover();
    await page.mouse.wheel(0, 20_000);
    expect(asked.after).toBeGreaterThan(0);
  }).toPass({ intervals: [100] });
  await page.getByRole('button', { name: /Jump to the latest message/ }).click();
  await expect(ann.messageOf('number 1600')).toBeInViewport();
  await fill(1_601, 1_601);
  await expect(ann.messageOf('number 1601')).toBeInViewport();
});

test('C10 C15: the way to the first new message leads there wherever it lies, and back to now', async ({
  launchDesktop,
}) => {
  test.setTimeout(180_000);
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Unread', person: 'Ann' });
  const fill = await joinRobot(url, await openRoomPage(page).readCode());
  const ann = openChat(page);
  await fill(1, 400);
  await expect(ann.messageOf('number 0400')).toBeInViewport({ timeout: 30_000 });

  // Marked unread far back: the newest do not have its place loaded.
  await ann.log.focus();
  await expect(async () => {
    await page.keyboard.press('Home');
    await expect(page.getByText('This is the beginning of Unread')).toBeInViewport({ timeout: 200 });
  }).toPass({ intervals: [100] });
  await ann.act('number 0004', 'Mark unread from here');
  await expect(page).toHaveTitle(/^\(99\+\)/);
  await page.getByRole('button', { name: 'Spaces, to the lobby' }).click();
  await page.getByRole('button', { name: /^Open Unread/ }).click();
  await expect(ann.messageOf('number 0004').first()).toBeInViewport();
  // Marked unread and not read since: opening the room leads there again, and "now" is another place.
  const toNow = page.getByRole('button', { name: /Jump to the latest message/ });
  const toUnread = page.getByRole('button', { name: 'Jump to the first new message' });
  await ann.act('number 0004', 'Mark unread from here');
  await toNow.click();
  await expect(ann.messageOf('number 0400')).toBeInViewport();
  await toUnread.click();
  await expect(ann.messageOf('number 0004')).toBeInViewport();
  await expect(ann.log.getByText('New', { exact: true })).toBeInViewport();
  await expect(toUnread).toBeHidden();
});
