import { AppError } from '#shared/contract/errors.ts';
import type { Message } from '#shared/model/message.ts';
import type { SearchPage } from '#shared/model/search.ts';
import type { AgentInvitation } from '../domain/agents/agent-invitation.ts';
import { deriveId } from '../domain/agents/secrets.ts';
import { type AgentHouse, isSpoken, LARGEST_PAGE } from './agent-house.ts';
import type { PinnedLine } from './pinned-line.ts';

interface HistoryPage {
  readonly messages: readonly Message[];
  readonly hasMoreAfter: boolean;
}

/** The one room of an invitation on another host, over the APIs that every host offers. */
export function createRemoteHouse({
  invitation: { hostName, ns, roomId: ownRoomId, secret },
  line,
}: {
  invitation: AgentInvitation;
  line: PinnedLine;
}): AgentHouse {
  const asProgram = { 'x-inbox-secret': secret };
  const asMember = { authorization: `Bearer ${secret}` };
  const roomPath = `/${ns}/rooms/${ownRoomId}`;
  const messagesPath = `/api/rooms/${ownRoomId}/messages`;
  const userId = deriveId(secret);

  async function read(after: string | null, limit: number): Promise<readonly Message[]> {
    let place = after;
    for (;;) {
      const query = new URLSearchParams({ limit: String(limit), ...(place !== null && { after: place }) });
      const page = await line.ask<HistoryPage>({ path: `${messagesPath}?${query}`, headers: asMember });
      const spoken = page.messages.filter(isSpoken);
      place = page.messages.at(-1)?.id ?? null;
      // A page of lines of the host alone is not the end.
      if (after === null || spoken.length > 0 || !page.hasMoreAfter || place === null) return spoken;
    }
  }

  return {
    hostName,
    userId,
    async listRooms() {
      const [room, { unread_count: unread }] = await Promise.all([
        line.ask<{ display_name: string | null }>({ path: roomPath, headers: asProgram }),
        line.ask<{ unread_count: number }>({ path: `${roomPath}/unread`, headers: asProgram }),
      ]);
      return [{ id: ownRoomId, name: room.display_name, unread }];
    },
    hasRoom: async (roomId) => roomId === ownRoomId,
    read: (_roomId, { after, limit }) => read(after, limit),
    async markRead(_roomId, mid) {
      await line.ask({ path: `${roomPath}/read`, body: { last_read_mid: mid }, headers: asProgram });
    },
    async findLastMid() {
      const { messages } = await line.ask<HistoryPage>({
        path: `${messagesPath}?limit=1`,
        headers: asMember,
      });
      return messages.at(-1)?.id ?? null;
    },
    async send(_roomId, { text: content, contentType, replyToId }) {
      const body = { messageType: 'user_text', content, contentType, replyToId };
      const { message } = await line.ask<{ message: Message }>({
        path: messagesPath,
        body,
        headers: asMember,
      });
      return { mid: message.id, createdAt: message.createdAt };
    },
    async wait(_roomId, { after, forMs, signal }) {
      const wait = Math.ceil(forMs / 1_000);
      const query = new URLSearchParams({ limit: '1', wait: String(wait), ...(after !== null && { after }) });
      const path = `${roomPath}/messages?${query}`;
      const woken = await line
        .ask<{ messages: readonly unknown[] }>({ path, headers: asProgram, waitMs: wait * 1_000, signal })
        .catch((error: unknown) => {
          // Whoever waited has gone: nobody reads what is answered.
          if (signal.aborted && error instanceof AppError) return { messages: [] };
          throw error;
        });
      return woken.messages.length === 0 ? [] : read(after, LARGEST_PAGE);
    },
    search: ({ query, roomId = ownRoomId, limit }) =>
      line.ask<SearchPage>({
        path: `/api/search?${new URLSearchParams({ q: query, roomId, limit: String(Math.min(limit, 100)) })}`,
        headers: asMember,
      }),
  };
}
