import { runShellLine, runTypeScriptLine } from '../../src/client/__tests__/run-line.ts';
import { expect, test } from '../fixtures/app-test.ts';
import { lookAt } from '../fixtures/look-at.ts';
import { openTwoDesktops } from '../fixtures/two-desktops.ts';
import { openChat } from '../pages/chat.ts';
import { openLobby } from '../pages/lobby.ts';
import { openRoomPage } from '../pages/room.ts';

const DIALOG = 'Agents in “Control room”';

test('A4: an agent that was asked in speaks with the shown secret until it is revoked', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(240_000);
  const { app, page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Control room', person: 'Ann' });
  const room = openRoomPage(page);
  await room.openMenu('Invite an agent…');
  const dialog = page.getByRole('dialog', { name: DIALOG });
  await expect(dialog.getByLabel('Name')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Give the agent a name.')).toBeVisible();
  await page.keyboard.type('Build bot');
  await lookAt(page, info, 'agent-invite');
  await dialog.getByLabel('Name').press('Enter');

  await expect(dialog.getByText('shown only this once', { exact: false })).toBeVisible();
  const copyCurl = dialog.getByRole('button', { name: 'Copy: curl' });
  await expect(copyCurl).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Copied: curl').last()).toBeVisible();
  const curl = await dialog.getByLabel('curl', { exact: true }).inputValue();
  const [, address = '', secret = ''] = /^curl -s (\S+) -H 'X-Inbox-Secret: ([0-9a-f]+)'/.exec(curl) ?? [];
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(curl);
  await dialog.getByRole('button', { name: 'Copy: TypeScript' }).click();
  await expect(page.getByText('Copied: TypeScript').last()).toBeVisible();
  const typescript = await dialog.getByLabel('TypeScript', { exact: true }).inputValue();
  await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toBe(typescript);
  const mcp = await dialog.getByLabel('MCP configuration', { exact: true }).inputValue();
  const { spaces } = JSON.parse(mcp).mcpServers;
  expect(spaces).toMatchObject({
    ...{ type: 'http', url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/mcp$/) },
    headers: { Authorization: expect.stringMatching(/^Bearer spaces1\./) },
  });
  await lookAt(page, info, 'agent-lines');
  await page.keyboard.press('Escape');

  // What was copied runs as it is: one line says something, the other one hears it.
  const saying = await runShellLine(curl);
  expect([await saying.ended, saying.err()]).toEqual([0, '']);
  await expect(openChat(page).messageOf('Hello').getByText('Build bot')).toBeVisible();
  const hearing = await runTypeScriptLine(typescript);
  await expect.poll(() => `${hearing.out()}${hearing.err()}`, { timeout: 30_000 }).toBe('Hello\n');
  await Promise.all([saying.stop(), hearing.stop()]);

  await page.getByRole('button', { name: 'Settings', exact: true }).first().click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const pasted = settings.getByLabel('Invitations');
  const button = settings.getByRole('button', { name: 'Copy the configuration' });
  await expect(button).toBeDisabled();
  await pasted.fill('not an invitation');
  await expect(settings.getByText('There is no invitation in this text.', { exact: false })).toBeVisible();
  await pasted.fill(`${mcp} ${mcp}`);
  await expect(settings.getByText('One invitation.')).toBeVisible();
  await button.scrollIntoViewIfNeeded();
  await lookAt(page, info, 'agent-access');
  await button.click();
  await expect(page.getByText('Configuration copied').last()).toBeVisible();

  const post = async (body: string) => {
    const response = await fetch(new URL(new URL(address).pathname, url), {
      method: 'POST',
      headers: { 'X-Inbox-Secret': secret, 'Content-Type': 'application/json' },
      body: JSON.stringify({ body }),
    });
    await response.body?.cancel();
    return response.status;
  };
  expect(await post('The build is green')).toBeLessThan(300);
  await page.keyboard.press('Escape');
  await expect(openChat(page).messageOf('The build is green')).toBeVisible();
  // The first of several in a row says who speaks.
  const message = openChat(page).messageOf('Hello');
  await expect(message.getByText('Build bot')).toBeVisible();
  await expect(message.getByText('Agent', { exact: true })).toBeVisible();

  await message.getByText('Build bot').click();
  await expect(page.getByText('Agent of Ann', { exact: false }).last()).toBeVisible();
  await lookAt(page, info, 'agent-card');
  await page.keyboard.press('Escape');

  await room.openMenu('Invite an agent…');
  await dialog.getByRole('tab', { name: /^Agents/ }).click();
  await expect(dialog.getByText('Invited by Ann', { exact: false })).toBeVisible();
  await lookAt(page, info, 'agent-list');
  await dialog.getByRole('button', { name: 'Revoke Build bot' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke the agent' }).click();
  await expect(dialog.getByText('No agents in this room')).toBeVisible();
  expect(await post('Am I still here?')).toBe(403);
  await page.keyboard.press('Escape');
  await expect(openChat(page).log.getByText('Am I still here?')).toBeHidden();
});

test('A5: an agent speaks in a room of another machine through the app of its own', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(240_000);
  const { second, ann } = await openTwoDesktops({ launchDesktop }, info, 'Control room');
  await openRoomPage(second.page).openMenu('Invite an agent…');
  const dialog = second.page.getByRole('dialog', { name: DIALOG });
  await dialog.getByLabel('Name').fill('Build bot');
  await dialog.getByLabel('Name').press('Enter');
  const configuration = await dialog.getByLabel('MCP configuration', { exact: true }).inputValue();
  const { url, headers } = JSON.parse(configuration).mcpServers.spaces;
  expect(url).toBe(`${second.url}/mcp`);
  const call = async (name: string, input: object) => {
    const body = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name, arguments: input } };
    const answer = await fetch(url, {
      method: 'POST',
      headers: { ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { result: { structuredContent: unknown } }).result.structuredContent;
  };
  await ann.say('Is the build green?');
  const { rooms } = (await call('list_rooms', {})) as { rooms: { room_id: string; name: string }[] };
  expect(rooms.map(({ name }) => name)).toEqual(['Control room']);
  const room_id = rooms[0]?.room_id;
  await expect
    .poll(async () => JSON.stringify(await call('read_room', { room_id })))
    .toContain('Is the build green?');
  await call('send_message', { room_id, text: 'It is green' });
  const message = ann.messageOf('It is green');
  await expect(message.getByText('Build bot')).toBeVisible();
  await expect(message.getByText('Agent', { exact: true })).toBeVisible();
});

test('A6: who runs the room says how long agents talk among themselves, and lets them go on', async ({
  launchDesktop,
}, info) => {
  test.setTimeout(240_000);
  const { page, url } = await launchDesktop();
  await openLobby(page).createRoom({ name: 'Control room', person: 'Ann' });
  const room = openRoomPage(page);
  await room.openMenu('Room settings…');
  const settings = page.getByRole('dialog', { name: 'Settings of “Control room”' });
  await expect(settings.getByText('After 20 messages of agents in a row', { exact: false })).toBeVisible();
  await settings.getByText('Own number').click();
  const number = settings.getByLabel('Messages in a row', { exact: true });
  await number.fill('2');
  await number.blur();
  await number.scrollIntoViewIfNeeded();
  await lookAt(page, info, 'agent-limit');
  await settings.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved. Everybody sees it.').last()).toBeVisible();
  await page.keyboard.press('Escape');

  await room.openMenu('Invite an agent…');
  const dialog = page.getByRole('dialog', { name: DIALOG });
  await dialog.getByRole('tab', { name: /^Agents/ }).click();
  await expect(dialog.getByText('No agents in this room')).toBeVisible();
  await lookAt(page, info, 'agent-list-empty');
  await dialog.getByRole('tab', { name: 'Invite' }).click();
  await dialog.getByLabel('Name').fill('Build bot');
  await dialog.getByLabel('Name').press('Enter');
  const curl = await dialog.getByLabel('curl', { exact: true }).inputValue();
  const [, address = '', secret = ''] = /^curl -s (\S+) -H 'X-Inbox-Secret: ([0-9a-f]+)'/.exec(curl) ?? [];
  await page.keyboard.press('Escape');
  const post = async (body: string) => {
    const response = await fetch(new URL(new URL(address).pathname, url), {
      method: 'POST',
      headers: { 'X-Inbox-Secret': secret, 'Content-Type': 'application/json' },
      body: JSON.stringify({ body }),
    });
    await response.body?.cancel();
    return response.status;
  };
  expect([await post('The build is red'), await post('It is red again'), await post('Red')]).toEqual([
    200, 200, 429,
  ]);
  const notice = page.getByText('They wait until a person says something.', { exact: false });
  await expect(notice).toBeVisible();
  await lookAt(page, info, 'agents-wait');
  await page.getByRole('button', { name: 'Let them go on' }).click();
  await expect(notice).toBeHidden();
  await expect(openChat(page).log.getByText('Ann let the agents go on')).toBeVisible();
  expect(await post('Green')).toBe(200);
});
