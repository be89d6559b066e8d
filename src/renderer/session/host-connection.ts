import { io, type Socket } from 'socket.io-client';
import { isErrorCode } from '#shared/contract/errors.ts';
import { TIMES } from '#shared/contract/limits.ts';
import type { RequestInput, RequestName, RequestOutput } from '#shared/contract/realtime.ts';
import { type Failure, fail, type Result } from '#shared/contract/result.ts';
import { PROTOCOL_VERSION } from '#shared/contract/version.ts';
import { isPush, type Push } from './apply-event.ts';
import type { ConnectionState } from './replica.ts';
import { computeRetryDelay } from './retry-policy.ts';

const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;
const PROBE_WITHIN_MS = 2_500;

/** The one socket to one host. Everything else in the renderer is told through it. */
export interface HostConnection {
  /** Starts trying; later calls and `retryNow` try at once. */
  retryNow(): void;
  /** The machine slept or the network changed: an open socket may be dead without knowing. */
  probe(): void;
  request<N extends RequestName>(name: N, input: RequestInput<N>): Promise<Result<RequestOutput<N>>>;
  isOnline(): boolean;
  stop(): void;
}

export interface HostConnectionOptions {
  /** Where the host is now; asked before every try, because hosts move. */
  locate: () => Promise<Result<string>>;
  /** Gives a token; `isRefused` says the last one was not accepted. */
  getToken: (isRefused: boolean) => Promise<Result<string>>;
  onState: (state: ConnectionState) => void;
  onOnline: () => void;
  onPush: (push: Push) => void;
}

export function createHostConnection(options: HostConnectionOptions): HostConnection {
  const { locate, getToken, onState, onOnline, onPush } = options;
  let token = '';
  let attempt = 0;
  let since = Date.now();
  let isTokenRefused = false;
  let isTrying = false;
  let isStopped = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let heartbeatTimer: ReturnType<typeof setInterval> | undefined;

  let socket: Socket | null = null;
  let socketUrl = '';

  /** A host that moved gets a new socket; nothing of the old one is heard any more. */
  function openSocket(url: string): Socket {
    if (socket !== null && socketUrl === url) return socket;
    closeSocket();
    socketUrl = url;
    socket = io(url, {
      autoConnect: false,
      // Its own policy waits a second before the first try and knows nothing of sleep and wake.
      reconnection: false,
      forceNew: true,
      timeout: CONNECT_WITHIN_MS,
      transports: ['websocket', 'polling'],
      tryAllTransports: true,
      auth: (give) => give({ token, protocol: PROTOCOL_VERSION }),
    });
    listen(socket);
    return socket;
  }

  function closeSocket(): void {
    socket?.off();
    socket?.offAny();
    socket?.disconnect();
    socket = null;
  }

  async function tryNow() {
    clearTimeout(retryTimer);
    if (isStopped || isTrying || socket?.connected) return;
    isTrying = true;
    onState({ phase: 'connecting', since, nextTryAt: null });
    const place = await locate();
    if (isStopped) return;
    if (!place.ok) return handleFailure(place.error);
    const given = await getToken(isTokenRefused);
    if (isStopped) return;
    if (!given.ok) return handleFailure(given.error);
    token = given.data;
    openSocket(place.data).connect();
  }

  function handleFailure(error: Failure) {
    isTrying = false;
    if (isStopped) return;
    if (['UNAUTHENTICATED', 'TOKEN_EXPIRED'].includes(error.code) && !isTokenRefused) {
      isTokenRefused = true;
      void tryNow();
    } else if (isWorthRetrying(error)) {
      tryLater(Number(error.details?.retryAfterMs ?? 0));
    } else {
      onState({ phase: 'refused', error });
    }
  }

  function tryLater(atLeastMs: number) {
    const delay = Math.max(atLeastMs, computeRetryDelay(attempt, Math.random));
    attempt += 1;
    onState({ phase: 'connecting', since, nextTryAt: Date.now() + delay });
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => void tryNow(), delay);
  }

  async function request<N extends RequestName>(
    name: N,
    input: RequestInput<N>,
    withinMs = ANSWER_WITHIN_MS,
  ): Promise<Result<RequestOutput<N>>> {
    if (!socket?.connected)
      return fail({ code: 'NOT_REACHABLE', message: 'There is no connection to the host.' });
    try {
      return (await socket.timeout(withinMs).emitWithAck(name, input)) as Result<RequestOutput<N>>;
    } catch {
      return fail({ code: 'NOT_REACHABLE', message: 'The host did not answer.' });
    }
  }

  function listen(opened: Socket): void {
    opened.on('connect', () => {
      isTrying = false;
      isTokenRefused = false;
      attempt = 0;
      heartbeatTimer = setInterval(() => void request('room:presence-update', {}), TIMES.heartbeat);
      onState({ phase: 'online' });
      onOnline();
    });
    opened.on('connect_error', (error) => handleFailure(readHandshakeFailure(error)));
    opened.on('disconnect', () => {
      clearInterval(heartbeatTimer);
      if (isStopped) return;
      since = Date.now();
      isTrying = false;
      tryLater(0);
    });
    opened.onAny((name: string, payload: unknown) => {
      const push = { name, payload };
      if (isPush(push)) onPush(push);
    });
  }

  return {
    request,
    isOnline: () => socket?.connected ?? false,
    retryNow() {
      attempt = 0;
      void tryNow();
    },
    async probe() {
      if (!socket?.connected) {
        attempt = 0;
        void tryNow();
        return;
      }
      const answer = await request('room:presence-update', {}, PROBE_WITHIN_MS);
      if (!answer.ok && answer.error.code === 'NOT_REACHABLE' && socket.connected) socket.disconnect();
    },
    stop() {
      isStopped = true;
      clearTimeout(retryTimer);
      clearInterval(heartbeatTimer);
      closeSocket();
    },
  };
}

function isWorthRetrying(error: Failure): boolean {
  return ['NOT_REACHABLE', 'RATE_LIMITED', 'INTERNAL'].includes(error.code);
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
