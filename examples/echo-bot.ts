/**
 * A bot in TypeScript: it answers whoever names it.
 * SPACES_URL=… SPACES_NS=… SPACES_SECRET=… SPACES_ROOM=… node examples/echo-bot.ts
 */
import { createHash } from 'node:crypto';
import { Spaces } from '../src/client/spaces.ts';

const { SPACES_URL: url, SPACES_NS: ns, SPACES_SECRET: secret, SPACES_ROOM: roomId } = process.env;
if (!url || !ns || !secret || !roomId)
  throw new Error('Set SPACES_URL, SPACES_NS, SPACES_SECRET and SPACES_ROOM.');

const client = Spaces.remote(url);
const room = { ns, roomId, secret };
const ownId = createHash('sha256').update(secret).digest('hex').slice(0, 16);
const { metadata } = await client.getIdentity({ ns, id: ownId, secret });
const name = String(metadata['display_name'] ?? ownId);

// Go on behind what was read before: a bot that starts again does not answer twice.
const own = (await client.listRooms({ ns, secret })).find((known) => known.roomId === roomId);
for await (const message of client.listenRoom({ ...room, afterMid: own?.lastReadMid ?? undefined })) {
  const isForMe = message.fromId !== ownId && message.body.startsWith(`@${name} `);
  if (isForMe) {
    const question = message.body.slice(name.length + 2);
    await client.sendRoomMessage({ ...room, body: `You said: ${question}` });
  }
  await client.updateRoomReadCursor({ ...room, lastReadMid: message.mid });
}
