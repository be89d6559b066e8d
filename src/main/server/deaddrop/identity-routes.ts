import type { AgentService } from '../domain/agents/agent-service.ts';
import { DeaddropError } from './deaddrop-error.ts';
import type { Doors } from './doors.ts';
import { object, optionalObject } from './fields.ts';
import { type Credentials, type Route, route } from './route.ts';
import { viewAgent } from './views.ts';

const LIST = '/{ns}/identities';
const ONE = '/{ns}/identities/{id}';

function notFound(): DeaddropError {
  return new DeaddropError(404, 'Identity not found');
}

export function createIdentityRoutes({
  doors,
  agents,
}: {
  doors: Doors;
  agents: AgentService;
}): readonly Route[] {
  function requireAnySecret({ namespace, inbox }: Credentials): void {
    if (namespace === null && inbox === null) {
      throw new DeaddropError(401, 'X-Namespace-Secret or X-Inbox-Secret header required');
    }
  }

  return [
    route({
      method: 'POST',
      path: LIST,
      body: { metadata: optionalObject() },
      isBodyOptional: true,
      async handle({ params, body, credentials }) {
        await doors.assertNotArchived(params.ns);
        const space = await doors.requireOwner(params.ns, credentials);
        const { agent, secret } = await agents.create(space.id, body.metadata ?? {});
        return { id: agent.id, secret, metadata: agent.metadata };
      },
    }),
    route({
      method: 'GET',
      path: LIST,
      async handle({ params, credentials }) {
        requireAnySecret(credentials);
        if (credentials.namespace !== null) await doors.requireOwner(params.ns, credentials);
        else await doors.requireIdentity(params.ns, credentials);
        return (await agents.list(params.ns)).map(viewAgent);
      },
    }),
    route({
      method: 'GET',
      path: ONE,
      async handle({ params, credentials }) {
        requireAnySecret(credentials);
        if (credentials.namespace !== null) await doors.requireOwner(params.ns, credentials);
        else {
          const actor = await doors.requireIdentity(params.ns, credentials);
          if (actor.userId !== params.id) throw new DeaddropError(403, 'Can only view own identity');
        }
        const agent = await agents.find(params.ns, params.id);
        if (!agent) throw notFound();
        return viewAgent(agent);
      },
    }),
    route({
      method: 'PATCH',
      path: ONE,
      body: { metadata: object() },
      async handle({ params, body, credentials }) {
        const space = await doors.requireOwner(params.ns, credentials);
        if (!(await agents.find(params.ns, params.id))) throw notFound();
        await doors.assertNotArchived(space.id);
        const agent = await agents.replaceMetadata(params.ns, params.id, body.metadata);
        if (!agent) throw notFound();
        return viewAgent(agent);
      },
    }),
    route({
      method: 'DELETE',
      path: ONE,
      async handle({ params, credentials }) {
        await doors.requireOwner(params.ns, credentials);
        if (!(await agents.remove(params.ns, params.id))) throw notFound();
        return { ok: true };
      },
    }),
  ];
}
