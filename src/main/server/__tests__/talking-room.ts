import type { Message } from '#shared/model/message.ts';
import type { RestClient } from './rest-client.ts';
import { expectStatus, makeRoom, type Person, seat, startTestHost } from './test-host.ts';

export async function say(
  person: Person,
  room: { id: string },
  content: string,
  more: object = {},
): Promise<Message> {
  const answer = await person.post(`/api/rooms/${room.id}/messages`, { content, ...more });
  return expectStatus(answer, 201).body.message;
}

/** Ann’s room, with Ben and Cem in it. */
export async function startRoom() {
  const host = await startTestHost();
  const [ann, ben, cem] = [await host.guest('Ann'), await host.guest('Ben Lee'), await host.guest('Cem')];
  const room = await makeRoom(ann);
  await seat(room, ben, cem);
  return { host, ann, ben, cem, room };
}

/** The whole conversation, page by page. */
export async function listAll(client: RestClient, roomId: string): Promise<Message[]> {
  const all: Message[] = [];
  for (let after = 0; ; after = all.at(-1)?.seq ?? 0) {
    const path = `/api/rooms/${roomId}/messages?limit=200&after=${after}`;
    const { body } = expectStatus(await client.get(path), 200);
    all.push(...body.messages);
    if (!body.hasMoreAfter) return all;
  }
}
