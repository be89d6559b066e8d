import type { RequestInput, RequestName, RequestOutput } from '#shared/contract/realtime.ts';
import type { Failure, Result } from '#shared/contract/result.ts';
import type { Push } from './apply-event.ts';
import { createHostSocket } from './host-socket.ts';
import type { ConnectionState } from './replica.ts';
import { computeRetryDelay } from './retry-policy.ts';

/** With the time to notice a change and to connect again it stays under two seconds. */
const PROBE_WITHIN_MS = 1_000;

/** The one line to one host. Everything else in the renderer is told through it. */
export interface HostConnection {
  /** Starts trying; later calls try at once, unless a try is under way. */
  start(): void;
  /** Tries anew, whatever is under way: it may hang on a network that is gone. */
  retryNow(): void;
  /** The machine slept or the network changed: an open socket may be dead without knowing. */
  probe(): void;
  /** The host may be somewhere else now: a try at its old place is given up, an open line is doubted. */
  follow(): void;
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
  let attempt = 0;
  let since = Date.now();
  let isTokenRefused = false;
  let isTrying = false;
  /** Counts tries and lines: what was asked of an earlier one says nothing of this one. */
  let round = 0;
  let isStopped = false;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  const socket = createHostSocket({
    onConnect() {
      isTrying = false;
      isTokenRefused = false;
      attempt = 0;
      onState({ phase: 'online' });
      onOnline();
    },
    onFailure: handleFailure,
    onDisconnect() {
      if (isStopped) return;
      since = Date.now();
      isTrying = false;
      tryLater(0);
    },
    onPush,
  });

  async function tryNow() {
    clearTimeout(retryTimer);
    if (isStopped || isTrying || socket.isConnected()) return;
    isTrying = true;
    round += 1;
    const own = round;
    const isOver = () => isStopped || own !== round;
    onState({ phase: 'connecting', since, nextTryAt: null });
    const place = await locate();
    if (isOver()) return;
    if (!place.ok) return handleFailure(place.error);
    const token = await getToken(isTokenRefused);
    if (isOver()) return;
    if (!token.ok) return handleFailure(token.error);
    socket.connect(place.data, token.data);
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

  function start(): void {
    attempt = 0;
    void tryNow();
  }

  function retryNow(): void {
    if (isTrying) {
      round += 1;
      socket.drop();
      isTrying = false;
    }
    start();
  }

  async function probe(): Promise<void> {
    if (!socket.isConnected()) return retryNow();
    const own = round;
    const answer = await socket.request('room:presence-update', {}, PROBE_WITHIN_MS);
    if (answer.ok || answer.error.code !== 'NOT_REACHABLE' || own !== round || !socket.isConnected()) return;
    attempt = 0;
    socket.cut();
  }

  async function follow(): Promise<void> {
    const place = await locate();
    if (isStopped) return;
    const isSamePlace = place.ok && place.data === socket.readUrl();
    if (isSamePlace && (isTrying || socket.isConnected())) return;
    if (socket.isConnected()) return probe();
    if (place.ok && socket.readUrl() !== '') retryNow();
    else start();
  }

  return {
    request: socket.request,
    isOnline: socket.isConnected,
    start,
    retryNow,
    probe: () => void probe(),
    follow: () => void follow(),
    stop() {
      isStopped = true;
      clearTimeout(retryTimer);
      socket.drop();
    },
  };
}

function isWorthRetrying(error: Failure): boolean {
  return ['NOT_REACHABLE', 'RATE_LIMITED', 'INTERNAL'].includes(error.code);
}
