import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { AppError } from '#shared/contract/errors.ts';
import type { HostAddress } from '#shared/contract/ipc.ts';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import { createKeptThings } from '../../../../renderer/session/__tests__/memory-records.ts';
import { createMemoryStorage } from '../../../../renderer/session/__tests__/memory-storage.ts';
import { createSession } from '../../../../renderer/session/create-session.ts';
import type { RoomRef } from '../../../../renderer/session/replica.ts';
import { findRoom } from '../../../../renderer/session/session-store.ts';
import { createTextStore } from '../../../../renderer/session/text-store.ts';
import { createNetwork } from '../../create-network.ts';
import type { FoundByCode } from '../../find-by-code.ts';
import { judgeConnections } from './judge-connections.ts';

/** One desktop without its window: the main process' network and the window's session. Speaks JSON lines. */
export interface PeerSettings {
  name: string;
  folder: string;
}

export type PeerCommand =
  | { do: 'meet'; hostId: string }
  | { do: 'create'; hostId: string; room: string }
  | { do: 'join'; code: string }
  | { do: 'say'; text: string }
  | { do: 'resume' }
  /** Hosts for others, as far as a knock at its port can tell. */
  | { do: 'listen'; port: number }
  | { do: 'examine'; address?: string; port?: number }
  | { do: 'read' };

export interface PeerView {
  phase: string;
  /** How often a line that was open was open no more. */
  breaks: number;
  pending: number;
  lines: string[];
  hosts: string[];
}

const settings = JSON.parse(process.argv[2] ?? '{}') as PeerSettings;
const answer = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);
const network = await createNetwork({
  pinFile: `${settings.folder}/${settings.name}-known-hosts.json`,
  isDiscoveryOn: true,
  discoveryPort: 7421,
  readChoice: () => ({ include: [], exclude: [] }),
  logger: { info() {}, warn() {}, error() {} },
});
const accepted = new Map<string, string>();
judgeConnections((address, fingerprint) => accepted.get(address) === fingerprint);
const resumeListeners = new Set<() => void>();
const session = createSession({
  // The desktop gives every host a secret of its own, made for its certificate.
  getDeviceId: async ({ hostId }) =>
    succeed(createHash('sha256').update(`${settings.name} ${hostId}`).digest('hex')),
  async locateHost({ hostId }): Promise<Result<string>> {
    network.lookAgain();
    try {
      const { address, port, fingerprint } = network.locate(hostId);
      accepted.set(address, fingerprint);
      return succeed(`https://${address}:${port}`);
    } catch {
      return fail({ code: 'NOT_REACHABLE', message: 'not found' });
    }
  },
  onResumed(listener) {
    resumeListeners.add(listener);
    return () => resumeListeners.delete(listener);
  },
  textStore: createTextStore({ storage: createMemoryStorage() }),
  kept: createKeptThings(),
  onUnkept() {},
});
const listAddresses = () =>
  network
    .listInterfaces()
    .map(({ address }) => address)
    .join();
let ownAddresses = listAddresses();
network.onChange(() => {
  if (ownAddresses !== listAddresses()) session.actions.doubtLines();
  ownAddresses = listAddresses();
  for (const { hostId, status } of network.listHosts()) {
    if (status.kind === 'ready') session.actions.followHost(`host:${hostId}`);
  }
});
let open: RoomRef | null = null;
let breaks = 0;
session.store.subscribe((state, before) => {
  for (const [hostKey, { connection }] of Object.entries(state.hosts)) {
    if (before.hosts[hostKey]?.connection.phase === 'online' && connection.phase !== 'online') breaks += 1;
  }
});

function addressOf(hostId: string): HostAddress {
  return { hostKey: `host:${hostId}`, hostId, name: hostId, isOwn: false };
}

async function waitForHost(hostId: string): Promise<void> {
  if (network.listHosts().some((host) => host.hostId === hostId)) return;
  await new Promise<void>((resolve) => {
    const undo = network.onChange(() => {
      if (!network.listHosts().some((host) => host.hostId === hostId)) return;
      undo();
      resolve();
    });
  });
}

async function enter(result: Result<RoomRef>): Promise<object> {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  open = result.data;
  await session.actions.openRoom(open);
  const room = findRoom(session.store.getState(), open)?.room;
  return { code: room?.roomCode, roomId: room?.id };
}

/** Asks again while hosts are only slow, as a person does who is told so. */
async function findPatiently(code: string, tries = 3): Promise<FoundByCode> {
  try {
    return await network.findByCode({ code, typed: null });
  } catch (error) {
    const tried = (error instanceof AppError && (error.details?.tried as { outcome: string }[])) || [];
    if (tries > 1 && tried.some(({ outcome }) => outcome === 'still-waiting'))
      return findPatiently(code, tries - 1);
    throw error;
  }
}

async function run(command: PeerCommand): Promise<object> {
  switch (command.do) {
    case 'meet':
      await waitForHost(command.hostId);
      return {};
    case 'create': {
      await waitForHost(command.hostId);
      await network.trustHost(command.hostId);
      const address = addressOf(command.hostId);
      await session.actions.connectHost({ address, displayName: settings.name });
      return enter(await session.actions.createRoom(address.hostKey, { name: command.room }));
    }
    case 'join': {
      const startedAt = performance.now();
      const { host, welcome } = await findPatiently(command.code);
      const address = addressOf(host.hostId);
      const connected = await session.actions.connectHost({ address, displayName: settings.name });
      if (!connected.ok) throw new Error(JSON.stringify(connected.error));
      const { roomId, ticket } = welcome;
      const entered = await enter(await session.actions.joinRoom(address.hostKey, { roomId, ticket }));
      return { ...entered, tookMs: Math.round(performance.now() - startedAt) };
    }
    case 'say':
      if (open)
        session.actions.sendMessage(open, {
          messageType: 'user_text',
          content: command.text,
          contentType: 'text/plain',
        });
      return {};
    case 'resume':
      network.reportResume();
      for (const listener of resumeListeners) listener();
      return {};
    case 'listen':
      await once(createServer().listen(command.port, '0.0.0.0'), 'listening');
      await network.setOwnHost({
        hostId: settings.name,
        startId: 'first',
        name: settings.name,
        port: command.port,
        isAnnounced: true,
      });
      return {};
    case 'examine': {
      const { address, port = 7420 } = command;
      const { diagnosis, results } = await network.examine(address ? { address, port } : null, {});
      return { cause: diagnosis.cause, results };
    }
    case 'read':
      return read();
  }
}

function read(): PeerView {
  const room = open && findRoom(session.store.getState(), open);
  const lines = room?.timeline?.messages.filter(({ messageType }) => messageType === 'user_text') ?? [];
  return {
    phase: session.store.getState().hosts[open?.hostKey ?? '']?.connection.phase ?? 'none',
    breaks,
    pending: room?.pending.length ?? 0,
    lines: lines.map(({ seq, content }) => `${seq} ${content}`),
    hosts: network.listHosts().flatMap(({ places }) => places.map(({ address }) => address)),
  };
}

answer({ id: 0, ready: true });
for await (const line of createInterface({ input: process.stdin })) {
  const { id, command } = JSON.parse(line) as { id: number; command: PeerCommand };
  run(command).then(
    (data) => answer({ id, data }),
    (error: Error) => answer({ id, error: error.message }),
  );
}
process.exit(0);
