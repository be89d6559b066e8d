import type { RequestInput, RequestName, RequestOutput } from '#shared/contract/realtime.ts';
import type { Failure, Result } from '#shared/contract/result.ts';
import type { Push } from './apply-event.ts';
import { createHostSocket } from './host-socket.ts';
import type { ConnectionState } from './replica.ts';
import { computeRetryDelay } from './retry-policy.ts';

const PROBE_WITHIN_MS = 2_500;

/** The one line to one host. Everything else in the renderer is told through it. */
export interface HostConnection {
  /** Starts trying; later calls and `retryNow` try at once. */
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
    onState({ phase: 'connecting', since, nextTryAt: null });
    const place = await locate();
    if (isStopped) return;
    if (!place.ok) return handleFailure(place.error);
    const token = await getToken(isTokenRefused);
    if (isStopped) return;
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

  async function retryNow(): Promise<void> {
    attempt = 0;
    await tryNow();
  }

  async function probe(): Promise<void> {
    if (!socket.isConnected()) return retryNow();
    const answer = await socket.request('room:presence-update', {}, PROBE_WITHIN_MS);
    if (!answer.ok && answer.error.code === 'NOT_REACHABLE' && socket.isConnected()) socket.cut();
  }

  async function follow(): Promise<void> {
    const place = await locate();
    if (isStopped) return;
    const isSamePlace = place.ok && place.data === socket.readUrl();
    if (isSamePlace && (isTrying || socket.isConnected())) return;
    if (socket.isConnected()) return probe();
    if (isTrying && place.ok && socket.readUrl() !== '') {
      socket.drop();
      isTrying = false;
    }
    await retryNow();
  }

  return {
    request: socket.request,
    isOnline: socket.isConnected,
    retryNow: () => void retryNow(),
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
