import type { RequestInput, RequestName } from '#shared/contract/realtime.ts';
import { type Result, succeed } from '#shared/contract/result.ts';
import type { Message, MessageEdit } from '#shared/model/message.ts';
import type { PollDraft } from '#shared/model/poll.ts';
import type { RoomRef } from './replica.ts';
import { applyPush, findActive, type SessionCore } from './session-core.ts';
import { findRoom, updateRoom } from './session-store.ts';

/** How long a deleted message can be had back before the host hears of it. */
export const UNDO_DELETE_MS = 7_000;

type ChangeName =
  | 'room:message-edit'
  | 'room:message-delete'
  | 'room:react'
  | 'room:pin'
  | 'room:vote'
  | 'room:poll-close';

/** What can be done with messages that were sent. */
export function createTalkActions({ core }: { core: SessionCore }) {
  const deletions = new Map<string, { timer: ReturnType<typeof setTimeout>; run: () => Promise<void> }>();

  async function change<N extends ChangeName & RequestName>(
    ref: RoomRef,
    name: N,
    input: RequestInput<N>,
  ): Promise<Result<null>> {
    const active = findActive(core, ref.hostKey);
    if ('ok' in active) return active;
    const answer = await active.link.connection.request(name, input);
    if (!answer.ok) return answer;
    const payload = answer.data as { message: Message; rev: number };
    // The room's own event tells the same; a hole seen here is filled by events that are on their way.
    applyPush(core, ref.hostKey, { name: 'room:message-updated', payload });
    return succeed(null);
  }

  function forgetTimer(messageId: string): void {
    clearTimeout(deletions.get(messageId)?.timer);
    deletions.delete(messageId);
  }

  function showDeleting(ref: RoomRef, messageId: string, isDeleting: boolean): void {
    updateRoom(core.store, ref, (room) => {
      const others = room.deleting.filter((id) => id !== messageId);
      return { ...room, deleting: isDeleting ? [...others, messageId] : others };
    });
  }

  async function deleteNow(ref: RoomRef, messageId: string): Promise<Result<null>> {
    forgetTimer(messageId);
    const answer = await change(ref, 'room:message-delete', { messageId });
    showDeleting(ref, messageId, false);
    return answer;
  }

  return {
    editMessage: (ref: RoomRef, messageId: string, edit: MessageEdit) =>
      change(ref, 'room:message-edit', { messageId, ...edit }),

    /** Gone from this screen at once, from the host after a moment; until then `undoDelete` brings it back. */
    deleteSoon(ref: RoomRef, messageId: string, onFailed: (failed: Result<null>) => void): void {
      if (deletions.has(messageId)) return;
      showDeleting(ref, messageId, true);
      const run = async () => {
        const answer = await deleteNow(ref, messageId);
        if (!answer.ok) onFailed(answer);
      };
      deletions.set(messageId, { run, timer: setTimeout(() => void run(), UNDO_DELETE_MS) });
    },

    undoDelete(ref: RoomRef, messageId: string): void {
      forgetTimer(messageId);
      showDeleting(ref, messageId, false);
    },

    react: (ref: RoomRef, messageId: string, emoji: string, isOn: boolean) =>
      change(ref, 'room:react', { messageId, emoji, isOn }),

    pinMessage: (ref: RoomRef, messageId: string, isPinned: boolean) =>
      change(ref, 'room:pin', { messageId, isPinned }),

    vote: (ref: RoomRef, messageId: string, optionIds: number[]) =>
      change(ref, 'room:vote', { messageId, optionIds }),

    closePoll: (ref: RoomRef, messageId: string) => change(ref, 'room:poll-close', { messageId }),

    async createPoll(ref: RoomRef, body: PollDraft): Promise<Result<null>> {
      const active = findActive(core, ref.hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.call({ name: 'createPoll', params: { roomId: ref.roomId }, body });
      if (!answer.ok) return answer;
      applyPush(core, ref.hostKey, { name: 'room:message-received', payload: answer.data });
      return succeed(null);
    },

    async saveMessage(ref: RoomRef, messageId: string, isSaved: boolean): Promise<Result<null>> {
      const active = findActive(core, ref.hostKey);
      if ('ok' in active) return active;
      const answer = await active.link.connection.request('room:save', { messageId, isSaved });
      return answer.ok ? succeed(null) : answer;
    },

    /** From then on what is seen is not read, until the room is opened anew. */
    async markUnreadFrom(ref: RoomRef, messageId: string): Promise<Result<null>> {
      const active = findActive(core, ref.hostKey);
      if ('ok' in active) return active;
      updateRoom(core.store, ref, (room) => ({ ...room, isReadHeld: true }));
      const answer = await active.link.connection.request('room:unread-from', {
        roomId: ref.roomId,
        messageId,
      });
      updateRoom(core.store, ref, (room) =>
        answer.ok ? { ...room, room: { ...room.room, ...answer.data } } : { ...room, isReadHeld: false },
      );
      return answer.ok ? succeed(null) : answer;
    },

    /** A message this device knows already; null for one that has to be asked for. */
    findMessage(ref: RoomRef, messageId: string): Message | null {
      const timeline = findRoom(core.store.getState(), ref)?.timeline;
      return timeline?.messages.find(({ id }) => id === messageId) ?? null;
    },

    /** What was deleted here is deleted there before the page goes. */
    flushDeletions(): void {
      for (const { run } of [...deletions.values()]) void run();
    },
  };
}

export type TalkActions = ReturnType<typeof createTalkActions>;
