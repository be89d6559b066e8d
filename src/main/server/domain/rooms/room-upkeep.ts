import type { SystemEvent } from '#shared/model/message.ts';
import type { RoomRepo } from '../../storage/room-repo.ts';
import type { Clock } from '../clock.ts';
import type { Publish } from '../events.ts';
import { type RoomSurroundings, viewRoom } from './room-view.ts';

/** What the host does to rooms by itself, nobody asking. */
export interface RoomUpkeep {
  /** Somebody keeps guessing: members get a new code, the owner a warning. */
  replaceGuessedCode(roomId: string): Promise<void>;
  /** The host has another address: the links of its rooms have changed. */
  tellLinks(spaceId: string): void;
}

interface Options {
  rooms: Pick<RoomRepo, 'find' | 'rotateCode' | 'listWithCode'>;
  surroundings: RoomSurroundings;
  announce: (roomId: string, event: SystemEvent) => Promise<void>;
  publish: Publish;
  drawCode: () => string;
  clock: Clock;
}

/** The rooms with the latest life in them; the links of others are told when they are looked at. */
const LINKS_TOLD = 200;

export function createRoomUpkeep(options: Options): RoomUpkeep {
  const { rooms, surroundings, announce, publish, clock } = options;
  return {
    async replaceGuessedCode(roomId) {
      const known = await rooms.find(roomId);
      if (!known) return;
      const room = await rooms.rotateCode(roomId, known.ownerId, clock.now(), options.drawCode, () => {});
      if (!room) return;
      publish({ name: 'room:updated', payload: { room: viewRoom(room, surroundings) }, to: { roomId } });
      publish({
        name: 'room:code-guessed',
        payload: { roomId, name: room.name, roomCode: room.code },
        to: { userId: room.ownerId },
      });
      await announce(roomId, {
        event: 'notice',
        detail: 'Somebody kept guessing the code of this room, so it has a new one.',
      });
    },

    tellLinks(spaceId) {
      for (const room of rooms.listWithCode(spaceId, LINKS_TOLD)) {
        publish({
          name: 'room:updated',
          payload: { room: viewRoom(room, surroundings) },
          to: { roomId: room.id },
        });
      }
    },
  };
}
