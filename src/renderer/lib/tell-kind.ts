import type { Participant } from '#shared/model/room.ts';
import { text } from './text.ts';

/** What a member is who is no person, and whose; empty for people. */
export function tellKind({ kind, ownerName }: Pick<Participant, 'kind' | 'ownerName'>): string {
  const { kinds, agentOf } = text().participants;
  return kind === 'agent' && ownerName ? agentOf(ownerName) : kinds[kind];
}
