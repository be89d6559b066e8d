import type { RouteName, RouteOutput } from '#shared/contract/http.ts';
import type { HostAddress } from '#shared/contract/ipc.ts';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { User } from '#shared/model/user.ts';
import { callRoute, type RouteCall, readFailure } from '../lib/call-route.ts';
import type { Push } from './apply-event.ts';
import { createHostConnection, type HostConnection } from './host-connection.ts';
import type { ConnectionState } from './replica.ts';

/** Both ways to one host, socket and REST, with the identity they share. */
export interface HostLink {
  readonly address: HostAddress;
  readonly connection: HostConnection;
  call<N extends RouteName>(call: Omit<RouteCall<N>, 'baseUrl' | 'token'>): Promise<Result<RouteOutput<N>>>;
  /** Where the host is reached at this moment. */
  locate(): Promise<Result<string>>;
  /** A request whose body or answer is a file. */
  fetchRaw(path: string, init: RequestInit): Promise<Result<Response>>;
  /** The name used when a new token has to be asked for. */
  setDisplayName(displayName: string): void;
  stop(): void;
}

export interface HostLinkOptions {
  address: HostAddress;
  displayName: string;
  /** Nobody chose the name: whom the host knows keeps theirs. */
  keepName?: boolean;
  getDeviceId: (address: HostAddress) => Promise<Result<string>>;
  /** Where the host is reached at this moment. */
  locateHost: (address: HostAddress) => Promise<Result<string>>;
  onUser: (user: User) => void;
  onState: (state: ConnectionState) => void;
  onOnline: () => void;
  onPush: (push: Push) => void;
}

export function createHostLink(options: HostLinkOptions): HostLink {
  const { address, getDeviceId, locateHost, onUser, onState, onOnline, onPush } = options;
  let { displayName, keepName = false } = options;
  let token: string | null = null;
  let login: Promise<Result<string>> | null = null;

  async function logIn(): Promise<Result<string>> {
    const place = await locateHost(address);
    if (!place.ok) return place;
    const deviceId = await getDeviceId(address);
    if (!deviceId.ok) return deviceId;
    const answer = await callRoute({
      baseUrl: place.data,
      name: 'createGuest',
      body: { displayName, deviceId: deviceId.data, keepName },
    });
    if (!answer.ok) return answer;
    token = answer.data.token;
    onUser(answer.data.user);
    return succeed(answer.data.token);
  }

  /** One login at a time, however many ask. */
  async function getToken(isRefused: boolean): Promise<Result<string>> {
    if (token !== null && !isRefused) return succeed(token);
    login ??= logIn().finally(() => {
      login = null;
    });
    return login;
  }

  const connection = createHostConnection({
    locate: () => locateHost(address),
    getToken,
    onState,
    onOnline,
    onPush,
  });

  return {
    address,
    connection,
    async call(call) {
      const given = await getToken(false);
      if (!given.ok) return given;
      const place = await locateHost(address);
      if (!place.ok) return place;
      const baseUrl = place.data;
      const answer = await callRoute({ ...call, baseUrl, token: given.data });
      if (answer.ok || !['UNAUTHENTICATED', 'TOKEN_EXPIRED'].includes(answer.error.code)) return answer;
      const renewed = await getToken(true);
      return renewed.ok ? callRoute({ ...call, baseUrl, token: renewed.data }) : fail(answer.error);
    },
    locate: () => locateHost(address),
    async fetchRaw(path, init) {
      const place = await locateHost(address);
      if (!place.ok) return place;
      for (const isRenewed of [false, true]) {
        const given = await getToken(isRenewed);
        if (!given.ok) return given;
        const answer = await fetchWithToken(new URL(path, place.data), init, given.data);
        const isRefused = answer.ok && answer.data.status === 401;
        if (!isRefused || isRenewed) return answer.ok && !answer.data.ok ? explain(answer.data) : answer;
      }
      return fail({ code: 'UNAUTHENTICATED', message: 'The host does not know this device.' });
    },
    setDisplayName(name) {
      displayName = name;
      keepName = false;
    },
    stop: () => connection.stop(),
  };
}

async function fetchWithToken(url: URL, init: RequestInit, token: string): Promise<Result<Response>> {
  try {
    const headers = { ...init.headers, authorization: `Bearer ${token}` };
    return succeed(await fetch(url, { ...init, headers }));
  } catch {
    return fail({ code: 'NOT_REACHABLE', message: 'The host did not answer.' });
  }
}

async function explain(response: Response): Promise<Result<never>> {
  const body: unknown = await response.json().catch(() => null);
  return fail(readFailure(body, response.status));
}
