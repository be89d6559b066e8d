import { AppError } from '#shared/contract/errors.ts';
import type { Limits } from '#shared/contract/limits.ts';
import type { SystemEvent } from '#shared/model/message.ts';
import type { LiveState, MemberRoom, RoomSettings, StateChange } from '#shared/model/room.ts';
import type { IdentityRepo } from '../../storage/identity-repo.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { StoredRoom } from '../../storage/room-row.ts';
import type { RoomChange } from '../../storage/room-writes.ts';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import { writeCalendar } from './calendar.ts';
import type { RoomDirectory } from './room-directory.ts';
import { createRoomFounding, type RoomFounding } from './room-founding.ts';
import { assertCapacity, assertMay, parseStart, roomNotFound } from './room-rules.ts';
import { type RoomSurroundings, viewRoom, viewState } from './room-view.ts';
import { findSettingsChanges } from './settings-changes.ts';
import { tellEnded } from './tell-ended.ts';

export interface RoomService extends RoomFounding {
  updateSettings(actor: Actor, roomId: string, settings: RoomSettings): Promise<MemberRoom>;
  updateState(actor: Actor, roomId: string, change: StateChange): Promise<LiveState>;
  /** Agents that wait for a person go on without one. */
  releaseAgents(actor: Actor, roomId: string): Promise<LiveState>;
  /** The old code leads nowhere from now on. */
  rotateCode(actor: Actor, roomId: string): Promise<MemberRoom>;
  /** R15: the start of a scheduled room as an .ics file. */
  writeCalendar(actor: Actor, roomId: string): Promise<{ fileName: string; content: string }>;
  deleteRoom(actor: Actor, roomId: string): Promise<void>;
}

interface Options {
  rooms: RoomRepo;
  directory: RoomDirectory;
  identities: IdentityRepo;
  surroundings: RoomSurroundings;
  announce: (roomId: string, event: SystemEvent) => Promise<void>;
  onRoomGone: (roomId: string) => void;
  publish: Publish;
  hashPassword: (password: string) => Promise<string>;
  drawCode: () => string;
  newId: () => string;
  clock: Clock;
  limits: Pick<Limits, 'roomsPerOwner'>;
}

export function createRoomService(options: Options): RoomService {
  const { rooms, directory, surroundings, publish, clock, announce } = options;

  async function hashOrKeep(password: string | null | undefined): Promise<string | null | undefined> {
    return typeof password === 'string' ? options.hashPassword(password) : password;
  }

  async function displayNameOf(actor: Actor): Promise<string> {
    return (await options.identities.find(actor.userId))?.user.displayName ?? '';
  }

  async function change(
    actor: Actor,
    roomId: string,
    columns: RoomChange,
    action: 'change-settings' | 'change-state' | 'release-agents',
  ) {
    await directory.findSeen(actor, roomId);
    let before: StoredRoom | undefined;
    const room = await rooms.change(roomId, actor.userId, columns, clock.now(), (current, role) => {
      assertMay(current, role, action);
      before = current;
    });
    if (!room || !before) throw roomNotFound();
    return { before, room };
  }

  async function viewOwn(actor: Actor, roomId: string): Promise<MemberRoom> {
    const view = await directory.viewAsMember(actor, await directory.findSeen(actor, roomId));
    if (!view) throw roomNotFound();
    return view;
  }

  return {
    ...createRoomFounding({ ...options, viewOwn }),

    async updateSettings(actor, roomId, settings) {
      assertCapacity(settings.maxParticipants, surroundings.capacityCeiling);
      const { password, maxParticipants, name, description, visibility, life, agentLimit } = settings;
      const startsAt = parseStart(settings.startsAt, clock.now());
      const passwordHash = await hashOrKeep(password);
      const columns: RoomChange = {
        ...(name !== undefined && { name }),
        ...(description !== undefined && { description }),
        ...(visibility !== undefined && { visibility }),
        ...(life !== undefined && { life }),
        ...(agentLimit !== undefined && { agentLimit }),
        ...(startsAt !== undefined && { startsAt }),
        ...(maxParticipants !== undefined && { capacity: maxParticipants }),
        ...(passwordHash !== undefined && { passwordHash }),
      };
      const { before, room } = await change(actor, roomId, columns, 'change-settings');
      publish({ name: 'room:updated', payload: { room: viewRoom(room, surroundings) }, to: { roomId } });
      const changes = findSettingsChanges(before, room);
      if (changes.length > 0) {
        const displayName = await displayNameOf(actor);
        await announce(roomId, { event: 'settings', userId: actor.userId, displayName, changes });
      }
      return viewOwn(actor, roomId);
    },

    async updateState(actor, roomId, wanted) {
      const columns: RoomChange = {
        ...(wanted.currentMode !== undefined && { mode: wanted.currentMode }),
        ...(wanted.conversationActive !== undefined && { isConversationActive: wanted.conversationActive }),
        ...(wanted.locked !== undefined && { isLocked: wanted.locked }),
      };
      if (Object.keys(columns).length === 0) {
        throw new AppError('BAD_REQUEST', 'Give currentMode, conversationActive or locked.');
      }
      const { before, room } = await change(actor, roomId, columns, 'change-state');
      const state = viewState(room, surroundings);
      publish({ name: 'room:state-updated', payload: { roomId, state }, to: { roomId } });
      const who = { userId: actor.userId, displayName: await displayNameOf(actor) };
      if (before.mode !== room.mode) await announce(roomId, { event: 'mode', ...who, detail: room.mode });
      if (before.isLocked !== room.isLocked) {
        await announce(roomId, { event: room.isLocked ? 'locked' : 'unlocked', ...who });
      }
      return state;
    },

    async releaseAgents(actor, roomId) {
      const { before, room } = await change(actor, roomId, { agentStreak: 0 }, 'release-agents');
      const state = viewState(room, surroundings);
      if (!viewState(before, surroundings).agentsWait) return state;
      publish({ name: 'room:state-updated', payload: { roomId, state }, to: { roomId } });
      const displayName = await displayNameOf(actor);
      await announce(roomId, { event: 'agents-released', userId: actor.userId, displayName });
      return state;
    },

    async rotateCode(actor, roomId) {
      await directory.findSeen(actor, roomId);
      const room = await rooms.rotateCode(
        roomId,
        actor.userId,
        clock.now(),
        options.drawCode,
        (current, role) => assertMay(current, role, 'change-settings'),
      );
      if (!room) throw roomNotFound();
      publish({ name: 'room:updated', payload: { room: viewRoom(room, surroundings) }, to: { roomId } });
      return viewOwn(actor, roomId);
    },

    async writeCalendar(actor, roomId) {
      const room = await directory.getRoom(actor, roomId);
      if (!room.startsAt) throw new AppError('NOT_FOUND', 'This room has no start time.');
      const content = writeCalendar({
        uid: room.id,
        title: room.name,
        description: `${room.description}\n${room.joinLink}`.trim(),
        url: room.joinLink,
        start: Date.parse(room.startsAt),
        minutes: 60,
        stamp: clock.now(),
      });
      return { fileName: 'room.ics', content };
    },

    async deleteRoom(actor, roomId) {
      const ended = await rooms.delete(roomId, actor.userId, (room, role) => {
        if (!room || room.spaceId !== actor.spaceId) throw roomNotFound();
        assertMay(room, role, 'delete-room');
      });
      tellEnded(options, ended, 'deleted');
    },
  };
}
