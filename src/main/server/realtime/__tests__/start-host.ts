import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io, type Socket } from 'socket.io-client';
import { vi } from 'vitest';
import type { RequestInput, RequestName, RequestOutput } from '#shared/contract/realtime.ts';
import type { Result } from '#shared/contract/result.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import type { CreateRoom, MemberRoom } from '#shared/model/room.ts';
import type { User } from '#shared/model/user.ts';
import { watchExchanges } from '../../__tests__/watch-exchanges.ts';
import { createDefaultConfig, type ServerConfig } from '../../config.ts';
import { createRoomServer } from '../../create-room-server.ts';

watchExchanges();

export interface Guest {
  readonly user: User;
  readonly token: string;
}

export interface Client {
  readonly socket: Socket;
  /** Everything this client was told, in order. */
  readonly heard: { name: string; payload: never }[];
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>;
  /** Like `request`, for what must succeed. */
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  /** Waits for the next event of that name among those heard, from the beginning, and takes it out. */
  take(name: string): Promise<never>;
}

export interface Host {
  readonly url: string;
  createGuest(displayName: string): Promise<Guest>;
  createRoom(guest: Guest, input?: Partial<CreateRoom>): Promise<MemberRoom>;
  call(
    guest: Guest | null,
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: never }>;
  connect(guest: Guest | null, options?: { transports?: string[]; auth?: object }): Promise<Client>;
  /** Hangs up for all clients first, unless they are to see the host go. */
  stop(options?: { keepClients?: boolean }): Promise<void>;
}

/** A real host with a real database in a folder of its own; `stop` leaves nothing behind. */
export async function startHost(config: Partial<ServerConfig> = {}): Promise<Host> {
  const dataDir = await mkdtemp(join(tmpdir(), 'spaces-realtime-'));
  const server = createRoomServer({
    ...createDefaultConfig(),
    host: '127.0.0.1',
    port: 0,
    dataDir,
    hasRateLimits: false,
    logLevel: 'silent',
    presenceGraceMs: 50,
    ...config,
  });
  const { httpUrl: url } = await server.start();
  const sockets: Socket[] = [];

  async function call(guest: Guest | null, method: string, path: string, body?: object) {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: {
        'Content-Type': 'application/json',
        ...(guest && { Authorization: `Bearer ${guest.token}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as never };
  }

  return {
    url,
    call,
    async createGuest(displayName) {
      return (await call(null, 'POST', '/auth/guest', { displayName })).body as Guest;
    },
    async createRoom(guest, input) {
      const { body } = await call(guest, 'POST', '/rooms', { name: 'Kitchen', ...input });
      return (body as { room: MemberRoom }).room;
    },
    async connect(guest, { transports = ['websocket'], auth } = {}) {
      const socket = io(url, {
        transports,
        auth: auth ?? { ...(guest && { token: guest.token }), protocol: PROTOCOL_VERSION },
        reconnection: false,
        forceNew: true,
      });
      sockets.push(socket);
      const client = createClient(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve);
        socket.once('connect_error', reject);
      });
      return client;
    },
    async stop({ keepClients = false } = {}) {
      if (!keepClients) for (const socket of sockets) socket.disconnect();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function createClient(socket: Socket): Client {
  const heard: { name: string; payload: never }[] = [];
  socket.onAny((name: string, payload: unknown) => {
    // Comes at any time, because other tests' rooms come and go on the same host.
    if (name !== 'lobby:changed') heard.push({ name, payload: payload as never });
  });
  const request: Client['request'] = (name, input) => socket.timeout(5_000).emitWithAck(name, input);
  return {
    socket,
    heard,
    request,
    async ask(name, input) {
      const result = await request(name, input);
      if (!result.ok) throw new Error(`${name} failed: ${result.error.code} ${result.error.message}`);
      return result.data;
    },
    async take(name) {
      const index = await vi.waitFor(
        () => {
          const found = heard.findIndex((event) => event.name === name);
          if (found === -1)
            throw new Error(`${name} did not come; came: ${heard.map((event) => event.name)}`);
          return found;
        },
        { timeout: 5_000, interval: 5 },
      );
      return heard.splice(index, 1)[0]?.payload as never;
    },
  };
}
