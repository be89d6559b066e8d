import type { Message } from '#shared/model/message.ts';
import type { Participant } from '#shared/model/room.ts';
import type { HostReplica, RoomReplica } from './replica.ts';

function withParticipants(room: RoomReplica, participants: readonly Participant[]): RoomReplica {
  const participantCount = participants.filter((participant) => participant.isOnline).length;
  const memberCount = participants.length;
  return { ...room, participants, room: { ...room.room, participantCount, memberCount } };
}

/** Of a conversation of two that was not opened yet it is known whether the other one is there. */
function withPeer(room: RoomReplica, isOnline: boolean, isSelf: boolean): RoomReplica {
  if (room.room.kind !== 'direct' || isSelf) return room;
  return { ...room, room: { ...room.room, participantCount: isOnline ? 2 : 1 } };
}

/** Everything that shows the name of somebody who has another one now. */
function withName(replica: RoomReplica, { userId, displayName }: Participant): RoomReplica {
  const rename = (message: Message) =>
    message.userId === userId && message.displayName !== displayName ? { ...message, displayName } : message;
  const { lastMessage, peer, kind } = replica.room;
  const isPeer = kind === 'direct' && peer?.userId === userId && peer.displayName !== displayName;
  const { timeline } = replica;
  const isOld = timeline?.messages.some((message) => rename(message) !== message) ?? false;
  return {
    ...replica,
    timeline: timeline && isOld ? { ...timeline, messages: timeline.messages.map(rename) } : timeline,
    room: {
      ...replica.room,
      lastMessage: lastMessage && rename(lastMessage),
      ...(isPeer && { name: displayName, peer: { ...peer, displayName } }),
    },
  };
}

export function receiveParticipant(
  known: RoomReplica,
  participant: Participant,
  selfId: string | undefined,
): RoomReplica {
  const room = withName(known, participant);
  const role = participant.userId === selfId ? participant.role : room.room.role;
  const next = role === room.room.role ? room : { ...room, room: { ...room.room, role } };
  // Before the room was entered nobody is listed: a list of one would be wrong.
  if (room.timeline === null) return withPeer(next, participant.isOnline, participant.userId === selfId);
  const isKnown = room.participants.some((person) => person.userId === participant.userId);
  return withParticipants(
    next,
    isKnown
      ? room.participants.map((person) => (person.userId === participant.userId ? participant : person))
      : [...room.participants, participant],
  );
}

export function withoutTyping(room: RoomReplica, userId: string): RoomReplica {
  if (!Object.hasOwn(room.typing, userId)) return room;
  const { [userId]: _, ...typing } = room.typing;
  return { ...room, typing };
}

export function receiveVoice(room: RoomReplica, userId: string, isSpeaking: boolean): RoomReplica {
  const others = room.speaking.filter((id) => id !== userId);
  return { ...room, speaking: isSpeaking ? [...others, userId] : others };
}

export function receiveLeave(
  room: RoomReplica,
  userId: string,
  keepsSeat: boolean,
  now: number,
): RoomReplica {
  const next = receiveVoice(withoutTyping(room, userId), userId, false);
  if (room.timeline === null) return withPeer(next, false, userId !== room.room.peer?.userId);
  const lastSeen = new Date(now).toISOString();
  return withParticipants(
    next,
    keepsSeat
      ? room.participants.map((known) =>
          known.userId === userId ? { ...known, isOnline: false, inCall: false, lastSeen } : known,
        )
      : room.participants.filter((known) => known.userId !== userId),
  );
}

/** Nobody tells that somebody stopped typing by losing power: the mark expires here. */
export function expireTyping(host: HostReplica, now: number): HostReplica {
  let isChanged = false;
  const rooms = Object.fromEntries(
    Object.entries(host.rooms).map(([id, room]) => {
      const typing = Object.fromEntries(Object.entries(room.typing).filter(([, until]) => until > now));
      if (Object.keys(typing).length === Object.keys(room.typing).length) return [id, room];
      isChanged = true;
      return [id, { ...room, typing }];
    }),
  );
  return isChanged ? { ...host, rooms } : host;
}
