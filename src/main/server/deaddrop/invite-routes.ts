import type { AgentService } from '../domain/agents/agent-service.ts';
import type { IdentityInviteService } from '../domain/agents/invite-service.ts';
import type { SpaceService } from '../domain/spaces/space-service.ts';
import { DeaddropError } from './deaddrop-error.ts';
import type { Doors } from './doors.ts';
import { flag, optionalText, text } from './fields.ts';
import { type Route, route } from './route.ts';
import { readDisplayName, writeTime } from './views.ts';

interface Options {
  doors: Doors;
  spaces: SpaceService;
  agents: AgentService;
  invites: IdentityInviteService;
}

type Invite = NonNullable<Awaited<ReturnType<IdentityInviteService['find']>>>;

function viewInvite(invite: Invite) {
  return {
    invite_id: invite.id,
    ns: invite.spaceId,
    identity_id: invite.identityId,
    display_name: invite.displayName,
    created_at: writeTime(invite.createdAt),
    expires_at: invite.expiresAt,
  };
}

function notFound(): DeaddropError {
  return new DeaddropError(404, 'Invite not found');
}

/** A whole identity handed over by a link. The host sees its secret only encrypted. */
export function createInviteRoutes({ doors, spaces, agents, invites }: Options): readonly Route[] {
  async function describePlace({ spaceId, identityId }: Invite) {
    const space = await spaces.find(spaceId);
    const agent = await agents.find(spaceId, identityId);
    return {
      namespace_slug: space?.slug ?? null,
      namespace_display_name: space && readDisplayName(space.metadata),
      namespace_ttl_hours: space?.ttlHours ?? null,
      identity_display_name: agent && readDisplayName(agent.metadata),
    };
  }

  return [
    route({
      method: 'POST',
      path: '/{ns}/invites',
      body: {
        identity_id: text(),
        invite_id: text(),
        encrypted_secret: text(),
        display_name: optionalText(),
        expires_at: optionalText(),
      },
      async handle({ params, body, credentials }) {
        await doors.findSpace(params.ns);
        const space = await doors.requireOwner(params.ns, credentials);
        if (!(await agents.find(space.id, body.identity_id))) {
          throw new DeaddropError(404, `Identity ${body.identity_id} not found in namespace ${space.id}`);
        }
        const invite = await invites.create({
          id: body.invite_id,
          spaceId: space.id,
          identityId: body.identity_id,
          encryptedSecret: body.encrypted_secret,
          displayName: body.display_name,
          expiresAt: body.expires_at,
        });
        return viewInvite(invite);
      },
    }),
    route({
      method: 'GET',
      path: '/{ns}/invites',
      query: { include_claimed: flag(false) },
      async handle({ params, query, credentials }) {
        await doors.findSpace(params.ns);
        const space = await doors.requireOwner(params.ns, credentials);
        const found = await invites.list(space.id, query.include_claimed);
        return found.map((invite) => ({
          ...viewInvite(invite),
          claimed_at: invite.claimedAt === null ? null : writeTime(invite.claimedAt),
        }));
      },
    }),
    route({
      method: 'DELETE',
      path: '/{ns}/invites/{invite_id}',
      async handle({ params, credentials }) {
        await doors.findSpace(params.ns);
        await doors.requireOwner(params.ns, credentials);
        if (!(await invites.delete(params.invite_id))) throw notFound();
        return { status: 'ok', invite_id: params.invite_id };
      },
    }),
    route({
      method: 'GET',
      path: '/api/invites/{invite_id}/info',
      async handle({ params }) {
        const invite = await invites.find(params.invite_id);
        if (!invite) throw notFound();
        if (invite.claimedAt !== null) throw new DeaddropError(410, 'Invite already claimed');
        return { ...viewInvite(invite), ...(await describePlace(invite)) };
      },
    }),
    route({
      method: 'POST',
      path: '/api/invites/{invite_id}/claim',
      async handle({ params }) {
        const invite = await invites.claim(params.invite_id);
        if (!invite) throw notFound();
        return {
          encrypted_secret: invite.encryptedSecret,
          ns: invite.spaceId,
          ...(await describePlace(invite)),
          identity_id: invite.identityId,
          display_name: invite.displayName,
        };
      },
    }),
  ];
}
