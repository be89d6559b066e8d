import { useBridge } from '../bridge/use-bridge.ts';
import type { RoomMemory } from '../features/lobby/RoomLists.tsx';
import { useApp, useNavigation } from './app-context.ts';

/** Rooms this device remembers: those left lately, and those put away. */
export function useRoomMemory(): RoomMemory {
  const bridge = useBridge();
  const navigation = useNavigation();
  const recentRooms = useApp((state) => state.settings?.recentRooms) ?? [];
  const archivedRooms = useApp((state) => state.settings?.archivedRooms) ?? [];
  return {
    recentRooms,
    archivedRooms,
    onRejoin: (code) => navigation.openLink({ code, invite: null, address: null }),
    onForget(roomId) {
      void bridge.changeSettings({ recentRooms: recentRooms.filter((room) => room.roomId !== roomId) });
    },
    onArchive(roomId, isArchived) {
      const others = archivedRooms.filter((id) => id !== roomId);
      void bridge.changeSettings({ archivedRooms: isArchived ? [...others, roomId] : others });
    },
  };
}
