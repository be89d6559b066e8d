import { useEffect, useState } from 'react';
import type { FoundRoom } from '#shared/contract/ipc.ts';
import { useBridge } from '../../bridge/use-bridge.ts';
import { findClosedDoor } from './find-closed-door.ts';
import type { JoinFormStore } from './join-form-store.ts';

/** Nobody stands in front of a closed door for long, and every look costs the host an answer. */
const LOOK_EVERY_MS = 6_000;

interface DoorWatchOptions {
  store: JoinFormStore;
  found: FoundRoom;
  /** Where the link says that the host is. */
  address: string | undefined;
  isNeeded: boolean;
}

/** Looks again and again whether a room that was locked or full is open now. True once it has opened. */
export function useDoorWatch({ store, found, address, isNeeded }: DoorWatchOptions): boolean {
  const bridge = useBridge();
  const [openedId, setOpenedId] = useState<string | null>(null);
  const { id, roomCode } = found.room;

  useEffect(() => {
    if (!isNeeded) return;
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout>;
    const look = async () => {
      const seen =
        document.visibilityState === 'visible' ? await bridge.resolveCode(roomCode, address) : null;
      if (!isWanted) return;
      if (seen?.ok && seen.data.room.id === id && findClosedDoor(seen.data.room) === null) {
        const { search } = store.getState();
        if (search.phase !== 'found') return;
        store.setState({ search: { ...search, found: seen.data }, refusal: null });
        return setOpenedId(id);
      }
      wait();
    };
    const wait = () => {
      timer = setTimeout(() => void look(), LOOK_EVERY_MS);
    };
    wait();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [bridge, store, id, roomCode, address, isNeeded]);

  return openedId === id;
}
