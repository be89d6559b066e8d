import type { Message } from '#shared/model/message.ts';
import { findDoubles, showName } from '#shared/model/names-apart.ts';
import type { Bridge } from '../../bridge/bridge.ts';
import { readPlainWords } from '../../lib/plain-words.ts';
import { text } from '../../lib/text.ts';
import type { Session } from '../../session/create-session.ts';
import type { RoomRef } from '../../session/replica.ts';
import { findRoom } from '../../session/session-store.ts';
import type { AppStore } from '../app-store.ts';
import type { Navigation } from '../navigation.ts';
import { judgeMessage } from './alert-rules.ts';
import { createAlertStage, type StagedAlert } from './create-alert-stage.ts';

interface WatchOptions {
  app: AppStore;
  bridge: Bridge;
  session: Session;
  navigation: Navigation;
}

const LONGEST_BODY = 200;

function toKey({ hostKey, roomId }: RoomRef): string {
  return `${roomId} ${hostKey}`;
}

function toRef(key: string): RoomRef {
  const [roomId = '', hostKey = ''] = key.split(' ');
  return { hostKey, roomId };
}

function describe(message: Message): string {
  const t = text().alerts;
  if (message.poll !== undefined) return t.poll(message.poll.question);
  if (message.messageType === 'user_voice') return t.voice;
  return readPlainWords(message).slice(0, LONGEST_BODY) || message.attachments[0]?.name || t.attachment;
}

/** Tells of messages while the person looks elsewhere. Only what arrives live: what was missed is no news. */
export function watchAlerts({ app, bridge, session, navigation }: WatchOptions): () => void {
  const { store, actions, alertSettings } = session;
  const shownIds = new Map<string, string>();

  function isAttending(ref: RoomRef): boolean {
    const { view } = app.getState();
    const isOpen = view.name === 'room' && view.ref.roomId === ref.roomId;
    return isOpen && document.visibilityState === 'visible' && document.hasFocus();
  }

  function show({ key, latest, more, isSilent }: StagedAlert): void {
    const ref = toRef(key);
    const replica = findRoom(store.getState(), ref);
    if (replica === undefined || isAttending(ref)) return;
    const { room, participants } = replica;
    const t = text().alerts;
    shownIds.set(key, latest.id);
    const name = showName(findDoubles(participants), latest.userId, latest.displayName);
    const words = room.kind === 'direct' ? describe(latest) : t.said(name, describe(latest));
    bridge.showAlert({
      tag: key,
      title: room.name,
      body: more > 0 ? `${words}\n${t.more(more)}` : words,
      isSilent,
    });
  }

  const stage = createAlertStage({
    now: Date.now,
    delay(callback, ms) {
      const timer = setTimeout(callback, ms);
      return () => clearTimeout(timer);
    },
    isRead: (key, message) => {
      const room = findRoom(store.getState(), toRef(key))?.room;
      return room === undefined || (room.lastReadMessageId ?? '') >= message.id;
    },
    show,
    close: (key) => bridge.closeAlert(key),
  });

  function consider(hostKey: string, message: Message): void {
    const host = store.getState().hosts[hostKey];
    const ref = { hostKey, roomId: message.roomId };
    const room = host?.rooms[message.roomId]?.room;
    if (host === undefined || room === undefined || isAttending(ref)) return;
    const importance = judgeMessage({
      message,
      selfId: host.self?.id,
      level: room.notify ?? 'all',
      isDirect: room.kind === 'direct',
      settings: alertSettings.getState(),
      now: Date.now(),
    });
    if (importance !== null) stage.add(toKey(ref), message, importance);
  }

  const undos = [
    actions.onPush((hostKey, push) => {
      if (push.name === 'room:message-received') consider(hostKey, push.payload.message);
      if (push.name !== 'room:message-updated') return;
      const { message, newlyMentioned = [] } = push.payload;
      const selfId = store.getState().hosts[hostKey]?.self?.id;
      // An edit is news only to those it names for the first time.
      if (selfId !== undefined && newlyMentioned.includes(selfId)) consider(hostKey, message);
    }),
    store.subscribe(() => stage.review()),
    bridge.onAlertOpened((key) => {
      const ref = toRef(key);
      const messageId = shownIds.get(key);
      if (findRoom(store.getState(), ref) === undefined) return;
      navigation.showRoom(ref);
      if (messageId !== undefined) void actions.showMessage(ref, messageId);
    }),
  ];
  return () => {
    for (const undo of undos) undo();
    stage.stop();
  };
}
