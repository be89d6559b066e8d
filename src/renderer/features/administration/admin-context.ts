import { createContext, use, useCallback } from 'react';
import type { RouteName, RouteOutput } from '#shared/contract/http.ts';
import type { Result } from '#shared/contract/result.ts';
import type { RouteCall } from '../../lib/call-route.ts';
import { useSessionActions } from '../../session/use-session.ts';

interface Admin {
  readonly hostKey: string;
  readonly token: string;
}

const AdminContext = createContext<Admin | null>(null);
export const AdminProvider = AdminContext.Provider;

export type CallAdmin = <N extends RouteName>(
  call: Omit<RouteCall<N>, 'baseUrl' | 'token'>,
) => Promise<Result<RouteOutput<N>>>;

/** Asks the host with its own token; stable as long as host and token are. */
export function useCallAdmin(): CallAdmin {
  const admin = use(AdminContext);
  const { callAsHost } = useSessionActions();
  if (admin === null) throw new Error('AdminProvider is missing around this component');
  const { hostKey, token } = admin;
  return useCallback((call) => callAsHost(hostKey, token, call), [callAsHost, hostKey, token]);
}
