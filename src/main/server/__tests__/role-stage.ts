import type { RoomAction } from '#shared/model/policy.ts';
import { ROLES, type Role } from '#shared/model/role.ts';
import { connect, type TestSocket } from './socket-client.ts';
import { expectStatus, makeRoom, type Person, seat, startTestHost, type TestHost } from './test-host.ts';

export type Caller = Role | 'outsider';
export const CALLERS: readonly Caller[] = [...ROLES, 'outsider'];
const MODERATORS: readonly Caller[] = ['owner', 'admin', 'moderator'];

/** The table of the specification, written out: who may do what, whatever the code says. */
export const MATRIX: Readonly<Partial<Record<RoomAction, readonly Caller[]>>> = {
  view: ROLES,
  send: ROLES,
  invite: ROLES,
  'remove-member': MODERATORS,
  'ban-member': MODERATORS,
  'mute-member': MODERATORS,
  'delete-message': MODERATORS,
  admit: MODERATORS,
  'release-agents': MODERATORS,
  'change-settings': ['owner', 'admin'],
  'change-state': ['owner', 'admin'],
  'change-role': ['owner', 'admin'],
  'delete-room': ['owner'],
  'hand-over': ['owner'],
  'see-analytics': ['owner'],
};
export const may = (caller: Caller, action: RoomAction) => MATRIX[action]?.includes(caller) === true;

export interface Stage {
  readonly host: TestHost;
  readonly roomId: string;
  readonly people: Record<Caller, Person>;
  readonly sockets: Record<Caller, TestSocket>;
}

export async function giveRole(
  stage: Pick<Stage, 'roomId' | 'people'>,
  person: Person,
  role: Role,
): Promise<void> {
  if (role === 'member') return;
  expectStatus(
    await stage.people.owner.patch(`/api/rooms/${stage.roomId}/members/${person.id}`, { role }),
    200,
  );
}

/** A private room with somebody of every role, all connected, and somebody outside. */
export async function setTheStage(): Promise<Stage> {
  const host = await startTestHost({ limits: { roomsPerOwner: 1_000 } as never });
  const entries = await Promise.all(
    CALLERS.map(async (caller) => [caller, await host.guest(caller)] as const),
  );
  const people = Object.fromEntries(entries) as Record<Caller, Person>;
  const room = await makeRoom(people.owner, { visibility: 'private', maxParticipants: 50 });
  await seat(room, people.admin, people.moderator, people.member);
  for (const role of ['admin', 'moderator'] as const)
    await giveRole({ roomId: room.id, people }, people[role], role);
  const lines = await Promise.all(
    CALLERS.map(async (caller) => [caller, await connect(host, people[caller])] as const),
  );
  return { host, roomId: room.id, people, sockets: Object.fromEntries(lines) as never };
}
