import { assertMayEnter } from '../domain/actor.ts';
import { type AgentService, toActor } from '../domain/agents/agent-service.ts';
import type { ProgramRoomService } from '../domain/spaces/program-room-service.ts';
import { DeaddropError } from './deaddrop-error.ts';
import { type Doors, requireInbox, requireNamespace } from './doors.ts';
import { optionalText, text } from './fields.ts';
import { type Route, route } from './route.ts';
import { viewRoom, viewSeat } from './views.ts';

interface Options {
  doors: Doors;
  rooms: ProgramRoomService;
  agents: AgentService;
}

const ROOM = '/{ns}/rooms/{room_id}';

export function createRoomRoutes({ doors, rooms, agents }: Options): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/{ns}/rooms',
      body: { display_name: optionalText() },
      isBodyOptional: true,
      async handle({ params, body, credentials }) {
        await doors.assertNotArchived(params.ns);
        const actor = await doors.requireIdentity(params.ns, credentials);
        return viewRoom(await rooms.create(actor, body.display_name));
      },
    }),
    route({
      method: 'GET',
      path: '/{ns}/rooms',
      async handle({ params, credentials }) {
        const actor = await doors.requireIdentity(params.ns, credentials);
        const own = await rooms.listOf(actor);
        return own.map((room) => {
          const { joined_at, last_read_mid } = viewSeat(room.seat, params.ns);
          return { ...viewRoom(room), joined_at, last_read_mid };
        });
      },
    }),
    route({
      method: 'GET',
      path: ROOM,
      async handle({ params, credentials }) {
        const { room } = await doors.requireMember(params.ns, params.room_id, credentials);
        return viewRoom(room);
      },
    }),
    route({
      method: 'DELETE',
      path: ROOM,
      async handle({ params, credentials }) {
        requireNamespace(credentials);
        await doors.requireOwner(params.ns, credentials);
        const room = await rooms.find(params.room_id);
        if (room?.spaceId !== params.ns) throw new DeaddropError(404, 'Room not found');
        await rooms.delete(room.id);
        return { ok: true };
      },
    }),
    route({
      method: 'GET',
      path: `${ROOM}/members`,
      async handle({ params, credentials }) {
        const { room } = await doors.requireMember(params.ns, params.room_id, credentials);
        return (await rooms.listSeats(room.id)).map((seat) => viewSeat(seat, room.spaceId));
      },
    }),
    route({
      method: 'POST',
      path: `${ROOM}/members`,
      body: { identity_id: text() },
      async handle({ params, body, credentials }) {
        const { actor, room } = await doors.requireMember(params.ns, params.room_id, credentials);
        const { identity_id: id } = body;
        const agent = await agents.find(room.spaceId, id);
        if (!agent) {
          throw new DeaddropError(400, `Identity ${id} not found in namespace ${params.ns}`);
        }
        assertMayEnter(toActor(agent), room.id);
        return viewSeat(await rooms.addMember(actor, room.id, id), room.spaceId);
      },
    }),
    route({
      method: 'DELETE',
      path: `${ROOM}/members/{identity_id}`,
      async handle({ params, credentials }) {
        requireInbox(credentials);
        const room = await rooms.find(params.room_id);
        if (room?.spaceId !== params.ns) throw new DeaddropError(404, 'Room not found');
        const actor = await doors.findIdentity(credentials);
        const isSelf = actor?.userId === params.identity_id;
        const isAllowed = actor && (isSelf || (await rooms.findSeat(room.id, actor.userId)));
        if (!isAllowed) throw new DeaddropError(403, 'Not authorized to remove members');
        if (!(await rooms.findSeat(room.id, params.identity_id))) {
          throw new DeaddropError(404, 'Member not found');
        }
        await rooms.removeMember(actor, room.id, params.identity_id);
        return { ok: true };
      },
    }),
  ];
}
