import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { type OwnHostOptions, Spaces, type SpacesClient } from '../spaces.ts';
import type { Identity, NewNamespace, RoomMessage } from '../types.ts';
import { openHostHere } from './open-test-host.ts';

type Opened = { client: SpacesClient; close: () => Promise<void> };

async function openLocal(options: OwnHostOptions): Promise<Opened> {
  const folder = await mkdtemp(join(tmpdir(), 'spaces-local-'));
  const client = await Spaces.local(folder, options);
  return {
    client,
    async close() {
      await client.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The host as a process of its own, as everybody gets it; inside this process, as an application gives it; elsewhere. */
const WAYS: Record<string, () => Promise<Opened>> = {
  async 'inMemory()'() {
    const client = await Spaces.inMemory();
    return { client, close: client.close };
  },
  'local(folder)': () => openLocal({}),
  'local(folder, { openHost })': () => openLocal({ openHost: openHostHere }),
  async 'remote(url)'() {
    const { url, adminToken, stop } = await openHostHere({ dataDir: null });
    return { client: Spaces.remote(url, { adminToken }), close: stop };
  },
};

/** A busy machine starts processes slowly. */
const PATIENCE_MS = 60_000;

/** A client, and a namespace with three people in it. */
export interface Team {
  client: SpacesClient;
  space: NewNamespace;
  ns: string;
  alice: Identity;
  bob: Identity;
  charlie: Identity;
  /** Alice’s, with the others in it. */
  makeRoom(...others: Identity[]): Promise<string>;
  send(roomId: string, from: Identity, body: string): Promise<RoomMessage>;
}

/** The same tests for each way to a host: one that keeps nothing, one in a folder, one at an address. */
export function describeEachWay(test: (team: Team) => void): void {
  describe.each(Object.keys(WAYS))('A3 Spaces.%s', (way) => {
    const team = { makeRoom, send } as Team;
    let opened: Opened;

    beforeAll(async () => {
      const open = WAYS[way];
      if (!open) throw new Error(`There is no ${way}.`);
      opened = await open();
      const { client } = opened;
      const space = await client.createNamespace({ displayName: 'Team' });
      const { ns } = space;
      Object.assign(team, {
        client,
        space,
        ns,
        alice: await client.createIdentity({ ns, displayName: 'Alice' }),
        bob: await client.createIdentity({ ns, displayName: 'Bob', nsSecret: space.secret }),
        charlie: await client.createIdentity({ ns, displayName: 'Charlie' }),
      } satisfies Partial<Team>);
    }, PATIENCE_MS);
    afterAll(() => opened?.close(), PATIENCE_MS);

    async function makeRoom(...others: Identity[]): Promise<string> {
      const { client, ns, alice } = team;
      const { roomId } = await client.createRoom({
        ns,
        creatorSecret: alice.secret,
        displayName: 'Project Chat',
      });
      for (const { id } of others) {
        await client.addRoomMember({ ns, roomId, identityId: id, secret: alice.secret });
      }
      return roomId;
    }

    function send(roomId: string, { secret }: Identity, body: string): Promise<RoomMessage> {
      const { client, ns } = team;
      return client.sendRoomMessage({ ns, roomId, secret, body });
    }

    test(team);
  });
}
