import { useIsOverdue } from '../lib/use-is-overdue.ts';
import type { HostReplica } from './replica.ts';
import { useHost } from './use-session.ts';

/** Whether a host has been out of reach for long enough to be told. */
export function useIsAway(host: Pick<HostReplica, 'connection'> | undefined): boolean {
  const connection = host?.connection;
  const isOverdue = useIsOverdue(connection?.phase === 'connecting' ? connection.since : null);
  return isOverdue || connection?.phase === 'refused';
}

/** While it holds, what was known of people's presence is not known any more. */
export function useIsHostAway(hostKey: string): boolean {
  return useIsAway(useHost(hostKey, (host) => host));
}
