import { afterAll, beforeAll } from 'vitest';
import { DEFAULT_LIMITS } from '#shared/contract/limits.ts';
import { type Client, type Guest, type Host, startHost } from './start-host.ts';

/** One host for all tests of a file, and two people who know each other. */
export interface Kitchen {
  host: Host;
  ann: Guest;
  ben: Guest;
  /** A room of its own with two people present, both past their joining. */
  meet(): Promise<{ roomId: string; code: string; a: Client; b: Client }>;
}

export function setUpKitchen(): Kitchen {
  const kitchen = { meet } as Kitchen;

  beforeAll(async () => {
    kitchen.host = await startHost({ limits: { ...DEFAULT_LIMITS, roomsPerOwner: 100 } });
    kitchen.ann = await kitchen.host.createGuest('Ann');
    kitchen.ben = await kitchen.host.createGuest('Ben');
  });
  afterAll(() => kitchen.host.stop());

  async function meet() {
    const { host, ann, ben } = kitchen;
    const owner = await host.createGuest('Owner');
    const room = await host.createRoom(owner);
    const a = await host.connect(ann);
    const b = await host.connect(ben);
    await a.ask('room:join', { roomId: room.id });
    await b.ask('room:join', { roomCode: room.roomCode });
    await a.take('room:participant-joined');
    a.heard.length = 0;
    b.heard.length = 0;
    return { roomId: room.id, code: room.roomCode, a, b };
  }
  return kitchen;
}
