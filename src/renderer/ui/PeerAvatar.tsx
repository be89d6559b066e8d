import type { MemberRoom } from '#shared/model/room.ts';
import { Avatar } from './Avatar.tsx';

interface PeerAvatarProps {
  room: Pick<MemberRoom, 'id' | 'name' | 'peer' | 'participantCount'>;
  size?: 32 | 36 | 48;
  className?: string;
}

/** The face of a conversation of two is the other one's; both being here means the other one is. */
export function PeerAvatar({ room, ...rest }: PeerAvatarProps) {
  const status = room.participantCount > 1 ? 'online' : 'offline';
  return <Avatar userId={room.peer?.userId ?? room.id} name={room.name} status={status} {...rest} />;
}
