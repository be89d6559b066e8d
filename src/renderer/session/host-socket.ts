import { io, type Socket } from 'socket.io-client';
import { isErrorCode } from '#shared/contract/errors.ts';
import { TIMES } from '#shared/contract/limits.ts';
import type { RequestInput, RequestName, RequestOutput } from '#shared/contract/realtime.ts';
import { type Failure, fail, type Result } from '#shared/contract/result.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { isPush, type Push } from './apply-event.ts';
import { watchSilence } from './watch-silence.ts';

const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;
/**
 * A host says how often it pings. A ping this much late makes the line doubtful, and with this much for the answer
 * a dead line is known within ten seconds, except in a crowd, where the host pings more rarely.
 */
const PING_LATE_MS = 1_000;
const LIFE_SIGN_WITHIN_MS = 4_000;

/** The socket of a connection; it is replaced when the host is somewhere else. It never tries by itself. */
export interface HostSocket {
  connect(url: string, token: string): void;
  readUrl(): string;
  isConnected(): boolean;
  request<N extends RequestName>(
    name: N,
    input: RequestInput<N>,
    withinMs?: number,
  ): Promise<Result<RequestOutput<N>>>;
  /** Ends the line; `onDisconnect` follows. */
  cut(): void;
  /** Ends it without a word. */
  drop(): void;
}

export interface HostSocketOptions {
  onConnect: () => void;
  onFailure: (failure: Failure) => void;
  onDisconnect: () => void;
  onPush: (push: Push) => void;
}

export function createHostSocket(options: HostSocketOptions): HostSocket {
  const { onConnect, onFailure, onDisconnect, onPush } = options;
  let socket: Socket | null = null;
  let url = '';
  let token = '';
  let pingEveryMs = 0;
  let stopWatching = () => {};

  const request: HostSocket['request'] = async (name, input, withinMs = ANSWER_WITHIN_MS) => {
    if (!socket?.connected)
      return fail({ code: 'NOT_REACHABLE', message: 'There is no connection to the host.' });
    try {
      return await socket.timeout(withinMs).emitWithAck(name, input);
    } catch {
      return fail({ code: 'NOT_REACHABLE', message: 'The host did not answer.' });
    }
  };

  function watch(opened: Socket): void {
    stopWatching();
    const beat = () => void request('room:presence-update', {});
    const heartbeat = setInterval(beat, TIMES.heartbeat);
    const silence = watchSilence({
      quietAfterMs: pingEveryMs + PING_LATE_MS,
      answerWithinMs: LIFE_SIGN_WITHIN_MS,
      ask: beat,
      giveUp: () => opened.disconnect(),
    });
    const { engine } = opened.io;
    engine.on('packet', silence.hear);
    stopWatching = () => {
      clearInterval(heartbeat);
      silence.stop();
      engine.off('packet', silence.hear);
    };
  }

  function open(): Socket {
    const opened: Socket = io(url, {
      autoConnect: false,
      // Its own policy waits a second before the first try and knows nothing of sleep and wake.
      reconnection: false,
      forceNew: true,
      timeout: CONNECT_WITHIN_MS,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      auth: (give) => give({ token, protocol: PROTOCOL_VERSION }),
    });
    opened.on('connect', () => {
      watch(opened);
      onConnect();
    });
    opened.on('connect_error', (error) => onFailure(readHandshakeFailure(error)));
    opened.on('disconnect', () => {
      stopWatching();
      onDisconnect();
    });
    opened.onAny((name: string, payload: unknown) => {
      const push = { name, payload };
      if (isPush(push)) onPush(push);
    });
    return opened;
  }

  function drop(): void {
    stopWatching();
    socket?.off();
    socket?.offAny();
    socket?.disconnect();
    socket = null;
  }

  return {
    connect(nextUrl, nextToken) {
      token = nextToken;
      if (nextUrl !== url) drop();
      url = nextUrl;
      socket ??= open();
      socket.connect();
      socket.io.engine.once('handshake', ({ pingInterval }) => {
        pingEveryMs = pingInterval;
      });
    },
    readUrl: () => url,
    isConnected: () => socket?.connected ?? false,
    request,
    cut: () => socket?.disconnect(),
    drop,
  };
}

/** The host refuses a handshake with its failure as data; everything else is the network's. */
function readHandshakeFailure(error: Error & { data?: unknown }): Failure {
  const data = error.data as Partial<Failure> | undefined;
  if (data && isErrorCode(data.code)) {
    const failure = { code: data.code, message: data.message ?? error.message };
    return data.details === undefined ? failure : { ...failure, details: data.details };
  }
  return { code: 'NOT_REACHABLE', message: error.message };
}
