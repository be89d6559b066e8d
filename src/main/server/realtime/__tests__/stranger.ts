import { afterAll, beforeAll } from 'vitest';
import { WebSocket } from 'ws';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import { type Client, type Guest, type Host, startHost } from './start-host.ts';

/** One host for all tests of a file: Ann talks in her room, and Mallory means no good. */
export interface Scene {
  host: Host;
  ann: Guest;
  mallory: Guest;
  roomId: string;
  good: Client;
  /** The host lives, and people in the room still hear each other. */
  expectAlive(): Promise<void>;
}

export function setUpScene(): Scene {
  const scene = {
    async expectAlive() {
      await scene.good.ask('room:message', { roomId: scene.roomId, content: 'still here' });
    },
  } as Scene;
  beforeAll(async () => {
    scene.host = await startHost({ limits: { ...DEFAULT_LIMITS, roomsPerOwner: 100 } });
    scene.ann = await scene.host.createGuest('Ann');
    scene.mallory = await scene.host.createGuest('Mallory');
    scene.roomId = (await scene.host.createRoom(scene.ann)).id;
    scene.good = await scene.host.connect(scene.ann);
    await scene.good.ask('room:join', { roomId: scene.roomId });
  });
  afterAll(() => scene.host.stop());
  return scene;
}

/** A line without the client library, for frames as it would never send them. */
export async function openRaw(host: Host, { token }: Guest): Promise<WebSocket> {
  const raw = new WebSocket(`${host.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`);
  raw.on('error', () => {});
  await new Promise<void>((resolve) => {
    raw.on('message', (data) => {
      const text = data.toString();
      if (text.startsWith('0')) raw.send(`40${JSON.stringify({ token })}`);
      else if (text.startsWith('40')) resolve();
    });
  });
  return raw;
}
