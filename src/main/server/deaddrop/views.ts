import type { Message } from '#shared/model/message.ts';
import type { AgentService } from '../domain/agents/agent-service.ts';
import type { InboxService } from '../domain/agents/inbox-service.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import type { SpaceService } from '../domain/spaces/space-service.ts';

type Room = NonNullable<Awaited<ReturnType<ProgramRoomService['find']>>>;
type Seat = NonNullable<Awaited<ReturnType<ProgramRoomService['findSeat']>>>;
type Space = NonNullable<Awaited<ReturnType<SpaceService['find']>>>;
type Agent = NonNullable<Awaited<ReturnType<AgentService['find']>>>;
type Letter = NonNullable<Awaited<ReturnType<InboxService['find']>>>;

/** `2026-11-20T07:54:07.800000+00:00`: this API tells time in microseconds and names the zone. */
export function writeTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace('Z', '000+00:00');
}

const writeTimeOrNull = (milliseconds: number | null) =>
  milliseconds === null ? null : writeTime(milliseconds);

/** `2026-11-20 07:54:07`, for namespaces and identities. */
export function writeSecond(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ');
}

export function viewRoom(room: Room) {
  return {
    room_id: room.id,
    ns: room.spaceId,
    display_name: room.name,
    created_by: room.createdBy,
    created_at: writeTime(room.createdAt),
  };
}

export function viewSeat(seat: Seat, ns: string) {
  return {
    room_id: seat.roomId,
    identity_id: seat.userId,
    ns,
    joined_at: writeTime(seat.joinedAt),
    last_read_mid: seat.readMark,
    metadata: seat.metadata,
  };
}

export function viewMessage(message: Message) {
  return {
    mid: message.id,
    room_id: message.roomId,
    from_id: message.userId ?? '',
    // A file without words is told by its name: an empty text would say nothing.
    body: message.content || message.attachments.map(({ name }) => name).join('\n'),
    content_type: message.contentType,
    created_at: message.createdAt.replace('Z', '000+00:00'),
  };
}

export function viewSpace(space: Space) {
  return {
    ns: space.id,
    slug: space.slug,
    metadata: space.metadata,
    ttl_hours: space.ttlHours,
    created_at: writeSecond(space.createdAt),
    archived_at: space.archivedAt === null ? null : writeSecond(space.archivedAt),
  };
}

export function viewAgent(agent: Agent) {
  return { id: agent.id, metadata: agent.metadata, created_at: writeSecond(agent.createdAt) };
}

export function viewLetter(letter: Letter) {
  return {
    mid: letter.mid,
    from: letter.fromId,
    to: letter.toId,
    body: letter.body,
    content_type: letter.contentType,
    created_at: writeTime(letter.createdAt),
    read_at: writeTimeOrNull(letter.readAt),
    expires_at: writeTimeOrNull(letter.expiresAt),
    archived_at: writeTimeOrNull(letter.archivedAt),
  };
}

/** The name a program gave something, for answers that show it beside an id. */
export function readDisplayName(metadata: Readonly<Record<string, unknown>>): string | null {
  const name = metadata['display_name'];
  return typeof name === 'string' ? name : null;
}
