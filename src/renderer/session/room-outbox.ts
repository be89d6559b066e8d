import { createOutbox, type Outbox } from './outbox.ts';
import type { RoomRef } from './replica.ts';
import { applyPush, findActive, type SessionCore } from './session-core.ts';
import { findRoom, updateRoom } from './session-store.ts';

function delay(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}

/** The room's outbox, made when it is needed; null for a host that is not connected. */
export function openOutbox(core: SessionCore, ref: RoomRef): Outbox | null {
  const active = findActive(core, ref.hostKey);
  if ('ok' in active) return null;
  const known = active.outboxes.get(ref.roomId);
  if (known) return known;
  const { link, storage, outboxes } = active;
  const outbox = createOutbox({
    roomId: ref.roomId,
    storage,
    delay,
    isReady: () => {
      const room = findRoom(core.store.getState(), ref);
      return link.connection.isOnline() && room !== undefined && !room.isSyncing;
    },
    async send({ clientId, draft }) {
      const answer = await link.connection.request('room:message', {
        ...draft,
        clientId,
        roomId: ref.roomId,
      });
      if (answer.ok) {
        const push = { name: 'room:message-received', payload: { message: answer.data.message } } as const;
        // The room's own event tells the same; whichever comes first takes the place of the pending one.
        // A hole seen here is filled by events that are on their way, so nothing is asked.
        applyPush(core, ref.hostKey, push);
      }
      return answer;
    },
    onChange: (pending) => updateRoom(core.store, ref, (room) => ({ ...room, pending })),
  });
  outboxes.set(ref.roomId, outbox);
  return outbox;
}
