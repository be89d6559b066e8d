import * as z from 'zod/mini';
import type { NetworkHost, NetworkView } from '#shared/contract/ipc.ts';
import { makeHostKey } from '#shared/model/host-key.ts';
import { type Room, RoomSchema } from '#shared/model/room.ts';
import type { Network } from '../server/create-network.ts';

const ASK_EVERY_MS = 10_000;
const ASK_AT_ONCE = 50;
const AnswerSchema = z.object({ rooms: z.array(RoomSchema) });

export interface FoundHosts {
  readView(): NetworkView;
  onChange(listener: (view: NetworkView) => void): () => void;
  stop(): void;
}

/** The hosts around with their public rooms, for the lobby. Nobody is told who is looking. */
export function createFoundHosts({ network }: { network: Network }): FoundHosts {
  const rooms = new Map<string, Room[]>();
  const listeners = new Set<(view: NetworkView) => void>();
  let lastShown = '';

  function describeHost(host: ReturnType<Network['listHosts']>[number]): NetworkHost {
    const { hostId, name, status } = host;
    const isReady = status.kind === 'ready';
    return {
      address: { hostKey: makeHostKey(hostId), hostId, name, isOwn: false, trust: network.getTrust(hostId) },
      status: status.kind === 'incompatible' ? status.reason : status.kind,
      publicRooms: isReady ? (rooms.get(hostId) ?? []) : [],
      isFavourite: network.isFavourite(hostId),
    };
  }

  function readView(): NetworkView {
    return {
      hosts: network.listHosts().map(describeHost),
      interfaces: network
        .listInterfaces()
        .map(({ name, address, kind, isUsed }) => ({ name, address, kind, isUsed })),
    };
  }

  function tell(): void {
    const view = readView();
    const shown = JSON.stringify(view);
    if (shown === lastShown) return;
    lastShown = shown;
    for (const listener of listeners) listener(view);
  }

  async function askRooms(hostId: string): Promise<void> {
    try {
      const { status, body } = await network.ask(network.locate(hostId), { path: '/api/host/rooms' });
      if (status === 200) rooms.set(hostId, AnswerSchema.parse(JSON.parse(body)).rooms);
    } catch {
      rooms.delete(hostId);
    }
  }

  async function askAll(): Promise<void> {
    const ready = network.listHosts().filter(({ status }) => status.kind === 'ready');
    const hostIds = new Set(ready.map(({ hostId }) => hostId));
    for (const hostId of rooms.keys()) if (!hostIds.has(hostId)) rooms.delete(hostId);
    tell();
    await Promise.all([...hostIds].slice(0, ASK_AT_ONCE).map(askRooms));
    tell();
  }

  const stopListening = network.onChange(() => void askAll());
  const timer = setInterval(() => void askAll(), ASK_EVERY_MS);
  timer.unref();
  return {
    readView,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop() {
      clearInterval(timer);
      stopListening();
    },
  };
}
