import { createHash } from 'node:crypto';
import { text as readAll } from 'node:stream/consumers';
import { Spaces, type SpacesClient } from '../client/spaces.ts';
import type { RoomMessage } from '../client/types.ts';
import { type Options, UsageError } from './options.ts';

/** Writes a line for people, or a value for programs. */
export type Print = (line: string, value: unknown) => void;

interface Seat {
  readonly client: SpacesClient;
  readonly ns: string;
  readonly secret: string;
  /** Whoever holds a secret can be read from it. */
  readonly ownId: string;
}

const LONGEST_POLL_S = 55;
const PAGE = 1_000;
export const TIMED_OUT = 2;

function takeSeat({ url, ns, secret, fingerprint }: Options): Seat {
  if (!ns || !secret)
    throw new UsageError('Say who you are: --ns and --secret, or SPACES_NS and SPACES_SECRET.');
  const ownId = createHash('sha256').update(secret).digest('hex').slice(0, 16);
  return { client: Spaces.remote(url, { fingerprint }), ns, secret, ownId };
}

const isRoomId = (word: string | undefined): word is string => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(word ?? '');

/** The room a command is about, and the words behind it. */
function readRoom({ words, room }: Options): { roomId: string | undefined; rest: readonly string[] } {
  const [, first, ...others] = words;
  return isRoomId(first) ? { roomId: first, rest: others } : { roomId: room, rest: words.slice(1) };
}

const refuseWord = (word: string) =>
  new UsageError(`"${word}" is no room id. \`spaces rooms\` shows the ids.`);

/** To listen, whoever is in one room only need not name it. */
async function findRoom({ client, ns, secret }: Seat, options: Options): Promise<string> {
  const { roomId, rest } = readRoom(options);
  if (rest[0] !== undefined) throw refuseWord(rest[0]);
  if (roomId !== undefined) return roomId;
  const rooms = await client.listRooms({ ns, secret });
  const [only] = rooms;
  if (only && rooms.length === 1) return only.roomId;
  throw new UsageError('Name the room: its id, as `spaces rooms` shows it, or SPACES_ROOM.');
}

function printMessage(print: Print, message: RoomMessage, names: ReadonlyMap<string, string>): void {
  print(`${names.get(message.fromId) ?? message.fromId}: ${message.body}`, message);
}

async function readNames({ client, ns, secret }: Seat, roomId: string): Promise<Map<string, string>> {
  const members = await client.listRoomMembers({ ns, roomId, secret });
  return new Map(
    members.flatMap(({ identityId, metadata }) => {
      const name = metadata['display_name'];
      return typeof name === 'string' ? [[identityId, name] as const] : [];
    }),
  );
}

/** Where reading goes on: behind what was given, or behind what was read last. */
async function findStart(
  { client, ns, secret }: Seat,
  roomId: string,
  options: Options,
): Promise<string | undefined> {
  if (options.isAll) return undefined;
  if (options.after !== undefined) return options.after;
  const own = await client.listRooms({ ns, secret });
  return own.find((room) => room.roomId === roomId)?.lastReadMid ?? undefined;
}

export async function listRooms(options: Options, print: Print): Promise<number> {
  const { client, ns, secret } = takeSeat(options);
  for (const room of await client.listRooms({ ns, secret })) {
    const unread = await client.getRoomUnreadCount({ ns, roomId: room.roomId, secret });
    print(`${room.roomId}  ${String(unread).padStart(4)} unread  ${room.displayName ?? ''}`, {
      ...room,
      unread,
    });
  }
  return 0;
}

export async function sendText(options: Options, print: Print): Promise<number> {
  const { client, ns, secret } = takeSeat(options);
  const { roomId, rest } = readRoom(options);
  if (roomId === undefined) {
    throw rest[0] === undefined
      ? new UsageError('Say something: spaces send ROOM TEXT')
      : refuseWord(rest[0]);
  }
  // A shell's own way: the line break at the end belongs to the command that wrote it.
  const isPiped = rest.length === 1 && rest[0] === '-';
  const body = isPiped ? (await readAll(process.stdin)).replace(/\r?\n$/, '') : rest.join(' ');
  if (body.trim() === '') throw new UsageError('Say something: spaces send ROOM TEXT');
  const sent = await client.sendRoomMessage({ ns, roomId, secret, body, contentType: options.contentType });
  print(sent.mid, sent);
  return 0;
}

export async function listen(options: Options, print: Print, signal: AbortSignal): Promise<number> {
  const seat = takeSeat(options);
  const { client, ns, secret } = seat;
  const roomId = await findRoom(seat, options);
  let names = await readNames(seat, roomId);
  const afterMid = await findStart(seat, roomId, options);
  try {
    for await (const message of client.listenRoom({ ns, roomId, secret, afterMid, signal })) {
      if (!names.has(message.fromId)) names = await readNames(seat, roomId);
      printMessage(print, message, names);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return 0;
}

export async function waitForOthers(options: Options, print: Print, signal: AbortSignal): Promise<number> {
  const seat = takeSeat(options);
  const { client, ns, secret, ownId } = seat;
  const roomId = await findRoom(seat, options);
  const inRoom = { ns, roomId, secret };
  const names = await readNames(seat, inRoom.roomId);
  let afterMid = await findStart(seat, inRoom.roomId, options);
  const endsAt = Date.now() + options.timeout * 1_000;
  for (;;) {
    const left = Math.max(0, Math.ceil((endsAt - Date.now()) / 1_000));
    const wait = Math.min(left, LONGEST_POLL_S);
    const messages = await client.getRoomMessages({ ...inRoom, afterMid, wait, limit: PAGE, signal });
    const lastReadMid = messages.at(-1)?.mid;
    const others = messages.filter(({ fromId }) => fromId !== ownId);
    for (const message of others) printMessage(print, message, names);
    if (lastReadMid !== undefined) {
      afterMid = lastReadMid;
      if (!options.isPeek) await client.updateRoomReadCursor({ ...inRoom, lastReadMid });
    }
    if (others.length > 0) return 0;
    if (Date.now() >= endsAt) return TIMED_OUT;
  }
}
