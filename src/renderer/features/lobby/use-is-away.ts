import { useIsOverdue } from '../../lib/use-is-overdue.ts';
import type { HostReplica } from '../../session/replica.ts';

/** Whether a host has been out of reach for long enough to be told. */
export function useIsAway({ connection }: Pick<HostReplica, 'connection'>): boolean {
  const isOverdue = useIsOverdue(connection.phase === 'connecting' ? connection.since : null);
  return isOverdue || connection.phase === 'refused';
}
