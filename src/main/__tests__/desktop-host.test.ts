import { expect, it } from 'vitest';
import type { Settings } from '#shared/contract/ipc.ts';
import { createDesktopHost, readWishes } from '../desktop-host.ts';
import { openQuietNetwork } from '../electron/__tests__/quiet-network.ts';
import {
  expectStatus,
  makeDataDir,
  makeRoom,
  onCleanUp,
  startTestHost,
} from '../server/__tests__/test-host.ts';
import { createMcpClient } from '../server/mcp/__tests__/mcp-client.ts';

const logger = { info() {}, warn() {}, error() {}, debug() {} };
const ENV = { SPACES_HOST: '127.0.0.1', SPACES_PORT: '0', SPACES_RATE_LIMITS: 'off' };

/** A desktop app without its window: its network and its host, wired as the app wires them. */
async function startDesktop() {
  const folder = await makeDataDir();
  const network = await openQuietNetwork(folder);
  const host = createDesktopHost({
    ...{ folder, webRoot: folder, origin: 'app://spaces', env: ENV, logger: logger as never },
    locateHost: network.listPlaces,
  });
  onCleanUp(() => host.stop());
  const settings = { isHostingOn: true, hostName: 'Desk', allowsBrowsers: true, allowsHttp: true };
  await host.apply(readWishes(settings as Settings, ENV));
  const status = host.readStatus();
  if (status.state !== 'running') throw new Error(JSON.stringify(status));
  return { network, url: status.mcpUrl?.replace(/\/mcp$/, '') ?? '' };
}

const placeOf = (url: string) => ({ address: '127.0.0.1', port: Number(new URL(url).port) });

it('A5 an agent goes through the desktop app of its machine into a room of another host, also after that moved', async () => {
  const far = await startTestHost({ hostName: 'Far host' });
  const ann = await far.guest('Ann');
  const room = await makeRoom(ann, { name: 'Workshop', visibility: 'private' });
  const path = `/api/rooms/${room.id}`;
  const { invitation, agent } = expectStatus(await ann.post(`${path}/agents`, { name: 'Helper' }), 201).body;
  const { network, url } = await startDesktop();
  const { call } = createMcpClient({ url }, invitation);

  await ann.post(`${path}/messages`, { content: 'good morning' });
  const read = (await call('read_room', { room_id: room.id })).structuredContent;
  expect(read).toMatchObject({ host: 'Far host', messages: [{ from: 'Ann', body: 'good morning' }] });

  await far.restart();
  const lost = await call('list_rooms');
  expect([lost.isError, lost.content[0].text]).toEqual([true, expect.stringMatching(/^NOT_REACHABLE/)]);
  // Somebody at this desktop types the code with the new address: from then on the app knows where the host is.
  await network.findByCode({ code: room.roomCode, typed: placeOf(far.url) });
  const sent = await call('send_message', { room_id: room.id, text: 'I found you' });
  const { body } = await ann.get(`${path}/messages`);
  expect(body.messages.find(({ id }: { id: string }) => id === sent.structuredContent.mid)).toMatchObject({
    ...{ userId: agent.id, content: 'I found you' },
  });
});
