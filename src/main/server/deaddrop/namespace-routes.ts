import type { AgentService } from '../domain/agents/agent-service.ts';
import type { SpaceService } from '../domain/spaces/space-service.ts';
import { DeaddropError } from './deaddrop-error.ts';
import type { Doors } from './doors.ts';
import { object, optionalObject, optionalText, whole } from './fields.ts';
import { type Route, route } from './route.ts';
import { viewAgent, viewSpace } from './views.ts';

interface Options {
  doors: Doors;
  spaces: SpaceService;
  agents: AgentService;
}

const SPACE = '/admin/namespaces/{ns}';

/** Administration: namespaces, and identities made for others. */
export function createNamespaceRoutes({ doors, spaces, agents }: Options): readonly Route[] {
  return [
    route({
      method: 'POST',
      path: '/admin/namespaces',
      body: { metadata: optionalObject(), ttl_hours: whole({ fallback: 24 }), slug: optionalText() },
      isBodyOptional: true,
      async handle({ body, credentials }) {
        doors.assertAdmin(credentials);
        const { space, secret } = await spaces.create({
          metadata: body.metadata ?? {},
          ttlHours: body.ttl_hours,
          slug: body.slug,
        });
        const { ns, slug, metadata, ttl_hours } = viewSpace(space);
        return { ns, secret, slug, metadata, ttl_hours };
      },
    }),
    route({
      method: 'GET',
      path: '/admin/namespaces',
      async handle({ credentials }) {
        doors.assertAdmin(credentials);
        return (await spaces.list()).map(viewSpace);
      },
    }),
    route({
      method: 'GET',
      path: SPACE,
      async handle({ params, credentials }) {
        doors.assertAdmin(credentials);
        return viewSpace(await doors.findSpace(params.ns));
      },
    }),
    route({
      method: 'PATCH',
      path: SPACE,
      body: { metadata: object() },
      async handle({ params, body, credentials }) {
        doors.assertAdmin(credentials);
        await doors.findSpace(params.ns);
        await spaces.replaceMetadata(params.ns, body.metadata);
        return viewSpace(await doors.findSpace(params.ns));
      },
    }),
    route({
      method: 'DELETE',
      path: SPACE,
      async handle({ params, credentials }) {
        doors.assertAdmin(credentials);
        await spaces.delete(await doors.findSpace(params.ns));
        return { ok: true };
      },
    }),
    route({
      method: 'POST',
      path: `${SPACE}/secret`,
      async handle({ params, credentials }) {
        doors.assertAdmin(credentials);
        const { id } = await doors.findSpace(params.ns);
        return { ns: id, secret: await spaces.renewSecret(id) };
      },
    }),
    route({
      method: 'POST',
      path: '/admin/{ns}/identities',
      body: { metadata: optionalObject() },
      isBodyOptional: true,
      async handle({ params, body, credentials }) {
        doors.assertAdmin(credentials);
        const space = await doors.findSpace(params.ns);
        await doors.assertNotArchived(space.id);
        const { agent, secret } = await agents.create(space.id, body.metadata ?? {});
        return { id: agent.id, secret, metadata: agent.metadata };
      },
    }),
    route({
      method: 'GET',
      path: '/admin/{ns}/identities',
      async handle({ params, credentials }) {
        doors.assertAdmin(credentials);
        const space = await doors.findSpace(params.ns);
        return (await agents.list(space.id)).map(viewAgent);
      },
    }),
    route({
      method: 'DELETE',
      path: '/admin/{ns}/identities/{id}',
      async handle({ params, credentials }) {
        doors.assertAdmin(credentials);
        const space = await doors.findSpace(params.ns);
        if (!(await agents.remove(space.id, params.id))) throw new DeaddropError(404, 'Identity not found');
        return { ok: true };
      },
    }),
    route({
      method: 'POST',
      path: '/{ns}/archive',
      async handle({ params, credentials }) {
        const space = await doors.requireOwner(params.ns, credentials);
        if (!(await spaces.archive(space))) throw new DeaddropError(400, 'Namespace is already archived');
        return { ok: true, archived: true };
      },
    }),
  ];
}
