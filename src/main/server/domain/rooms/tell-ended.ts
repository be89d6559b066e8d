import type { EndedRoom } from '../../storage/gone-repo.ts';
import type { Publish } from '../events.ts';

/** Most members are not in the room: they hear of its end wherever they are. */
export function tellEnded(
  { publish, onRoomGone }: { publish: Publish; onRoomGone: (roomId: string) => void },
  { roomId, memberIds, agentIds }: EndedRoom,
  reason: 'deleted' | 'expired',
): void {
  publish({ name: 'room:deleted', payload: { roomId, reason }, to: { roomId } });
  for (const userId of memberIds) {
    publish({ name: 'room:deleted', payload: { roomId, reason }, to: { userId } });
  }
  for (const userId of agentIds) {
    publish({ name: 'session:ended', payload: { reason: 'removed' }, to: { userId } });
  }
  onRoomGone(roomId);
}
