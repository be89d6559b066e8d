import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createTestConfig } from '../../__tests__/test-host.ts';
import type { ServerConfig } from '../../config.ts';
import { createRoomServer, type Replacements } from '../../create-room-server.ts';

export const ADMIN_TOKEN = 'the-admin-token';
export const ADMIN = { 'X-Admin-Token': ADMIN_TOKEN };

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at bodies of every shape
  readonly body: any;
}

export interface Identity {
  readonly id: string;
  readonly secret: string;
  readonly headers: Record<string, string>;
}

export interface Namespace {
  readonly ns: string;
  readonly secret: string;
  readonly headers: Record<string, string>;
}

export interface CallOptions {
  readonly headers?: Record<string, string> | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, with no content type but the one in `headers`. */
  readonly raw?: string | Uint8Array;
}

export interface World {
  readonly url: string;
  readonly dataDir: string;
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  makeNamespace(body?: unknown): Promise<Namespace>;
  makeIdentity(ns: Namespace, name?: string): Promise<Identity>;
  /** Made by the first, with all the others in it. */
  makeRoom(ns: Namespace, ...members: Identity[]): Promise<string>;
  send(ns: Namespace, roomId: string, from: Identity, body: string): Promise<string>;
}

/** One real host for all tests of a file. */
export function setUpWorld(changes: Partial<ServerConfig> = {}, replacements: Replacements = {}): World {
  let url = '';
  let dataDir = '';
  let undo = async () => {};

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'spaces-deaddrop-'));
    const config = createTestConfig(dataDir, { adminToken: ADMIN_TOKEN, ...changes });
    const server = createRoomServer(config, replacements);
    url = (await server.start()).httpUrl;
    undo = async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    };
  });
  afterAll(() => undo());

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const { headers = {}, body, raw } = options;
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(raw !== undefined && { body: typeof raw === 'string' ? new TextEncoder().encode(raw) : raw }),
    } as RequestInit);
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? JSON.parse(text) : text,
    };
  }

  async function succeed(method: string, path: string, options: CallOptions): Promise<Answer['body']> {
    const answer = await call(method, path, options);
    if (answer.status !== 200) {
      throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  return {
    get url() {
      return url;
    },
    get dataDir() {
      return dataDir;
    },
    call,
    async makeNamespace(body = {}) {
      const { ns, secret } = await succeed('POST', '/admin/namespaces', { headers: ADMIN, body });
      return { ns, secret, headers: { 'X-Namespace-Secret': secret } };
    },
    async makeIdentity(ns, name) {
      const body = name === undefined ? {} : { metadata: { display_name: name } };
      const made = await succeed('POST', `/${ns.ns}/identities`, { headers: ns.headers, body });
      return { id: made.id, secret: made.secret, headers: { 'X-Inbox-Secret': made.secret } };
    },
    async makeRoom(ns, ...members) {
      const [creator, ...others] = members;
      const room = await succeed('POST', `/${ns.ns}/rooms`, { headers: creator?.headers, body: {} });
      for (const { id } of others) {
        await succeed('POST', `/${ns.ns}/rooms/${room.room_id}/members`, {
          headers: creator?.headers,
          body: { identity_id: id },
        });
      }
      return room.room_id;
    },
    async send(ns, roomId, from, body) {
      const sent = await succeed('POST', `/${ns.ns}/rooms/${roomId}/messages`, {
        headers: from.headers,
        body: { body },
      });
      return sent.mid;
    },
  };
}
