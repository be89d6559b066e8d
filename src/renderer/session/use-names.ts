import { useCallback, useMemo } from 'react';
import { findDoubles, nameApart, showName } from '#shared/model/names-apart.ts';
import type { Participant } from '#shared/model/room.ts';
import type { RoomRef } from './replica.ts';
import { useRoom } from './use-session.ts';

const NOBODY: readonly Participant[] = [];

/** The members of a room under the names that tell them apart. */
export function usePeople(ref: RoomRef): readonly Participant[] {
  const participants = useRoom(ref, (room) => room?.participants ?? NOBODY);
  return useMemo(() => nameApart(participants), [participants]);
}

/** How the name beside a message, a file or an event of the room is shown. */
export function useNameIn(ref: RoomRef): (userId: string | null | undefined, displayName: string) => string {
  const participants = useRoom(ref, (room) => room?.participants ?? NOBODY);
  const doubles = useMemo(() => findDoubles(participants), [participants]);
  return useCallback((userId, displayName) => showName(doubles, userId, displayName), [doubles]);
}
