import { createListening, DEFAULT_WAIT_S, type Listening } from './listening.ts';
import type { Transport } from './transport.ts';
import type { AsMember, CallOptions, InRoom, OwnRoom, Room, RoomMember, RoomMessage } from './types.ts';

export interface ReadOptions extends InRoom {
  readonly afterMid?: string | undefined;
  readonly limit?: number | undefined;
  /** Seconds to wait for a message when there is none, 60 at most. */
  readonly wait?: number | undefined;
}

/** What can be done with rooms. */
export interface RoomVerbs extends Listening {
  createRoom(
    input: { ns: string; creatorSecret: string; displayName?: string | null } & CallOptions,
  ): Promise<Room>;
  listRooms(input: AsMember): Promise<OwnRoom[]>;
  getRoom(input: InRoom): Promise<Room>;
  /** For the owner of the namespace. */
  deleteRoom(input: { ns: string; roomId: string; nsSecret: string } & CallOptions): Promise<void>;
  addRoomMember(input: InRoom & { identityId: string }): Promise<RoomMember>;
  listRoomMembers(input: InRoom): Promise<RoomMember[]>;
  /** Also oneself: that is leaving. */
  removeRoomMember(input: InRoom & { identityId: string }): Promise<void>;
  sendRoomMessage(input: InRoom & { body: string; contentType?: string | undefined }): Promise<RoomMessage>;
  getRoomMessages(input: ReadOptions): Promise<RoomMessage[]>;
  waitForRoomMessages(
    input: InRoom & { timeout?: number; afterMid?: string | undefined },
  ): Promise<RoomMessage[]>;
  /** Forward only. */
  updateRoomReadCursor(input: InRoom & { lastReadMid: string }): Promise<void>;
  getRoomUnreadCount(input: InRoom): Promise<number>;
}

const byInbox = (secret: string) => ({ 'X-Inbox-Secret': secret });
const inRoom = ({ ns, roomId, secret, signal }: InRoom, ...rest: string[]) => ({
  path: [ns, 'rooms', roomId, ...rest],
  headers: byInbox(secret),
  signal,
});

export function createRoomVerbs({ call }: Transport): RoomVerbs {
  async function getRoomMessages(input: ReadOptions): Promise<RoomMessage[]> {
    const { afterMid, limit, wait } = input;
    const { messages } = await call<{ messages: RoomMessage[] }>({
      method: 'GET',
      ...inRoom(input, 'messages'),
      query: { after: afterMid, limit, wait },
      ...(wait !== undefined && { waitSeconds: wait }),
    });
    return messages;
  }

  return {
    createRoom: ({ ns, creatorSecret, displayName = null, signal }) =>
      call({
        method: 'POST',
        path: [ns, 'rooms'],
        headers: byInbox(creatorSecret),
        body: { display_name: displayName },
        signal,
      }),
    listRooms: ({ ns, secret, signal }) =>
      call({ method: 'GET', path: [ns, 'rooms'], headers: byInbox(secret), signal }),
    getRoom: (input) => call({ method: 'GET', ...inRoom(input) }),
    async deleteRoom({ ns, roomId, nsSecret, signal }) {
      const headers = { 'X-Namespace-Secret': nsSecret };
      await call({ method: 'DELETE', path: [ns, 'rooms', roomId], headers, signal });
    },
    addRoomMember: (input) =>
      call({ method: 'POST', ...inRoom(input, 'members'), body: { identity_id: input.identityId } }),
    listRoomMembers: (input) => call({ method: 'GET', ...inRoom(input, 'members') }),
    async removeRoomMember(input) {
      await call({ method: 'DELETE', ...inRoom(input, 'members', input.identityId) });
    },
    sendRoomMessage: (input) =>
      call({
        method: 'POST',
        ...inRoom(input, 'messages'),
        body: {
          body: input.body,
          ...(input.contentType !== undefined && { content_type: input.contentType }),
        },
      }),
    getRoomMessages,
    waitForRoomMessages: ({ timeout = DEFAULT_WAIT_S, ...input }) =>
      getRoomMessages({ ...input, wait: timeout }),
    ...createListening({ call, getRoomMessages }),
    async updateRoomReadCursor(input) {
      await call({ method: 'POST', ...inRoom(input, 'read'), body: { last_read_mid: input.lastReadMid } });
    },
    async getRoomUnreadCount(input) {
      const { unreadCount } = await call<{ unreadCount: number }>({
        method: 'GET',
        ...inRoom(input, 'unread'),
      });
      return unreadCount;
    },
  };
}
