import type { CreateRoom } from '#shared/model/room.ts';

const teamRoom = (name: string, description: string, visibility: CreateRoom['visibility']): CreateRoom => ({
  name,
  description,
  visibility,
  maxParticipants: 0,
  life: 'kept',
});

/** R14: what a team begins with. */
export const TEAM_ROOMS: readonly [CreateRoom, ...CreateRoom[]] = [
  teamRoom('General', 'General discussion', 'public'),
  teamRoom('Developer', 'Development topics', 'public'),
  teamRoom('Trading', 'Financial discussions', 'public'),
  teamRoom('Security', 'Cybersecurity topics', 'public'),
  teamRoom('Admin', 'Administrator discussions', 'private'),
];
