import type { HostAddress } from '#shared/contract/ipc.ts';
import { type Result, succeed } from '#shared/contract/result.ts';
import { type AlertSettingsStore, createAlertSettings } from './alert-settings.ts';
import { expireTyping } from './apply-people.ts';
import { createDoorActions, type DoorActions } from './door-actions.ts';
import { createDraftActions, createDrafts, type DraftActions } from './drafts.ts';
import { createFileActions, type FileActions } from './file-actions.ts';
import { createHostActions, type HostActions } from './host-actions.ts';
import { createMessageActions, type MessageActions } from './message-actions.ts';
import { createNotificationActions, type NotificationActions } from './notification-actions.ts';
import { createOutboxVault } from './outbox-storage.ts';
import type { RecordStore } from './record-store.ts';
import { createRoomActions, type RoomActions } from './room-actions.ts';
import { createSeatActions, type SeatActions } from './seat-actions.ts';
import type { SessionCore } from './session-core.ts';
import { createSessionStore, type SessionStore, updateHost } from './session-store.ts';
import { createSignalActions, type SignalActions } from './signal-actions.ts';
import type { TabChannel } from './tab-channel.ts';
import { createTalkActions, type TalkActions } from './talk-actions.ts';
import type { TextStore } from './text-store.ts';
import { createUploadStore, type UploadStore } from './upload-store.ts';

export type SessionActions = HostActions &
  RoomActions &
  MessageActions &
  SignalActions &
  DoorActions &
  NotificationActions &
  TalkActions &
  DraftActions &
  FileActions &
  SeatActions & { doubtLines(): void };

export interface Session {
  readonly store: SessionStore;
  /** Files on their way, of all rooms. */
  readonly uploads: UploadStore;
  /** What this device tells its person of. */
  readonly alertSettings: AlertSettingsStore;
  readonly actions: SessionActions;
  stop(): void;
}

/** What survives a restart, and the other tabs that keep theirs in the same place. */
export interface KeptThings {
  readonly outbox: RecordStore;
  readonly uploads: RecordStore;
  readonly tabs: TabChannel;
}

export interface SessionOptions {
  getDeviceId: (address: HostAddress) => Promise<Result<string>>;
  /** Where a host is now; without it hosts stay where they were met. */
  locateHost?: (address: HostAddress) => Promise<Result<string>>;
  onResumed: (listener: () => void) => () => void;
  textStore: TextStore;
  kept: KeptThings;
  /** This device keeps nothing that was not sent. */
  onUnkept: () => void;
}

const TYPING_CHECK_MS = 1_000;

const stayInPlace = async ({ hostKey }: HostAddress) => succeed(hostKey);

/** Everything known about hosts and rooms, and everything that can be done with them. */
export function createSession({
  getDeviceId,
  locateHost = stayInPlace,
  onResumed,
  textStore,
  kept,
  onUnkept,
}: SessionOptions): Session {
  const store = createSessionStore();
  const vault = createOutboxVault({ records: kept.outbox, tabs: kept.tabs, onUnkept });
  const core: SessionCore = {
    store,
    active: new Map(),
    drafts: createDrafts({ textStore }),
    vault,
    pushListeners: new Set(),
  };
  const talkActions = createTalkActions({ core });
  const uploads = createUploadStore();
  const fileActions = createFileActions({ core, uploads, kept });
  const hostActions = createHostActions({ core, getDeviceId, locateHost });

  const undoDropped = vault.onDropped((hostId, roomId, clientId) => {
    for (const { link, outboxes } of core.active.values()) {
      if (link.address.hostId === hostId) outboxes.get(roomId)?.settle(clientId);
    }
  });
  /** The machine slept or is on another network: every open line may be dead. */
  const doubtLines = () => {
    for (const { link } of core.active.values()) link.connection.probe();
  };
  const undoResumed = onResumed(doubtLines);
  const typingTimer = setInterval(() => {
    for (const hostKey of core.active.keys()) {
      updateHost(store, hostKey, (host) => expireTyping(host, Date.now()));
    }
  }, TYPING_CHECK_MS);

  return {
    store,
    uploads,
    alertSettings: createAlertSettings({ textStore }),
    actions: {
      ...hostActions,
      doubtLines,
      ...createRoomActions({ core }),
      ...createMessageActions({ core }),
      ...createSignalActions({ core }),
      ...createDoorActions({ core }),
      ...createNotificationActions({ core }),
      ...createDraftActions({ core }),
      ...talkActions,
      ...fileActions,
      ...createSeatActions({ core }),
    },
    stop() {
      talkActions.flushDeletions();
      fileActions.stopUploads();
      clearInterval(typingTimer);
      undoDropped();
      undoResumed();
      for (const hostKey of [...core.active.keys()]) hostActions.disconnectHost(hostKey);
    },
  };
}
