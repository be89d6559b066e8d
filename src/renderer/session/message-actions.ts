import { uuidv7 } from 'uuidv7';
import { fail, type Result, succeed } from '#shared/contract/result.ts';
import type { PendingDraft, RoomRef, Timeline } from './replica.ts';
import { openOutbox } from './room-outbox.ts';
import { findActive, type SessionCore } from './session-core.ts';
import { findRoom, type SessionStore, updateRoom } from './session-store.ts';
import { isAtNewest, keepBetween, mergePage, showStretch } from './timeline.ts';
import { countUnreadAfter } from './unread.ts';
import { untilNextFrame } from './until-next-frame.ts';

const PAGE = 50;
const JUMP_PAGE = 100;

type PageQuery = { before?: number | string; after?: number | string; around?: number | string };

const OPENS_WITHIN_MS = 10_000;
const NOT_OPENED = fail({ code: 'NOT_REACHABLE', message: 'The room did not open.' });

/** A room that is just being opened finds its position first. */
function waitForTimeline(store: SessionStore, ref: RoomRef): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (isThere: boolean) => {
      clearTimeout(timer);
      unsubscribe();
      resolve(isThere);
    };
    const check = () => {
      const room = findRoom(store.getState(), ref);
      if (room?.timeline && !room.isPositioning) finish(true);
    };
    const timer = setTimeout(() => finish(false), OPENS_WITHIN_MS);
    const unsubscribe = store.subscribe(check);
    check();
  });
}

export function createMessageActions({ core }: { core: SessionCore }) {
  const { store } = core;

  async function fetchPage(ref: RoomRef, query: PageQuery, limit: number) {
    const active = findActive(core, ref.hostKey);
    if ('ok' in active) return active;
    return active.link.call({
      name: 'listMessages',
      params: { roomId: ref.roomId },
      query: { ...query, limit },
    });
  }

  function changeTimeline(ref: RoomRef, change: (timeline: Timeline) => Timeline): void {
    updateRoom(store, ref, (room) => {
      if (room.timeline === null) return room;
      const timeline = change(room.timeline);
      return timeline === room.timeline ? room : { ...room, timeline };
    });
  }

  /** Joins the next page on one side to what is shown. */
  async function extend(ref: RoomRef, query: PageQuery): Promise<Result<null>> {
    const page = await fetchPage(ref, query, PAGE);
    if (!page.ok) return page;
    await untilNextFrame();
    const { messages, hasMoreBefore } = page.data;
    changeTimeline(ref, (timeline) => mergePage(timeline, messages, hasMoreBefore));
    return succeed(null);
  }

  /** Shows another part of the history instead. */
  async function loadStretch(ref: RoomRef, query: PageQuery): Promise<Result<null>> {
    const page = await fetchPage(ref, query, JUMP_PAGE);
    if (!page.ok) return page;
    const { messages, hasMoreBefore } = page.data;
    changeTimeline(ref, (timeline) => showStretch(timeline, messages, hasMoreBefore));
    return succeed(null);
  }

  return {
    /** On screen at once; the outbox brings it to the host in its turn. */
    sendMessage(ref: RoomRef, draft: PendingDraft): void {
      openOutbox(core, ref)?.add({
        clientId: uuidv7(),
        draft,
        createdAt: new Date().toISOString(),
        state: 'waiting',
        error: null,
      });
    },

    retryAll: (ref: RoomRef): void => openOutbox(core, ref)?.retryAll(),

    async loadOlder(ref: RoomRef): Promise<Result<null>> {
      const timeline = findRoom(store.getState(), ref)?.timeline;
      const first = timeline?.messages[0];
      if (!timeline?.hasMoreBefore || first === undefined) return succeed(null);
      return extend(ref, { before: first.id });
    },

    async loadNewer(ref: RoomRef): Promise<Result<null>> {
      const timeline = findRoom(store.getState(), ref)?.timeline;
      const last = timeline?.messages.at(-1);
      if (!timeline || last === undefined || isAtNewest(timeline)) return succeed(null);
      return extend(ref, { after: last.id });
    },

    /** Forgets what is far from the messages in view; it is loaded again on the way back. */
    trimHistory: (ref: RoomRef, { from, to }: { from: string | null; to: string | null }): void =>
      changeTimeline(ref, (timeline) => keepBetween(timeline, from, to)),

    /** Shows the stretch of history around a message. */
    async jumpTo(ref: RoomRef, messageId: string): Promise<Result<null>> {
      const timeline = findRoom(store.getState(), ref)?.timeline;
      if (timeline?.messages.some((message) => message.id === messageId)) return succeed(null);
      return loadStretch(ref, { around: messageId });
    },

    /** Shows where the unread ones begin: behind the last one read, which is empty when none was. */
    jumpToUnread: (ref: RoomRef, lastReadId: string): Promise<Result<null>> =>
      loadStretch(ref, lastReadId === '' ? { after: 0 } : { around: lastReadId }),

    /** Brings a message into view, in its room and wherever it is in the history. */
    async showMessage(ref: RoomRef, messageId: string): Promise<Result<null>> {
      if (!(await waitForTimeline(store, ref))) return NOT_OPENED;
      const jumped = await this.jumpTo(ref, messageId);
      if (jumped.ok) store.setState({ wanted: { ref, messageId } });
      return jumped;
    },

    forgetWanted: (): void => store.setState({ wanted: null }),

    async jumpToNewest(ref: RoomRef): Promise<Result<null>> {
      const timeline = findRoom(store.getState(), ref)?.timeline;
      if (timeline == null || isAtNewest(timeline)) return succeed(null);
      return loadStretch(ref, {});
    },

    /** Moves the read cursor forward, here at once and on the host. */
    async markRead(ref: RoomRef, messageId: string): Promise<void> {
      const room = findRoom(store.getState(), ref);
      const selfId = store.getState().hosts[ref.hostKey]?.self?.id;
      const active = findActive(core, ref.hostKey);
      if (!room || room.isReadHeld || selfId === undefined || 'ok' in active) return;
      if ((room.room.lastReadMessageId ?? '') >= messageId) return;
      const counted = countUnreadAfter(room, messageId, selfId);
      updateRoom(store, ref, (known) => ({
        ...known,
        room: {
          ...known.room,
          lastReadMessageId: messageId,
          unreadCount: counted ?? known.room.unreadCount,
          mentionCount: counted === 0 ? 0 : known.room.mentionCount,
        },
      }));
      const answer = await active.link.connection.request('room:read', {
        roomId: ref.roomId,
        lastReadMessageId: messageId,
      });
      const mentions = findRoom(store.getState(), ref)?.room.mentionCount ?? 0;
      if (!answer.ok || (counted !== null && mentions === 0)) return;
      // Mentions are not in every message a replica has: only the host counts them.
      const told = await active.link.call({ name: 'getUnread', params: { roomId: ref.roomId } });
      if (!told.ok) return;
      updateRoom(store, ref, (known) =>
        known.room.lastReadMessageId === messageId
          ? { ...known, room: { ...known.room, ...told.data } }
          : known,
      );
    },
  };
}

export type MessageActions = ReturnType<typeof createMessageActions>;
