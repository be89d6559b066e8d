import { io, type Socket } from 'socket.io-client';
import type {
  Pushes,
  PushName,
  RequestInput,
  RequestName,
  RequestOutput,
} from '#shared/contract/realtime.ts';
import type { Result } from '#shared/contract/result.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { eventually, onCleanUp, type Person, type TestHost } from './test-host.ts';

export interface TestSocket {
  readonly socket: Socket;
  /** All events so far, in order. */
  readonly heard: readonly { name: string; payload: unknown }[];
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>;
  /** Like `request`, for answers that must be good. */
  ask<N extends RequestName>(name: N, input: RequestInput<N>): Promise<RequestOutput<N>>;
  listen<N extends PushName>(name: N): Pushes[N][];
  /** Waits until the push has come, and fits. */
  expectPush<N extends PushName>(name: N, fits?: (payload: Pushes[N]) => boolean): Promise<Pushes[N]>;
  close(): void;
}

export async function connect(host: TestHost, person: Person): Promise<TestSocket> {
  const socket = io(host.url, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    auth: { token: person.token, protocol: PROTOCOL_VERSION },
  });
  const heard: { name: string; payload: unknown }[] = [];
  socket.onAny((name: string, payload: unknown) => heard.push({ name, payload }));
  onCleanUp(async () => {
    socket.disconnect();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

  const listen = <N extends PushName>(name: N) =>
    heard.filter((event) => event.name === name).map((event) => event.payload as Pushes[N]);
  const request: TestSocket['request'] = (name, input) => socket.timeout(5_000).emitWithAck(name, input);
  return {
    socket,
    heard,
    request,
    listen,
    async ask(name, input) {
      const result = await request(name, input);
      if (!result.ok) throw new Error(`${name} failed: ${JSON.stringify(result.error)}`);
      return result.data;
    },
    expectPush: (name, fits = () => true) =>
      eventually(() => {
        const found = listen(name).find(fits);
        if (!found) throw new Error(`No ${name} has come: ${JSON.stringify(heard.map((one) => one.name))}`);
        return found;
      }),
    close: () => socket.disconnect(),
  };
}
