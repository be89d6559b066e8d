import type { Message } from '#shared/model/message.ts';
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
