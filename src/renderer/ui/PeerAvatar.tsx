import type { MemberRoom } from '#shared/model/room.ts';
import { text } from '../lib/text.ts';
import { Avatar } from './Avatar.tsx';

interface PeerProps {
  room: Pick<MemberRoom, 'id' | 'name' | 'peer' | 'participantCount'>;
  /** Nothing is heard of the host: then nobody can say who is there. */
  isHostAway?: boolean;
}

interface PeerAvatarProps extends PeerProps {
  size?: 32 | 36 | 48;
  className?: string;
}

/** Both being here means that the other one is; undefined when it is not known. */
function readPresence({ room, isHostAway = false }: PeerProps): 'online' | 'offline' | undefined {
  if (isHostAway) return undefined;
  return room.participantCount > 1 ? 'online' : 'offline';
}

/** The face of a conversation of two is the other one's. */
export function PeerAvatar({ room, isHostAway = false, ...rest }: PeerAvatarProps) {
  const status = readPresence({ room, isHostAway });
  const person = { userId: room.peer?.userId ?? room.id, name: room.name };
  return <Avatar {...person} {...(status === undefined ? {} : { status })} {...rest} />;
}

/** What the dot on the face shows, for those who do not see it; behind the name. */
export function PeerPresence(props: PeerProps) {
  const presence = readPresence(props);
  return presence !== undefined && <span className="sr-only"> {text().common[presence]}</span>;
}
