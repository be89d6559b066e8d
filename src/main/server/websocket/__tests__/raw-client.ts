import { WebSocket } from 'ws';
import { onCleanUp } from '../../__tests__/test-host.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks at frames of every shape
export type Frame = any;

export interface RawClient {
  readonly id: string;
  readonly frames: readonly Frame[];
  readonly socket: WebSocket;
  send(frame: unknown): void;
  /** The next frame that fits, also one that came before; each is given once. */
  next(type: string, fits?: (frame: Frame) => boolean): Promise<Frame>;
  /** Resolves when an own request after everything sent so far was answered. */
  settle(): Promise<void>;
  closed(): Promise<number>;
}

export async function connectRaw(
  url: string,
  path = '/ws',
  headers: Record<string, string> = {},
): Promise<RawClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, { headers });
  onCleanUp(async () => socket.terminate());
  const frames: Frame[] = [];
  const taken = new Set<Frame>();
  const waiting = new Set<() => void>();
  let closeCode: number | null = null;
  const wake = () => {
    for (const look of [...waiting]) look();
  };
  socket.on('message', (data) => {
    frames.push(JSON.parse(data.toString()));
    wake();
  });
  socket.on('error', () => {});
  socket.on('close', (code) => {
    closeCode = code;
    wake();
  });

  function until<T>(what: string, find: () => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.delete(look);
        reject(new Error(`${what} did not come; came: ${JSON.stringify(frames).slice(0, 1_500)}`));
      }, 5_000);
      function look(): void {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        waiting.delete(look);
        resolve(found);
      }
      waiting.add(look);
      look();
    });
  }

  function next(type: string, fits: (frame: Frame) => boolean = () => true): Promise<Frame> {
    return until(type, () => {
      const found = frames.find((frame) => frame.type === type && !taken.has(frame) && fits(frame));
      if (found) taken.add(found);
      return found;
    });
  }

  const { id } = await next('client-id');
  const send = (frame: unknown) => socket.send(typeof frame === 'string' ? frame : JSON.stringify(frame));
  return {
    id,
    frames,
    socket,
    send,
    next,
    async settle() {
      send({ type: 'list-rooms' });
      await next('rooms-list');
    },
    closed: () => until('the end', () => closeCode ?? undefined),
  };
}

export async function makeRoom(
  client: RawClient,
  payload: object = {},
): Promise<{ id: string; code: string }> {
  client.send({ type: 'create-room', payload: { name: 'Meeting', ...payload } });
  return (await client.next('room-created')).room;
}

export async function join(client: RawClient, roomId: string): Promise<Frame> {
  client.send({ type: 'join-room', payload: { roomId } });
  return (await client.next('room-joined')).room;
}
